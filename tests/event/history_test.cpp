// The records of one subject in replay order, and the acts that stand in it twice (DESIGN 4).
#include "event/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <list>
#include <numeric>
#include <random>
#include <vector>

namespace yingbin {
namespace {

Record record(std::uint64_t height, std::uint64_t clock, std::uint64_t origin, std::uint64_t seq) {
  Record one;
  one.key = {height, clock, OriginId{origin}, seq, origin * 100 + seq};
  return one;
}

Record copy_of(const Record& first, std::uint64_t height, std::uint64_t origin, std::uint64_t seq) {
  Record one = record(height, 0, origin, seq);
  one.again = first.act_name();
  return one;
}

std::string order_of(const History& history) {
  std::string text;
  for (const auto& [one, shadow] : history.entries()) {
    text += (shadow ? "(" : "") + to_text(one->id()).substr(15) + (shadow ? ") " : " ");
  }
  return text;
}

TEST(History, what_an_act_saw_sorts_before_it_whatever_the_clocks_say) {
  const Record seen = record(1, ~0ULL, 2, 1);
  const Record later = record(2, 0, 1, 1);
  History history;
  EXPECT_EQ(history.insert(later), History::Placed::last);
  EXPECT_EQ(history.insert(seen), History::Placed::between);
  EXPECT_EQ(order_of(history), "2:1 1:1 ");
  EXPECT_EQ(history.height(), 2u);
}

TEST(History, acts_that_did_not_know_of_each_other_sort_by_clock_then_origin_then_number) {
  const std::list<Record> all = {record(1, 5, 2, 2), record(1, 5, 2, 1), record(1, 5, 1, 9),
                                 record(1, 4, 3, 1)};
  History history;
  for (const Record& one : all) history.insert(one);
  EXPECT_EQ(order_of(history), "3:1 1:9 2:1 2:2 ");
}

TEST(History, a_record_is_held_once) {
  const Record one = record(1, 1, 1, 1);
  const Record same = one;
  History history;
  EXPECT_EQ(history.insert(one), History::Placed::last);
  EXPECT_EQ(history.insert(same), History::Placed::held_already);
  EXPECT_TRUE(history.has(one.key));
  EXPECT_EQ(history.entries().size(), 1u);
}

// The first few stand in the history itself, more of them elsewhere.
TEST(History, any_number_of_records_in_any_order_stand_in_replay_order) {
  std::vector<Record> all;
  for (std::uint64_t i = 1; i <= 9; ++i) all.push_back(record(i, 0, 1, i));
  std::mt19937 random(7);
  for (std::size_t count = 1; count <= all.size(); ++count) {
    for (int round = 0; round < 50; ++round) {
      std::vector<std::size_t> order(count);
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::shuffle(order.begin(), order.end(), random);
      History history;
      for (std::size_t i : order) {
        EXPECT_FALSE(history.has(all[i].key));
        history.insert(all[i]);
        EXPECT_TRUE(history.has(all[i].key));
        EXPECT_EQ(history.insert(all[i]), History::Placed::held_already);
      }
      ASSERT_EQ(history.entries().size(), count);
      EXPECT_EQ(history.height(), count);
      for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(history.entries()[i].record, &all[i]);
    }
  }
}

TEST(History, both_branches_of_a_copied_disk_are_held) {
  const Record one = record(1, 1, 1, 1);
  Record other = one;
  other.key.digest = 7;
  History history;
  history.insert(one);
  EXPECT_EQ(history.insert(other), History::Placed::between);
  EXPECT_EQ(history.entries().size(), 2u);
}

TEST(History, of_an_act_written_again_only_the_first_place_counts) {
  const Record first = record(2, 0, 1, 1);
  const Record again = copy_of(first, 3, 2, 1);
  const Record elsewhere = copy_of(first, 1, 3, 1);
  History history;
  history.insert(first);
  history.insert(again);
  EXPECT_EQ(order_of(history), "1:1 (2:1) ");
  history.insert(elsewhere);
  EXPECT_EQ(order_of(history), "3:1 (1:1) (2:1) ");
  EXPECT_EQ(history.height(), 3u);
}

TEST(History, a_copy_of_one_branch_is_no_copy_of_the_other) {
  const Record one = record(1, 1, 1, 1);
  Record other = one;
  other.key.digest = 7;
  const Record again = copy_of(other, 2, 2, 1);
  History history;
  for (const Record* each : {&again, &one}) history.insert(*each);
  EXPECT_EQ(order_of(history), "1:1 2:1 ");
  history.insert(other);
  EXPECT_EQ(order_of(history), "1:1 1:1 (2:1) ");  // the smaller digest first
}

}  // namespace
}  // namespace yingbin
