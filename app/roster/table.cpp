#include "roster/table.h"

#include <algorithm>

namespace yingbin {

void append_capped(std::string& cell, std::string_view more) {
  const std::size_t room = kCellBytesMax - std::min(kCellBytesMax, cell.size());
  if (more.size() > room) {
    // A UTF-8 tail byte is 10xxxxxx: the first byte left out must begin a character.
    std::size_t cut = room;
    while (cut > 0 && (static_cast<unsigned char>(more[cut]) & 0xC0) == 0x80) --cut;
    more = more.substr(0, cut);
  }
  cell.append(more);
}

void set_cell(TableRow& row, std::size_t column, std::string_view text) {
  if (column >= kColumnsMax) return;
  if (row.cells.size() <= column) {
    row.cells.resize(column + 1);
    row.carried.resize(column + 1, false);
  }
  row.cells[column].clear();
  append_capped(row.cells[column], text);
}

// Keeps the strings' memory: the next row fills them again.
void clear_cells(TableRow& row) {
  for (std::string& cell : row.cells) cell.clear();
  row.carried.assign(row.cells.size(), false);
}

}  // namespace yingbin
