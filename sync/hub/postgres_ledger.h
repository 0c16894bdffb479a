// The ledger of one event at a hub on PostgreSQL. One process owns the event at a time:
//  1. the owner's one connection holds an advisory lock on the event as long as it lives;
//  2. whoever gets that lock raises the event's epoch in its row;
//  3. every transaction claims the writer's epoch in that row, and a check in the schema refuses
//  any
//     but the last: who lost the event cannot write, whatever it believes;
//  4. a lost connection is made again by the next call, if the event is still ours and stands where
//     we left it. If not, this ledger has ended: every call fails, and the event is opened anew.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "journal/ledger.h"

namespace yingbin {

// While another process owns the event: wait until it is gone, or answer at once.
enum class Owner : std::uint8_t { wait, now };

class PostgresLedger final : public Ledger {
 public:
  // Makes tables and event where there are none. Waiting ends with `stop`. The owner's machine
  // vanishing from the network frees the event after 25 seconds, its process ending at once.
  static Result<std::unique_ptr<PostgresLedger>> open(const std::string& url, EventId event,
                                                      Owner owner,
                                                      const std::stop_token& stop = {});
  ~PostgresLedger() override;

  // Another process may own the event now, or the database is not where it was: open it again.
  [[nodiscard]] bool ended() const;

  // Changes with the cluster, its timeline (a promoted copy, a restored backup), the database and
  // the table: not with the machine, for a standby on another may take over.
  std::string place(const std::string& machine) override;
  Result<void> write(const std::function<void(Writing&)>& work) override;
  Result<std::map<std::string, std::string>> settings() override;
  Result<std::vector<StoredFork>> forks() override;
  Result<std::uint64_t> count() override;
  Result<std::vector<OriginId>> origins() override;
  Result<std::optional<StoredRow>> last_of(OriginId origin, bool own) override;
  Result<std::vector<StoredRecord>> tips_of(OriginId origin, std::uint64_t seq) override;
  Result<std::vector<StoredRow>> at(RecordId id) override;
  Result<void> scan(std::uint64_t position,
                    const std::function<bool(const StoredRow&)>& take) override;
  Result<void> scan_sealed(std::uint64_t position,
                           const std::function<bool(SealedRow&)>& take) override;
  Result<void> scan_origin(OriginId origin, std::uint64_t seq,
                           const std::function<bool(SealedRow&)>& take) override;
  // No statement sees an erased body afterwards, and its row's old version is gone. Its bytes can
  // remain where PostgreSQL does not wipe: in the free space of a page until it is filled again
  // (VACUUM FULL hub_record writes the table anew), in write-ahead log until that is recycled, in
  // archives of it, copies of the disk and backups. Those who keep backups must let them expire.
  Result<void> fold_log() override;
  Result<std::vector<std::string>> integrity() override;

 private:
  struct Session;
  class Transaction;
  explicit PostgresLedger(std::unique_ptr<Session> session);
  template <class Work>
  auto guarded(Work work) -> Result<decltype(work())>;

  std::unique_ptr<Session> session_;
};

}  // namespace yingbin
