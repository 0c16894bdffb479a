// Text as characters: reading and writing UTF-8, whole Unicode, for everything that draws or types.
#pragma once

#include <string>
#include <string_view>

namespace yingbin::ui {

// Takes the first character off `text`. Broken bytes give U+FFFD, one a byte; never called empty.
char32_t take_character(std::string_view& text);
[[nodiscard]] std::u32string characters(std::string_view utf8);
void append_utf8(std::string& text, char32_t character);
// Removes the last character.
void drop_last_character(std::string& text);

}  // namespace yingbin::ui
