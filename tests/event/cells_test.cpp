// The table behind the state: every key has one cell, which never moves.
#include "event/cells.h"

#include <gtest/gtest.h>

#include <random>
#include <unordered_map>

namespace yingbin {
namespace {

using Numbers = Cells<GuestId, int>;

TEST(Cells, an_empty_table_finds_nothing) {
  const Numbers cells;
  EXPECT_EQ(cells.find(GuestId{1}), nullptr);
  EXPECT_EQ(cells.find(GuestId{}), nullptr);
  EXPECT_TRUE(sorted_keys(cells).empty());
}

TEST(Cells, every_key_has_one_cell_that_stays_where_it_is) {
  std::mt19937_64 random(11);
  Numbers cells;
  std::unordered_map<GuestId, const Numbers::Cell*> known;
  for (int i = 0; i < 20'000; ++i) {
    // Numbered, random, and some that share the upper half of their hash.
    const std::uint64_t value = i % 3 == 0 ? static_cast<std::uint64_t>(i) : random() >> i % 40;
    const GuestId key{value};
    const bool is_new = !known.contains(key);
    EXPECT_EQ(cells.find(key) == nullptr, is_new);
    auto& cell = cells[key];
    EXPECT_EQ(cell.key, key);
    if (is_new) cell.state = i;
    EXPECT_EQ(known.try_emplace(key, &cell).first->second, &cell);
    EXPECT_EQ(cells.size(), known.size());
  }
  for (const auto& [key, cell] : known) EXPECT_EQ(&cells.at(key), cell);
}

TEST(Cells, keys_of_one_hash_have_cells_of_their_own) {
  // What stands in the upper byte of a subject's key falls out of its hash with that of its kind.
  const Subject one{SubjectKind::staff, 7};
  const Subject other{SubjectKind::event, 7 ^ 1ULL << 56};
  ASSERT_EQ(std::hash<Subject>()(one), std::hash<Subject>()(other));
  Cells<Subject, int> cells;
  cells[one].state = 1;
  cells[other].state = 2;
  EXPECT_EQ(cells.at(one).state, 1);
  EXPECT_EQ(cells.at(other).state, 2);
}

TEST(Cells, keys_come_in_order_whatever_order_they_were_made_in) {
  Numbers cells;
  for (std::uint64_t value : {5U, 1U, 9U, 3U}) cells[GuestId{value}];
  EXPECT_EQ(sorted_keys(cells), (std::vector<GuestId>{{1}, {3}, {5}, {9}}));
}

}  // namespace
}  // namespace yingbin
