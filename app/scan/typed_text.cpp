#include "scan/typed_text.h"

#include <array>
#include <cstdint>

namespace yingbin {
namespace {

constexpr std::array<std::string_view, 4> kWideBlanks = {
    "\xC2\xA0",      // no-break space
    "\xE3\x80\x80",  // ideographic space
    "\xEF\xBB\xBF",  // byte order mark, in front of text saved by Windows
    "\xE2\x80\x8B",  // zero-width space, from chat programs
};

std::size_t leading_blank(std::string_view text) {
  if (!text.empty() && is_ascii_blank(text.front())) return 1;
  for (std::string_view blank : kWideBlanks) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

std::size_t trailing_blank(std::string_view text) {
  if (!text.empty() && is_ascii_blank(text.back())) return 1;
  for (std::string_view blank : kWideBlanks) {
    if (text.ends_with(blank)) return blank.size();
  }
  return 0;
}

constexpr bool continues(char c) { return (static_cast<std::uint8_t>(c) & 0xC0u) == 0x80u; }

// The code point of a three-byte sequence at the front, else 0: all full-width forms have three
// bytes.
char32_t three_byte_code_point(std::string_view text) {
  if (text.size() < 3 || (static_cast<std::uint8_t>(text[0]) & 0xF0u) != 0xE0u) return 0;
  if (!continues(text[1]) || !continues(text[2])) return 0;
  const auto bits = [&](std::size_t i, unsigned mask) {
    return static_cast<char32_t>(static_cast<std::uint8_t>(text[i]) & mask);
  };
  return (bits(0, 0x0F) << 12) | (bits(1, 0x3F) << 6) | bits(2, 0x3F);
}

char meant_ascii(char32_t wide) {
  if (wide >= 0xFF01 && wide <= 0xFF5E) return static_cast<char>(wide - 0xFF01 + '!');
  if (wide == 0x3000) return ' ';
  if (wide == 0x3002 || wide == 0xFF61) return '.';
  if ((wide >= 0x2010 && wide <= 0x2015) || wide == 0x2212 || wide == 0x30FC) return '-';
  return '\0';
}

}  // namespace

std::string_view trim_blanks(std::string_view text) {
  while (const std::size_t size = leading_blank(text)) text.remove_prefix(size);
  while (const std::size_t size = trailing_blank(text)) text.remove_suffix(size);
  return text;
}

std::string undo_full_width(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const char meant = meant_ascii(three_byte_code_point(text));
    plain += meant != '\0' ? meant : text.front();
    text.remove_prefix(meant != '\0' ? 3 : 1);
  }
  return plain;
}

}  // namespace yingbin
