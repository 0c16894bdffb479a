#include "journal/store_transaction.h"

namespace yingbin {

void Store::Transaction::insert(const StoredRecord& record, bool own, const Signature* signature) {
  static constexpr Salt kNoSalt{};
  std::string& header = connection_.header;
  header.clear();
  encode_header(record, header);
  {
    Use use(connection_.insert);
    use->bind(1, to_signed(record.id.origin.value));
    use->bind(2, to_signed(record.id.seq));
    use->bind(3, to_signed(prefix_of(record.digest)));
    use->bind(4, own ? 1 : 0);
    use->bind(5, record.body ? 0 : 1);
    bind_array(*use, 6, record.digest);
    use->bindNoCopy(7, header.data(), static_cast<int>(header.size()));
    bind_array(*use, 8, record.body ? record.body->salt : kNoSalt);
    const std::string_view body = record.body ? std::string_view(record.body->bytes) : "";
    use->bindNoCopy(9, body.data(), static_cast<int>(body.size()));
    use->exec();
  }
  connection_.inserted.emplace(record.id, record.digest);
  if (!signature) return;
  Use use(connection_.insert_signature);
  use->bind(1, static_cast<std::int64_t>(connection_.database.getLastInsertRowid()));
  bind_array(*use, 2, *signature);
  use->exec();
}

void Store::Transaction::put_setting(const std::string& name, const std::string& value) {
  SQLite::Statement put(connection_.database,
                        "INSERT INTO setting (name, value) VALUES (?, ?) "
                        "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  put.bind(1, name);
  put.bind(2, value);
  put.exec();
}

void Store::Transaction::drop_setting(const std::string& name) {
  SQLite::Statement drop(connection_.database, "DELETE FROM setting WHERE name = ?");
  drop.bind(1, name);
  drop.exec();
}

void Store::Transaction::put_fork(const StoredFork& fork) {
  SQLite::Statement put(connection_.database,
                        "INSERT INTO fork (origin, seq) VALUES (?, ?) ON CONFLICT DO NOTHING");
  put.bind(1, to_signed(fork.origin.value));
  put.bind(2, to_signed(fork.seq));
  put.exec();
}

// The zeros are as long as what they replace, so that the row is overwritten where it stands, and
// nothing depends on how SQLite merges the pages of rows that shrink.
void Store::Transaction::erase(std::uint64_t position) {
  SQLite::Statement blank(connection_.database,
                          "UPDATE record SET erased = 1, salt = zeroblob(16), "
                          "body = zeroblob(length(body)) WHERE position = ? AND erased = 0");
  blank.bind(1, to_signed(position));
  blank.exec();
}

std::vector<StoredRecord> Store::Transaction::at(RecordId id) {
  std::vector<StoredRecord> records;
  for (StoredRow& row : connection_.at(id)) records.push_back(std::move(row.record));
  return records;
}

}  // namespace yingbin
