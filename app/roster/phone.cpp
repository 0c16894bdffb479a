#include "roster/phone.h"

#include <algorithm>
#include <charconv>

#include "roster/list_text.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kMobileDigits = 11;
constexpr std::size_t kDigitsMin = 7;
constexpr std::size_t kForeignDigitsMax = 15;  // ITU-T E.164
constexpr std::size_t kNumbersMax = 8;
constexpr std::size_t kZerosOfLoss = 5;  // one honest mobile in 100,000 ends so

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_mobile(std::string_view digits) {
  return digits.size() == kMobileDigits && digits[0] == '1' && digits[1] >= '3';
}

bool is_local(std::string_view digits) {
  return (digits.size() == 7 || digits.size() == 8) && digits[0] >= '2';
}

// 010 and 02x have three digits and eight more; other areas four (03xx-09xx) and seven or eight.
bool is_landline(std::string_view digits) {
  if (digits.size() < 10 || digits[0] != '0') return false;
  if (digits[1] == '1') return digits.size() == 11 && digits[2] == '0';
  if (digits[1] == '2') return digits.size() == 11;
  return digits[1] >= '3' && (digits.size() == 11 || digits.size() == 12);
}

bool is_service(std::string_view digits) {
  return digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
}

// The number that digits mean, or nothing. `plus`: they began with + or 00.
std::string national(std::string_view digits, bool plus) {
  if (digits.starts_with("00") && digits.size() > 9) {
    digits.remove_prefix(2);
    plus = true;
  }
  if (digits.starts_with("086") && is_mobile(digits.substr(3)))
    return std::string(digits.substr(3));
  if (digits.starts_with("86") && (plus || is_mobile(digits.substr(2)))) {
    const std::string_view rest = digits.substr(2);
    if (is_mobile(rest) || is_landline(rest) || is_service(rest)) return std::string(rest);
    const std::string landline = '0' + std::string(rest);
    return is_landline(landline) ? landline : std::string();
  }
  if (plus) {
    const bool fits = digits.size() >= kDigitsMin && digits.size() <= kForeignDigitsMax;
    return fits ? std::string(digits) : std::string();
  }
  if (digits.size() == 12 && digits[0] == '0' && is_mobile(digits.substr(1))) {
    return std::string(digits.substr(1));
  }
  if (is_mobile(digits) || is_local(digits) || is_landline(digits) || is_service(digits)) {
    return std::string(digits);
  }
  // A spreadsheet keeps 01062345678 as a number without its 0.
  const std::string landline = '0' + std::string(digits);
  return is_landline(landline) ? landline : std::string();
}

// Pieces between strong separators, each a run of groups of digits ("+86 138-0013-8000").
struct Piece {
  std::vector<std::string> groups;
  bool plus = false;
  bool masked = false;
};

enum class Sign { digit, weak, mask, plus, strong };

Sign sign_of(char32_t c) {
  if (c >= '0' && c <= '9') return Sign::digit;
  if (c == '+') return Sign::plus;
  if (c == '*' || c == U'×' || c == 0xFFFD) return Sign::mask;
  static constexpr std::u32string_view kWeak = U" -.()–—‐‑−_'\"`~·\u2012\u2015";
  return kWeak.find(c) == std::u32string_view::npos ? Sign::strong : Sign::weak;
}

std::vector<Piece> pieces_of(std::u32string_view text) {
  std::vector<Piece> pieces(1);
  bool in_group = false;
  for (const char32_t c : text) {
    const Sign sign = sign_of(c);
    Piece& piece = pieces.back();
    if (sign == Sign::digit) {
      if (!in_group) piece.groups.emplace_back();
      piece.groups.back().push_back(static_cast<char>(c));
    } else if (sign == Sign::mask) {
      piece.masked = piece.masked || !piece.groups.empty();
    } else if (sign == Sign::plus || sign == Sign::strong) {
      if (!piece.groups.empty()) pieces.emplace_back();
      pieces.back().plus = sign == Sign::plus;
    }
    in_group = sign == Sign::digit;
  }
  if (pieces.back().groups.empty()) pieces.pop_back();
  return pieces;
}

// What follows a landline after 转, ext or a dash is its extension.
bool is_extension(std::string_view digits) { return digits.size() >= 1 && digits.size() <= 5; }

std::string lost_digits(std::string_view text) {
  return say("{} has lost its last digits; format the column as text and type the number again",
             std::string(text.substr(0, 24)));
}

std::string no_number(std::string_view digits) {
  const std::string shown(digits.substr(0, 24));
  if (digits.size() > 5 && digits[0] == '1') {
    return say("{} has {} digits; a mobile number has 11", shown, digits.size());
  }
  return say("{} is not a telephone number", shown);
}

// What a workbook makes of a text list that was saved with 1.38E+10: a round number.
bool lost_its_end(std::string_view number) {
  return is_mobile(number) &&
         number.substr(kMobileDigits - kZerosOfLoss) == std::string(kZerosOfLoss, '0');
}

void add_number(PhoneReading& reading, const std::string& number) {
  if (lost_its_end(number)) {
    reading.faults.push_back(lost_digits(number));
    return;
  }
  auto& numbers = reading.numbers;
  const bool known = std::find(numbers.begin(), numbers.end(), number) != numbers.end();
  if (!known && numbers.size() < kNumbersMax) numbers.push_back(number);
}

// Mobiles written without anything between them.
bool split_mobiles(std::string_view digits, PhoneReading& reading) {
  if (digits.size() < 2 * kMobileDigits || digits.size() % kMobileDigits != 0) return false;
  for (std::size_t i = 0; i < digits.size(); i += kMobileDigits) {
    if (!is_mobile(digits.substr(i, kMobileDigits))) return false;
  }
  for (std::size_t i = 0; i < digits.size(); i += kMobileDigits) {
    add_number(reading, std::string(digits.substr(i, kMobileDigits)));
  }
  return true;
}

// +1 (415) 555-2671: no telling where a foreign number's parts end, so all of them are the number.
void read_foreign(const Piece& piece, PhoneReading& reading) {
  std::string digits;
  for (const std::string& group : piece.groups) digits += group;
  const std::string number = national(digits, true);
  if (number.empty()) {
    reading.faults.push_back(no_number(digits));
  } else {
    add_number(reading, number);
  }
}

// Takes the fewest groups that make a number, again and again: "138 0013 8000 139 0013 9000".
void read_piece(const Piece& piece, PhoneReading& reading) {
  if (piece.plus && !piece.groups[0].starts_with("86")) return read_foreign(piece, reading);
  bool found_here = false;
  for (std::size_t first = 0; first < piece.groups.size();) {
    std::string digits;
    std::string number;
    std::size_t last = first;
    for (; last < piece.groups.size() && number.empty() && digits.size() < 40; ++last) {
      digits += piece.groups[last];
      number = national(digits, piece.plus && first == 0);
    }
    if (!number.empty()) {
      add_number(reading, number);
      found_here = true;
    } else if (!split_mobiles(digits, reading) && !(found_here && is_extension(digits))) {
      reading.faults.push_back(no_number(digits));
    }
    first = last;
  }
}

// "1.38E+10" is what a narrow column shows: of eleven digits it keeps three. True when `text` is of
// that kind; `digits` is filled when none was lost.
bool read_scientific(std::string_view text, std::string& digits) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0) return false;
  std::string_view power = text.substr(e + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  std::string mantissa(text.substr(0, e));
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t decimals = point < mantissa.size() ? mantissa.size() - point - 1 : 0;
  if (point < mantissa.size()) mantissa.erase(point, 1);
  std::size_t exponent = 0;
  const auto parsed = std::from_chars(power.data(), power.data() + power.size(), exponent);
  const bool whole = parsed.ec == std::errc() && parsed.ptr == power.data() + power.size();
  if (!all_digits(mantissa) || !all_digits(power) || !whole) return false;
  if (decimals == exponent) digits = mantissa;
  return true;
}

// 13800138000.0, as some programs write a whole number.
std::string_view without_zero_decimals(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || !all_digits(text.substr(0, point))) return text;
  const std::string_view decimals = text.substr(point + 1);
  const bool zeros = decimals.find_first_not_of('0') == std::string_view::npos;
  return point >= kDigitsMin && zeros ? text.substr(0, point) : text;
}

}  // namespace

PhoneReading read_phones(std::string_view cleaned) {
  PhoneReading reading;
  if (cleaned.empty() || says_nothing(cleaned)) return reading;
  std::string exact;
  if (read_scientific(cleaned, exact) && exact.empty()) {
    reading.faults.push_back(lost_digits(cleaned));
    return reading;
  }
  const std::string_view text = exact.empty() ? without_zero_decimals(cleaned) : exact;
  const std::vector<Piece> pieces = pieces_of(code_points(text));
  for (const Piece& piece : pieces) {
    const bool after_number = &piece != &pieces.front() && !reading.numbers.empty();
    if (piece.masked) {
      reading.faults.push_back(
          say("{} has hidden digits; get the whole number", std::string(cleaned.substr(0, 24))));
    } else if (after_number && piece.groups.size() == 1 && is_extension(piece.groups[0])) {
      continue;  // 62345678转801
    } else {
      read_piece(piece, reading);
    }
  }
  if (pieces.empty()) {
    reading.faults.push_back(no_number(cleaned));
  }
  return reading;
}

}  // namespace yingbin
