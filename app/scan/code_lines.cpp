#include "scan/code_lines.h"

#include <utility>

#include "scan/typed_text.h"

namespace yingbin {

namespace {

constexpr char kStartOfText = '\x02';
constexpr char kEndOfText = '\x03';

bool ends_line(char c) {
  return c == '\r' || c == '\n' || c == '\t' || c == kStartOfText || c == kEndOfText;
}

bool is_letter(char c) { return upper_ascii(c) >= 'A' && upper_ascii(c) <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_symbology(std::string_view text) {
  const bool named = text.size() > 3 && text[0] == ']' && is_letter(text[1]) &&
                     (is_digit(text[2]) || is_letter(text[2]));
  return named ? text.substr(3) : text;
}

}  // namespace

CodeLines::Codes CodeLines::take(std::string_view bytes, KeyTime at) {
  Codes codes = poll(at);
  for (char byte : bytes) {
    if (ends_line(byte)) {
      end_line(at, codes);
    } else if (byte != '\0') {
      if (held_.empty()) start_ = at;
      last_ = at;
      noise_ = noise_ || held_.size() >= kLengthMax;
      if (!noise_) held_ += byte;
    }
  }
  return codes;
}

CodeLines::Codes CodeLines::poll(KeyTime now) {
  Codes codes;
  if (const auto at = wake_at(); at && now >= *at) end_line(last_, codes);
  return codes;
}

std::optional<KeyTime> CodeLines::wake_at() const {
  if (held_.empty()) return std::nullopt;
  return last_ + kPause;
}

void CodeLines::end_line(KeyTime at, Codes& codes) {
  const std::string held = std::exchange(held_, {});
  if (std::exchange(noise_, false)) return;
  const std::string_view text = trim_blanks(without_symbology(trim_blanks(held)));
  if (text.empty()) return;
  if (auto code = stammer_.unless_repeated(sent_once(std::string(text)), start_, at))
    codes.push_back(*std::move(code));
}

}  // namespace yingbin
