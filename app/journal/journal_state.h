// What an open journal keeps in memory. Private to journal*.cpp.
#pragma once

#include <array>
#include <map>
#include <span>

#include "journal/clock.h"
#include "journal/folder_lock.h"
#include "journal/journal.h"
#include "journal/ledger.h"
#include "journal/record_cache.h"
#include "journal/tips.h"

namespace yingbin {

// Random salts, drawn many at a time: a system call for each would cost as much as encoding an act.
class Salts {
 public:
  Salt next() {
    if (left_ == 0) {
      fill_random(pool_[0].data(), sizeof pool_);
      left_ = pool_.size();
    }
    return pool_[--left_];
  }

 private:
  std::array<Salt, 128> pool_;
  std::size_t left_ = 0;
};

// Whether digests were compared with the bytes before, where the records came in.
enum class Verified : std::uint8_t { no, yes };

struct Incoming {
  const StoredRecord* record = nullptr;
  const Signature* signature = nullptr;
};

struct Journal::State {
  State(std::filesystem::path path, Access how, std::unique_ptr<Ledger> opened,
        const JournalSurroundings& surroundings);

  Result<void> start(EventId of, OriginId origin);  // the first settings of an empty ledger
  // Reads settings, forks and heads; a writer then looks whether the folder was copied.
  Result<void> load();
  Result<void> load_heads();
  Result<void> load_own(const std::map<std::string, std::string>& settings);
  Result<void> notice_copy(const std::map<std::string, std::string>& settings);
  Result<void> notice_damage();

  // The next record of this origin: chained from `end`, which moves on with it.
  void chain(Head& end, StoredRecord& record);
  // An act as the record that `chain` completes; false with the reason in `why` if it cannot be.
  bool draft(const Act& act, StaffId staff, StoredRecord& record, std::string& why);
  // One transaction; the heads, the count and the clock's owner move on only if it succeeds.
  Result<void> commit_own(std::span<const StoredRecord> records,
                          const std::function<void(Ledger::Writing&)>& more);
  Result<Received> take(std::vector<Incoming>& incoming, Verified verified,
                        const Settings& settings);
  Result<std::vector<StoredRecord>> written_after_copy();
  void learn(const Fork& fork);
  [[nodiscard]] Failure read_only() const;

  std::filesystem::path folder;
  Access access;
  std::string machine;
  std::optional<FolderLock> lock;
  const TimeSource* time;
  std::unique_ptr<Ledger> ledger;
  Clock clock;
  RecordCache cache;
  Salts salts;
  std::vector<StoredRecord> drafts;  // of the last append: their strings are used again
  EventId event;
  Head own;  // this origin's last record that was written here; seq 0 before the first
  Tips tips;
  std::uint64_t count = 0;
  std::vector<Fork> forks;
  std::vector<std::string> notices;
  bool traces = false;  // an erased body may still stand in the log
  bool copied = false;  // this origin's records came in that were never written here
};

namespace setting {
inline constexpr const char* kEvent = "event";
inline constexpr const char* kOrigin = "origin";
inline constexpr const char* kPlace = "place";
inline constexpr const char* kCopied = "copied";  // "1": a new origin is due
inline constexpr const char* kFloor = "clock_floor";
}  // namespace setting

}  // namespace yingbin
