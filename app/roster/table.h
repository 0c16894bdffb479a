// The seam between file formats and the guest list: every format (xlsx, ods, csv) is told as tables
// of rows of text, one row at a time, to one TableSink.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yingbin {

// One row that is not blank. Readers reuse it, so a sink copies what it keeps.
struct TableRow {
  std::size_t number = 0;          // 1-based, as Excel shows it
  std::vector<std::string> cells;  // UTF-8 text; numbers in full digits, dates as 2026-11-22
  std::vector<bool> carried;       // the cell belongs to a merged range begun in an earlier row
};

enum class TableStep { go_on, next_table, stop };

class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual TableStep on_table(const std::string& name) = 0;
  virtual TableStep on_row(TableRow& row) = 0;
  // The rest of the table, from this row on, cannot be read.
  virtual void on_cut(std::size_t row, const std::string& reason) = 0;
  virtual TableStep on_progress(std::uint64_t done, std::uint64_t total) = 0;
};

// What no guest list reaches; beyond it a file is refused or a cell is cut, so memory stays
// bounded.
inline constexpr std::uint64_t kListBytesMax = 256ULL << 20;
inline constexpr std::size_t kRowsMax = 1'048'576;  // Excel's own
inline constexpr std::size_t kColumnsMax = 256;
inline constexpr std::size_t kCellBytesMax = 4096;

// Cuts at a character's border.
void append_capped(std::string& cell, std::string_view more);

// Puts `text` in a column, growing the row as needed; columns beyond kColumnsMax are dropped.
void set_cell(TableRow& row, std::size_t column, std::string_view text);
void clear_cells(TableRow& row);

}  // namespace yingbin
