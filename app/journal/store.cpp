#include "journal/store.h"

#include <sqlite3.h>

#include <cctype>

#include "journal/place.h"
#include "journal/store_transaction.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr int kBusy_ms_max = 2000;
constexpr int kApplicationId = 0x59425230;  // "YBR0"

// Numbered, forward only: the file's user_version says how many it has seen.
constexpr const char* kMigrations[] = {
    R"(CREATE TABLE record (
         position INTEGER PRIMARY KEY,
         origin INTEGER NOT NULL,
         seq INTEGER NOT NULL,
         name INTEGER NOT NULL,
         own INTEGER NOT NULL,
         erased INTEGER NOT NULL,
         digest BLOB NOT NULL,
         header BLOB NOT NULL,
         salt BLOB NOT NULL,
         body BLOB NOT NULL
       ) STRICT;
       CREATE UNIQUE INDEX record_by_name ON record (origin, seq, name);
       CREATE TABLE fork (
         origin INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (origin, seq)
       ) STRICT, WITHOUT ROWID;
       CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;)",
    R"(CREATE TABLE signature (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;)"};
constexpr int kVersion = static_cast<int>(std::size(kMigrations));

// A read-only disk holds no shared memory for the log: without a log the file can be read as it is.
std::string immutable_uri(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (char c : file.string()) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '.';
    uri += plain ? std::string(1, c) : "%" + hex(static_cast<unsigned char>(c), 2);
  }
  return uri + "?immutable=1";
}

bool has_log(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file.string() + "-wal", error);
  return !error && size > 0;
}

void check_kind(SQLite::Database& database, StoreMode mode) {
  const int application = database.execAndGet("PRAGMA application_id").getInt();
  const int tables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
  if (mode == StoreMode::create && tables == 0) return;
  if (application != kApplicationId) throw SQLite::Exception("not a journal", SQLITE_NOTADB);
}

void migrate(SQLite::Database& database, int version) {
  SQLite::Transaction transaction(database);
  for (int i = version; i < kVersion; ++i) database.exec(kMigrations[i]);
  database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
  database.exec("PRAGMA user_version = " + std::to_string(kVersion));
  transaction.commit();
}

SQLite::Database open_database(const std::filesystem::path& file, StoreMode mode,
                               const std::string& vfs) {
  if (mode != StoreMode::read) {
    const int create = mode == StoreMode::create ? SQLite::OPEN_CREATE : 0;
    return {file.string(), SQLite::OPEN_READWRITE | create, kBusy_ms_max, vfs};
  }
  try {
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY, kBusy_ms_max, vfs);
    database.execAndGet("SELECT count(*) FROM sqlite_schema");  // here a read-only folder shows
    return database;
  } catch (const SQLite::Exception& exception) {
    const int code = exception.getErrorCode() & 0xff;
    if ((code != SQLITE_CANTOPEN && code != SQLITE_READONLY) || has_log(file)) throw;
  }
  return {immutable_uri(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI, kBusy_ms_max, vfs};
}

void set_up(SQLite::Database& database, StoreMode mode) {
  check_kind(database, mode);
  database.exec("PRAGMA cache_size = -16000");
  if (mode == StoreMode::read) return;
  database.exec("PRAGMA secure_delete = ON");
  database.execAndGet("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
}

int version_of(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

Failure too_new(const std::filesystem::path& file) {
  return {say("The journal in {} was written by a newer version of this program. Update this one.",
              file.parent_path().string())};
}

}  // namespace

Store::Store(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& file, StoreMode mode,
                                           const std::string& vfs) {
  try {
    SQLite::Database database = open_database(file, mode, vfs);
    set_up(database, mode);
    const int version = version_of(database);
    if (version > kVersion) return too_new(file);
    if (version < kVersion && mode != StoreMode::read) migrate(database, version);
    std::unique_ptr<Store> store(
        new Store(std::make_unique<Connection>(std::move(database), file)));
    // What a killed station left in the log may never have reached the disk; folded in, it has.
    // A reader may hold the log, or the disk be full: then it stays where it is.
    if (mode != StoreMode::read) static_cast<void>(store->fold_log());
    return store;
  } catch (const SQLite::Exception& exception) {
    return failure_of(file, exception);
  }
}

Result<void> Store::write(const std::function<void(Writing&)>& work) {
  Connection& connection = *connection_;
  if (connection.uncertain) {
    if (auto settled = settle(); !settled) return settled;
  }
  connection.inserted.reset();
  try {
    Use(connection.begin)->exec();
    Transaction transaction(connection);
    work(transaction);
  } catch (const SQLite::Exception& exception) {
    step(connection.roll_back);
    return failure_of(connection.file, exception);
  }
  const int code = step(connection.commit);
  if (code == SQLITE_DONE) return {};
  const Failure failure = store_failure(connection.file, code, connection.database.getErrorMsg());
  step(connection.roll_back);
  // A full disk stops the write before the commit mark; any other error may have come after it.
  if ((code & 0xff) == SQLITE_FULL) return failure;
  connection.uncertain = true;
  if (auto settled = settle(); !settled) {
    return Failure{
        say("It is not certain whether the last act was recorded: before you repeat it, start "
            "the station again and look.") +
        " " + failure.message};
  }
  const auto present = guarded([&] {
    return connection.inserted &&
           connection.holds(connection.inserted->first, connection.inserted->second);
  });
  if (present && *present) return {};
  return failure;
}

// The frames of a failed commit lie behind the end of the log that SQLite knows. The next commit is
// written over them, and what is left of them no longer fits its checksums: a small one is made at
// once, which also shows that the disk takes data again.
Result<void> Store::settle() {
  auto marked = guarded([&] {
    connection_->database.exec(
        "INSERT INTO setting (name, value) VALUES ('settled', '1') "
        "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1");
  });
  if (marked) connection_->uncertain = false;
  return marked;
}

std::string Store::place(const std::string& machine) {
  return place_of(connection_->file, machine);
}

Result<void> Store::fold_log() {
  return guarded([&] {
    SQLite::Statement fold(connection_->database, "PRAGMA wal_checkpoint(TRUNCATE)");
    if (fold.executeStep() && fold.getColumn(0).getInt() != 0) {
      throw SQLite::Exception("the log is in use", SQLITE_BUSY);
    }
  });
}

}  // namespace yingbin
