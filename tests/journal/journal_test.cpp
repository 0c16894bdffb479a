#include "journal/journal.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "journal/encoding.h"
#include "support/places.h"

namespace yingbin {
namespace {

void sql(const std::filesystem::path& file, const std::string& statement) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

std::vector<Record> records_of(const std::vector<StoredRecord>& stored) {
  std::vector<Record> records;
  for (const StoredRecord& record : stored) records.push_back(to_record(record));
  return records;
}

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
              "df817e20d1b2184a0a679f67eb73fb0d258b2df81c2fd2e7637028172cb8acb3");
    desk.append({admission(77)});
  }
  sql(temp / "day" / "journal.db", "PRAGMA user_version = 99");
  const auto newer = Journal::open(temp / "day", Access::write);
  ASSERT_FALSE(newer);
  EXPECT_NE(newer.message().find("newer"), std::string::npos);
}

// Receiving.

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
  EXPECT_EQ(received.taken[0].act, RecordedAct(UnknownAct{"pay_order", ""}));
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
  EXPECT_EQ(first.again, std::make_pair(branch[0].id, prefix_of(branch[0].digest)));
  EXPECT_EQ(first.act, to_record(branch[0]).act);
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

// Persons apart from acts (rules A4, P3).

const std::string kName = "夏侯龑翀";

std::vector<RecordId> persons_in(Desk& desk) {
  std::vector<RecordId> ids;
  for (const Record& record : records_of(desk.all())) {
    if (record.as<WritePerson>()) ids.push_back(record.id());
  }
  return ids;
}

TEST(JournalErase, an_erased_name_is_in_no_file_of_the_folder_and_the_chain_stays_whole) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  std::vector<Act> acts;
  for (std::uint64_t i = 1; i <= 300; ++i) acts.push_back(person(i, i % 3 == 0 ? kName : "某人"));
  desk.append(acts);
  ASSERT_TRUE(desk.journal.write_cache());
  ASSERT_NE(bytes_below(temp / "day").find(kName), std::string::npos) << "the test can see names";
  std::vector<RecordId> ids;
  for (const Record& record : records_of(desk.all())) {
    const auto* known = record.as<WritePerson>();
    if (known && known->name == kName) ids.push_back(record.id());
  }
  ASSERT_EQ(ids.size(), 100U);
  // One by one, so that pages are worked on again and again.
  for (RecordId id : ids) EXPECT_EQ(expect(desk.journal.erase(std::vector{id})), 1U);
  EXPECT_EQ(bytes_below(temp / "day").find(kName), std::string::npos);
  EXPECT_TRUE(expect(desk.journal.check({})).defects.empty());
  ReplayReport report;
  replayed(desk.journal, &report);
  EXPECT_EQ(report.erased, 100U);
  EXPECT_EQ(report.records, 300U);
  EXPECT_EQ(expect(desk.journal.erase(ids)), 0U) << "erasing again does nothing";
}

TEST(JournalErase, only_personal_records_lose_their_body) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  desk.append({admission(1)});
  EXPECT_EQ(expect(desk.journal.erase(std::vector<RecordId>{{desk.journal.origin(), 1}, {{9}, 9}})),
            0U);
  EXPECT_TRUE(desk.all()[0].body.has_value());
}

TEST(JournalErase, an_erased_record_is_forwarded_without_its_body_and_taken_so) {
  TempFolder temp;
  Desk a = new_desk(temp / "a");
  Desk b = new_desk(temp / "b");
  a.append({person(1, kName)});
  const auto before = a.all();
  ASSERT_EQ(expect(a.journal.erase(persons_in(a))), 1U);
  b.receive(a.all());
  EXPECT_EQ(b.all(), a.all());
  EXPECT_FALSE(b.all()[0].body.has_value());
  EXPECT_EQ(b.receive(before).known, 1U) << "the body does not come back";
  EXPECT_EQ(bytes_below(temp / "b").find(kName), std::string::npos);
}

TEST(JournalErase, a_late_copy_of_an_erased_person_is_dropped_as_well) {
  TempFolder temp;
  Desk a = new_desk(temp / "a");
  Desk b = new_desk(temp / "b");
  a.append({person(1, kName)});
  const Received late = b.receive(a.all());
  EXPECT_EQ(expect(b.journal.erase(std::vector{late.taken[0].id()})), 1U);
  EXPECT_EQ(bytes_below(temp / "b").find(kName), std::string::npos);
}

TEST(JournalErase, while_somebody_reads_the_folder_the_traces_left_are_told_and_go_the_next_time) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  desk.append({person(1, kName)});
  const auto ids = persons_in(desk);
  sqlite3* reader = nullptr;
  ASSERT_EQ(sqlite3_open((temp / "day" / "journal.db").c_str(), &reader), SQLITE_OK);
  sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM record", nullptr, nullptr, nullptr);
  const auto erased = desk.journal.erase(ids);
  sqlite3_close(reader);
  ASSERT_FALSE(erased);
  EXPECT_TRUE(desk.journal.erase(ids));
  EXPECT_EQ(bytes_below(temp / "day").find(kName), std::string::npos);
}

// The check of everything.

TEST(JournalCheck, a_sound_journal_has_no_defects_and_reports_its_progress) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  desk.append(std::vector<Act>(2500, admission(1)));
  std::vector<std::uint64_t> steps;
  const CheckReport report = expect(desk.journal.check([&](std::uint64_t done, std::uint64_t all) {
    steps.push_back(done);
    EXPECT_EQ(all, 2500U);
  }));
  EXPECT_EQ(report.records, 2500U);
  EXPECT_TRUE(report.defects.empty());
  EXPECT_EQ(steps, (std::vector<std::uint64_t>{1000, 2000, 2500}));
}

TEST(JournalCheck, a_body_changed_on_the_disk_is_found_and_its_record_waits) {
  TempFolder temp;
  { new_desk(temp / "day").append({admission(1), admission(2)}); }
  sql(temp / "day" / "journal.db",
      "UPDATE record SET body = CAST(replace(CAST(body AS TEXT), '\"persons\":1', '\"persons\":9') "
      "AS BLOB) WHERE seq = 1");
  Desk desk = opened_desk(temp / "day");
  EXPECT_EQ(desk.journal.notices().size(), 1U) << "the start verifies the tail";
  EXPECT_EQ(expect(desk.journal.check({})).defects.size(), 1U);
  ReplayReport report;
  EXPECT_FALSE(replayed(desk.journal, &report)[0].as<AdmitGuest>());
  EXPECT_EQ(report.unread.size(), 1U);
}

TEST(JournalCheck, a_record_taken_out_of_the_file_is_found) {
  TempFolder temp;
  { new_desk(temp / "day").append({admission(1), admission(2), admission(3)}); }
  sql(temp / "day" / "journal.db", "DELETE FROM record WHERE seq = 2");
  Desk desk = opened_desk(temp / "day");
  EXPECT_EQ(expect(desk.journal.check({})).defects.size(), 2U);
}

}  // namespace
}  // namespace yingbin
