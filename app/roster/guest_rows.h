// Turns one table row under known headings into a GuestRow, and says what it could not use. Used by
// guest_list.cpp for each row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "roster/columns.h"
#include "roster/guest_list.h"
#include "roster/table.h"

namespace yingbin {

// The cells of one party: usually one row, several when the name is merged over them.
struct PartyCells {
  std::size_t row = 0;
  std::vector<std::string> cells;
};

// A row begins a new party unless its name only continues the merged name above.
[[nodiscard]] bool continues_party(const TableRow& row, const ColumnPlan& plan);
void start_party(PartyCells& party, const TableRow& row, const ColumnPlan& plan);
void add_to_party(PartyCells& party, const TableRow& row);

struct PartyReading {
  std::optional<GuestRow> guest;  // nothing: not taken
  std::vector<Rejection> rejections;
  bool is_total = false;  // 合计: no guest, not counted
};

[[nodiscard]] PartyReading read_party_cells(const PartyCells& party, const ColumnPlan& plan);

}  // namespace yingbin
