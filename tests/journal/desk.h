// What the journal's tests share: a folder of their own, acts, and a station's memory of heights.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "journal/journal.h"

namespace yingbin {

inline const EventId kEvent{0x9c2e11a0};
inline const StaffId kGreeter{7};

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "yingbin-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() { std::filesystem::remove_all(path_); }
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// Time that passes only when told.
class StoodTime final : public TimeSource {
 public:
  std::int64_t now_ms() const override { return Clock::kBuiltAt_ms + passed; }
  std::int64_t monotonic_ms() const override { return passed; }
  bool synchronised() const override { return true; }
  std::int64_t passed = 1'000'000;
};

inline Act admission(std::uint64_t invitation, std::uint16_t seat = 1) {
  AdmitGuest act;
  act.invitation = {invitation};
  act.guest = {invitation + 1000};
  act.seats = {{1, 3, seat}};
  act.zone = 1;
  act.door = "1 号门";
  return act;
}

inline Act person(std::uint64_t guest, const std::string& name) {
  return WritePerson{{guest}, name, {"13812345678"}, "青岛路 5 号", {}, "", {}};
}

// A station's journal and what it knows of heights, as EventState would.
struct Desk {
  explicit Desk(Journal opened) : journal(std::move(opened)) {}

  std::uint64_t height(const Subject& subject) const {
    const auto at = heights.find(subject);
    return at == heights.end() ? 0 : at->second;
  }
  void apply(const std::vector<Record>& records) {
    for (const Record& record : records) {
      for (const Subject& subject : record.subjects) {
        heights[subject] = std::max(heights[subject], record.key.height);
      }
    }
  }
  HeightSource source() {
    return [this](const Subject& subject) { return height(subject); };
  }
  Result<std::vector<Record>> try_append(const std::vector<Act>& acts) {
    auto records = journal.append(acts, kGreeter, source());
    if (records) apply(*records);
    return records;
  }
  std::vector<Record> append(const std::vector<Act>& acts) {
    auto records = try_append(acts);
    EXPECT_TRUE(records) << records.message();
    return records ? *records : std::vector<Record>{};
  }
  std::vector<StoredRecord> all() {
    std::vector<StoredRecord> records;
    EXPECT_TRUE(journal.for_each([&](const StoredRecord& record) {
      records.push_back(record);
      return true;
    }));
    return records;
  }
  Received receive(const std::vector<StoredRecord>& records) {
    auto received = journal.receive(records);
    EXPECT_TRUE(received) << received.message();
    if (!received) return {};
    apply(received->taken);
    return *received;
  }

  Journal journal;
  std::map<Subject, std::uint64_t> heights;
};

template <class T>
T expect(Result<T> result) {
  if (!result) throw std::runtime_error(result.message());
  return *std::move(result);
}

inline Desk new_desk(const std::filesystem::path& folder, std::uint64_t origin = 0,
                     const JournalSurroundings& surroundings = {}) {
  return Desk(expect(Journal::create(folder, kEvent, OriginId{origin}, surroundings)));
}

inline std::vector<Record> replayed(Journal& journal, ReplayReport* report = nullptr) {
  std::vector<Record> records;
  auto done = journal.replay([&](const Record& record) { records.push_back(record); });
  EXPECT_TRUE(done) << done.message();
  if (report && done) *report = *done;
  return records;
}

inline Desk opened_desk(const std::filesystem::path& folder,
                        const JournalSurroundings& surroundings = {}) {
  Desk desk(expect(Journal::open(folder, Access::write, surroundings)));
  desk.apply(replayed(desk.journal));
  return desk;
}

inline bool same(const std::vector<Record>& a, const std::vector<Record>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Record& x, const Record& y) {
    return x.key == y.key && x.clock_state == y.clock_state && x.staff == y.staff &&
           x.subjects == y.subjects && x.act == y.act && x.again == y.again;
  });
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

inline void sql(const std::filesystem::path& file, const std::string& statement) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

// Every byte of every file below a folder.
inline std::string bytes_below(const std::filesystem::path& folder) {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += bytes_of(entry.path());
  }
  return bytes;
}

}  // namespace yingbin
