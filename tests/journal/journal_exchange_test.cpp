// Records of others, and disks that were copied.
#include <gtest/gtest.h>

#include "desk.h"

namespace yingbin {
namespace {

TEST(JournalExchange, records_of_another_station_count_once_however_often_they_come) {
  TempFolder temp;
  Desk a = new_desk(temp / "a");
  Desk b = new_desk(temp / "b");
  a.append({admission(1), person(2, "李娜"), admission(3)});
  const auto all = a.all();
  EXPECT_EQ(b.receive({all[0], all[1]}).taken.size(), 2U);
  const Received again = b.receive(all);
  EXPECT_EQ(again.taken.size(), 1U);
  EXPECT_EQ(again.known, 2U);
  EXPECT_EQ(b.receive({all[2], all[0], all[1]}).known, 3U);
  EXPECT_EQ(b.all(), all) << "the bytes its origin wrote";
  EXPECT_EQ(a.journal.heads(), b.journal.heads());
}

TEST(JournalExchange, order_within_a_delivery_does_not_matter) {
  TempFolder temp;
  Desk a = new_desk(temp / "a");
  Desk b = new_desk(temp / "b");
  a.append({admission(1), admission(2), admission(3)});
  auto all = a.all();
  std::reverse(all.begin(), all.end());
  EXPECT_EQ(b.receive(all).taken.size(), 3U);
}

TEST(JournalExchange, a_gap_is_refused_with_what_is_held_and_blocks_nothing_else) {
  TempFolder temp;
  Desk a = new_desk(temp / "a");
  Desk b = new_desk(temp / "b");
  Desk c = new_desk(temp / "c");
  a.append({admission(1), admission(2), admission(3)});
  c.append({admission(4)});
  const auto all = a.all();
  b.receive({all[0]});
  const Received received = b.receive({all[2], c.all()[0]});
  ASSERT_EQ(received.refused.size(), 1U);
  EXPECT_EQ(received.refused[0].reason, RefusalReason::gap);
  EXPECT_EQ(received.refused[0].held, 1U);
  EXPECT_EQ(received.taken.size(), 1U);
}

TEST(JournalExchange, damaged_records_and_those_of_another_event_are_refused) {
  TempFolder temp;
  Desk a = new_desk(temp / "a");
  Desk b = new_desk(temp / "b");
  Desk other(expect(Journal::create(temp / "other", EventId{5})));
  a.append({admission(1)});
  other.append({admission(1)});
  auto damaged = a.all();
  damaged[0].body->bytes[3] ^= 1;
  EXPECT_EQ(b.receive(damaged).refused.at(0).reason, RefusalReason::damaged);
  EXPECT_EQ(b.receive(other.all()).refused.at(0).reason, RefusalReason::other_event);
  EXPECT_EQ(b.journal.count(), 0U);
}

StoredRecord of_a_newer_kind(OriginId origin) {
  StoredRecord record;
  record.id = {origin, 1};
  record.event = kEvent;
  record.kind = "pay_order";
  record.subjects = "order/17 guest/0000000000000009";
  record.height = 4;
  record.clock = 77;
  record.body = StoredBody{{}, R"({"fen":  100, "new":[{}]})"};
  record.body_digest = digest_of(*record.body);
  record.digest = digest_of_header(record);
  return record;
}

TEST(JournalExchange, a_kind_of_a_newer_version_is_kept_forwarded_and_counted) {
  TempFolder temp;
  Desk a = new_desk(temp / "a");
  Desk b = new_desk(temp / "b");
  const StoredRecord newer = of_a_newer_kind(OriginId{42});
  const Received received = a.receive({newer});
  ASSERT_EQ(received.taken.size(), 1U);
  EXPECT_TRUE((received.taken[0].act == UnknownAct{"pay_order", ""}));
  EXPECT_EQ(received.taken[0].subjects.at(1), subject_of(GuestId{9}));
  b.receive(a.all());
  EXPECT_EQ(b.all(), std::vector<StoredRecord>{newer});
  ReplayReport report;
  replayed(b.journal, &report);
  EXPECT_EQ(report.unknown, 1U);
}

TEST(JournalExchange, a_known_kind_that_cannot_be_read_waits_with_its_reason) {
  TempFolder temp;
  Desk a = new_desk(temp / "a");
  StoredRecord odd = of_a_newer_kind(OriginId{42});
  odd.kind = AdmitGuest::kKind;
  odd.digest = digest_of_header(odd);
  EXPECT_EQ(a.receive({odd}).taken.size(), 1U);
  ReplayReport report;
  replayed(a.journal, &report);
  ASSERT_EQ(report.unread.size(), 1U);
  EXPECT_EQ(report.unread[0].kind, AdmitGuest::kKind);
  EXPECT_NE(report.unread[0].reason, "");
}

TEST(JournalExchange, another_stations_clock_is_merged) {
  TempFolder temp;
  StoodTime early;
  StoodTime late;
  late.passed += 60'000;
  Desk a = new_desk(temp / "a", 0, {&late, "", ""});
  Desk b = new_desk(temp / "b", 0, {&early, "", ""});
  const auto theirs = a.append({admission(1)});
  b.receive(a.all());
  EXPECT_GT(b.append({admission(1)})[0].key.clock, theirs[0].key.clock);
}

// Two disks that both go on as one origin.
struct CopiedDisk {
  CopiedDisk() : first(new_desk(temp / "first", 0xaa)), second(new_desk(temp / "second", 0xaa)) {
    first.append({admission(1)});
    second.append({admission(1)});  // other salt, other clock: another digest
    second.append({admission(2)});
  }
  TempFolder temp;
  Desk first;
  Desk second;
};

TEST(JournalFork, both_branches_are_kept_and_the_fork_is_told) {
  CopiedDisk copied;
  Desk third = new_desk(copied.temp / "third");
  third.receive(copied.first.all());
  const Received received = third.receive(copied.second.all());
  EXPECT_EQ(received.taken.size(), 2U);
  ASSERT_EQ(received.forks.size(), 1U);
  EXPECT_EQ(received.forks[0].origin, OriginId{0xaa});
  EXPECT_EQ(received.forks[0].seq, 1U);
  EXPECT_EQ(received.forks[0].branches.size(), 2U);
  EXPECT_EQ(third.journal.heads().size(), 2U);
  EXPECT_FALSE(third.journal.own_origin_copied());
  copied.first.append({admission(3)});
  EXPECT_EQ(third.receive(copied.first.all()).taken.size(), 1U) << "either branch goes on";
  EXPECT_EQ(third.receive(copied.second.all()).known, 2U);
}

// A4, P3: of two records that share an id, only the one that is named loses its body.
TEST(JournalFork, erasing_on_one_branch_leaves_the_other) {
  TempFolder temp;
  Desk first = new_desk(temp / "first", 0xaa);
  Desk second = new_desk(temp / "second", 0xaa);
  Desk third = new_desk(temp / "third");
  const RecordName gone = first.append({person(1, "张伟")})[0].name();
  second.append({person(2, "李娜")});
  third.receive(first.all());
  third.receive(second.all());
  EXPECT_EQ(expect(third.journal.erase(std::vector{gone})), 1U);
  for (const StoredRecord& record : third.all()) {
    EXPECT_EQ(record.body.has_value(), to_record(record).name() != gone);
  }
}

TEST(JournalFork, forks_and_both_heads_are_known_after_a_restart) {
  CopiedDisk copied;
  std::vector<Head> heads;
  {
    Desk third = new_desk(copied.temp / "third");
    third.receive(copied.first.all());
    third.receive(copied.second.all());
    heads = third.journal.heads();
  }
  Desk third = opened_desk(copied.temp / "third");
  ASSERT_EQ(third.journal.forks().size(), 1U);
  EXPECT_EQ(third.journal.forks()[0].branches.size(), 2U);
  const auto sorted = [](std::vector<Head> all) {
    std::sort(all.begin(), all.end(),
              [](const Head& a, const Head& b) { return a.digest < b.digest; });
    return all;
  };
  EXPECT_EQ(sorted(third.journal.heads()), sorted(heads));
  EXPECT_EQ(third.receive(copied.second.all()).known, 2U);
}

TEST(JournalFork, a_station_that_meets_its_copy_goes_on_as_a_new_origin_and_repeats_its_branch) {
  CopiedDisk copied;
  Desk& desk = copied.second;
  const auto branch = desk.all();
  desk.receive(copied.first.all());
  ASSERT_TRUE(desk.journal.own_origin_copied());
  desk.append({admission(5)});  // it never stops serving
  auto repeated = desk.journal.take_new_origin(desk.source());
  ASSERT_TRUE(repeated) << repeated.message();
  ASSERT_EQ(repeated->size(), 3U);
  EXPECT_FALSE(desk.journal.own_origin_copied());
  EXPECT_NE(desk.journal.origin(), OriginId{0xaa});
  const Record& first = repeated->front();
  EXPECT_EQ(first.id(), (RecordId{desk.journal.origin(), 1}));
  EXPECT_EQ(first.again, (RecordName{branch[0].id, prefix_of(branch[0].digest)}));
  EXPECT_TRUE(first.act == to_record(branch[0]).act);
  EXPECT_GT(first.key.height, branch[0].height);
  const auto stored = *expect(desk.journal.find(first.id()));
  EXPECT_EQ(stored.body, branch[0].body) << "same bytes, same salt";
  EXPECT_EQ(stored.again, (Citation{branch[0].id, branch[0].digest}));
  desk.apply(*repeated);
  EXPECT_EQ(desk.append({admission(6)})[0].id().seq, 4U);
  EXPECT_TRUE(expect(desk.journal.check({})).defects.empty());
}

TEST(JournalFork, a_station_restored_from_a_backup_learns_of_it_from_its_own_later_records) {
  TempFolder temp;
  Desk old = new_desk(temp / "old", 0xaa);
  old.append({admission(1)});
  Desk other = new_desk(temp / "other");
  other.receive(old.all());
  std::filesystem::copy(temp / "old", temp / "saved", std::filesystem::copy_options::recursive);
  old.append({admission(2)});
  other.receive(old.all());

  std::filesystem::copy(temp / "saved", temp / "restored",
                        std::filesystem::copy_options::recursive);
  auto raw = Journal::open(temp / "restored", Access::write);
  ASSERT_TRUE(raw) << raw.message();
  EXPECT_EQ(raw->notices().size(), 1U) << "the copy is noticed at once";
  EXPECT_NE(raw->origin(), OriginId{0xaa});
  EXPECT_FALSE(raw->own_origin_copied());
}

TEST(JournalFork, a_folder_copied_to_a_second_machine_goes_on_as_a_new_origin_and_says_so) {
  TempFolder temp;
  { new_desk(temp / "day", 0xaa, {nullptr, "", "machine one"}).append({admission(1)}); }
  {
    Desk same_machine = opened_desk(temp / "day", {nullptr, "", "machine one"});
    EXPECT_TRUE(same_machine.journal.notices().empty());
    EXPECT_EQ(same_machine.journal.origin(), OriginId{0xaa});
  }
  OriginId fresh;
  {
    Desk elsewhere = opened_desk(temp / "day", {nullptr, "", "machine two"});
    ASSERT_EQ(elsewhere.journal.notices().size(), 1U);
    fresh = elsewhere.journal.origin();
    EXPECT_NE(fresh, OriginId{0xaa});
    EXPECT_EQ(elsewhere.append({admission(2)})[0].id(), (RecordId{fresh, 1}));
  }
  Desk again = opened_desk(temp / "day", {nullptr, "", "machine two"});
  EXPECT_TRUE(again.journal.notices().empty());
  EXPECT_EQ(again.journal.origin(), fresh);
}

TEST(JournalFork, a_renamed_folder_is_no_copy) {
  TempFolder temp;
  { new_desk(temp / "day", 0xaa).append({admission(1)}); }
  std::filesystem::rename(temp / "day", temp / "evening");
  EXPECT_TRUE(opened_desk(temp / "evening").journal.notices().empty());
}

TEST(Journal, records_after_a_number_come_in_order_and_within_the_limit) {
  CopiedDisk copied;
  Desk third = new_desk(copied.temp / "third");
  third.receive(copied.first.all());
  third.receive(copied.second.all());
  const auto count = [&](std::uint64_t seq, std::size_t limit) {
    return expect(third.journal.records_after(OriginId{0xaa}, seq, limit)).size();
  };
  EXPECT_EQ(count(0, 10), 3U);
  EXPECT_EQ(count(0, 1), 2U) << "both records of one number come together";
  EXPECT_EQ(count(1, 10), 1U);
  EXPECT_EQ(count(2, 10), 0U);
}

}  // namespace
}  // namespace yingbin
