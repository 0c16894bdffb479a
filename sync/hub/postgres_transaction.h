// What a running transaction of a PostgresLedger may do. Rows are collected into arrays and sent a
// few hundred at a time without waiting (pipeline mode), so that the server inserts while the
// journal prepares the next; all answers are read at the end, or when something is looked up.
// Private to postgres_*.cpp.
#pragma once

#include <map>

#include "hub/postgres_session.h"

namespace yingbin {

class PostgresLedger::Transaction final : public Ledger::Writing {
 public:
  explicit Transaction(Session& session);
  ~Transaction() override;  // rolls back what was not committed

  void insert(const StoredRecord& record, bool own, const Signature* signature) override;
  void put_setting(const std::string& name, const std::string& value) override;
  void drop_setting(const std::string& name) override;
  void put_fork(const StoredFork& fork) override;
  void erase(std::uint64_t position) override;
  std::vector<StoredRecord> at(RecordId id) override;

  // Throws PostgresError; unanswered() tells whether it can have happened nevertheless.
  void commit();
  [[nodiscard]] const std::optional<Unanswered>& unanswered() const { return unanswered_; }

 private:
  void begin();
  void send(const Statement& statement, const Parameters& parameters);
  void send_rows();
  void send_settings();
  void look_ahead(RecordId id);
  Rows receive();                     // the answer to the oldest statement without one
  std::optional<Rows> receive_all();  // the last one's
  void sync();
  void leave_pipeline();

  // Rows of one origin as the database has them, from a number on: who sends again what is held
  // asks for one after the other.
  struct Ahead {
    OriginId origin;
    std::uint64_t from = 0;
    std::uint64_t end = 0;
    std::vector<StoredRecord> records;
    [[nodiscard]] bool covers(RecordId id) const {
      return id.origin == origin && id.seq >= from && id.seq < end;
    }
  };

  Session& session_;
  PostgresConnection& connection_;
  bool begun_ = false;
  bool synced_ = false;      // the end of the pipeline was sent
  std::size_t awaited_ = 0;  // statements without an answer
  EventMark mark_;           // as it will be
  bool own_ = false;         // of the rows collected
  bool signed_ = false;      // one of them at least
  BinaryArray origins_{ElementType::number};
  BinaryArray seqs_{ElementType::number};
  BinaryArray names_{ElementType::number};
  BinaryArray heads_{ElementType::bytes};
  BinaryArray bodies_{ElementType::bytes};
  BinaryArray signatures_{ElementType::bytes};
  BinaryArray erased_{ElementType::number};
  std::vector<StoredFork> forks_;
  std::map<std::string, std::optional<std::string>> settings_;  // nothing: dropped
  std::optional<RecordName> last_;
  Ahead ahead_;
  std::optional<Unanswered> unanswered_;
};

}  // namespace yingbin
