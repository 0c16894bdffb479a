// A sound plays within 100 ms of its verdict: from asking for it until the device, here ALSA's
// writer of files on a pipe, has its first sample. What a sound card then holds back comes on top;
// SoundPlayer asks for at most 60 ms of it.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>

#include "bench/bench.h"
#include "support/sound_file.h"
#include "ui/sound_player.h"

namespace yingbin::bench {
namespace {

constexpr int kTimes = 100;
constexpr double kGoal_ms = 100;

std::vector<Figure> measure_sound() {
  const test::SoundFile speaker;
  speaker.plug_in();
  if (mkfifo(speaker.file().c_str(), 0600) != 0) throw std::runtime_error("no pipe");
  const int pipe = open(speaker.file().c_str(), O_RDWR | O_CLOEXEC);
  fcntl(pipe, F_SETPIPE_SZ, 1 << 20);
  ui::SoundPlayer player({test::SoundFile::device(), 100});
  player.wait_until_quiet();
  std::vector<double> waits_ms;
  std::vector<char> bytes(1 << 20);
  for (int i = 0; i < kTimes; ++i) {
    waits_ms.push_back(milliseconds_of([&] {
      player.play(ui::kSounds[static_cast<std::size_t>(i) % ui::kSounds.size()]);
      if (read(pipe, bytes.data(), 1) != 1) throw std::runtime_error("nothing is played");
    }));
    player.wait_until_quiet();
    (void)!read(pipe, bytes.data(), bytes.size());
  }
  close(pipe);
  return {value_at_most("sound: asked for until the device has it, p99", "ms",
                        percentile(waits_ms, 0.99), 0, kGoal_ms)};
}

const Registered sound{"sound", measure_sound};

}  // namespace
}  // namespace yingbin::bench
