#include "ui/sound_player.h"

#include <alsa/asoundlib.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "support/sound_file.h"

namespace {
// While it sleeps, the card refuses samples and does not wake up: no plug-in of ALSA plays that.
std::atomic<bool> card_sleeps = false;

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
}  // namespace

// These stand before ALSA's own.
extern "C" snd_pcm_sframes_t snd_pcm_writei(snd_pcm_t* pcm, const void* samples,
                                            snd_pcm_uframes_t count) {
  if (card_sleeps) return -ESTRPIPE;
  return real<decltype(snd_pcm_writei)>("snd_pcm_writei")(pcm, samples, count);
}
extern "C" int snd_pcm_resume(snd_pcm_t* pcm) {
  if (card_sleeps) return -EAGAIN;
  return real<decltype(snd_pcm_resume)>("snd_pcm_resume")(pcm);
}

namespace yingbin::ui {
namespace {

using Samples = std::vector<std::int16_t>;

Samples without_silence_behind(Samples samples) {
  while (!samples.empty() && samples.back() == 0) samples.pop_back();
  return samples;
}

Samples expected(Sound sound) { return without_silence_behind(samples_of(sound)); }

// A door's loudspeaker: what is played ends in a file, or in a pipe that the test empties as slowly
// as a real device would.
class Player : public testing::Test {
 protected:
  Player() { speaker_.plug_in(); }

  [[nodiscard]] static SoundOptions options(int volume = 100) {
    return {test::SoundFile::device(), volume};
  }

  test::SoundFile speaker_;
};

TEST_F(Player, what_is_written_to_the_device_is_the_sound) {
  for (Sound sound : kSounds) {
    SoundPlayer player(options());
    player.play(sound);
    player.wait_until_quiet();
    EXPECT_TRUE(player.state().works) << player.state().words;
    EXPECT_EQ(without_silence_behind(speaker_.played()), expected(sound));
  }
}

TEST_F(Player, silence_follows_so_that_the_end_is_heard_before_the_device_stops) {
  SoundPlayer player(options());
  player.play(Sound::admitted);
  player.wait_until_quiet();
  // At least the 60 ms that the device may hold back.
  EXPECT_GE(speaker_.played().size(), samples_of(Sound::admitted).size() + kSoundRate * 60 / 1000);
}

TEST_F(Player, half_the_volume_is_a_quarter_of_the_amplitude_and_none_is_silence) {
  const auto loudest = [&](int volume) {
    SoundPlayer player(options(volume));
    player.play(Sound::admitted);
    player.wait_until_quiet();
    const Samples samples = speaker_.played();
    return samples.empty() ? -1 : int{*std::ranges::max_element(samples)};
  };
  const int full = loudest(100);
  const Samples original = samples_of(Sound::admitted);
  EXPECT_EQ(full, *std::ranges::max_element(original));
  EXPECT_NEAR(loudest(50), full / 4, 2);
  EXPECT_EQ(loudest(0), 0);
  EXPECT_EQ(loudest(1'000), full);
}

TEST_F(Player, a_machine_without_the_device_says_so_and_goes_on) {
  speaker_.unplug();
  SoundPlayer player(options());
  for (Sound sound : kSounds) player.play(sound);
  player.wait_until_quiet();
  EXPECT_FALSE(player.state().works);
  EXPECT_NE(player.state().words.find("loudspeaker"), std::string::npos) << player.state().words;
}

TEST_F(Player, a_device_that_comes_later_is_found_by_the_next_sound) {
  speaker_.unplug();
  SoundPlayer player(options());
  player.wait_until_quiet();
  EXPECT_FALSE(player.state().works);
  speaker_.plug_in();
  player.play(Sound::undone);
  player.wait_until_quiet();
  EXPECT_TRUE(player.state().works) << player.state().words;
  EXPECT_EQ(without_silence_behind(speaker_.played()), expected(Sound::undone));
}

TEST_F(Player, silence_that_was_asked_for_opens_nothing) {
  SoundPlayer player({"none", 100});
  player.play(Sound::admitted);
  player.wait_until_quiet();
  EXPECT_FALSE(player.state().works);
  EXPECT_FALSE(std::filesystem::exists(speaker_.file()));
}

TEST_F(Player, a_card_that_sleeps_and_does_not_wake_up_is_told_and_played_through_again_later) {
  card_sleeps = true;
  SoundPlayer player(options());
  player.play(Sound::admitted);
  player.wait_until_quiet();
  EXPECT_FALSE(player.state().works);
  card_sleeps = false;
  player.play(Sound::undone);
  player.wait_until_quiet();
  EXPECT_TRUE(player.state().works) << player.state().words;
  EXPECT_EQ(without_silence_behind(speaker_.played()), expected(Sound::undone));
}

TEST_F(Player, a_card_that_sleeps_does_not_hold_up_the_end) {
  card_sleeps = true;
  {
    SoundPlayer player(options());
    player.play(Sound::attention);
  }
  card_sleeps = false;
}

// A pipe that holds 4 KiB (43 ms of sound): the player waits for its reader as for a sound card.
class SlowPlayer : public Player {
 protected:
  SlowPlayer() {
    signal(SIGPIPE, SIG_IGN);
    mkfifo(speaker_.file().c_str(), 0600);
    pipe_ = open(speaker_.file().c_str(), O_RDWR | O_CLOEXEC);
    fcntl(pipe_, F_SETPIPE_SZ, 4096);
  }
  ~SlowPlayer() override { close(pipe_); }

  // The next `count` samples, as far as they come before a pause.
  Samples read_samples(std::size_t count, int pause_ms) {
    Samples samples(count);
    std::size_t got = 0;
    while (got < count * sizeof(std::int16_t)) {
      pollfd waiting{pipe_, POLLIN, 0};
      if (poll(&waiting, 1, pause_ms) != 1) break;
      const ssize_t read =
          ::read(pipe_, reinterpret_cast<char*>(samples.data()) + got, samples.size() * 2 - got);
      if (read <= 0) break;
      got += static_cast<std::size_t>(read);
    }
    samples.resize(got / 2);
    return samples;
  }

  int pipe_ = -1;
};

TEST_F(SlowPlayer, asking_for_a_sound_never_waits_for_the_device) {
  SoundPlayer player(options());
  // Nobody empties the pipe: a player that waited would never come back.
  for (int times = 0; times < 3; ++times) {
    for (Sound sound : kSounds) player.play(sound);
  }
  const std::jthread reader([this](const std::stop_token& stop) {
    while (!stop.stop_requested()) read_samples(1'000, 10);
  });
  player.wait_until_quiet();
}

TEST_F(SlowPlayer, a_new_sound_cuts_the_old_one_off_and_is_heard_from_its_start) {
  SoundPlayer player(options());
  player.play(Sound::attention);
  Samples played = read_samples(4'000, 10'000);  // 83 ms of more than a second
  player.play(Sound::already_in);
  Samples rest;
  std::jthread reader([&](const std::stop_token& stop) {
    for (Samples more; !stop.stop_requested() || !more.empty();) {
      more = read_samples(1'000, 10);
      rest.insert(rest.end(), more.begin(), more.end());
    }
  });
  player.wait_until_quiet();
  reader.request_stop();
  reader.join();
  played.insert(played.end(), rest.begin(), rest.end());
  const Samples old = samples_of(Sound::attention);
  const Samples fresh = expected(Sound::already_in);
  const auto cut =
      std::mismatch(played.begin(), played.end(), old.begin(), old.end()).first - played.begin();
  EXPECT_GE(cut, 4'000);
  EXPECT_LT(cut, 20'000) << "the old sound went on";
  const auto start = std::search(played.begin(), played.end(), fresh.begin() + 1, fresh.end());
  EXPECT_NE(start, played.end()) << "the new one is not whole";
}

TEST_F(SlowPlayer, a_device_lost_in_the_middle_of_a_sound_is_told_and_found_again) {
  SoundPlayer player(options());
  player.play(Sound::attention);
  ASSERT_EQ(read_samples(4'000, 10'000).size(), 4'000U);
  speaker_.unplug();
  close(std::exchange(pipe_, -1));  // writing to it fails from now on
  player.wait_until_quiet();
  EXPECT_FALSE(player.state().works);
  std::filesystem::remove(speaker_.file());
  speaker_.plug_in();
  player.play(Sound::admitted);
  player.wait_until_quiet();
  EXPECT_TRUE(player.state().works) << player.state().words;
  EXPECT_EQ(without_silence_behind(speaker_.played()), expected(Sound::admitted));
}

}  // namespace
}  // namespace yingbin::ui
