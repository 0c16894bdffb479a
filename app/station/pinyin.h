// How a name is read aloud, so that it can be found by pinyin (rule D3) and sorted: ICU's
// Han-Latin/Names and the readings that it lacks. Opening takes about 0.15 s: open one for the
// whole process, off the UI thread. It may be used from any thread; its parts never move or change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace yingbin {

// One character of a name, or one run of Latin letters and digits.
struct NamePart {
  std::uint32_t number = 0;  // 0, 1, 2 … in order of first sight: index of callers' tables
  std::u32string written;    // folded
  std::vector<std::string> readings;  // a–z and 0–9, no tones; ü is there as v and as u
  std::size_t surname_reading = 0;    // which reading is usual in front; elsewhere it is the first
};

class Pinyin {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Pinyin>> open();
  ~Pinyin();
  Pinyin(const Pinyin&) = delete;
  Pinyin& operator=(const Pinyin&) = delete;

  // Every reading of every part, in order: a name's possible spellings are one reading of each.
  [[nodiscard]] std::vector<const NamePart*> parts(std::string_view name) const;

  // The usual spelling, "zhang xiao ming"; what has no reading stands as it is written. UTF-8.
  [[nodiscard]] std::string spelling(const std::vector<const NamePart*>& name) const;

  // Lower case, half width, no accents but ü, compatibility forms undone. What is no letter or
  // digit becomes kGap (blanks, commas, controls) or kJoint (· - ' and bytes that are no UTF-8).
  [[nodiscard]] std::u32string fold(std::string_view text) const;
  static constexpr char32_t kGap = U' ';
  static constexpr char32_t kJoint = U'\'';

 private:
  struct Reader;
  explicit Pinyin(std::unique_ptr<Reader> reader);
  std::unique_ptr<Reader> reader_;
};

// a–z, 0–9 and ü: what a folded name spells a part with, several to the part.
[[nodiscard]] constexpr bool is_spelling_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c == U'\u00FC';
}

}  // namespace yingbin
