// How texts and numbers are spelled in a record's body (README.md, format 0). Used by the encoding
// only.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "event/identity.h"

namespace yingbin {

void put_hex(std::string& out, std::uint64_t value, std::size_t digits);
void put_seat(std::string& out, SeatId seat);
void put_escaped(std::string& out, char c);
bool is_utf8_text(std::string_view text);  // valid UTF-8 without NUL

inline bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

template <std::integral N>
void put_decimal(std::string& out, N number) {
  char text[24];
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  out.append(text, end);
}

}  // namespace yingbin
