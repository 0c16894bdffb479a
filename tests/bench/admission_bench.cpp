// P-quick at the door: a code in hand becomes a verdict that is on disk, through the shipped
// station, with 1,000 and with 100,000 guests. The limit is SQLite alone with the same bytes: the
// journal's own file, copied before, one prepared insert a commit. All take turns in one loop, so
// that whatever else the machine and its disk do strikes all alike.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <deque>

#include <SQLiteCpp/SQLiteCpp.h>

#include "bench/bench.h"
#include "support/big_event.h"

namespace yingbin::bench {
namespace {

constexpr std::size_t kFew = 1'000;
constexpr std::size_t kMany = 100'000;
constexpr std::size_t kWarmUp = 20;
constexpr double kAdmissionGoal = 1.25;  // DESIGN §5, P-quick
constexpr double kGrowthGoal = 1.3;
constexpr double kBatchGoal = 2;  // half the rate is twice the time

SQLite::Database open_bare(const std::filesystem::path& file) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec("PRAGMA cache_size = -16000");
  database.execAndGet("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  return database;
}

std::int64_t to_signed(std::uint64_t number) { return static_cast<std::int64_t>(number); }

template <class Bytes>
void bind_bytes(SQLite::Statement& statement, int index, const Bytes& bytes) {
  statement.bindNoCopy(index, static_cast<const void*>(bytes.data()),
                       static_cast<int>(bytes.size()));
}

// The journal's schema and rows, without the journal.
class BareCommit {
 public:
  explicit BareCommit(const std::filesystem::path& copy) : database_(open_bare(copy)) {}

  void insert(const StoredRecord& record) {
    header_.clear();
    encode_header(record, header_);
    insert_.bind(1, to_signed(record.id.origin.value));
    insert_.bind(2, to_signed(record.id.seq));
    insert_.bind(3, to_signed(prefix_of(record.digest)));
    bind_bytes(insert_, 4, record.digest);
    bind_bytes(insert_, 5, header_);
    bind_bytes(insert_, 6, record.body->salt);
    bind_bytes(insert_, 7, record.body->bytes);
    insert_.exec();
    insert_.reset();
  }

 private:
  SQLite::Database database_;
  SQLite::Statement insert_{database_,
                            "INSERT INTO record (origin, seq, name, own, erased, digest, header, "
                            "salt, body) VALUES (?, ?, ?, 1, 0, ?, ?, ?, ?)"};
  std::string header_;
};

// The best schema of the measurements before the project: a rowid table and one ordered index.
class BareBatch {
 public:
  explicit BareBatch(const std::filesystem::path& file) : database_(open_bare(file)) {
    database_.exec(
        "CREATE TABLE record (id INTEGER PRIMARY KEY, origin INTEGER NOT NULL, "
        "seq INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT; "
        "CREATE UNIQUE INDEX by_origin ON record (origin, seq)");
  }

  void insert(const std::vector<std::string>& rows) {
    SQLite::Statement insert(database_, "INSERT INTO record (origin, seq, bytes) VALUES (?, ?, ?)");
    SQLite::Transaction transaction(database_);
    for (const std::string& row : rows) {
      insert.bind(1, std::int64_t{1});
      insert.bind(2, ++seq_);
      bind_bytes(insert, 3, row);
      insert.exec();
      insert.reset();
    }
    transaction.commit();
  }

 private:
  SQLite::Database database_;
  std::int64_t seq_ = 0;
};

class FlatFile {
 public:
  explicit FlatFile(const std::filesystem::path& path)
      : file_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0) throw std::runtime_error("no file can be made here for the benchmark");
  }
  FlatFile(const FlatFile&) = delete;
  FlatFile& operator=(const FlatFile&) = delete;
  ~FlatFile() { close(file_); }

  void flush_4_kib() {
    if (pwrite(file_, page_.data(), page_.size(), 0) < 0 || fdatasync(file_) != 0) {
      throw std::runtime_error("the disk does not take the benchmark");
    }
  }

 private:
  int file_;
  std::array<char, 4096> page_{};
};

// A station on its folder, and a copy of its file for SQLite alone.
struct Side {
  explicit Side(std::size_t guests) {
    found_big_event(folder.path() / "day", guests).reset();  // closed: all is in the one file
    std::filesystem::copy_file(folder.path() / "day" / "journal.db", folder.path() / "bare.db");
    station = open_big_event(folder.path() / "day");
    guests_to_come = order_of_arrival(station->state());
    bare.emplace(folder.path() / "bare.db");
  }

  StoredRecord stored(RecordId id) { return *must(station->journal().find(id)); }

  // One guest at the door, and the last guest's bytes by SQLite alone; by turns one or the other
  // goes first, for what goes second finds the system's code in the processor's caches.
  void admit_next(std::size_t number) {
    const bool counts = number >= kWarmUp;
    if (number % 2 == 0) insert_last(counts);
    admit(number, counts);
    if (number % 2 == 1) insert_last(counts);
  }

  void admit(std::size_t number, bool counts) {
    const std::string code = must(station->code_text(guests_to_come.at(number)));
    std::optional<DoorAnswer> answer;
    double cpu_ms = 0;
    const double wall_ms = milliseconds_of([&] {
      cpu_ms = cpu_milliseconds_of([&] {
        DoorQuestion question;
        question.presented = station->presented(code);
        answer = must(station->admit(question));
      });
    });
    if (answer->verdict.outcome != DoorOutcome::admitted) throw std::logic_error("not admitted");
    to_insert.push_back(stored(answer->record.id));
    if (!counts) return;
    admit_ms.push_back(wall_ms);
    admit_cpu_ms.push_back(cpu_ms);
  }

  void insert_last(bool counts) {
    if (to_insert.empty()) return;
    const StoredRecord record = std::move(to_insert.front());
    to_insert.pop_front();
    double cpu_ms = 0;
    const double wall_ms =
        milliseconds_of([&] { cpu_ms = cpu_milliseconds_of([&] { bare->insert(record); }); });
    if (!counts) return;
    bare_commit_ms.push_back(wall_ms);
    bare_commit_cpu_ms.push_back(cpu_ms);
  }

  ScratchFolder folder;
  std::unique_ptr<Station> station;
  std::vector<InvitationId> guests_to_come;
  std::optional<BareCommit> bare;
  std::deque<StoredRecord> to_insert;
  std::vector<double> admit_ms;
  std::vector<double> admit_cpu_ms;
  std::vector<double> bare_commit_ms;
  std::vector<double> bare_commit_cpu_ms;
};

void add_percentiles(const Side& side, const std::string& name, std::vector<Figure>& figures) {
  for (const auto& [text, share] : {std::pair{", p50", 0.5}, std::pair{", p99", 0.99}}) {
    figures.push_back(ratio_at_most(name + text, "ms", percentile(side.admit_ms, share),
                                    percentile(side.bare_commit_ms, share), kAdmissionGoal));
  }
  figures.push_back(value_at_most(name + ", CPU, p50", "ms", percentile(side.admit_cpu_ms, 0.5),
                                  percentile(side.bare_commit_cpu_ms, 0.5), 0));
}

std::vector<Figure> measure_admission() {
  Side few(kFew);
  Side many(kMany);
  FlatFile flat(few.folder.path() / "flat");
  std::vector<double> flushes;
  for (std::size_t i = 0; i < kFew; ++i) {
    Side& first = i % 2 == 0 ? few : many;
    Side& second = i % 2 == 0 ? many : few;
    first.admit_next(i);
    second.admit_next(i);
    flushes.push_back(milliseconds_of([&] { flat.flush_4_kib(); }));
  }
  std::vector<Figure> figures;
  add_percentiles(few, "admission, 1,000 guests", figures);
  add_percentiles(many, "admission, 100,000 guests", figures);
  for (const auto& [text, share] : {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}}) {
    figures.push_back(value_at_most(std::string("write and fdatasync of 4 KiB, ") + text, "ms",
                                    percentile(flushes, share), 0, 0));
  }
  figures.push_back(ratio_at_most("admission, 100,000 against 1,000 guests, p50", "ms",
                                  percentile(many.admit_ms, 0.5), percentile(few.admit_ms, 0.5),
                                  kGrowthGoal));
  figures.push_back(ratio_at_most("admission, the same, CPU, p50", "ms",
                                  percentile(many.admit_cpu_ms, 0.5),
                                  percentile(few.admit_cpu_ms, 0.5), kGrowthGoal));
  return figures;
}

// Admissions as another door would have told them: each party on its own counted places.
std::vector<Act> admissions(const Station& station, std::span<const InvitationId> invitations) {
  std::vector<Act> acts;
  std::uint16_t row = 1;
  std::uint16_t number = 0;
  for (InvitationId id : invitations) {
    const Invitation& invitation = *station.state().invitation(id);
    AdmitGuest act;
    act.invitation = id;
    act.guest = invitation.guest();
    act.persons = act.admits = invitation.allowed();
    act.zone = 3;
    act.basis = SeatBasis::in_order;
    act.door = "2 号门";
    for (int i = 0; i < act.persons && row <= 130; ++i) {
      act.seats.push_back({3, row, ++number});
      if (number == 10) number = 0, ++row;
    }
    acts.push_back(std::move(act));
  }
  return acts;
}

struct BatchTimes {
  std::vector<double> ours_ms;
  std::vector<double> bare_ms;
};

// A thousand admissions appended and applied, and the same bytes by SQLite alone; then the seats
// are freed again for the next round.
void measure_round(Station& station, std::span<const InvitationId> invitations, BareBatch& bare,
                   BatchTimes& times) {
  const std::vector<Act> acts = admissions(station, invitations);
  const std::uint64_t before = station.journal().count();
  times.ours_ms.push_back(cpu_milliseconds_of([&] { must(station.record(acts)); }));
  Journal& journal = station.journal();
  const auto records = must(journal.records_after(journal.origin(), before, acts.size()));
  std::vector<std::string> rows;
  std::vector<Act> undone;
  for (std::size_t i = 0; i < records.size(); ++i) {
    rows.push_back(encode_wire({records[i]}));
    const auto& act = std::get<AdmitGuest>(acts[i]);
    undone.push_back(
        UndoAdmission{to_record(records[i]).name(), act.invitation, act.guest, act.seats, {}, {}});
  }
  times.bare_ms.push_back(cpu_milliseconds_of([&] { bare.insert(rows); }));
  must(station.record(undone));
}

std::vector<Figure> measure_batch() {
  constexpr std::size_t kRounds = 20;
  ScratchFolder folder;
  BareBatch bare_few(folder.path() / "few.db");
  BareBatch bare_many(folder.path() / "many.db");
  auto many = found_big_event(folder.path() / "many", kMany);
  const auto guests = order_of_arrival(many->state());
  BatchTimes of_few;
  BatchTimes of_many;
  for (std::size_t round = 0; round < kRounds; ++round) {
    // A new event for every round: in both, nobody has come before.
    auto few = found_big_event(folder.path() / ("few" + std::to_string(round)), kFew);
    measure_round(*few, order_of_arrival(few->state()), bare_few, of_few);
    measure_round(*many, std::span(guests).subspan(round * kFew, kFew), bare_many, of_many);
  }
  const double few_ms = percentile(of_few.ours_ms, 0.5);
  const double many_ms = percentile(of_many.ours_ms, 0.5);
  return {
      ratio_at_most("1,000 admissions at once, 1,000 guests, CPU", "ms", few_ms,
                    percentile(of_few.bare_ms, 0.5), kBatchGoal),
      ratio_at_most("1,000 admissions at once, 100,000 guests, CPU", "ms", many_ms,
                    percentile(of_many.bare_ms, 0.5), kBatchGoal),
      ratio_at_most("the same, 100,000 against 1,000 guests", "ms", many_ms, few_ms, kGrowthGoal)};
}

const Registered admission{"admission", measure_admission};
const Registered batch{"admission-batch", measure_batch};

}  // namespace
}  // namespace yingbin::bench
