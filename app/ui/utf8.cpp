#include "ui/utf8.h"

namespace yingbin::ui {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Lead {
  int length;
  char32_t bits;
  char32_t least;  // anything smaller was written too long
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

bool scalar(char32_t value) { return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

}  // namespace

char32_t take_character(std::string_view& text) {
  const Lead lead = lead_of(static_cast<unsigned char>(text.front()));
  const auto length = static_cast<std::size_t>(lead.length);
  char32_t value = lead.bits;
  bool good = length > 0 && length <= text.size();
  for (std::size_t i = 1; good && i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    good = (byte & 0xC0) == 0x80;
    value = (value << 6) | (byte & 0x3FU);
  }
  good = good && value >= lead.least && scalar(value);
  text.remove_prefix(good ? length : 1);
  return good ? value : kReplacement;
}

std::u32string characters(std::string_view utf8) {
  std::u32string result;
  result.reserve(utf8.size());
  while (!utf8.empty()) result.push_back(take_character(utf8));
  return result;
}

void append_utf8(std::string& text, char32_t character) {
  const char32_t c = scalar(character) ? character : kReplacement;
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

void drop_last_character(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
}

}  // namespace yingbin::ui
