#include "scan/short_code.h"

#include <cassert>

#include "scan/typed_text.h"

namespace yingbin {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford
constexpr std::size_t kLength = 10;
constexpr std::size_t kGroup = 5;

// Multiplication by x in GF(2^5) with x^5 + x^2 + 1, where x generates all 31 non-zero elements.
constexpr unsigned times_x(unsigned value) {
  return (value & 0x10u) != 0 ? ((value << 1) ^ 0x25u) & 0x1Fu : value << 1;
}

// The sum of digit i times x^(9-i). Ten different non-zero weights: changing one digit by d moves
// the sum by d·w ≠ 0, exchanging digits a and b by (a+b)(w+w') ≠ 0. Hence the promise in the
// header.
unsigned weighted_sum(std::string_view digits) {
  unsigned sum = 0;
  for (char digit : digits) sum = times_x(sum) ^ static_cast<unsigned>(kAlphabet.find(digit));
  return sum;
}

char meant_digit(char typed) {
  const char upper = upper_ascii(typed);
  if (upper == 'O') return '0';
  if (upper == 'I' || upper == 'L') return '1';
  return upper;
}

}  // namespace

std::string make_short_code(std::uint64_t random_bits) {
  std::string code;
  for (int shift = kShortCodeBits - 5; shift >= 0; shift -= 5) {
    code += kAlphabet[(random_bits >> shift) & 0x1Fu];
  }
  // The check digit has weight 1, so it cancels the sum of the others.
  code += kAlphabet[times_x(weighted_sum(code))];
  return code;
}

std::optional<std::string> parse_short_code(std::string_view text) {
  if (text.size() > 256) return std::nullopt;  // nobody types that much: do not even look at it
  std::string code;
  for (char typed : undo_full_width(trim_blanks(text))) {
    if (is_ascii_blank(typed) || typed == '-') continue;
    const char digit = meant_digit(typed);
    if (kAlphabet.find(digit) == std::string_view::npos || code.size() == kLength) {
      return std::nullopt;
    }
    code += digit;
  }
  if (code.size() != kLength || weighted_sum(code) != 0) return std::nullopt;
  return code;
}

std::string grouped_short_code(std::string_view code) {
  assert(code.size() == kLength);
  return std::string(code.substr(0, kGroup)) + "-" + std::string(code.substr(kGroup));
}

}  // namespace yingbin
