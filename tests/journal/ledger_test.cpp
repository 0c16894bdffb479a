// The ledger in an SQLite file does what every ledger must.
#include "journal/store.h"
#include "support/ledger_suite.h"

namespace yingbin {
namespace {

class StoreGround {
 public:
  static std::string why_not() { return {}; }
  Result<std::unique_ptr<Ledger>> open() {
    auto store = Store::open(temp_ / "journal.db", StoreMode::create, "");
    if (!store) return store.failure();
    return std::unique_ptr<Ledger>(*std::move(store));
  }

 private:
  TempFolder temp_;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, LedgerSuite, StoreGround);

}  // namespace
}  // namespace yingbin
