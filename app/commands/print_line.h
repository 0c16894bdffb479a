// Text for people's terminals. Names, codes and file names were typed by strangers: their control
// characters (escape sequences, NUL, line breaks) come out as the replacement character.
#pragma once

#include <string>
#include <string_view>

namespace yingbin {

[[nodiscard]] std::string printable(std::string_view text);

// The start of a text, cut between characters of UTF-8, at most `bytes_max` bytes.
[[nodiscard]] std::string_view start_of(std::string_view text, std::size_t bytes_max);

// On standard output, with a line feed.
void print_line(std::string_view text);

}  // namespace yingbin
