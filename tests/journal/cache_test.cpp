#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "desk.h"
#include "journal/bytes.h"
#include "journal/record_cache.h"
#include "support/generators.h"

namespace yingbin {
namespace {

class Cache : public ::testing::Test {
 protected:
  Cache() {
    Desk desk = new_desk(temp / "day");
    std::vector<Act> acts;
    for (std::uint64_t i = 1; i <= 3000; ++i) {
      acts.push_back(i % 2 ? admission(i) : person(i, "客人 " + std::to_string(i)));
    }
    written = desk.append(acts);
  }
  // A start of the station; tells how many records the cache gave.
  std::uint64_t start() {
    auto journal = expect(Journal::open(temp / "day", Access::write));
    ReplayReport report;
    EXPECT_TRUE(same(replayed(journal, &report), written));
    return report.from_cache;
  }
  std::filesystem::path file() { return temp / "day" / "cache" / "records.bin"; }

  TempFolder temp;
  std::vector<Record> written;
};

TEST_F(Cache, a_start_with_it_gives_the_same_records_as_without) {
  EXPECT_EQ(start(), 0U) << "the first start writes it";
  EXPECT_EQ(start(), 3000U);
  std::filesystem::remove_all(temp / "day" / "cache");
  EXPECT_EQ(start(), 0U);
  EXPECT_EQ(start(), 3000U);
}

TEST_F(Cache, what_came_after_it_is_read_from_the_journal_and_added) {
  start();
  {
    Desk desk = opened_desk(temp / "day");
    written.push_back(desk.append({admission(5)})[0]);
  }
  EXPECT_EQ(start(), 3000U);
  {
    Desk desk = opened_desk(temp / "day");
    written.push_back(desk.append({admission(6)})[0]);
    ASSERT_TRUE(desk.journal.write_cache());
  }
  EXPECT_EQ(start(), 3002U);
}

TEST_F(Cache, wherever_a_byte_is_changed_or_the_file_cut_the_records_stay_the_same) {
  start();
  const std::string good = bytes_of(file());
  for (std::size_t i = 0; i < 40; ++i) {
    std::string bad = good;
    const std::size_t at = i < 20 ? i * 5 : i * (good.size() / 40);
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    std::ofstream(file(), std::ios::binary) << bad;
    EXPECT_EQ(start(), 0U) << at;
    std::ofstream(file(), std::ios::binary) << good.substr(0, at);
    EXPECT_EQ(start(), 0U) << at;
    EXPECT_EQ(start(), 3000U) << "and it was written anew";
  }
}

TEST_F(Cache, a_torn_addition_costs_only_itself) {
  start();
  const std::string good = bytes_of(file());
  std::ofstream(file(), std::ios::binary | std::ios::app) << good.substr(0, good.size() / 2);
  EXPECT_EQ(start(), 3000U);
}

TEST_F(Cache, one_of_another_journal_is_not_believed) {
  start();
  Desk other = new_desk(temp / "other");
  other.append(std::vector<Act>(3000, admission(1)));
  ASSERT_TRUE(other.journal.write_cache());
  std::filesystem::copy_file(temp / "other" / "cache" / "records.bin", file(),
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(start(), 0U);
}

TEST_F(Cache, one_that_is_ahead_of_a_restored_journal_is_not_believed) {
  const std::string before = bytes_of(temp / "day" / "journal.db");
  {
    Desk desk = opened_desk(temp / "day");
    desk.append({admission(9)});
    ASSERT_TRUE(desk.journal.write_cache());
  }
  std::ofstream(temp / "day" / "journal.db", std::ios::binary | std::ios::trunc) << before;
  EXPECT_EQ(start(), 0U);
}

RC_GTEST_PROP(CacheForm, every_record_reads_back_as_it_was, ()) {
  Record record;
  record.key = {*rc::gen::arbitrary<std::uint64_t>(), 2, {3}, 4, 5};
  record.staff = kGreeter;
  const Act act = *support::any_act();
  record.subjects = subjects_of(act);
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      record.act = UnknownAct{"pay_order", *support::any_text()};
      break;
    case 1:
      record.act = ErasedAct{};
      break;
    default:
      record.act = act;
  }
  if (*rc::gen::arbitrary<bool>()) record.again = RecordName{{{1}, 2}, 3};
  std::string bytes;
  put_cached(record, bytes);
  ByteReader in(bytes);
  Record read;
  RC_ASSERT(read_cached(in, read));
  RC_ASSERT(in.at_end());
  RC_ASSERT(same({read}, {record}));
  ByteReader cut(
      std::string_view(bytes).substr(0, *rc::gen::inRange<std::size_t>(0, bytes.size())));
  RC_ASSERT(!read_cached(cut, read));
}

}  // namespace
}  // namespace yingbin
