// The open database behind a Store: its statements, and where exceptions end. Private to
// store*.cpp.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "journal/store.h"
#include "journal/store_failure.h"

namespace yingbin {

inline std::int64_t to_signed(std::uint64_t value) { return static_cast<std::int64_t>(value); }
inline std::uint64_t to_unsigned(std::int64_t value) { return static_cast<std::uint64_t>(value); }

template <std::size_t N>
void bind_array(SQLite::Statement& statement, int index, const std::array<std::uint8_t, N>& bytes) {
  statement.bindNoCopy(index, bytes.data(), static_cast<int>(N));
}

inline const std::string kSelect =
    "SELECT position, origin, seq, own, erased, digest, header, salt, body FROM record ";
inline const std::string kSelectSealed =
    "SELECT position, origin, seq, own, erased, digest, header, salt, body, "
    "(SELECT bytes FROM signature WHERE signature.position = record.position) FROM record ";

StoredRow read_row(SQLite::Statement& statement);

// A statement is reset however its use ends: an open read would keep the log from being folded.
class Use {
 public:
  explicit Use(SQLite::Statement& statement) : statement_(statement) {}
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() { statement_.tryReset(); }
  SQLite::Statement* operator->() { return &statement_; }
  SQLite::Statement& operator*() { return statement_; }

 private:
  SQLite::Statement& statement_;
};

inline int step(SQLite::Statement& statement) { return Use(statement)->tryExecuteStep(); }

struct Store::Connection {
  Connection(SQLite::Database opened, std::filesystem::path path)
      : database(std::move(opened)), file(std::move(path)) {}

  bool holds(const RecordId& id, const Digest& digest) {
    Use use(by_name);
    use->bind(1, to_signed(id.origin.value));
    use->bind(2, to_signed(id.seq));
    use->bind(3, to_signed(prefix_of(digest)));
    return use->executeStep();
  }

  std::vector<StoredRow> rows(SQLite::Statement& statement) {
    std::vector<StoredRow> all;
    while (statement.executeStep()) all.push_back(read_row(statement));
    return all;
  }

  std::vector<StoredRow> at(RecordId id) {
    Use use(by_id);
    use->bind(1, to_signed(id.origin.value));
    use->bind(2, to_signed(id.seq));
    return rows(*use);
  }

  SQLite::Database database;
  std::filesystem::path file;
  bool uncertain = false;  // a commit that failed may still stand in the log
  std::optional<std::pair<RecordId, Digest>> inserted;  // the last of the running transaction

  SQLite::Statement begin{database, "BEGIN IMMEDIATE"};
  SQLite::Statement commit{database, "COMMIT"};
  SQLite::Statement roll_back{database, "ROLLBACK"};
  SQLite::Statement insert{
      database,
      "INSERT INTO record (origin, seq, name, own, erased, digest, header, salt, body) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  SQLite::Statement insert_signature{database,
                                     "INSERT INTO signature (position, bytes) VALUES (?, ?)"};
  std::string header;  // of the record that is being inserted; one buffer for all
  SQLite::Statement by_name{database,
                            "SELECT 1 FROM record WHERE origin = ? AND seq = ? AND name = ?"};
  SQLite::Statement by_id{database, kSelect + "WHERE origin = ? AND seq = ? ORDER BY digest"};
};

inline Failure failure_of(const std::filesystem::path& file, const SQLite::Exception& exception) {
  return store_failure(file, exception.getErrorCode(), exception.what());
}

template <class Work>
auto Store::guarded(Work work) -> Result<decltype(work())> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const SQLite::Exception& exception) {
    return failure_of(connection_->file, exception);
  }
}

}  // namespace yingbin
