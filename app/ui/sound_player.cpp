#include "ui/sound_player.h"

#include <alsa/asoundlib.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "text/say.h"

namespace yingbin::ui {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Samples = std::vector<std::int16_t>;

constexpr unsigned kLatency_us = 60'000;  // the device's buffer
constexpr std::size_t kChunk = 480;       // samples handed over at a time: 10 ms
constexpr int kWait_ms = 10;              // how late a newer sound is noticed
constexpr auto kStalled = 2s;             // a device that takes nothing for so long is lost
constexpr auto kStale = 1s;               // a sound that could not be played by then misleads
constexpr int kUnderrun = -EPIPE;

struct PcmClose {
  void operator()(snd_pcm_t* pcm) const { snd_pcm_close(pcm); }
};
using Pcm = std::unique_ptr<snd_pcm_t, PcmClose>;

// ALSA would print its complaints over the terminal; `state` tells what matters.
void say_nothing(const char*, int, const char*, int, const char*, ...) {}

struct Device {
  Pcm pcm;
  std::size_t buffer = 0;  // samples between writing and hearing
};

// 0, or ALSA's negative error.
int open_device(const std::string& name, Device& device) {
  snd_pcm_t* opened = nullptr;
  int error = snd_pcm_open(&opened, name.c_str(), SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
  if (error < 0) return error;
  device.pcm.reset(opened);
  error = snd_pcm_set_params(opened, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1,
                             kSoundRate, 1, kLatency_us);
  snd_pcm_uframes_t buffer = 0;
  snd_pcm_uframes_t period = 0;
  if (error >= 0) error = snd_pcm_get_params(opened, &buffer, &period);
  device.buffer = buffer;
  if (error < 0) device.pcm.reset();
  return std::min(error, 0);
}

// As snd_pcm_recover, which waits for ever for a card that is suspended: here the caller asks again
// and gives up in time. 0, or ALSA's error.
int recover(snd_pcm_t* pcm, int error) {
  if (error == -ESTRPIPE) {
    const int resumed = snd_pcm_resume(pcm);
    if (resumed == -EAGAIN) std::this_thread::sleep_for(std::chrono::milliseconds(kWait_ms));
    if (resumed == -EAGAIN || resumed == 0) return 0;
  }
  return snd_pcm_prepare(pcm);
}

// Ears hear loudness by ratios: half the volume is a quarter of the amplitude.
Samples at_volume(Samples samples, int volume) {
  const int loudness = volume * volume;
  for (std::int16_t& sample : samples)
    sample = static_cast<std::int16_t>(sample * loudness / 10'000);
  return samples;
}

}  // namespace

struct SoundPlayer::Worker {
  explicit Worker(const SoundOptions& options)
      : name(options.device), volume(std::clamp(options.volume, 0, 100)) {
    snd_lib_error_set_handler(say_nothing);
    thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
  }

  void work(const std::stop_token& stop) {
    reopen();
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      quiet = !wanted;
      changed.notify_all();
      changed.wait(lock, stop, [&] { return wanted.has_value(); });
      if (!wanted) return;
      const Sound sound = *wanted;
      const auto asked_at = wanted_at;
      wanted.reset();
      lock.unlock();
      play_or_reopen(sound, asked_at, stop);
      lock.lock();
    }
  }

  void play_or_reopen(Sound sound, Clock::time_point asked_at, const std::stop_token& stop) {
    // A device that went away while all was silent is noticed only now.
    const auto is_stale = [&] { return Clock::now() - asked_at > kStale; };
    for (int tries = 0; tries < 2; ++tries) {
      if (tries > 0 && is_stale()) return;  // what was wrong stays told until the next sound
      if (!device.pcm) reopen();
      if (!device.pcm || is_stale()) return;
      const int error = play_through(sound, stop);
      if (error == 0) return;
      device.pcm.reset();
      const std::lock_guard lock(mutex);
      failure = error;
    }
  }

  // Ends early when something newer is to be heard. 0, or ALSA's error.
  int play_through(Sound sound, const std::stop_token& stop) {
    snd_pcm_t* pcm = device.pcm.get();
    Samples samples = at_volume(samples_of(sound), volume);
    // Once this silence is written, all that is to be heard was heard, and dropping it clicks not.
    samples.insert(samples.end(), device.buffer, 0);
    int error = snd_pcm_prepare(pcm);
    auto progress_at = Clock::now();
    for (std::size_t at = 0; error >= 0 && at < samples.size() && !superseded(stop);) {
      const auto written =
          snd_pcm_writei(pcm, samples.data() + at, std::min(kChunk, samples.size() - at));
      if (written > 0) {
        at += static_cast<std::size_t>(written);
        progress_at = Clock::now();
      } else if (written == 0 || written == -EAGAIN) {
        (void)snd_pcm_wait(pcm, kWait_ms);  // what is wrong, the next write tells
      } else {
        error = written == kUnderrun || written == -ESTRPIPE
                    ? recover(pcm, static_cast<int>(written))
                    : static_cast<int>(written);
      }
      if (Clock::now() - progress_at > kStalled) error = -ETIMEDOUT;
    }
    if (error >= 0) error = snd_pcm_drop(pcm);
    return std::min(error, 0);
  }

  bool superseded(const std::stop_token& stop) {
    const std::lock_guard lock(mutex);
    return wanted.has_value() || stop.stop_requested();
  }

  void reopen() {
    const int error = open_device(name, device);
    const std::lock_guard lock(mutex);
    failure = error;
  }

  const std::string name;
  const int volume;
  Device device;  // the thread's alone

  mutable std::mutex mutex;  // guards what follows
  std::condition_variable_any changed;
  std::optional<Sound> wanted;
  Clock::time_point wanted_at;
  bool quiet = false;
  int failure = 0;

  std::jthread thread;  // last: it uses all of the above
};

SoundPlayer::SoundPlayer(const SoundOptions& options) {
  if (options.device != "none") worker_ = std::make_unique<Worker>(options);
}

SoundPlayer::~SoundPlayer() = default;

void SoundPlayer::play(Sound sound) {
  if (!worker_) return;
  const std::lock_guard lock(worker_->mutex);
  worker_->wanted = sound;
  worker_->wanted_at = Clock::now();
  worker_->quiet = false;
  worker_->changed.notify_all();
}

void SoundPlayer::wait_until_quiet() {
  if (!worker_) return;
  std::unique_lock lock(worker_->mutex);
  worker_->changed.wait(lock, [this] { return worker_->quiet; });
}

SoundState SoundPlayer::state() const {
  if (!worker_) return {false, say("switched off with --sound none")};
  const std::lock_guard lock(worker_->mutex);
  if (worker_->failure == 0) return {true, say("plays through {}", worker_->name)};
  return {false, say("no sound through {} ({}): plug a loudspeaker in, or name the device with "
                     "--sound; `aplay -L` lists them",
                     worker_->name, snd_strerror(worker_->failure))};
}

}  // namespace yingbin::ui
