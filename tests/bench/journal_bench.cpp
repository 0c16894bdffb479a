// The journal against what SQLite and the disk do by themselves with the same bytes.
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "bench/bare_rows.h"
#include "bench/bench.h"
#include "event/state.h"
#include "journal/journal.h"
#include "journal/replay.h"

namespace yingbin::bench {

namespace {

template <class T>
T expect(Result<T> result) {
  if (!result) throw std::runtime_error(result.message());
  return *std::move(result);
}

// In the folder the command runs in: /tmp may be memory, which flushes nothing.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::current_path() / "yingbin-bench-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no folder for the benchmark here");
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

Act admission(std::uint64_t number) {
  AdmitGuest act;
  act.invitation = {number * 0x9E3779B97F4A7C15ULL};
  act.guest = {number * 0xC2B2AE3D27D4EB4FULL};
  act.persons = 2;
  act.admits = 2;
  act.zone = 1;
  const auto seat = static_cast<std::uint16_t>(number % 50'000 + 1);
  const auto row = static_cast<std::uint16_t>(number / 50'000 * 2 + 1);
  act.seats = {{1, row, seat}, {1, static_cast<std::uint16_t>(row + 1), seat}};
  act.door = "1 号门";
  return act;
}

std::uint64_t no_height(const Subject&) { return 0; }

std::vector<Figure> measure_append() {
  constexpr int kRounds = 2000;
  Folder folder;
  Journal journal = expect(Journal::create(folder.path / "day", EventId{1}));
  Bare bare(folder.path / "bare.db");
  const int file = open((folder.path / "flat").c_str(), O_WRONLY | O_CREAT, 0600);
  if (file < 0) throw std::runtime_error("no file for the benchmark here");
  std::vector<double> ours;
  std::vector<double> theirs;
  std::vector<double> flushes;
  for (int i = 0; i < kRounds; ++i) {  // in turn, so that the disk's moods strike all alike
    const Act act = admission(static_cast<std::uint64_t>(i) + 1);
    ours.push_back(milliseconds_of([&] {
      expect(journal.append({&act, 1}, StaffId{7}, no_height));
    }));
    const auto stored =
        *expect(journal.find({journal.origin(), static_cast<std::uint64_t>(i) + 1}));
    const std::string bytes = encode_wire({stored});
    theirs.push_back(milliseconds_of([&] { bare.insert(bare.one, i + 1, bytes); }));
    flushes.push_back(milliseconds_of([&] {
      if (pwrite(file, bytes.data(), bytes.size(), 0) < 0 || fdatasync(file) != 0) {
        throw std::runtime_error("the disk does not take the benchmark");
      }
    }));
  }
  close(file);
  std::vector<Figure> figures;
  const auto add = [&](const char* name, double share) {
    figures.push_back(
        ratio_at_most(name, "ms", percentile(ours, share), percentile(theirs, share), 1.25));
  };
  add("append of one act, p50", 0.5);
  add("append of one act, p99", 0.99);
  figures.push_back(value_at_most("write and fdatasync of the same bytes, p50", "ms",
                                  percentile(flushes, 0.5), 0, 0));
  return figures;
}

std::vector<Figure> measure_batch() {
  constexpr std::size_t kBatch = 1000;
  constexpr int kRounds = 50;
  Folder folder;
  Journal journal = expect(Journal::create(folder.path / "day", EventId{1}));
  Bare bare(folder.path / "bare.db");
  std::vector<double> ours;
  std::vector<double> theirs;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Act> acts;
    for (std::size_t i = 1; i <= kBatch; ++i) {
      acts.push_back(admission(static_cast<std::size_t>(round) * kBatch + i));
    }
    const std::uint64_t before = journal.count();
    ours.push_back(milliseconds_of([&] { expect(journal.append(acts, StaffId{7}, no_height)); }));
    std::vector<std::string> bytes;
    for (const StoredRecord& record :
         expect(journal.records_after(journal.origin(), before, kBatch))) {
      bytes.push_back(encode_wire({record}));
    }
    theirs.push_back(milliseconds_of([&] {
      SQLite::Transaction transaction(bare.database);
      for (std::size_t i = 0; i < kBatch; ++i) {
        bare.insert(bare.one, static_cast<std::int64_t>(before + i), bytes[i]);
      }
      transaction.commit();
    }));
  }
  // Half the rate of bare inserts is twice their time.
  return {ratio_at_most("append of 1,000 acts at once, p50", "ms", percentile(ours, 0.5),
                        percentile(theirs, 0.5), 2)};
}

// 100,000 guests (person, facts, invitation) and as many admissions.
void fill(Journal& journal) {
  constexpr std::uint64_t kGuests = 100'000;
  std::vector<Act> acts;
  const auto flush = [&] {
    expect(journal.append(acts, StaffId{7}, no_height));
    acts.clear();
  };
  for (std::uint64_t i = 1; i <= kGuests; ++i) {
    const GuestId guest{i * 0xC2B2AE3D27D4EB4FULL};
    const InvitationId invitation{i * 0x9E3779B97F4A7C15ULL};
    WritePerson person;
    person.guest = guest;
    person.name = "王" + std::to_string(i);
    person.phones = {"13812345678"};
    person.address = "青岛路 5 号";
    acts.push_back(std::move(person));
    DescribeGuest facts;
    facts.guest = guest;
    facts.rep = {3};
    acts.push_back(facts);
    CodeDigest code{};
    std::memcpy(code.data(), &invitation.value, sizeof invitation.value);
    acts.push_back(IssueInvitation{invitation, guest, 2, code, hex(i, 10), 1, "", 0});
    acts.push_back(admission(i));
    if (acts.size() >= 10'000) flush();
  }
}

std::vector<Figure> measure_start() {
  Folder folder;
  {
    Journal journal = expect(Journal::create(folder.path / "day", EventId{1}));
    fill(journal);
  }
  const auto start = [&](bool apply) {
    EventState state;
    std::uint64_t seen = 0;
    return cpu_milliseconds_of([&] {
             Journal journal = expect(Journal::open(folder.path / "day", Access::write));
             if (apply) {
               expect(replay(journal, state));
             } else {
               expect(journal.replay([&](const Record& record) { seen += record.key.seq; }));
             }
           }) /
           1e3;
  };
  const double first = start(false);
  const double read = start(false);
  const double usable = start(true);
  return {
      value_at_most("replay of 400,000 records without the cache, writing it", "s", first, 0, 0),
      value_at_most("replay of 400,000 records from the cache", "s", read, 0, 1),
      value_at_most("the same, applied to the state", "s", usable, 0, 2)};
}

const Registered kAppend{"journal-append", measure_append};
const Registered kBatch{"journal-batch", measure_batch};
const Registered kStart{"journal-start", measure_start};

}  // namespace

}  // namespace yingbin::bench
