#include "hub/postgres_ledger.h"

#include "hub/postgres_transaction.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr const char* kConstraint = "23";  // SQLSTATEs: the epoch is another's, or a row is there

}  // namespace

PostgresLedger::PostgresLedger(std::unique_ptr<Session> session) : session_(std::move(session)) {}
PostgresLedger::~PostgresLedger() = default;

Result<std::unique_ptr<PostgresLedger>> PostgresLedger::open(const std::string& url, EventId event,
                                                             Owner owner,
                                                             const std::stop_token& stop) {
  auto address = PostgresAddress::read(url);
  if (!address) return address.failure();
  auto session = std::make_unique<Session>(*std::move(address), event);
  try {
    if (auto taken = session->take(owner, stop); !taken) return taken.failure();
  } catch (const PostgresError& error) {
    return session->failure_of(error);
  }
  return std::unique_ptr<PostgresLedger>(new PostgresLedger(std::move(session)));
}

bool PostgresLedger::ended() const { return session_->ended.has_value(); }

std::string PostgresLedger::place(const std::string& /*machine*/) { return session_->place; }

Result<void> PostgresLedger::write(const std::function<void(Writing&)>& work) {
  Session& session = *session_;
  if (auto ready = session.ready(); !ready) return ready;
  std::optional<Unanswered> open;
  std::optional<PostgresError> error;
  {
    Transaction transaction(session);
    try {
      work(transaction);
      transaction.commit();
      return {};
    } catch (const PostgresError& caught) {
      error = caught;
      if (session.connection->lost()) open = transaction.unanswered();
    }
  }
  session.drop_if_lost();
  if (session.connection && error->state().starts_with(kConstraint)) {
    if (auto ours = session.still_ours(); !ours) return ours;
  }
  const Failure failure = session.failure_of(*error);
  if (!open) return failure;
  const auto committed = session.resolve(*open);
  if (committed && *committed) {
    session.mark = open->after;
    return {};
  }
  if (committed) return failure;
  return Failure{say("It is not certain whether the last records were kept: the hub looks before "
                     "it takes more.") +
                 " " + committed.message()};
}

}  // namespace yingbin
