// The faults of the world (P-durable): every call of the disk fails once, power goes at any moment,
// and what was shown as recorded is there afterwards, whole.
#include "support/fault_vfs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

#include "desk.h"

namespace yingbin {
namespace {

using support::FaultKind;
using support::FaultVfs;
using support::Flush;

struct Ran {
  std::vector<Digest> shown;             // acknowledged
  std::set<std::uint64_t> not_recorded;  // invitations whose admission was said not to be recorded
};

// A short day: single acts, a batch, records of another station, an erasure.
void run_day(const std::filesystem::path& folder, const JournalSurroundings& surroundings,
             const std::vector<StoredRecord>& others, Ran& ran) {
  auto opened = Journal::open(folder, Access::write, surroundings);
  if (!opened) return;
  Desk desk(*std::move(opened));
  if (!desk.journal.replay([&](const Record& record) { desk.apply({record}); })) return;
  const auto show = [&](const std::vector<Record>& records) {
    for (const Record& record : records) {
      const auto stored = desk.journal.find(record.id());
      if (stored && *stored) ran.shown.push_back((*stored)->digest);
    }
  };
  const auto act = [&](const std::vector<Act>& acts) {
    const std::uint64_t before = desk.journal.heads().empty() ? 0 : desk.journal.count();
    const auto records = desk.try_append(acts);
    if (records) {
      show(*records);
    } else if (records.message().find("not certain") == std::string::npos) {
      for (const Act& one : acts) {
        if (const auto* admitted = std::get_if<AdmitGuest>(&one)) {
          ran.not_recorded.insert(admitted->invitation.value);
        }
      }
    }
    EXPECT_EQ(desk.journal.count(), before + (records ? acts.size() : 0));
  };
  act({admission(1)});
  act({admission(2), person(3, "张伟"), admission(3)});
  if (auto received = desk.journal.receive(others)) show(received->taken);
  act({admission(4)});
  const auto fourth = desk.journal.find({desk.journal.origin(), 4});
  if (fourth && *fourth) {
    const RecordName name{(*fourth)->id, prefix_of((*fourth)->digest)};
    static_cast<void>(desk.journal.erase(std::vector{name}));
  }
  act({admission(5)});
}

// What must hold after any accident: all that was shown is there, and no call is there in part.
std::string broken_promise(const std::filesystem::path& folder,
                           const JournalSurroundings& surroundings, const Ran& ran) {
  auto opened = Journal::open(folder, Access::write, surroundings);
  if (!opened) return "it does not open: " + opened.message();
  std::set<Digest> held;
  std::size_t batch = 0;
  bool risen = false;
  auto scanned = opened->for_each([&](const StoredRecord& record) {
    held.insert(record.digest);
    const auto act = to_record(record);
    const auto* admitted = act.as<AdmitGuest>();
    risen = risen || (admitted && ran.not_recorded.contains(admitted->invitation.value));
    if ((admitted && (admitted->invitation.value == 2 || admitted->invitation.value == 3)) ||
        record.kind == WritePerson::kKind) {
      ++batch;
    }
    return true;
  });
  if (!scanned) return "it cannot be read: " + scanned.message();
  for (const Digest& digest : ran.shown) {
    if (!held.contains(digest)) return "a record that was shown is lost";
  }
  if (risen) return "what was said not to be recorded is there";
  if (batch % 3 != 0) return "a batch is there in part";
  const auto report = opened->check({});
  if (!report) return report.message();
  return report->defects.empty() ? "" : report->defects.front();
}

class Faults : public ::testing::Test {
 protected:
  Faults() {
    Desk other = new_desk(temp / "other", 0xbb);
    other.append({admission(91), admission(92)});
    others = other.all();
    new_desk(temp / "day", 0xaa, surroundings).append({admission(90)});
  }

  // A fresh copy of the day's folder, for which nothing is pending.
  void start_again() {
    if (!std::filesystem::exists(temp / "begun")) {
      std::filesystem::copy(temp / "day", temp / "begun", std::filesystem::copy_options::recursive);
    }
    // Over the same files: another inode would look like a copied folder.
    for (const auto& entry : std::filesystem::directory_iterator(temp / "day")) {
      if (entry.path().filename() != "journal.db") std::filesystem::remove_all(entry.path());
    }
    std::ofstream(temp / "day" / "journal.db", std::ios::binary | std::ios::trunc)
        << bytes_of(temp / "begun" / "journal.db");
    vfs.forget_files();
  }

  TempFolder temp;
  FaultVfs vfs{"fault"};
  StoodTime time;
  JournalSurroundings surroundings{&time, "fault", "this machine"};
  std::vector<StoredRecord> others;
};

TEST_F(Faults, whichever_call_of_the_disk_fails_what_was_shown_is_there_and_nothing_is_half_there) {
  for (const FaultKind kind : {FaultKind::io_error, FaultKind::full}) {
    for (const std::uint64_t for_calls :
         {std::uint64_t{1}, std::uint64_t{3}, std::uint64_t{1} << 40}) {
      for (std::uint64_t number = 1;; ++number) {
        start_again();
        Ran ran;
        vfs.fail_call(number, kind, for_calls);
        run_day(temp / "day", surroundings, others, ran);
        const bool came = vfs.failed();
        vfs.cut_power();
        vfs.restore_power(number);
        ASSERT_EQ(broken_promise(temp / "day", surroundings, ran), "")
            << "call " << number << " for " << for_calls
            << (kind == FaultKind::full ? ", full" : "");
        if (came) continue;
        ASSERT_EQ(ran.shown.size(), 8U) << "without a fault everything is shown";
        ASSERT_GT(number, 30U);
        break;
      }
    }
  }
}

TEST_F(Faults, power_cut_after_any_call_loses_nothing_that_was_shown) {
  for (std::uint64_t number = 1;; ++number) {
    bool came = false;
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      start_again();
      Ran ran;
      vfs.fail_call(number, FaultKind::io_error, std::uint64_t{1} << 40);  // dead from here on
      run_day(temp / "day", surroundings, others, ran);
      came = vfs.failed();
      vfs.cut_power();
      vfs.restore_power(seed * 1000 + number);
      ASSERT_EQ(broken_promise(temp / "day", surroundings, ran), "")
          << "call " << number << " seed " << seed;
    }
    if (!came) break;
  }
}

// What a killed station left in the log may never have reached the disk, though it can be read.
TEST_F(Faults, a_restart_after_a_failed_flush_builds_on_nothing_that_power_can_take) {
  Ran ran;
  {
    Desk desk = opened_desk(temp / "day", surroundings);
    desk.append({admission(11)});
    const std::uint64_t before = vfs.calls();
    desk.append({admission(12)});
    vfs.fail_call(vfs.calls() - before, FaultKind::io_error, 1'000'000);
    EXPECT_FALSE(desk.try_append({admission(13)}));
  }
  vfs.stop_failing();
  Desk desk = opened_desk(temp / "day", surroundings);
  desk.append({admission(14)});
  for (const StoredRecord& record : desk.all()) ran.shown.push_back(record.digest);
  vfs.cut_power();
  desk.journal = expect(Journal::create(temp / "aside", kEvent));  // closes the other
  vfs.restore_power(1);
  EXPECT_EQ(broken_promise(temp / "day", surroundings, ran), "");
}

// The checker must be able to see a loss: with a disk that lies about flushing, it does.
TEST_F(Faults, a_flush_that_lies_loses_records_and_this_is_noticed) {
  bool lost = false;
  for (std::uint64_t seed = 0; seed < 20 && !lost; ++seed) {
    start_again();
    Ran ran;
    vfs.set_flush(Flush::lying);
    run_day(temp / "day", surroundings, others, ran);
    EXPECT_EQ(ran.shown.size(), 8U);
    vfs.cut_power();
    vfs.restore_power(seed);
    vfs.set_flush(Flush::honest);
    lost = !broken_promise(temp / "day", surroundings, ran).empty();
  }
  EXPECT_TRUE(lost);
}

TEST_F(Faults, a_full_disk_is_told_and_once_there_is_room_the_station_goes_on) {
  Desk desk = opened_desk(temp / "day", surroundings);
  const auto before = desk.journal.heads();
  vfs.fail_call(1, FaultKind::full, 1'000'000);
  const auto failed = desk.try_append({admission(1)});
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.message().find("full"), std::string::npos) << failed.message();
  EXPECT_EQ(desk.all().size(), 1U) << "what is there can be read";
  EXPECT_EQ(desk.journal.heads(), before);
  vfs.stop_failing();
  EXPECT_EQ(desk.append({admission(1)})[0].id().seq, 2U);
}

TEST_F(Faults, a_commit_that_failed_after_its_bytes_were_written_does_not_rise_again) {
  Desk desk = opened_desk(temp / "day", surroundings);
  desk.append({admission(1)});  // the log is begun
  // The flush of the commit: its write was done already. The disk works again right after.
  const std::uint64_t before = vfs.calls();
  desk.append({admission(2)});
  vfs.fail_call(vfs.calls() - before, FaultKind::io_error);
  EXPECT_FALSE(desk.try_append({admission(3)}));
  ASSERT_TRUE(vfs.failed());
  EXPECT_EQ(desk.all().size(), 3U);
  EXPECT_EQ(desk.append({admission(4)})[0].id().seq, 4U);
  EXPECT_TRUE(expect(desk.journal.check({})).defects.empty());
}

TEST_F(Faults, when_even_the_outcome_cannot_be_found_out_it_says_so_and_settles_it_later) {
  Desk desk = opened_desk(temp / "day", surroundings);
  desk.append({admission(1)});
  const std::uint64_t before = vfs.calls();
  desk.append({admission(2)});
  vfs.fail_call(vfs.calls() - before, FaultKind::io_error, 1'000'000);
  const auto failed = desk.try_append({admission(3)});
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.message().find("not certain"), std::string::npos) << failed.message();
  vfs.stop_failing();
  EXPECT_EQ(desk.append({admission(4)})[0].id().seq, 4U);
  EXPECT_TRUE(expect(desk.journal.check({})).defects.empty());
}

// Damage that is on the disk already.

std::string refusal(const std::filesystem::path& folder, Access access = Access::write) {
  const auto opened = Journal::open(folder, access);
  return opened ? "" : opened.message();
}

void overwrite(const std::filesystem::path& file, std::streamoff offset, std::size_t count) {
  std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
  out.seekp(offset);
  out << std::string(count, '\xa5');
}

TEST(Damage, a_journal_that_was_overwritten_or_emptied_is_told) {
  TempFolder temp;
  { new_desk(temp / "day").append({admission(1)}); }
  overwrite(temp / "day" / "journal.db", 0, 100);
  EXPECT_NE(refusal(temp / "day").find("not readable"), std::string::npos);
  std::filesystem::resize_file(temp / "day" / "journal.db", 0);
  EXPECT_NE(refusal(temp / "day").find("not readable"), std::string::npos);
  EXPECT_NE(refusal(temp / "day", Access::read), "");
}

TEST(Damage, a_truncated_database_is_told) {
  TempFolder temp;
  { new_desk(temp / "day").append(std::vector<Act>(500, admission(1))); }
  std::filesystem::resize_file(temp / "day" / "journal.db", 8 * 4096);
  EXPECT_NE(refusal(temp / "day").find("damaged"), std::string::npos) << refusal(temp / "day");
}

TEST(Damage, with_a_corrupt_page_the_station_says_so_and_reads_what_it_can) {
  TempFolder temp;
  { new_desk(temp / "day").append(std::vector<Act>(2000, admission(1))); }
  const auto size = std::filesystem::file_size(temp / "day" / "journal.db");
  overwrite(temp / "day" / "journal.db", static_cast<std::streamoff>(size / 2 / 4096 * 4096), 4096);
  auto opened = Journal::open(temp / "day", Access::read);
  ASSERT_TRUE(opened) << opened.message();
  const CheckReport report = expect(opened->check({}));
  EXPECT_FALSE(report.defects.empty());
  std::size_t readable = 0;
  const auto scanned = opened->for_each([&](const StoredRecord&) { return ++readable > 0; });
  ASSERT_FALSE(scanned);
  EXPECT_NE(scanned.message().find("damaged"), std::string::npos);
  EXPECT_GT(readable, 100U);
}

// Root may write anywhere: the checks below need another user.
class Nobody {
 public:
  Nobody() : root_(geteuid() == 0) {
    if (root_) {
      EXPECT_EQ(seteuid(65534), 0);
    }
  }
  Nobody(const Nobody&) = delete;
  Nobody& operator=(const Nobody&) = delete;
  ~Nobody() {
    if (root_) {
      EXPECT_EQ(seteuid(0), 0);
    }
  }

 private:
  bool root_;
};

TEST(Damage, a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written) {
  TempFolder temp;
  { new_desk(temp / "day").append({admission(1)}); }
  chmod((temp / "").c_str(), 0755);
  std::filesystem::remove(temp / "day" / "lock");
  chmod((temp / "day").c_str(), 0555);
  chmod((temp / "day" / "journal.db").c_str(), 0444);
  {
    Nobody nobody;
    EXPECT_NE(refusal(temp / "day").find("read-only"), std::string::npos);
    auto reader = Journal::open(temp / "day", Access::read);
    EXPECT_TRUE(reader) << reader.message();
    EXPECT_EQ(reader ? replayed(*reader).size() : 0, 1U);
    EXPECT_FALSE(Journal::create(temp / "day" / "new", EventId{1}));
  }
  chmod((temp / "day").c_str(), 0000);
  {
    Nobody nobody;
    EXPECT_NE(refusal(temp / "day", Access::read), "");
  }
  chmod((temp / "day").c_str(), 0755);
}

}  // namespace
}  // namespace yingbin
