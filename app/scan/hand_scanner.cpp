#include "scan/hand_scanner.h"

#include <algorithm>
#include <utility>

#include "scan/invitation_code.h"
#include "scan/typed_text.h"

namespace yingbin {
namespace {

constexpr std::string_view kOurs = "YB1.";

char32_t line_end_as_enter(char32_t character) { return character == '\r' ? U'\n' : character; }

bool ends_burst(char32_t character) { return character == '\n' || character == '\t'; }

void append_utf8(std::string& text, char32_t c) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80u | ((c >> shift) & 0x3Fu)); };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0u | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0u | (c >> 12));
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0u | ((c >> 18) & 0x07u));
    tail(12), tail(6), tail(0);
  }
}

std::string utf8(std::u32string_view text) {
  std::string bytes;
  for (char32_t c : text) append_utf8(bytes, c);
  return bytes;
}

// The ASCII character meant, in upper case, or NUL: one for one, so that positions stay.
std::string meant(std::u32string_view text) {
  std::string ascii;
  for (char32_t c : text) {
    const std::string plain = undo_full_width(utf8(std::u32string_view(&c, 1)));
    ascii += plain.size() == 1 ? upper_ascii(plain.front()) : '\0';
  }
  return ascii;
}

bool one_key_held(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [&](char32_t c) { return c == text.front(); });
}

bool has_hanzi(std::u32string_view text) {
  const std::string ascii = meant(text);
  return ascii.find('\0') != std::string::npos;
}

// Nothing but small letters and blanks: what an input method commits at once when a person typed
// pinyin.
bool only_words(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return (c >= 'a' && c <= 'z') || c == ' '; });
}

void append(HandScan& scan, HandScan more) {
  scan.typed += more.typed;
  if (more.code) scan.code = std::move(more.code);
}

// Where the code begins: a person's last key may lie within the gap before the scanner's first.
std::size_t code_start(std::u32string_view text) {
  const std::size_t ours = meant(text).find(kOurs);
  return ours == std::string::npos ? 0 : ours;
}

}  // namespace

KeyTime HandScanner::gap_max() const {
  // Of ours the length is known: a scanner that stumbles on a busy machine is waited for.
  const bool ours = held_.size() >= kBurstMin && held_.size() < kInvitationCodeLength &&
                    meant(held_).starts_with(kOurs);
  return ours ? kGapInsideOursMax : kGapMax;
}

std::optional<KeyTime> HandScanner::wake_at() const {
  if (held_.empty()) return std::nullopt;
  return last_key_ + gap_max();
}

HandScan HandScanner::poll(KeyTime now) {
  if (held_.empty() || now - last_key_ < gap_max()) return {};
  return release(End::pause, last_key_, {});
}

HandScan HandScanner::type(char32_t character, KeyTime at) {
  HandScan scan = poll(at);
  const char32_t key = line_end_as_enter(character);
  if (ends_burst(key)) {
    // The second half of CR LF, a scanner set to send both Enter and Tab, or an Enter that came
    // late.
    if (held_.empty() && burst_end_ && at - *burst_end_ < kLateEndMax) return scan;
    append(scan, release(End::key, at, std::u32string(1, key)));
    return scan;
  }
  if (held_.empty()) burst_start_ = at;
  held_ += key;
  last_key_ = at;
  if (held_.size() >= kBurstMax) append(scan, release(End::overflow, at, {}));
  return scan;
}

HandScan HandScanner::release(End end, KeyTime at, std::u32string_view ending) {
  std::u32string held = std::exchange(held_, {});
  const std::size_t start = code_start(held);
  const std::u32string_view burst = std::u32string_view(held).substr(start);
  const bool typed = burst.size() < kBurstMin || one_key_held(burst) || has_hanzi(burst) ||
                     (end == End::pause && only_words(burst));
  if (typed) return {held.append(ending), std::nullopt};
  burst_end_ = at;
  return {held.substr(0, start),
          stammer_.unless_repeated(sent_once(utf8(burst)), burst_start_, at)};
}

}  // namespace yingbin
