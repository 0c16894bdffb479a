#include "roster/cell_format.h"

#include <charconv>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace yingbin {
namespace {

constexpr double kExactMax = 9007199254740992.0;  // 2^53: beyond it digits are lost
constexpr double kSerialMax = 2958466.0;          // 9999-12-31
constexpr double kSecondsOfDay = 86400.0;

std::string plain_number(double value, const NumberFormat& format) {
  if (value == std::floor(value) && std::fabs(value) < kExactMax) {
    return fmt::format("{:0{}d}", static_cast<long long>(value), format.digits);
  }
  return fmt::format("{:.15g}", value);
}

// Excel counts 1900-02-29, a day that never was, so serials from 60 on are one too high.
std::string date_text(double serial, DateEpoch epoch) {
  if (epoch == DateEpoch::year_1904) serial += 1462;
  const double whole = std::floor(serial);
  long seconds = std::lround((serial - whole) * kSecondsOfDay);
  auto days = static_cast<int>(whole) + static_cast<int>(seconds / 86400);
  seconds %= 86400;
  const std::string time = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  if (days == 0) return time;
  if (days < 60) ++days;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::year{1899} / 12 / 30} +
                                         std::chrono::days{days}};
  const std::string day =
      fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return seconds == 0 ? day : day + ' ' + time;
}

}  // namespace

NumberFormat builtin_format(std::size_t id) {
  const bool is_date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                       (id >= 50 && id <= 58);
  return {is_date, 0};
}

NumberFormat format_of_code(std::string_view code) {
  if (code.find_first_not_of('0') == std::string_view::npos) return {false, code.size()};
  bool quoted = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') quoted = !quoted;
    if (quoted || c == '"') continue;
    if (c == ';') break;  // the first section is for positive numbers
    if (c == '\\' || c == '_' || c == '*') {
      ++i;  // the next character is literal
    } else if (c == '[') {
      const std::size_t close = code.find(']', i);
      if (close == std::string_view::npos) break;
      const std::string_view inside = code.substr(i + 1, close - i - 1);
      if (inside.find_first_not_of("hHmMsS") == std::string_view::npos) return {true, 0};
      i = close;  // a colour, a condition or a locale
    } else if (std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) {
      return {true, 0};
    }
  }
  return {};
}

std::string number_text(std::string_view raw, const NumberFormat& format, DateEpoch epoch) {
  double value = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  if (error != std::errc() || end != raw.data() + raw.size() || !std::isfinite(value)) {
    return std::string(raw);
  }
  if (format.is_date && value >= 0 && value < kSerialMax) return date_text(value, epoch);
  return plain_number(value, format);
}

}  // namespace yingbin
