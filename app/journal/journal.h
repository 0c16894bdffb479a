// The journal of a data folder: every record this station wrote or received, on disk for ever, in
// the order it came. The station owns it; nothing else writes. Used by one thread at a time.
//
// How an append is safe, in order:
//  1. heights, clock, salt and chain are computed in memory;
//  2. one SQLite transaction (WAL, synchronous=FULL) takes all records of the call;
//  3. if its commit fails, another is written over what it may have left in the log, so that it
//     cannot rise from there later, and the journal is read again before anything is answered;
//  4. only then do head and clock move on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "event/record.h"
#include "journal/clock.h"
#include "journal/ledger.h"
#include "journal/stored_record.h"
#include "text/result.h"

namespace yingbin {

enum class Access : std::uint8_t { write, read };

// The height that this station holds of a subject: EventState::height.
using HeightSource = std::function<std::uint64_t(const Subject&)>;

// What the journal takes from its surroundings; the defaults are the real ones.
struct JournalSurroundings {
  const TimeSource* time = nullptr;  // null: the system's
  std::string vfs;                   // SQLite's file system; empty: the default
  std::string machine;               // identity of this machine; empty: /etc/machine-id
};

// The last record of a chain. An origin whose disk was copied has one for each branch.
struct Head {
  RecordId id;
  Digest digest{};
  bool operator==(const Head&) const = default;
};

// Two or more records of one origin with the same number: its disk was copied.
struct Fork {
  OriginId origin;
  std::uint64_t seq = 0;         // the first number that exists twice
  std::vector<Digest> branches;  // the records with that number
};

enum class RefusalReason : std::uint8_t { other_event, damaged, gap };

struct Refusal {
  RecordId id;
  RefusalReason reason = RefusalReason::damaged;
  std::uint64_t held = 0;  // the last number held of that origin
  std::string message;
};

using Settings = std::map<std::string, std::string>;

// A record with its origin's signature, where a run ends. Of what was written here, the sender
// signs the last.
struct SealedRecord {
  StoredRecord record;
  std::optional<Signature> signature;
  bool own = false;
};

// Records on their way out, and the position of the last one.
struct Outgoing {
  std::vector<SealedRecord> records;
  std::uint64_t position = 0;
  bool more = false;  // there are further ones
};

struct Received {
  std::vector<Record> taken;  // new here, in the order taken: apply them
  std::size_t news = 0;       // how many those are
  std::size_t known = 0;      // held already
  std::vector<Refusal> refused;
  std::vector<Fork> forks;  // that these records revealed
};

// A record that waits because its body could not be read; tried again at every start.
struct UnreadRecord {
  RecordId id;
  std::string kind;
  std::string reason;
};

struct ReplayReport {
  std::uint64_t records = 0;
  std::uint64_t from_cache = 0;
  std::uint64_t unknown = 0;  // of kinds that this version does not know
  std::uint64_t erased = 0;
  std::vector<UnreadRecord> unread;
};

struct CheckReport {
  std::uint64_t records = 0;
  std::vector<std::string> defects;  // in words, with what to do; empty: all is well
};

class Journal {
 public:
  // Starts the journal of an event in `folder`, which is made if missing and must hold no journal
  // yet.
  static Result<Journal> create(const std::filesystem::path& folder, EventId event,
                                OriginId origin = {},  // random when 0
                                const JournalSurroundings& surroundings = {});
  // One writer at a time holds the folder's lock; readers may read meanwhile. A writer that finds
  // the folder copied from elsewhere goes on as a new origin and says so in notices().
  static Result<Journal> open(const std::filesystem::path& folder, Access access,
                              const JournalSurroundings& surroundings = {});
  // A journal on another ledger than the folder's own file (a hub's on PostgreSQL), started for
  // `event` where the ledger is empty. The ledger keeps a second writer out; the folder holds the
  // cache.
  static Result<Journal> on(std::unique_ptr<Ledger> ledger, const std::filesystem::path& folder,
                            EventId event, const JournalSurroundings& surroundings = {});
  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;
  ~Journal();

  [[nodiscard]] EventId event() const;
  [[nodiscard]] OriginId origin() const;
  [[nodiscard]] const std::filesystem::path& folder() const;
  [[nodiscard]] const std::vector<std::string>& notices() const;  // for staff, found at open
  [[nodiscard]] Clock::Reading now();  // the time for `decide`, and how far it can be believed

  // Records acts of this station in one durable transaction, all or none. `heights` must know every
  // record held; acts of the same call see each other. Success means on disk. Imports pass up to
  // 10,000 acts at a time.
  Result<std::vector<Record>> append(std::span<const Act> acts, StaffId staff,
                                     const HeightSource& heights);
  // Takes records of others (one transaction). What is refused blocks nothing else.
  Result<Received> receive(std::span<const StoredRecord> records);
  // The same with signatures, from the wire, where their digests were verified; `settings` are put
  // in the same transaction.
  Result<Received> receive(std::span<const SealedRecord> records, const Settings& settings);
  // Drops body and salt of personal records for ever, from every file of the folder. Ids that are
  // not held, not personal or erased already are passed over. Call it with what EventState says is
  // erased, also after a late record came in.
  Result<std::size_t> erase(std::span<const RecordName> records);

  [[nodiscard]] const std::vector<Fork>& forks() const;
  // Someone else writes, or wrote, as this origin: the disk was copied. take_new_origin() is due.
  [[nodiscard]] bool own_origin_copied() const;
  // Goes on as a new origin, without the old one's rights, and records again what this disk alone
  // wrote after the copy. `first` goes before them: it names the new origin, so that others believe
  // it. Returns all those records: apply them.
  Result<std::vector<Record>> take_new_origin(
      const HeightSource& heights, const std::function<std::vector<Act>(OriginId)>& first = {});

  [[nodiscard]] std::uint64_t count() const;
  [[nodiscard]] std::vector<Head> heads() const;  // by origin
  // In the order they came. Stops early when the callback answers false.
  Result<void> for_each(const std::function<bool(const StoredRecord&)>& take);
  // Records of one origin numbered after `seq`, in order; both branches of a fork, never cut
  // between records of the same number.
  Result<std::vector<StoredRecord>> records_after(OriginId origin, std::uint64_t seq,
                                                  std::size_t limit);
  // What may leave the machine: records after a position in the order they came, or of one origin
  // after a number with both branches of a fork. Cut where everything is signed, or was written
  // here, which the sender signs: about `bytes_max` bytes, more where a run is longer.
  Result<Outgoing> outgoing_after(std::uint64_t position, std::size_t bytes_max);
  Result<Outgoing> outgoing_of(OriginId origin, std::uint64_t seq, std::size_t bytes_max);
  Result<std::optional<StoredRecord>> find(RecordId id);

  // The first 8 bytes of the digest of the record at a position; 0 where there is none.
  Result<std::uint64_t> digest_at(std::uint64_t position);
  // What others keep beside the records, by name: how far an exchange got.
  Result<Settings> settings();
  Result<void> put_settings(const Settings& settings);

  // Every record, in the order it came, as the rules see it; from the cache as far as that reaches.
  // A writer writes the cache when it lags by more than kCacheLag_max records.
  static constexpr std::uint64_t kCacheLag_max = 2'000;
  Result<ReplayReport> replay(const std::function<void(const Record&)>& apply);
  // Brings the cache up to date: call when the station closes or has nothing to do.
  Result<void> write_cache();

  // Verifies every digest and chain, and the database itself. `progress` gets records done and in
  // all.
  Result<CheckReport> check(const std::function<void(std::uint64_t, std::uint64_t)>& progress);

 private:
  struct State;
  static Result<Journal> load(std::unique_ptr<State> state);
  explicit Journal(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace yingbin
