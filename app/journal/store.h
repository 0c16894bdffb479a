// The ledger of a data folder: one SQLite file (journal.db), its schema, statements, transactions,
// and SQLite's errors in words. Only the journal uses it; exceptions of SQLiteCpp end here.
#pragma once

#include <filesystem>
#include <memory>

#include "journal/ledger.h"

namespace yingbin {

enum class StoreMode : std::uint8_t { create, write, read };

class Store final : public Ledger {
 public:
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& file, StoreMode mode,
                                             const std::string& vfs);
  ~Store() override;

  std::string place(const std::string& machine) override;
  Result<void> write(const std::function<void(Writing&)>& work) override;
  Result<std::map<std::string, std::string>> settings() override;
  Result<std::vector<StoredFork>> forks() override;
  Result<std::uint64_t> count() override;
  Result<std::vector<OriginId>> origins() override;
  Result<std::optional<StoredRow>> last_of(OriginId origin, bool own) override;
  Result<std::vector<StoredRecord>> tips_of(OriginId origin, std::uint64_t seq) override;
  Result<std::vector<StoredRow>> at(RecordId id) override;
  Result<void> scan(std::uint64_t position,
                    const std::function<bool(const StoredRow&)>& take) override;
  Result<void> scan_sealed(std::uint64_t position,
                           const std::function<bool(SealedRow&)>& take) override;
  Result<void> scan_origin(OriginId origin, std::uint64_t seq,
                           const std::function<bool(SealedRow&)>& take) override;
  Result<void> fold_log() override;  // the write-ahead log into the file; cuts it to nothing
  Result<std::vector<std::string>> integrity() override;

 private:
  struct Connection;
  class Transaction;
  explicit Store(std::unique_ptr<Connection> connection);
  Result<void> settle();
  template <class Work>
  auto guarded(Work work) -> Result<decltype(work())>;

  std::unique_ptr<Connection> connection_;
};

}  // namespace yingbin
