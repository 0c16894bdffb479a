// Text of a list's cell, cleaned once at the edge: what a person meant to type and nothing a screen
// or printer could trip over. Used by everything that reads list cells.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "roster/characters.h"

namespace yingbin {

// Canonical composition (NFC); full-width letters, digits and signs become plain; control and
// invisible characters, terminal escapes and text direction marks are dropped; white space becomes
// single spaces, line ends single '\n'; both ends trimmed. What no machine can show becomes U+FFFD.
[[nodiscard]] std::string clean_text(std::string_view utf8);

inline constexpr std::string_view kUnreadable = "\uFFFD";

// The code point that begins at `at`, which moves behind it; kNoCodePoint for a broken byte.
inline constexpr char32_t kNoCodePoint = 0xFFFFFFFF;
[[nodiscard]] char32_t next_code_point(std::string_view utf8, std::size_t& at);
[[nodiscard]] std::string utf8_of(std::u32string_view text);

[[nodiscard]] bool is_han(char32_t c);
[[nodiscard]] bool is_letter(char32_t c);     // of any script, han included
[[nodiscard]] bool is_pictogram(char32_t c);  // emoji and their kin

// ASCII only; hanzi have no case.
[[nodiscard]] std::string lower(std::string_view text);

// Splits at any of `separators` (code points); pieces are trimmed, empty ones left out.
[[nodiscard]] std::vector<std::string> split_cell(std::string_view text,
                                                  std::u32string_view separators);

[[nodiscard]] bool contains_any(std::string_view text, const std::vector<std::string_view>& words);

// "-", "无", "n/a", "待定" and the like: the cell says that it holds nothing.
[[nodiscard]] bool says_nothing(std::string_view cleaned);
// 是, 有, √, yes, TRUE … and 否, no, FALSE, or nothing at all.
[[nodiscard]] bool says_yes(std::string_view cleaned);
[[nodiscard]] bool says_no(std::string_view cleaned);
// "#N/A" and the other errors that Excel shows in a cell.
[[nodiscard]] bool is_excel_error(std::string_view cleaned);

// A count as people write it: 2, 2.0, 2人, 两位, 三. Nothing: -1.
[[nodiscard]] int count_in(std::string_view cleaned);

}  // namespace yingbin
