#include "journal/journal.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "support/places.h"

namespace yingbin {
namespace {

TEST(Journal, what_was_appended_is_there_after_reopening) {
  TempFolder temp;
  std::vector<Record> written;
  {
    Desk desk = new_desk(temp / "day");
    written = desk.append({admission(1), person(2, "张伟")});
    const auto more = desk.append({admission(3)});
    written.insert(written.end(), more.begin(), more.end());
  }
  Desk desk = opened_desk(temp / "day");
  EXPECT_TRUE(same(replayed(desk.journal), written));
  EXPECT_EQ(desk.journal.count(), 3U);
  EXPECT_EQ(desk.journal.event(), kEvent);
  EXPECT_TRUE(desk.journal.notices().empty());
  EXPECT_EQ(written[2].id(), (RecordId{desk.journal.origin(), 3}));
  EXPECT_EQ(written[2].staff, kGreeter);
}

TEST(Journal, an_acts_height_is_one_more_than_that_of_anything_it_touches) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  const auto first = desk.append({admission(1, 1), admission(2, 2), admission(3, 1)});
  EXPECT_EQ(first[0].key.height, 1U);
  EXPECT_EQ(first[1].key.height, 1U);
  EXPECT_EQ(first[2].key.height, 2U) << "its seat was touched earlier in the same call";
  EXPECT_EQ(desk.append({admission(3, 9)})[0].key.height, 3U);
}

TEST(Journal, records_are_chained_salted_and_stamped_in_order) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  desk.append({admission(1), admission(1), admission(1)});
  const auto all = desk.all();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].previous, Digest{});
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].id.seq, i + 1);
    EXPECT_EQ(defect_of(all[i]), "");
    if (i == 0) continue;
    EXPECT_EQ(all[i].previous, all[i - 1].digest);
    EXPECT_GT(all[i].clock, all[i - 1].clock);
    EXPECT_NE(all[i].body->salt, all[i - 1].body->salt);
  }
  EXPECT_EQ(desk.journal.heads(), (std::vector<Head>{{all[2].id, all[2].digest}}));
}

TEST(Journal, the_last_stamp_written_is_a_lower_bound_after_a_restart) {
  TempFolder temp;
  StoodTime time;
  const JournalSurroundings surroundings{&time, "", ""};
  std::uint64_t last = 0;
  {
    Desk desk = new_desk(temp / "day", 0, surroundings);
    last = desk.append({admission(1)})[0].key.clock;
  }
  time.passed = 0;
  Desk desk = opened_desk(temp / "day", surroundings);
  const Record next = desk.append({admission(2)})[0];
  EXPECT_GT(next.key.clock, last);
  EXPECT_EQ(next.clock_state, ClockState::untrusted);
}

TEST(Journal, a_text_that_cannot_be_read_back_is_refused_and_nothing_of_the_call_is_kept) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  EXPECT_FALSE(desk.try_append({admission(1), person(2, std::string("a\0b", 3))}));
  EXPECT_EQ(desk.journal.count(), 0U);
  EXPECT_EQ(desk.append({person(2, "'; DROP TABLE record; --\x1b[2J")})[0].id().seq, 1U);
}

TEST(Journal, a_folder_has_one_writer_and_the_second_is_told_who_it_is) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  const auto second = Journal::open(temp / "day", Access::write);
  ASSERT_FALSE(second);
  EXPECT_NE(second.message().find(std::to_string(getpid())), std::string::npos) << second.message();
}

TEST(Journal, a_killed_writer_leaves_no_lock_behind) {
  TempFolder temp;
  { Desk desk = new_desk(temp / "day"); }
  const pid_t child = fork();
  if (child == 0) {
    auto journal = Journal::open(temp / "day", Access::write);
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_TRUE(Journal::open(temp / "day", Access::write));
}

TEST(Journal, readers_read_while_a_station_is_open_and_do_not_write) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  const auto written = desk.append({admission(1)});
  auto reader = Journal::open(temp / "day", Access::read);
  ASSERT_TRUE(reader) << reader.message();
  EXPECT_TRUE(same(replayed(*reader), written));
  EXPECT_FALSE(reader->append(std::vector<Act>{admission(2)}, kGreeter, desk.source()));
  EXPECT_FALSE(reader->receive({}));
  EXPECT_FALSE(reader->erase({}));
}

TEST(Journal, a_folder_that_holds_an_event_takes_no_second) {
  TempFolder temp;
  { Desk desk = new_desk(temp / "day"); }
  EXPECT_FALSE(Journal::create(temp / "day", EventId{5}));
}

TEST(Journal, a_folder_without_an_event_says_how_to_start_one) {
  TempFolder temp;
  const auto opened = Journal::open(temp / "nothing", Access::read);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.message().find("event new"), std::string::npos);
}

TEST(Journal, a_new_migration_leaves_old_files_readable_and_a_newer_file_is_refused) {
  TempFolder temp;
  std::filesystem::create_directories(temp / "day");
  std::filesystem::copy_file(test::in_source("tests/journal/files/journal-0.db"),
                             temp / "day" / "journal.db");
  const auto wire = decode_wire(bytes_of(test::in_source("tests/journal/files/journal-0.bin")));
  ASSERT_TRUE(wire);
  {
    Desk desk = opened_desk(temp / "day");
    EXPECT_EQ(desk.all(), *wire);
    EXPECT_EQ(to_hex(wire->back().digest),
              "5f172886e97e5ba5f2adecfc74dadc5bc1f03042cca0226625e5f6630d0ab9a6");
    desk.append({admission(77)});
  }
  sql(temp / "day" / "journal.db", "PRAGMA user_version = 99");
  const auto newer = Journal::open(temp / "day", Access::write);
  ASSERT_FALSE(newer);
  EXPECT_NE(newer.message().find("newer"), std::string::npos);
}

}  // namespace
}  // namespace yingbin
