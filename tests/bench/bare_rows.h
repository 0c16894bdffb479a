// The least that SQLite needs to keep the same bytes, to measure a journal against.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

namespace yingbin::bench {

// The least that SQLite needs for a durable row: the best schema of MEASURED.md.
struct Bare {
  explicit Bare(const std::filesystem::path& file) : database(opened(file)) {}
  static SQLite::Database opened(const std::filesystem::path& file) {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.execAndGet("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec(
        "CREATE TABLE record (id INTEGER PRIMARY KEY, origin INTEGER NOT NULL, "
        "seq INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT");
    database.exec("CREATE UNIQUE INDEX by_origin ON record (origin, seq)");
    return database;
  }
  void insert(SQLite::Statement& statement, std::int64_t seq, const std::string& bytes) {
    statement.bind(1, std::int64_t{0x5a17});
    statement.bind(2, seq);
    statement.bindNoCopy(3, bytes.data(), static_cast<int>(bytes.size()));
    statement.exec();
    statement.reset();
  }
  SQLite::Database database;
  SQLite::Statement one{database, "INSERT INTO record (origin, seq, bytes) VALUES (?, ?, ?)"};
};

}  // namespace yingbin::bench
