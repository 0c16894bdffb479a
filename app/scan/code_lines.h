// From a serial scanner's bytes to codes. Ended by CR, LF, Tab, the ETX of a frame, or a pause;
// NULs, STX and the AIM symbology prefix (ISO/IEC 15424, "]Q1") are dropped; longer than any QR
// code's text is noise. No clock inside: call `poll` when `wake_at` has come.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/stammer.h"

namespace yingbin {

class CodeLines {
 public:
  static constexpr KeyTime kPause = std::chrono::milliseconds(100);
  static constexpr std::size_t kLengthMax = 8000;

  using Codes = std::vector<std::string>;
  [[nodiscard]] Codes take(std::string_view bytes, KeyTime at);
  [[nodiscard]] Codes poll(KeyTime now);
  // When to call `poll` next, if nothing comes until then.
  [[nodiscard]] std::optional<KeyTime> wake_at() const;

 private:
  void end_line(KeyTime at, Codes& codes);

  std::string held_;
  bool noise_ = false;  // too long: the rest of this line is dropped too
  KeyTime start_{};
  KeyTime last_{};
  Stammer stammer_;
};

}  // namespace yingbin
