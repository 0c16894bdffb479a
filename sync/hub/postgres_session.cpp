#include "hub/postgres_session.h"

#include <poll.h>

#include <algorithm>
#include <thread>

#include "hub/postgres_schema.h"
#include "text/say.h"

namespace yingbin {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kDelay_min{50};
constexpr milliseconds kDelay_max{2000};
constexpr milliseconds kResolve_max{5000};
constexpr int kStopLook_ms = 100;

constexpr Statement kTryLock{"try_lock", "SELECT pg_try_advisory_lock($1, $2)"};
constexpr const char* kLock = "SELECT pg_advisory_lock($1, $2)";
constexpr Statement kTakeOver{
    "take_over",
    "INSERT INTO hub_event AS held (event, owner_epoch, writer_epoch, position, writes) "
    "VALUES ($1::bigint, 1, 1, 0, 0) ON CONFLICT (event) DO UPDATE "
    "SET owner_epoch = held.owner_epoch + 1, writer_epoch = held.owner_epoch + 1 "
    "RETURNING owner_epoch, position, writes"};
constexpr Statement kLook{
    "look", "SELECT owner_epoch, position, writes FROM hub_event WHERE event = $1::bigint"};
constexpr Statement kHolds{"holds",
                           "SELECT 1 FROM hub_record WHERE event = $1::bigint AND "
                           "origin = $2::bigint AND seq = $3::bigint AND name = $4::bigint"};
constexpr Statement kPlace{
    "place",
    "SELECT concat_ws(':', (SELECT system_identifier FROM pg_control_system()), "
    "(SELECT timeline_id FROM pg_control_checkpoint()), "
    "(SELECT oid FROM pg_database WHERE datname = current_database()), "
    "'hub_record'::regclass::oid)"};

// The two numbers of the event's lock, as the statements take them.
struct LockKey {
  explicit LockKey(EventId event) {
    put_number(guard, static_cast<std::uint32_t>(Guard::event));
    put_number(number, static_cast<std::uint32_t>(event.value));
  }
  void add_to(Parameters& parameters) const { parameters.view(guard).view(number); }
  std::string guard;
  std::string number;
};

bool try_lock(PostgresConnection& connection, EventId event) {
  const LockKey key(event);
  Parameters parameters;
  key.add_to(parameters);
  return connection.run(kTryLock, parameters).flag(0, 0);
}

EventMark read_mark(const Rows& rows) {
  if (rows.empty()) return {};
  return {rows.number(0, 0), rows.number(0, 1), rows.number(0, 2)};
}

}  // namespace

Result<void> PostgresLedger::Session::wait_for_lock(const std::stop_token& stop) {
  PGconn* handle = connection->handle();
  const LockKey key(event);
  Parameters parameters;
  key.add_to(parameters);
  if (PQsendQueryParams(handle, kLock, parameters.count(), nullptr, parameters.values(),
                        parameters.lengths(), parameters.formats(), 1) == 0) {
    throw connection->error();
  }
  while (PQisBusy(handle) != 0) {
    if (stop.stop_requested()) {
      connection.reset();  // the server forgets who waits no longer
      return Failure{say("The hub was stopped before the event {} was free.", hex(event.value, 8))};
    }
    pollfd wait{PQsocket(handle), POLLIN, 0};
    poll(&wait, 1, kStopLook_ms);
    if (PQconsumeInput(handle) == 0) throw connection->error();
  }
  connection->checked(PQgetResult(handle));
  while (PGresult* rest = PQgetResult(handle)) PQclear(rest);
  return {};
}

Result<void> PostgresLedger::Session::take(Owner owner, const std::stop_token& stop) {
  connection.emplace(address);
  if (auto made = bring_schema_up_to_date(*connection, address); !made) return made;
  for (milliseconds delay = kDelay_min;; delay = std::min(2 * delay, kDelay_max)) {
    try {
      if (!connection) connection.emplace(address);
      if (try_lock(*connection, event)) break;
      if (owner == Owner::now) {
        return Failure{say(
            "Another process of the hub owns the event {}. Stop that one, or let this one wait.",
            hex(event.value, 8))};
      }
      if (auto waited = wait_for_lock(stop); !waited) return waited;
      break;
    } catch (const PostgresError& error) {
      // A standby outlives its database being started again.
      if (owner == Owner::now || (connection && !connection->lost())) throw;
      connection.reset();
      if (stop.stop_requested()) return failure_of(error);
      std::this_thread::sleep_for(delay);
    }
  }
  mark = read_mark(connection->run(kTakeOver, Parameters().number(event.value)));
  place = std::string(connection->run(kPlace).bytes(0, 0)) + ":" + hex(event.value, 8);
  return {};
}

Failure PostgresLedger::Session::lost_event() const {
  return {say("Another process may own the event {} now: this one must open it again.",
              hex(event.value, 8))};
}

Result<void> PostgresLedger::Session::still_ours() {
  try {
    const auto found = read_mark(connection->run(kLook, Parameters().number(event.value)));
    if (found.epoch == mark.epoch) return {};
  } catch (const PostgresError& error) {
    drop_if_lost();
    return failure_of(error);
  }
  return end(lost_event().message);
}

Failure PostgresLedger::Session::end(std::string why) {
  connection.reset();  // with the lock, which the next owner waits for
  ended = Failure{std::move(why)};
  return *ended;
}

void PostgresLedger::Session::drop_if_lost() {
  if (connection && connection->lost()) connection.reset();
}

// What the server said or did meanwhile shows only when it is read.
void PostgresLedger::Session::notice_loss() {
  for (int reads = 0; connection && reads < 2; ++reads) {  // its farewell, then its end
    if (PQconsumeInput(connection->handle()) == 0) connection.reset();
  }
  drop_if_lost();
}

bool PostgresLedger::Session::holds(const RecordName& name) {
  Parameters parameters;
  parameters.number(event.value)
      .number(name.id.origin.value)
      .number(name.id.seq)
      .number(static_cast<std::uint64_t>(to_ordered(name.digest)));
  return !connection->run(kHolds, parameters).empty();
}

// After a lost connection: is it still our event, as we left it?
Result<void> PostgresLedger::Session::compare(bool locked) {
  const EventMark found = read_mark(connection->run(kLook, Parameters().number(event.value)));
  const std::string here =
      std::string(connection->run(kPlace).bytes(0, 0)) + ":" + hex(event.value, 8);
  const bool committed = unanswered && found == unanswered->after;
  if (found.epoch != mark.epoch) {
    ended = lost_event();
  } else if (here != place || (found != mark && !committed)) {
    ended =
        Failure{say("The event {} in {} is not as this process left it, as if restored from a "
                    "backup: this one must open it again.",
                    hex(event.value, 8), address.shown())};
  }
  if (ended) return *ended;
  if (!locked) {
    return Failure{
        say("The event {} is still held by our lost connection or by another process. "
            "Try again in a moment.",
            hex(event.value, 8))};
  }
  return {};
}

Result<void> PostgresLedger::Session::reconnect() {
  try {
    connection.emplace(address);
    const bool locked = try_lock(*connection, event);
    auto compared = compare(locked);
    if (!compared && !ended) connection.reset();
    return compared;
  } catch (const PostgresError& error) {
    connection.reset();
    return failure_of(error);
  }
}

Result<void> PostgresLedger::Session::ready() {
  if (ended) return *ended;
  notice_loss();
  if (connection && !unanswered) return {};
  if (steady_clock::now() < next_try_) {
    return Failure{
        say("The database {} could not be reached a moment ago. Try again.", address.shown())};
  }
  if (auto connected = reconnect(); !connected) {
    if (ended) connection.reset();  // with the lock, which the next owner waits for
    delay_ = std::clamp(2 * delay_, kDelay_min, kDelay_max);
    next_try_ = steady_clock::now() + delay_;
    return connected;
  }
  delay_ = {};
  if (!unanswered) return {};
  const EventMark after = unanswered->after;
  unanswered.reset();
  if (read_mark(connection->run(kLook, Parameters().number(event.value))) != after) return {};
  // Its caller was told that it is not certain, and has not counted those records.
  return end(
      say("What was uncertain is recorded after all: this process must open the event {} again.",
          hex(event.value, 8)));
}

Result<bool> PostgresLedger::Session::resolve(const Unanswered& open) {
  unanswered = open;
  const auto until = steady_clock::now() + kResolve_max;
  for (milliseconds delay = kDelay_min;; delay = std::min(2 * delay, kDelay_max)) {
    connection.reset();
    const auto connected = reconnect();
    try {
      if (connected) {
        const auto found = read_mark(connection->run(kLook, Parameters().number(event.value)));
        unanswered.reset();
        return found == open.after;
      }
      // Somebody took over: then what we sent came before, or never.
      if (ended && connection && open.last && holds(*open.last)) {
        connection.reset();
        return true;
      }
    } catch (const PostgresError&) {
      connection.reset();
    }
    if (ended) {
      connection.reset();
      return *ended;
    }
    if (steady_clock::now() + delay > until) return connected.failure();
    std::this_thread::sleep_for(delay);
  }
}

}  // namespace yingbin
