#include "roster/list_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace yingbin {
namespace {

constexpr char32_t kUnreadablePoint = 0xFFFD;

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

std::string composed(std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error) ||
      nfc->isNormalizedUTF8({utf8.data(), static_cast<int32_t>(utf8.size())}, error)) {
    return std::string(utf8);
  }
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, {utf8.data(), static_cast<int32_t>(utf8.size())}, sink, nullptr, error);
  return U_SUCCESS(error) ? out : std::string(utf8);
}

char32_t narrow(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c;
}

bool is_line_end(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0x0B;
}

bool is_invisible(char32_t c) {
  const int8_t type = u_charType(static_cast<UChar32>(c));
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR ||
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_VARIATION_SELECTOR) || c == 0x115F ||
         c == 0x1160 || c == 0x3164 || c == 0x2800;  // blank letters
}

// Private use and unassigned; the planes of hanzi grow faster than ICU learns of it.
bool is_unreadable(char32_t c) {
  const int8_t type = u_charType(static_cast<UChar32>(c));
  if (type == U_PRIVATE_USE_CHAR || type == U_SURROGATE) return true;
  return type == U_UNASSIGNED && (c < 0x20000 || c > 0x3FFFD || (c & 0xFFFE) == 0xFFFE);
}

// The place after a terminal escape that begins at `i` ("\x1B[31m", or ESC and one more).
std::size_t after_escape(const std::u32string& text, std::size_t i) {
  if (++i >= text.size()) return i;
  if (text[i] != '[') return i;
  for (++i; i < text.size(); ++i) {
    if (text[i] >= 0x40 && text[i] <= 0x7E) return i + 1;
    if (text[i] < 0x20 || text[i] > 0x3F) return i;
  }
  return i;
}

void append_space(std::u32string& out, char32_t space) {
  if (out.empty() || out.back() == '\n') return;
  if (out.back() != ' ') {
    out.push_back(space);
  } else if (space == '\n') {
    out.back() = space;
  }
}

int han_digit(char32_t c) {
  static constexpr std::u32string_view kDigits = U"零一二三四五六七八九十";
  if (c == U'两' || c == U'俩' || c == U'双') return 2;
  if (c == U'仨') return 3;
  const std::size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string clean_text(std::string_view utf8) {
  if (is_plain_ascii(utf8)) return std::string(utf8);
  const std::u32string text = code_points(composed(utf8));
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = narrow(text[i]);
    if (c == 0x1B) {
      i = after_escape(text, i);
      continue;
    }
    ++i;
    if (is_line_end(c)) {
      append_space(out, '\n');
    } else if (c == '\t' || u_isUWhiteSpace(static_cast<UChar32>(c))) {
      append_space(out, ' ');
    } else if (is_unreadable(c)) {
      out.push_back(kUnreadablePoint);
    } else if (!is_invisible(c)) {
      out.push_back(c);
    }
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return utf8_of(out);
}

char32_t next_code_point(std::string_view utf8, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  UChar32 c = 0;
  U8_NEXT(bytes, at, utf8.size(), c);
  return c < 0 ? kNoCodePoint : static_cast<char32_t>(c);
}

std::string utf8_of(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  for (const char32_t c : text) {
    std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
    std::size_t length = 0;
    UBool failed = false;
    U8_APPEND(bytes.data(), length, bytes.size(), static_cast<UChar32>(c), failed);
    if (!failed) utf8.append(bytes.begin(), bytes.begin() + length);
  }
  return utf8;
}

bool is_han(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) ||
         (c >= 0x20000 && c <= 0x3FFFD);
}

bool is_letter(char32_t c) { return is_han(c) || u_isalpha(static_cast<UChar32>(c)); }

bool is_pictogram(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return c > 0xFF &&
         (u_hasBinaryProperty(point, UCHAR_EXTENDED_PICTOGRAPHIC) ||
          u_hasBinaryProperty(point, UCHAR_REGIONAL_INDICATOR) ||
          u_hasBinaryProperty(point, UCHAR_EMOJI_MODIFIER) ||
          u_charType(point) == U_OTHER_SYMBOL) &&
         c != kUnreadablePoint;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string> split_cell(std::string_view text, std::u32string_view separators) {
  std::vector<std::string> pieces;
  std::u32string piece;
  const auto take = [&] {
    const std::string trimmed = clean_text(utf8_of(piece));
    if (!trimmed.empty()) pieces.push_back(trimmed);
    piece.clear();
  };
  for (const char32_t c : code_points(text)) {
    if (separators.find(c) != std::u32string_view::npos) {
      take();
    } else {
      piece.push_back(c);
    }
  }
  take();
  return pieces;
}

bool contains_any(std::string_view text, const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool says_nothing(std::string_view cleaned) {
  static const std::vector<std::string_view> kNothing = {
      "无", "没有", "暂无", "未知", "不详", "待定", "待补", "待填", "空",      "未填",     "不知道",
      "略", "na",   "n/a",  "nil",  "none", "null", "nan",  "tbd",  "unknown", "undefined"};
  const std::string word = lower(cleaned);
  if (std::find(kNothing.begin(), kNothing.end(), word) != kNothing.end()) return true;
  const std::u32string points = code_points(word);
  return std::none_of(points.begin(), points.end(), [](char32_t c) {
    return is_letter(c) || u_isdigit(static_cast<UChar32>(c)) || c == kUnreadablePoint;
  });
}

bool says_yes(std::string_view cleaned) {
  static const std::vector<std::string_view> kYes = {
      "是", "有", "要", "需要", "需", "对", "√", "✓", "✔", "☑", "yes", "y", "true", "1", "x"};
  return std::find(kYes.begin(), kYes.end(), lower(cleaned)) != kYes.end();
}

bool says_no(std::string_view cleaned) {
  static const std::vector<std::string_view> kNo = {"否", "不", "不要", "不需要", "不需",  "没",
                                                    "×",  "✗",  "no",   "n",      "false", "0"};
  return says_nothing(cleaned) || std::find(kNo.begin(), kNo.end(), lower(cleaned)) != kNo.end();
}

bool is_excel_error(std::string_view cleaned) {
  static const std::vector<std::string_view> kErrors = {
      "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"};
  return std::find(kErrors.begin(), kErrors.end(), cleaned) != kErrors.end();
}

int count_in(std::string_view cleaned) {
  const std::u32string text = code_points(cleaned);
  std::size_t i = 0;
  int count = -1;
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && count < 100'000; ++i) {
    count = std::max(count, 0) * 10 + static_cast<int>(text[i] - '0');
  }
  if (count >= 0 && i < text.size() && text[i] == '.') {
    for (++i; i < text.size() && text[i] == '0';) ++i;
  }
  if (count < 0 && !text.empty()) {
    count = han_digit(text[0]);
    if (count >= 0) i = 1;
  }
  static constexpr std::u32string_view kUnits = U" 人位个名口";
  while (i < text.size() && kUnits.find(text[i]) != std::u32string_view::npos) ++i;
  return i == text.size() ? count : -1;
}

}  // namespace yingbin
