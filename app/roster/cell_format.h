// How a spreadsheet's number becomes the text a person meant: full digits, never 1.38E+10; dates as
// 2026-11-22. Used by the xlsx and ods readers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yingbin {

struct NumberFormat {
  bool is_date = false;
  std::size_t digits = 0;  // "0000" pads to four digits; 0 pads nothing
};

enum class DateEpoch { year_1900, year_1904 };

// ECMA-376 part 1, 18.8.30: built-in ids 14-22, 27-36, 45-47, 50-58 are dates or times.
[[nodiscard]] NumberFormat builtin_format(std::size_t id);
// A format code such as `yyyy"年"m"月"`, `[$-804]hh:mm` or `0000`.
[[nodiscard]] NumberFormat format_of_code(std::string_view code);

// `raw` is the number as the file holds it ("1.3800138E10"); returned unchanged when it is none.
[[nodiscard]] std::string number_text(std::string_view raw, const NumberFormat& format,
                                      DateEpoch epoch);

}  // namespace yingbin
