// Erasure for ever, and the check of everything.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "desk.h"

namespace yingbin {
namespace {

std::vector<Record> records_of(const std::vector<StoredRecord>& stored) {
  std::vector<Record> records;
  for (const StoredRecord& record : stored) records.push_back(to_record(record));
  return records;
}

// Persons apart from acts (rules A4, P3).

const std::string kName = "夏侯龑翀";

std::vector<RecordName> persons_in(Desk& desk) {
  std::vector<RecordName> names;
  for (const Record& record : records_of(desk.all())) {
    if (record.as<WritePerson>()) names.push_back(record.name());
  }
  return names;
}

TEST(JournalErase, an_erased_name_is_in_no_file_of_the_folder_and_the_chain_stays_whole) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  std::vector<Act> acts;
  for (std::uint64_t i = 1; i <= 300; ++i) {
    acts.push_back(person(i, (i % 3 == 0 ? kName : "某人") + std::string(i * 37 % 900, 'x')));
  }
  desk.append(acts);
  ASSERT_TRUE(desk.journal.write_cache());
  ASSERT_NE(bytes_below(temp / "day").find(kName), std::string::npos) << "the test can see names";
  std::vector<RecordName> names;
  for (const Record& record : records_of(desk.all())) {
    const auto* known = record.as<WritePerson>();
    if (known && known->name.starts_with(kName)) names.push_back(record.name());
  }
  ASSERT_EQ(names.size(), 100U);
  // One by one, so that pages are worked on again and again.
  for (const RecordName& name : names) {
    EXPECT_EQ(expect(desk.journal.erase(std::vector{name})), 1U);
  }
  EXPECT_EQ(bytes_below(temp / "day").find(kName), std::string::npos);
  EXPECT_TRUE(expect(desk.journal.check({})).defects.empty());
  ReplayReport report;
  replayed(desk.journal, &report);
  EXPECT_EQ(report.erased, 100U);
  EXPECT_EQ(report.records, 300U);
  EXPECT_EQ(expect(desk.journal.erase(names)), 0U) << "erasing again does nothing";
}

TEST(JournalErase, only_personal_records_lose_their_body) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  desk.append({admission(1)});
  const RecordName act = records_of(desk.all())[0].name();
  EXPECT_EQ(expect(desk.journal.erase(std::vector<RecordName>{act, {{{9}, 9}, 9}})), 0U);
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
  EXPECT_EQ(expect(b.journal.erase(std::vector{late.taken[0].name()})), 1U);
  EXPECT_EQ(bytes_below(temp / "b").find(kName), std::string::npos);
}

TEST(JournalErase, while_somebody_reads_the_folder_the_traces_left_are_told_and_go_the_next_time) {
  TempFolder temp;
  Desk desk = new_desk(temp / "day");
  desk.append({person(1, kName)});
  const auto names = persons_in(desk);
  sqlite3* reader = nullptr;
  ASSERT_EQ(sqlite3_open((temp / "day" / "journal.db").c_str(), &reader), SQLITE_OK);
  sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM record", nullptr, nullptr, nullptr);
  const auto erased = desk.journal.erase(names);
  sqlite3_close(reader);
  ASSERT_FALSE(erased);
  EXPECT_TRUE(desk.journal.erase(names));
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
