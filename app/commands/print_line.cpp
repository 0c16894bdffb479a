#include "commands/print_line.h"

#include <cstdio>

namespace yingbin {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_control(unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; }

// U+0080 to U+009F, which some terminals obey like escape sequences.
bool is_late_control(std::string_view text, std::size_t at) {
  return text[at] == '\xC2' && at + 1 < text.size() &&
         static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_control(static_cast<unsigned char>(text[at]))) {
      shown += kReplacement;
    } else if (is_late_control(text, at)) {
      shown += kReplacement;
      ++at;
    } else {
      shown += text[at];
    }
  }
  return shown;
}

std::string_view start_of(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0U) == 0x80U)
    --bytes_max;
  return text.substr(0, bytes_max);
}

void print_line(std::string_view text) {
  const std::string line = printable(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stdout);
}

}  // namespace yingbin
