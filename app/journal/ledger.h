// Where the records of one event stand, whatever keeps them: SQLite in a data folder (store.h), or
// PostgreSQL at a hub. The journal is the only one that writes through it. One thread at a time.
// Every implementation passes the same suite: tests/support/ledger_suite.h.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "journal/stored_record.h"
#include "text/result.h"

namespace yingbin {

// A record and its place: positions count from 1 in the order of arrival, without gaps.
struct StoredRow {
  std::uint64_t position = 0;
  bool own = false;  // written here, not received
  StoredRecord record;
};

struct StoredFork {
  OriginId origin;
  std::uint64_t seq = 0;
};

// A row with what its origin signed, where that came along. What was written here is signed when it
// leaves.
struct SealedRow {
  StoredRow row;
  std::optional<Signature> signature;
};

class Ledger {
 public:
  // What a transaction may do. Its functions throw what `write` of the same ledger catches.
  class Writing {
   public:
    virtual ~Writing() = default;
    virtual void insert(const StoredRecord& record, bool own, const Signature* signature) = 0;
    virtual void put_setting(const std::string& name, const std::string& value) = 0;
    virtual void drop_setting(const std::string& name) = 0;
    virtual void put_fork(const StoredFork& fork) = 0;
    virtual void erase(std::uint64_t position) = 0;  // the body and salt
    virtual std::vector<StoredRecord> at(RecordId id) = 0;
  };

  Ledger() = default;
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  virtual ~Ledger() = default;

  // Changes when the records were copied or restored to another place (place.h).
  [[nodiscard]] virtual std::string place(const std::string& machine) = 0;

  // One durable transaction, all or nothing. After a commit whose outcome is uncertain it finds out
  // before it answers; if even that fails it says so, and tries again before the next transaction.
  virtual Result<void> write(const std::function<void(Writing&)>& work) = 0;

  virtual Result<std::map<std::string, std::string>> settings() = 0;
  virtual Result<std::vector<StoredFork>> forks() = 0;
  virtual Result<std::uint64_t> count() = 0;
  virtual Result<std::vector<OriginId>> origins() = 0;
  // The last record of an origin; with `own`, the last that was written here.
  virtual Result<std::optional<StoredRow>> last_of(OriginId origin, bool own) = 0;
  // Records of an origin from `seq` on that no other record follows.
  virtual Result<std::vector<StoredRecord>> tips_of(OriginId origin, std::uint64_t seq) = 0;
  virtual Result<std::vector<StoredRow>> at(RecordId id) = 0;
  // Every row after a position, in order, until `take` answers false.
  virtual Result<void> scan(std::uint64_t position,
                            const std::function<bool(const StoredRow&)>& take) = 0;
  // The same with signatures, by position; and of one origin by number, branches of a fork in order
  // of their digests.
  virtual Result<void> scan_sealed(std::uint64_t position,
                                   const std::function<bool(SealedRow&)>& take) = 0;
  virtual Result<void> scan_origin(OriginId origin, std::uint64_t seq,
                                   const std::function<bool(SealedRow&)>& take) = 0;

  virtual Result<void> fold_log() = 0;  // what was erased leaves the disk, and every log of it
  virtual Result<std::vector<std::string>> integrity() = 0;
};

}  // namespace yingbin
