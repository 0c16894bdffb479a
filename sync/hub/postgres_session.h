// The owner's connection behind a PostgresLedger: the event's lock and epoch, and what becomes of
// them when the connection is lost. Private to postgres_*.cpp.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>

#include "hub/postgres_connection.h"
#include "hub/postgres_ledger.h"

namespace yingbin {

// Where the event's row stands.
struct EventMark {
  std::uint64_t epoch = 0;
  std::uint64_t position = 0;  // of the last record
  std::uint64_t writes = 0;    // transactions so far
  bool operator==(const EventMark&) const = default;
};

// A transaction whose COMMIT was sent and not answered.
struct Unanswered {
  EventMark after;  // where the event stands if it was committed
  std::optional<RecordName> last;
};

struct PostgresLedger::Session {
  Session(PostgresAddress where, EventId which) : address(std::move(where)), event(which) {}

  // The lock, then the epoch: throws PostgresError.
  Result<void> take(Owner owner, const std::stop_token& stop);
  // A connection on which the event is ours; made again if it was lost, not more often than the
  // growing delay says.
  Result<void> ready();
  // Whether a transaction whose COMMIT was not answered stands: tries for some seconds.
  Result<bool> resolve(const Unanswered& open);

  void drop_if_lost();
  Failure end(std::string why);
  // After the schema refused a write: is the epoch still ours?
  Result<void> still_ours();
  [[nodiscard]] Failure failure_of(const PostgresError& error) const {
    return postgres_failure(address, error);
  }

  PostgresAddress address;
  EventId event;
  std::optional<PostgresConnection> connection;
  EventMark mark;
  std::string place;
  std::optional<Failure> ended;  // why nothing works any more
  std::optional<Unanswered> unanswered;

 private:
  [[nodiscard]] Failure lost_event() const;
  void notice_loss();
  Result<void> reconnect();
  Result<void> compare(bool locked);
  bool holds(const RecordName& name);
  Result<void> wait_for_lock(const std::stop_token& stop);

  std::chrono::steady_clock::time_point next_try_{};
  std::chrono::milliseconds delay_{0};
};

}  // namespace yingbin
