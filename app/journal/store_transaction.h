// What a running transaction of a Store may do. Private to store*.cpp.
#pragma once

#include "journal/store_connection.h"

namespace yingbin {

class Store::Transaction final : public Ledger::Writing {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {}

  void insert(const StoredRecord& record, bool own, const Signature* signature) override;
  void put_setting(const std::string& name, const std::string& value) override;
  void drop_setting(const std::string& name) override;
  void put_fork(const StoredFork& fork) override;
  void erase(std::uint64_t position) override;
  std::vector<StoredRecord> at(RecordId id) override;

 private:
  Connection& connection_;
};

}  // namespace yingbin
