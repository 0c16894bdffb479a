#include "roster/merged_cells.h"

#include <algorithm>

namespace yingbin {
namespace {

constexpr std::size_t kRangesMax = 200'000;

}  // namespace

void MergedCells::add(std::size_t first_row, std::size_t last_row, std::size_t column) {
  if (last_row <= first_row || column >= kColumnsMax || ahead_.size() >= kRangesMax) return;
  ahead_.push_back({first_row, last_row, column});
}

void MergedCells::sort() {
  std::stable_sort(ahead_.begin(), ahead_.end(),
                   [](const Range& a, const Range& b) { return a.first_row < b.first_row; });
}

void MergedCells::apply(TableRow& row) {
  for (; next_ < ahead_.size() && ahead_[next_].first_row <= row.number; ++next_) {
    const Range& range = ahead_[next_];
    const bool told = range.first_row == row.number && range.column < row.cells.size();
    held_[range.column] = {range.last_row, told ? row.cells[range.column] : std::string()};
  }
  for (auto it = held_.begin(); it != held_.end();) {
    if (it->second.last_row < row.number) {
      it = held_.erase(it);
      continue;
    }
    const std::size_t column = it->first;
    if (column >= row.cells.size() || row.cells[column].empty()) {
      set_cell(row, column, it->second.value);
      row.carried[column] = !it->second.value.empty();
    }
    ++it;
  }
}

}  // namespace yingbin
