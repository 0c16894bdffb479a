#include "station/find_text.h"

#include <algorithm>
#include <functional>

namespace yingbin {
namespace {

constexpr std::size_t kTypedBytesMax = 512;
constexpr std::size_t kDigitsMin = 3;
constexpr std::size_t kCodeMin = 4;
constexpr std::size_t kPackedDigitsMax = 16;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::u32string without_separators(std::u32string_view folded) {
  std::u32string kept(folded);
  std::erase_if(kept, [](char32_t c) { return c == Pinyin::kGap || c == Pinyin::kJoint; });
  return kept;
}

// Mobile numbers are stored by some with and by some without the country's code.
std::u32string_view without_country(std::u32string_view digits) {
  constexpr std::size_t kMobileLength = 11;
  for (const std::u32string_view country : {U"0086", U"86"}) {
    if (digits.size() == kMobileLength + country.size() && digits.starts_with(country) &&
        digits[country.size()] == U'1') {
      return digits.substr(country.size());
    }
  }
  return digits;
}

PackedDigits pack_digits(std::u32string_view digits) {
  if (digits.size() > kPackedDigitsMax) digits.remove_prefix(digits.size() - kPackedDigitsMax);
  PackedDigits packed = 0;
  for (char32_t digit : digits) packed = (packed << 4) | (digit - U'0' + 1u);
  return packed;
}

// Crockford's alphabet: O is meant as 0, I and L as 1; there is no U. 0 if it cannot be a code.
PackedCode pack_code(std::u32string_view folded) {
  if (folded.size() > kShortCodeLength) return 0;
  PackedCode packed = 0;
  for (char32_t c : folded) {
    if (c == U'o') c = U'0';
    if (c == U'i' || c == U'l') c = U'1';
    const bool letter = c >= U'a' && c <= U'z' && c != U'u';
    if (!letter && !is_digit(c)) return 0;
    packed = (packed << 6) | (letter ? c - U'a' + 11u : c - U'0' + 1u);
  }
  return packed << (6 * (kShortCodeLength - folded.size()));
}

FindWord read_word(std::u32string_view folded) {
  FindWord word;
  for (char32_t c : folded) {
    const bool separator = c == Pinyin::kGap || c == Pinyin::kJoint;
    if (separator) {
      word.joints |= std::uint64_t{1} << word.symbols.size();
    } else if (word.symbols.size() < kSymbolsMax) {
      word.symbols += c == U'\u00FC' ? U'v' : c;
    }
  }
  const std::u32string together = without_separators(folded);
  if (std::ranges::all_of(together, is_digit)) {
    const std::u32string_view digits = without_country(together);
    if (digits.size() >= kDigitsMin && digits.size() <= kPackedDigitsMax) {
      word.digits = pack_digits(digits);
      word.digit_count = digits.size();
    }
  }
  if (together.size() >= kCodeMin) {
    word.code = pack_code(together);
    word.code_length = word.code != 0 ? together.size() : 0;
  }
  word.id_hash = hash_of_id(folded);
  return word;
}

}  // namespace

std::vector<FindWord> read_find_text(std::string_view text, const Pinyin& pinyin) {
  const std::u32string folded = pinyin.fold(text.substr(0, kTypedBytesMax));
  std::vector<FindWord> words;
  FindWord whole = read_word(folded);
  if (whole.symbols.empty()) return words;
  words.push_back(std::move(whole));
  for (std::size_t at = 0; at < folded.size() && words.size() <= kWordsMax;) {
    const std::size_t end = std::min(folded.find(Pinyin::kGap, at), folded.size());
    FindWord word = read_word(std::u32string_view(folded).substr(at, end - at));
    if (!word.symbols.empty()) words.push_back(std::move(word));
    at = end + 1;
  }
  if (words.size() == 2) words.pop_back();  // a single word says the same as the whole
  return words;
}

PackedDigits packed_phone(std::string_view phone) {
  std::u32string digits;
  for (char c : phone) {
    if (c >= '0' && c <= '9') digits += static_cast<char32_t>(c);
  }
  return pack_digits(without_country(digits));
}

PackedCode packed_code(std::string_view code) {
  std::u32string folded;
  for (char c : code) {
    const bool upper = c >= 'A' && c <= 'Z';
    folded += static_cast<char32_t>(static_cast<unsigned char>(upper ? c - 'A' + 'a' : c));
  }
  return folded.size() == kShortCodeLength ? pack_code(folded) : 0;
}

std::uint64_t hash_of_id(std::u32string_view folded) {
  const std::u32string id = without_separators(folded);
  return id.empty() ? 0 : std::hash<std::u32string>{}(id) | 1u;
}

}  // namespace yingbin
