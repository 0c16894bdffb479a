#include <sqlite3.h>

#include <cstring>

#include "journal/bytes.h"
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

Citation read_citation(const SQLite::Column& column) {
  std::array<std::uint8_t, 48> bytes;
  read_array(column, bytes);
  ByteReader in({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  Citation again;
  again.id.origin.value = in.number<std::uint64_t>();
  again.id.seq = in.number<std::uint64_t>();
  in.array(again.digest);
  return again;
}

ClockState read_clock_state(std::int64_t number) {
  return number == 0 || number == 1 ? static_cast<ClockState>(number) : ClockState::untrusted;
}

}  // namespace

StoredRow read_row(SQLite::Statement& statement, EventId event) {
  StoredRow row;
  StoredRecord& record = row.record;
  row.position = to_unsigned(statement.getColumn(0).getInt64());
  record.id.origin.value = to_unsigned(statement.getColumn(1).getInt64());
  record.id.seq = to_unsigned(statement.getColumn(2).getInt64());
  record.event = event;
  read_array(statement.getColumn(3), record.digest);
  read_array(statement.getColumn(4), record.previous);
  read_array(statement.getColumn(5), record.body_digest);
  record.staff.value = to_unsigned(statement.getColumn(6).getInt64());
  record.kind = statement.getColumn(7).getString();
  record.subjects = statement.getColumn(8).getString();
  record.height = to_unsigned(statement.getColumn(9).getInt64());
  record.clock = to_unsigned(statement.getColumn(10).getInt64());
  record.clock_state = read_clock_state(statement.getColumn(11).getInt64());
  if (const auto again = statement.getColumn(12); !again.isNull())
    record.again = read_citation(again);
  row.own = statement.getColumn(13).getInt() != 0;
  if (statement.getColumn(14).getInt() != 0) return row;
  record.body.emplace();
  read_array(statement.getColumn(15), record.body->salt);
  record.body->bytes = statement.getColumn(16).getString();
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

Result<std::vector<StoreFork>> Store::forks() {
  return guarded([&] {
    std::vector<StoreFork> forks;
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
    return read_row(last, connection_->event);
  });
}

Result<std::vector<StoredRecord>> Store::tips_of(OriginId origin, std::uint64_t seq) {
  return guarded([&] {
    SQLite::Statement tips(
        connection_->database,
        kSelect +
            "WHERE origin = ?1 AND seq >= ?2 AND NOT EXISTS (SELECT 1 FROM record AS next "
            "WHERE next.origin = ?1 AND next.seq = record.seq + 1 "
            "AND next.previous = record.digest) ORDER BY seq, digest");
    tips.bind(1, to_signed(origin.value));
    tips.bind(2, to_signed(seq));
    std::vector<StoredRecord> records;
    for (StoredRow& row : connection_->rows(tips)) records.push_back(std::move(row.record));
    return records;
  });
}

Result<std::vector<StoredRow>> Store::at(RecordId id) {
  return guarded([&] { return connection_->at(id); });
}

Result<std::vector<StoredRow>> Store::after(OriginId origin, std::uint64_t seq, std::size_t limit) {
  return guarded([&] {
    SQLite::Statement after(connection_->database,
                            kSelect + "WHERE origin = ? AND seq > ? ORDER BY seq, digest");
    after.bind(1, to_signed(origin.value));
    after.bind(2, to_signed(seq));
    std::vector<StoredRow> rows;
    while (after.executeStep()) {
      StoredRow row = read_row(after, connection_->event);
      if (rows.size() >= limit && row.record.id != rows.back().record.id) break;
      rows.push_back(std::move(row));
    }
    return rows;
  });
}

Result<void> Store::scan(std::uint64_t position,
                         const std::function<bool(const StoredRow&)>& take) {
  return guarded([&] {
    SQLite::Statement all(connection_->database, kSelect + "WHERE position > ? ORDER BY position");
    all.bind(1, to_signed(position));
    while (all.executeStep()) {
      if (!take(read_row(all, connection_->event))) return;
    }
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
