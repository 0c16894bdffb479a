// The ledger in PostgreSQL, on a real one: what every ledger must do.
#include "hub/postgres_ledger.h"
#include "support/ledger_suite.h"
#include "support/postgres_cluster.h"

namespace yingbin {
namespace {

class PostgresGround {
 public:
  static std::string why_not() { return PostgresCluster::why(); }
  Result<std::unique_ptr<Ledger>> open() {
    auto ledger = PostgresLedger::open(url_, kEvent, Owner::wait);
    if (!ledger) return ledger.failure();
    return std::unique_ptr<Ledger>(*std::move(ledger));
  }

 private:
  std::string url_ = PostgresCluster::shared()->new_database();
};

INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, LedgerSuite, PostgresGround);

}  // namespace
}  // namespace yingbin
