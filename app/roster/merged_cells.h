// Carries the value of a range merged over several rows down to each of them: a rep's name merged
// over ten guests is the rep of ten guests. Used by the xlsx and ods readers.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "roster/table.h"

namespace yingbin {

class MergedCells {
 public:
  // Rows are 1-based, columns 0-based, both ends included. Ranges of one row are ignored.
  void add(std::size_t first_row, std::size_t last_row, std::size_t column);
  // Call once, after the last add made beforehand; adds made later must be in row order.
  void sort();
  // Rows must come in order.
  void apply(TableRow& row);

 private:
  struct Range {
    std::size_t first_row, last_row, column;
  };
  struct Held {
    std::size_t last_row;
    std::string value;
  };

  std::vector<Range> ahead_;
  std::size_t next_ = 0;
  std::map<std::size_t, Held> held_;  // by column
};

}  // namespace yingbin
