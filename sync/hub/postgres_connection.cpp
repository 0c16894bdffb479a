#include "hub/postgres_connection.h"

#include "text/say.h"

namespace yingbin {

namespace {

// A machine that vanished keeps its event until the server notices: 25 s with these. An answer is
// no longer waited for either when the network is gone. What a role's defaults would weaken is set.
constexpr const char* kSession =
    "SET synchronous_commit = on; SET plan_cache_mode = force_generic_plan; "
    "SET statement_timeout = 0; SET lock_timeout = 0; "
    "SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = warning; "
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

// What stands in the URL comes after these and wins.
PGconn* connect(const std::string& url) {
  const char* const names[] = {"connect_timeout",  "client_encoding",  "fallback_application_name",
                               "keepalives_idle",  "keepalives_count", "keepalives_interval",
                               "tcp_user_timeout", "dbname",           nullptr};
  const char* const values[] = {"5", "UTF8",  "yingbin-hub", "10",   "3",
                                "5", "15000", url.c_str(),   nullptr};
  return PQconnectdbParams(names, values, 1);
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

std::string advice(const std::string& where, const std::string& state) {
  const std::string kind = state.substr(0, 2);
  if (state.empty()) {
    return say(
        "The database {} cannot be reached. See that PostgreSQL runs there, that it has this "
        "database (createdb) and lets this user in; what is recorded is kept.",
        where);
  }
  if (state == "57P01" || state == "57P02" || state == "57P03") {
    return say(
        "The database {} is being stopped or started. What is recorded is kept; try again in a "
        "moment.",
        where);
  }
  if (state == "42501") {
    return say(
        "The hub's user may not do what it must in {}. Make that user the owner of the database.",
        where);
  }
  if (state == "25006") {
    return say("The database {} only reads, as a copy does. Name the one that is written to.",
               where);
  }
  if (kind == "55") {
    return say(
        "Something still reads {} as it was before, a backup perhaps. Try again when it is done.",
        where);
  }
  if (kind == "53") {
    return say(
        "The server of {} has no room left on its disk, in its memory or for connections. Make "
        "some; what is recorded is kept.",
        where);
  }
  if (kind == "58" || kind == "XX") {
    return say(
        "The disk of {} does not take or give data, or its files are damaged. Stop, copy the "
        "database's files, then look at the server's log.",
        where);
  }
  return say(
      "The database {} did not do what the hub asked. What is recorded is kept; look at the "
      "server's log.",
      where);
}

}  // namespace

Result<PostgresAddress> PostgresAddress::read(const std::string& url) {
  PostgresAddress address;
  address.url_ = url;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.c_str(), nullptr), &PQconninfoFree);
  if (!options || (!url.starts_with("postgresql://") && !url.starts_with("postgres://"))) {
    // libpq would quote the address, and the password with it.
    return Failure{
        say("The address of the database cannot be read. Write it as "
            "postgresql://USER@HOST/DATABASE.")};
  }
  std::string host;
  std::string database;
  for (const PQconninfoOption* one = options.get(); one->keyword; ++one) {
    if (!one->val) continue;
    const std::string_view name = one->keyword;
    if (name == "host") host = one->val;
    if (name == "dbname") database = one->val;
    if (name == "password") address.password_ = one->val;
  }
  address.shown_ = host + (host.empty() ? "" : "/") + database;
  return address;
}

std::string PostgresAddress::without_password(std::string text) const {
  if (password_.empty()) return text;
  for (auto at = text.find(password_); at != std::string::npos; at = text.find(password_, at + 3)) {
    text.replace(at, password_.size(), "***");
  }
  return text;
}

Failure postgres_failure(const PostgresAddress& address, const PostgresError& error) {
  return {address.without_password(advice(address.shown(), error.state()) + " (" +
                                   trimmed(error.what()) + ")")};
}

PostgresConnection::PostgresConnection(const PostgresAddress& address)
    : handle_(connect(address.url())) {
  if (!handle_ || lost()) throw error();
  PQsetNoticeReceiver(
      handle_.get(),
      [](void* warning, const PGresult* result) {
        *static_cast<std::string*>(warning) = PQresultErrorMessage(result);
      },
      warning_.get());
  command(kSession);
}

Rows PostgresConnection::checked(PGresult* result) {
  Rows rows(result);
  if (!result) throw error();
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return rows;
  const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity && std::string_view(severity) != "ERROR") ended_by_server_ = true;
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  throw PostgresError(state ? state : "", PQresultErrorMessage(result));
}

void PostgresConnection::prepare(const Statement& statement) {
  if (prepared_.contains(statement.name)) return;
  checked(PQprepare(handle_.get(), statement.name, statement.sql, 0, nullptr));
  prepared_.insert(statement.name);
}

Rows PostgresConnection::run(const Statement& statement, const Parameters& parameters) {
  prepare(statement);
  return checked(PQexecPrepared(handle_.get(), statement.name, parameters.count(),
                                parameters.values(), parameters.lengths(), parameters.formats(),
                                1));
}

void PostgresConnection::command(const char* sql) { checked(PQexec(handle_.get(), sql)); }

}  // namespace yingbin
