// The SQLite file of a journal (journal.db): schema, statements, transactions, and SQLite's errors
// in words. Only the journal uses it; exceptions of SQLiteCpp end here.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/stored_record.h"
#include "text/result.h"

namespace yingbin {

enum class StoreMode : std::uint8_t { create, write, read };

// A record and its place in the file: positions count from 1 in the order of arrival, without gaps.
struct StoredRow {
  std::uint64_t position = 0;
  bool own = false;  // written here, not received
  StoredRecord record;
};

struct StoreFork {
  OriginId origin;
  std::uint64_t seq = 0;
};

class Store {
 public:
  // What a transaction may do. Its functions throw what `Store::write` catches.
  class Writing {
   public:
    void insert(const StoredRecord& record, bool own);
    void put_setting(const std::string& name, const std::string& value);
    void drop_setting(const std::string& name);
    void put_fork(const StoreFork& fork);
    void erase(std::uint64_t position);  // the body and salt
    std::vector<StoredRecord> at(RecordId id);

   private:
    friend class Store;
    explicit Writing(Store& store) : store_(&store) {}
    Store* store_;
  };

  static Result<Store> open(const std::filesystem::path& file, StoreMode mode,
                            const std::string& vfs);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // One durable transaction, all or nothing. After a commit whose outcome is uncertain it finds out
  // before it answers; if even that fails it says so, and tries again before the next transaction.
  Result<void> write(const std::function<void(Writing&)>& work);

  Result<std::map<std::string, std::string>> settings();
  Result<std::vector<StoreFork>> forks();
  Result<std::uint64_t> count();
  Result<std::vector<OriginId>> origins();
  // The last record of an origin; with `own`, the last that was written here.
  Result<std::optional<StoredRow>> last_of(OriginId origin, bool own);
  // Records of an origin from `seq` on that no other record follows.
  Result<std::vector<StoredRecord>> tips_of(OriginId origin, std::uint64_t seq);
  Result<std::vector<StoredRow>> at(RecordId id);
  Result<std::vector<StoredRow>> after(OriginId origin, std::uint64_t seq, std::size_t limit);
  // Every row after a position, in order, until `take` answers false.
  Result<void> scan(std::uint64_t position, const std::function<bool(const StoredRow&)>& take);

  Result<void> fold_log();  // the write-ahead log into the file; cuts the log to nothing
  Result<std::vector<std::string>> integrity();

 private:
  struct Connection;
  explicit Store(std::unique_ptr<Connection> connection);
  Result<void> settle();
  template <class Work>
  auto guarded(Work work) -> Result<decltype(work())>;

  std::unique_ptr<Connection> connection_;
};

}  // namespace yingbin
