// Plays the station's sounds through ALSA from a thread of its own. The door calls `play` with each
// verdict and never waits: a new sound cuts off the old one. A machine without a sound device, or
// one that lost it, stays silent without an error; each further sound looks for the device again.
#pragma once

#include <memory>
#include <string>

#include "ui/sound.h"

namespace yingbin::ui {

struct SoundOptions {
  std::string device = "default";  // as ALSA names it; "none": silence
  int volume = 80;                 // 0 to 100, as loud as it sounds to an ear
};

struct SoundState {
  bool works = false;
  std::string words;  // what works, or what to do
};

class SoundPlayer {
 public:
  // The device is opened at once, so that the first sound is as quick as the others.
  explicit SoundPlayer(const SoundOptions& options);
  ~SoundPlayer();
  SoundPlayer(const SoundPlayer&) = delete;
  SoundPlayer& operator=(const SoundPlayer&) = delete;

  void play(Sound sound);
  // For the test of the sounds: until all that was asked for was heard, or cannot be.
  void wait_until_quiet();
  [[nodiscard]] SoundState state() const;

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;  // none: silence was asked for
};

}  // namespace yingbin::ui
