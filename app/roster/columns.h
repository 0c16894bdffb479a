// Which column of a list holds what, told by its headings: Chinese or English, common synonyms, any
// order. Used by the guest list reader and to find a text list's separator.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace yingbin {

enum class Column {
  none,  // not recognised
  name,
  surname,
  given_name,
  phone,
  address,
  address_part,  // province, city …: joined in order before the address
  rep,
  channel,
  grade,
  companions,
  companion_phone,
  persons,         // the whole party, the guest included
  extra_persons,   // those beside the guest
  list_id,         // the list's own number for a guest, which stays when the list changes
  running_number,  // 序号, No.: the row's number, which shifts when a row is inserted; never an id
  tags,
  needs,
  wheelchair,
  aisle,
  front,
  zone,
  seat,
  seat_row,
  seat_table,
  seat_number,
  code,  // a QR or invitation code issued elsewhere
};

[[nodiscard]] Column recognise_heading(std::string_view cell);

// How many different kinds of column a row's cells name.
[[nodiscard]] std::size_t recognised_headings(const std::vector<std::string>& cells);

struct ColumnPlan {
  std::vector<Column> kinds;          // by column
  std::vector<std::string> headings;  // as written, line ends as spaces; a letter when blank

  [[nodiscard]] bool has(Column kind) const;
  [[nodiscard]] bool has_name() const { return has(Column::name) || has(Column::surname); }
  // The first such column's heading, or `otherwise`'s, or the list's first.
  [[nodiscard]] std::string heading_of(Column kind) const;
};

[[nodiscard]] ColumnPlan plan_columns(const std::vector<std::string>& heading_cells);

// 0 -> A, 26 -> AA.
[[nodiscard]] std::string column_letters(std::size_t column);

}  // namespace yingbin
