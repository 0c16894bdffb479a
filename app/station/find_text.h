// What somebody typed to find a guest (rule D3), taken apart: words, and what each may mean.
// FindIndex reads what was typed and what is stored through here, so that both are written alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "station/pinyin.h"

namespace yingbin {

// Digits of a phone number, four bits each, the last digit lowest; each is stored as digit + 1, so
// that 0 is "nothing" and numbers of different length differ. Keeps the last 16 digits.
using PackedDigits = std::uint64_t;
// Characters of a short code, six bits each, the first highest; 0 is "no short code".
using PackedCode = std::uint64_t;

inline constexpr std::size_t kShortCodeLength = 10;  // scan/short_code.h

struct FindWord {
  std::u32string symbols;    // letters (ü as v), digits, hanzi: at most kSymbolsMax
  std::uint64_t joints = 0;  // bit i: a syllable or word begins at symbols[i]
  PackedDigits digits = 0;   // 3 or more digits and nothing else
  std::size_t digit_count = 0;
  PackedCode code = 0;  // 4 to 10 characters of a short code
  std::size_t code_length = 0;
  std::uint64_t id_hash = 0;  // as hash_of_id
};
inline constexpr std::size_t kSymbolsMax = 63;  // a name of twelve characters has some 50 letters
inline constexpr std::size_t kWordsMax = 4;     // more are ignored

// The first entry is everything typed as one word, blanks being joints ("zhang wei", "138 1234
// 5678"). If there were several words, each follows on its own. Empty if nothing can be searched
// for.
[[nodiscard]] std::vector<FindWord> read_find_text(std::string_view text, const Pinyin& pinyin);

// A stored phone number: +86, 0086 and whatever is no digit removed. 0 if there is no digit.
[[nodiscard]] PackedDigits packed_phone(std::string_view phone);

// A stored short code, or 0.
[[nodiscard]] PackedCode packed_code(std::string_view code);

// Of a guest list's own id, disregarding case and punctuation; 0 for none.
[[nodiscard]] std::uint64_t hash_of_id(std::u32string_view folded);

}  // namespace yingbin
