#include "hub/postgres_schema.h"

#include <iterator>

#include "text/say.h"

namespace yingbin {

namespace {

// Every key begins with the event, so that the tables can be spread over servers by it. A process
// that lost its event cannot write: it claims its own epoch, and the check says no.
constexpr const char* kMigrations[] = {
    R"(CREATE TABLE hub_event (
         event bigint PRIMARY KEY,
         owner_epoch bigint NOT NULL,
         writer_epoch bigint NOT NULL,
         position bigint NOT NULL,
         writes bigint NOT NULL,
         CONSTRAINT hub_event_has_one_owner CHECK (writer_epoch = owner_epoch)
       ) WITH (fillfactor = 20);
       CREATE TABLE hub_record (
         event bigint NOT NULL,
         position bigint NOT NULL,
         origin bigint NOT NULL,
         seq bigint NOT NULL,
         name bigint NOT NULL,
         own boolean NOT NULL,
         head bytea NOT NULL,
         body bytea,
         signature bytea,
         PRIMARY KEY (event, position),
         CONSTRAINT hub_record_by_name UNIQUE (event, origin, seq, name)
       );
       CREATE TABLE hub_fork (
         event bigint NOT NULL, origin bigint NOT NULL, seq bigint NOT NULL,
         PRIMARY KEY (event, origin, seq)
       );
       CREATE TABLE hub_setting (
         event bigint NOT NULL, name text NOT NULL, value bytea NOT NULL,
         PRIMARY KEY (event, name)
       );
       CREATE TABLE hub_secret (name text PRIMARY KEY, bytes bytea NOT NULL);)"};
constexpr std::uint64_t kVersion = std::size(kMigrations);

constexpr Statement kHasSchema{"has_schema", "SELECT to_regclass('hub_schema') IS NOT NULL"};
constexpr Statement kVersionOf{"version_of",
                               "SELECT coalesce(max(version), 0)::bigint FROM hub_schema"};
constexpr Statement kGuard{"guard_schema", "SELECT pg_advisory_lock($1, 0)"};
constexpr Statement kRelease{"release_schema", "SELECT pg_advisory_unlock($1, 0)"};
constexpr Statement kPutVersion{"put_version", "UPDATE hub_schema SET version = $1::bigint"};

std::uint64_t version_of(PostgresConnection& connection) {
  if (!connection.run(kHasSchema).flag(0, 0)) return 0;
  return connection.run(kVersionOf).number(0, 0);
}

void migrate(PostgresConnection& connection) {
  std::string guard;
  put_number(guard, static_cast<std::uint32_t>(Guard::schema));
  connection.run(kGuard, Parameters().view(guard));
  connection.command("BEGIN");  // after the wait: only then are the tables of others known
  std::uint64_t version = version_of(connection);  // another process may have been faster
  if (version == 0) {
    connection.command(
        "CREATE TABLE IF NOT EXISTS hub_schema (version bigint NOT NULL); "
        "INSERT INTO hub_schema (version) VALUES (0)");
  }
  for (; version < kVersion; ++version) connection.command(kMigrations[version]);
  connection.run(kPutVersion, Parameters().number(version));
  connection.command("COMMIT");
  connection.run(kRelease, Parameters().view(guard));
}

}  // namespace

Result<void> bring_schema_up_to_date(PostgresConnection& connection,
                                     const PostgresAddress& address) {
  const std::uint64_t version = version_of(connection);
  if (version > kVersion) {
    return Failure{
        say("The tables in {} were made by a newer version of this program. Update this one.",
            address.shown())};
  }
  if (version < kVersion) migrate(connection);
  return {};
}

}  // namespace yingbin
