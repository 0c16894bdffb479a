// What keyboards, scanners and Chinese input methods do to plain ASCII, undone. Used for every code
// that arrives as text; bytes that are no UTF-8 pass through as they are.
#pragma once

#include <string>
#include <string_view>

namespace yingbin {

// Without the blanks around it: ASCII white space and NUL, no-break and ideographic space, byte
// order mark.
[[nodiscard]] std::string_view trim_blanks(std::string_view text);

// Full-width forms become the ASCII characters that were meant; 。 and ｡ a full stop; every dash a
// hyphen.
[[nodiscard]] std::string undo_full_width(std::string_view text);

// ASCII letters only, whatever the locale.
[[nodiscard]] constexpr char upper_ascii(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

[[nodiscard]] constexpr bool is_ascii_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

}  // namespace yingbin
