// What an .xlsx file keeps outside its sheets: the sheets' names and parts, shared strings, number
// formats, the date epoch. Read once by the xlsx reader before it reads a sheet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "roster/cell_format.h"
#include "roster/zip_archive.h"
#include "text/result.h"

namespace yingbin {

struct XlsxSheet {
  std::string name;
  std::string part;
  bool hidden = false;
};

// All texts of a workbook in one block: a hundred thousand small strings would cost thrice as much.
class SharedStrings {
 public:
  [[nodiscard]] bool add(std::string_view text);  // false when there are too many
  std::string_view at(std::size_t index) const;   // empty when there is no such string

 private:
  std::string bytes_;
  std::vector<std::uint32_t> ends_;
};

struct XlsxWorkbook {
  std::vector<XlsxSheet> sheets;
  std::vector<NumberFormat> formats;  // by a cell's style index
  SharedStrings strings;
  DateEpoch epoch = DateEpoch::year_1900;
};

[[nodiscard]] Result<XlsxWorkbook> read_xlsx_workbook(ZipArchive& archive);

// `_x000D_` stands for a control character in xlsx texts (ECMA-376 part 1, 22.9.2.19).
[[nodiscard]] std::string without_xlsx_escapes(std::string_view text);

}  // namespace yingbin
