// When a key was pressed, as well as a loop can tell that hears keys only between two frames: what
// a scanner types during a frame is heard late and all at once, and would look like a pause in the
// burst. Used by the window's loop; no clock inside.
#pragma once

#include <vector>

#include "scan/hand_scanner.h"

namespace yingbin {

struct PressedKey {
  char32_t character = 0;
  KeyTime at{};
};

class KeyClock {
 public:
  // How soon keys that have waited are heard once the loop listens again.
  static constexpr KeyTime kAtOnce = std::chrono::milliseconds(5);

  void listens(KeyTime now) { listens_since_ = now; }
  // A key, and those whose time is known now: one that may have waited is kept until the next.
  [[nodiscard]] std::vector<PressedKey> hear(char32_t character, KeyTime now);
  // The loop stops to listen and draws: no more keys have waited.
  [[nodiscard]] std::vector<PressedKey> settle();
  // A moment as the scanner is to be told it, and back.
  [[nodiscard]] KeyTime told(KeyTime now) const { return now - skipped_; }
  [[nodiscard]] KeyTime real(KeyTime told) const { return told + skipped_; }

 private:
  std::vector<PressedKey> waited_;
  KeyTime listens_since_{};
  KeyTime skipped_{};  // frames during which a burst went on
  KeyTime last_{};     // when the last key was told to have been pressed
};

}  // namespace yingbin
