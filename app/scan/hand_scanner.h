// Tells a hand scanner that types from a person who types. The window feeds it every character with
// its time before any field sees it; what a person typed comes back for the focused field, in order
// and complete, at most 35 ms later. No clock inside: call `poll` when `wake_at` has come.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scan/stammer.h"

namespace yingbin {

struct HandScan {
  std::u32string typed;             // for the focused field; Enter is '\n', Tab '\t'
  std::optional<std::string> code;  // UTF-8, without the scanner's Enter or Tab
};

// A burst is ten characters or more, none of them 35 ms after the one before, ended by Enter, Tab
// or a pause. A held-down key, words that an input method commits at once, and hanzi are typing.
// The same code twice within half a second is the scanner stammering and counts once.
class HandScanner {
 public:
  static constexpr KeyTime kGapMax = std::chrono::milliseconds(35);
  static constexpr KeyTime kGapInsideOursMax = std::chrono::milliseconds(250);
  static constexpr KeyTime kLateEndMax = std::chrono::milliseconds(250);
  static constexpr std::size_t kBurstMin = 10;
  static constexpr std::size_t kBurstMax = 8000;  // longer than any QR code's text

  [[nodiscard]] HandScan type(char32_t character, KeyTime at);
  [[nodiscard]] HandScan poll(KeyTime now);
  // When to call `poll` next, if nothing is typed until then.
  [[nodiscard]] std::optional<KeyTime> wake_at() const;

 private:
  enum class End { key, pause, overflow };
  [[nodiscard]] KeyTime gap_max() const;
  [[nodiscard]] HandScan release(End end, KeyTime at, std::u32string_view ending);

  std::u32string held_;  // not yet known to be the one or the other
  KeyTime burst_start_{};
  KeyTime last_key_{};
  std::optional<KeyTime> burst_end_;  // of the last code: its further Enter and Tab are swallowed
  Stammer stammer_;
};

}  // namespace yingbin
