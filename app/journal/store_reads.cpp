#include <sqlite3.h>

#include <cstring>
#include <set>

#include "journal/store_connection.h"

namespace yingbin {

namespace {

// A column of another length than the schema's belongs to a damaged file.
template <std::size_t N>
void read_array(const SQLite::Column& column, std::array<std::uint8_t, N>& bytes) {
  const void* blob = column.getBlob();
  if (column.getBytes() != static_cast<int>(N))
    throw SQLite::Exception("a digest is cut short", SQLITE_CORRUPT);
  std::memcpy(bytes.data(), blob, N);
}

std::string_view bytes_of(const SQLite::Column& column) {
  const void* blob = column.getBlob();
  return {static_cast<const char*>(blob), static_cast<std::size_t>(column.getBytes())};
}

}  // namespace

// A header that cannot be read leaves fields empty: the digest tells that it was changed.
StoredRow read_row(SQLite::Statement& statement) {
  StoredRow row;
  StoredRecord& record = row.record;
  if (!decode_header(bytes_of(statement.getColumn(6)), record)) record = {};
  row.position = to_unsigned(statement.getColumn(0).getInt64());
  record.id.origin.value = to_unsigned(statement.getColumn(1).getInt64());
  record.id.seq = to_unsigned(statement.getColumn(2).getInt64());
  row.own = statement.getColumn(3).getInt() != 0;
  read_array(statement.getColumn(5), record.digest);
  if (statement.getColumn(4).getInt() != 0) return row;
  record.body.emplace();
  read_array(statement.getColumn(7), record.body->salt);
  record.body->bytes = bytes_of(statement.getColumn(8));
  return row;
}

Result<std::map<std::string, std::string>> Store::settings() {
  return guarded([&] {
    std::map<std::string, std::string> settings;
    SQLite::Statement all(connection_->database, "SELECT name, value FROM setting ORDER BY name");
    while (all.executeStep()) settings[all.getColumn(0).getString()] = all.getColumn(1).getString();
    return settings;
  });
}

Result<std::vector<StoredFork>> Store::forks() {
  return guarded([&] {
    std::vector<StoredFork> forks;
    SQLite::Statement all(connection_->database,
                          "SELECT origin, seq FROM fork ORDER BY origin, seq");
    while (all.executeStep()) {
      forks.push_back({OriginId{to_unsigned(all.getColumn(0).getInt64())},
                       to_unsigned(all.getColumn(1).getInt64())});
    }
    return forks;
  });
}

Result<std::uint64_t> Store::count() {
  return guarded([&] {
    return to_unsigned(
        connection_->database.execAndGet("SELECT ifnull(max(position), 0) FROM record").getInt64());
  });
}

// A step from origin to origin through the index; DISTINCT would read it whole.
Result<std::vector<OriginId>> Store::origins() {
  return guarded([&] {
    std::vector<OriginId> origins;
    SQLite::Statement first(connection_->database,
                            "SELECT origin FROM record ORDER BY origin LIMIT 1");
    SQLite::Statement next(connection_->database,
                           "SELECT origin FROM record WHERE origin > ? ORDER BY origin LIMIT 1");
    for (bool more = first.executeStep(); more;) {
      const std::int64_t origin = (origins.empty() ? first : next).getColumn(0).getInt64();
      origins.push_back({to_unsigned(origin)});
      next.reset();
      next.bind(1, origin);
      more = next.executeStep();
    }
    return origins;
  });
}

Result<std::optional<StoredRow>> Store::last_of(OriginId origin, bool own) {
  return guarded([&]() -> std::optional<StoredRow> {
    SQLite::Statement last(
        connection_->database,
        kSelect + "WHERE origin = ? AND own >= ? ORDER BY seq DESC, digest LIMIT 1");
    last.bind(1, to_signed(origin.value));
    last.bind(2, own ? 1 : 0);
    if (!last.executeStep()) return std::nullopt;
    return read_row(last);
  });
}

Result<std::vector<StoredRecord>> Store::tips_of(OriginId origin, std::uint64_t seq) {
  return guarded([&] {
    SQLite::Statement from(connection_->database,
                           kSelect + "WHERE origin = ? AND seq >= ? ORDER BY seq, digest");
    from.bind(1, to_signed(origin.value));
    from.bind(2, to_signed(seq));
    std::vector<StoredRecord> records;
    std::set<Digest> followed;
    for (StoredRow& row : connection_->rows(from)) {
      followed.insert(row.record.previous);
      records.push_back(std::move(row.record));
    }
    std::erase_if(records,
                  [&](const StoredRecord& record) { return followed.contains(record.digest); });
    return records;
  });
}

Result<std::vector<StoredRow>> Store::at(RecordId id) {
  return guarded([&] { return connection_->at(id); });
}

Result<void> Store::scan(std::uint64_t position,
                         const std::function<bool(const StoredRow&)>& take) {
  return guarded([&] {
    SQLite::Statement all(connection_->database, kSelect + "WHERE position > ? ORDER BY position");
    all.bind(1, to_signed(position));
    while (all.executeStep()) {
      if (!take(read_row(all))) return;
    }
  });
}

namespace {

SealedRow read_sealed(SQLite::Statement& statement) {
  SealedRow sealed{read_row(statement), std::nullopt};
  const SQLite::Column signature = statement.getColumn(9);
  if (!signature.isNull()) read_array(signature, sealed.signature.emplace());
  return sealed;
}

void give_all(SQLite::Statement& statement, const std::function<bool(SealedRow&)>& take) {
  while (statement.executeStep()) {
    SealedRow row = read_sealed(statement);
    if (!take(row)) return;
  }
}

}  // namespace

Result<void> Store::scan_sealed(std::uint64_t position,
                                const std::function<bool(SealedRow&)>& take) {
  return guarded([&] {
    SQLite::Statement all(connection_->database,
                          kSelectSealed + "WHERE position > ? ORDER BY position");
    all.bind(1, to_signed(position));
    give_all(all, take);
  });
}

Result<void> Store::scan_origin(OriginId origin, std::uint64_t seq,
                                const std::function<bool(SealedRow&)>& take) {
  return guarded([&] {
    SQLite::Statement all(connection_->database,
                          kSelectSealed + "WHERE origin = ? AND seq > ? ORDER BY seq, digest");
    all.bind(1, to_signed(origin.value));
    all.bind(2, to_signed(seq));
    give_all(all, take);
  });
}

Result<std::vector<std::string>> Store::integrity() {
  return guarded([&] {
    std::vector<std::string> defects;
    SQLite::Statement check(connection_->database, "PRAGMA integrity_check(20)");
    while (check.executeStep()) {
      if (std::string line = check.getColumn(0).getString(); line != "ok")
        defects.push_back(std::move(line));
    }
    return defects;
  });
}

}  // namespace yingbin
