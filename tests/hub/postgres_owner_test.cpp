// Who may write when processes, networks and servers die: the event's owner and nobody else, and
// nothing that was acknowledged is lost.
#include <gtest/gtest.h>

#include <future>

#include "hub/postgres_ledger.h"
#include "support/ledger_suite.h"
#include "support/postgres_cluster.h"
#include "support/postgres_wire.h"

namespace yingbin {
namespace {

using std::chrono::steady_clock;

class PostgresOwner : public ::testing::Test {
 protected:
  void SetUp() override {
    cluster_ = PostgresCluster::shared();
    if (!cluster_) GTEST_SKIP() << PostgresCluster::why();
    url_ = cluster_->new_database();
  }
  std::unique_ptr<PostgresLedger> open(Owner owner = Owner::wait) const {
    return expect(PostgresLedger::open(url_, kEvent, owner));
  }
  std::string sql(const std::string& statement) const {
    return cluster_->sql(database_of(url_), statement);
  }
  // Asks the server until it answers so.
  void await(const std::string& question, const std::string& answer) const {
    const auto until = steady_clock::now() + std::chrono::seconds(60);
    while (sql(question) != answer + "\n") ASSERT_LT(steady_clock::now(), until) << question;
  }
  // The network of every process of the hub fails.
  void cut_off() const {
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hub'");
    await("SELECT count(*) FROM pg_stat_activity WHERE usename = 'hub'", "0");
  }
  std::string url_through(const PostgresWire& wire) const {
    return cluster_->address("hub:three-secrets", database_of(url_), wire.socket_folder());
  }
  static Result<void> write(Ledger& ledger, const StoredRecord& record) {
    return ledger.write([&](Ledger::Writing& writing) { writing.insert(record, false, nullptr); });
  }

  PostgresCluster* cluster_ = nullptr;
  std::string url_;
  TempFolder temp_;
};

TEST_F(PostgresOwner, a_second_owner_is_refused_or_waits_until_the_first_is_gone) {
  FarStation far(5);
  auto first = open();
  ASSERT_TRUE(write(*first, far.record()));
  auto refused = PostgresLedger::open(url_, kEvent, Owner::now);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.message().find(hex(kEvent.value, 8)), std::string::npos);
  auto second = std::async(std::launch::async, [&] { return open(Owner::wait); });
  await("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", "1");
  ASSERT_TRUE(write(*first, far.record())) << "who waits holds nobody up";
  first.reset();
  const auto taken = second.get();
  EXPECT_EQ(expect(taken->count()), 2U);
  EXPECT_TRUE(write(*taken, far.record()));
}

TEST_F(PostgresOwner, who_waits_can_be_stopped_and_outlives_a_lost_connection) {
  auto first = open();
  std::stop_source stop;
  auto second = std::async(std::launch::async, [&] {
    return PostgresLedger::open(url_, kEvent, Owner::wait, stop.get_token());
  });
  const std::string waiting = "FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  await("SELECT count(*) " + waiting, "1");
  const std::string pid = sql("SELECT pid " + waiting);
  sql("SELECT pg_terminate_backend(" + pid.substr(0, pid.size() - 1) + ")");
  await("SELECT count(*) " + waiting + " AND pid <> " + pid, "1");
  stop.request_stop();
  EXPECT_FALSE(second.get());
  EXPECT_TRUE(first->count());
}

TEST_F(PostgresOwner, two_events_of_one_database_do_not_know_of_each_other) {
  FarStation far(5);
  const auto one = open();
  const auto other = expect(PostgresLedger::open(url_, EventId{5}, Owner::now));
  ASSERT_TRUE(write(*one, far.record()));
  EXPECT_EQ(expect(other->count()), 0U);
  EXPECT_TRUE(expect(other->origins()).empty());
  EXPECT_NE(other->place(""), one->place(""));
}

TEST_F(PostgresOwner, who_lost_the_event_cannot_write_any_more) {
  FarStation far(5);
  FarStation other(6);
  const auto first = open();
  ASSERT_TRUE(write(*first, far.record()));
  cut_off();
  auto second = open(Owner::now);
  ASSERT_TRUE(write(*second, other.record()));
  const auto refused = write(*first, far.record());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.message().find("Another process may own the event"), std::string::npos);
  EXPECT_TRUE(first->ended());
  EXPECT_FALSE(first->count());
  second.reset();
  EXPECT_FALSE(write(*first, far.record())) << "not even when nobody owns it";
  EXPECT_EQ(expect(open(Owner::now)->count()), 2U);
}

// A pooler or an administrator between us can lose a lock that we believe we hold.
TEST_F(PostgresOwner, the_schema_itself_refuses_an_older_owner) {
  FarStation far(5);
  const auto first = open();
  sql("UPDATE hub_event SET owner_epoch = owner_epoch + 1, writer_epoch = writer_epoch + 1");
  const auto refused = first->write([&](Ledger::Writing& writing) {
    writing.insert(far.record(), false, nullptr);
    writing.put_setting("cursor", "1");
  });
  ASSERT_FALSE(refused);
  EXPECT_TRUE(first->ended());
  const auto second = open(Owner::now);
  EXPECT_EQ(expect(second->count()), 0U);
  EXPECT_TRUE(expect(second->settings()).empty());
}

TEST_F(PostgresOwner, a_lost_connection_is_made_again_while_the_event_is_ours) {
  FarStation far(5);
  const auto ledger = open();
  ASSERT_TRUE(write(*ledger, far.record()));
  cut_off();
  EXPECT_TRUE(write(*ledger, far.record()));
  cut_off();
  EXPECT_EQ(expect(ledger->count()), 2U);
}

TEST_F(PostgresOwner, a_database_that_was_put_back_is_noticed) {
  FarStation far(5);
  const auto ledger = open();
  ASSERT_TRUE(write(*ledger, far.record()));
  cut_off();
  sql("DELETE FROM hub_record; UPDATE hub_event SET position = 0, writes = 0");
  const auto refused = write(*ledger, far.record());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.message().find("backup"), std::string::npos);
  EXPECT_TRUE(ledger->ended());
}

TEST_F(PostgresOwner, a_network_lost_before_the_commit_is_told_and_nothing_is_there) {
  PostgresWire wire(cluster_->socket_folder());
  FarStation far(5);
  const StoredRecord record = far.record();
  const auto ledger = expect(PostgresLedger::open(url_through(wire), kEvent, Owner::now));
  wire.cut_at(PostgresWire::Cut::before_commit);
  EXPECT_FALSE(write(*ledger, record));
  EXPECT_EQ(wire.cuts(), 1);
  EXPECT_EQ(expect(ledger->count()), 0U);
  EXPECT_TRUE(write(*ledger, record));
  EXPECT_EQ(expect(ledger->count()), 1U);
}

TEST_F(PostgresOwner, a_network_lost_after_the_commit_is_no_failure) {
  PostgresWire wire(cluster_->socket_folder());
  FarStation far(5);
  const auto ledger = expect(PostgresLedger::open(url_through(wire), kEvent, Owner::now));
  wire.cut_at(PostgresWire::Cut::after_commit);
  const auto written = write(*ledger, far.record());
  EXPECT_TRUE(written) << written.message();
  EXPECT_EQ(wire.cuts(), 1);
  EXPECT_EQ(expect(ledger->count()), 1U);
  wire.cut_at(PostgresWire::Cut::after_commit);
  EXPECT_TRUE(ledger->write([](Ledger::Writing& writing) { writing.put_setting("a", "1"); }));
  EXPECT_EQ(wire.cuts(), 2);
  EXPECT_TRUE(write(*ledger, far.record()));
}

// Its caller was told that it is not certain and counts on nothing: it must read everything again.
TEST_F(PostgresOwner, an_outcome_found_too_late_ends_the_ledger) {
  PostgresWire wire(cluster_->socket_folder());
  FarStation far(5);
  const auto ledger = expect(PostgresLedger::open(url_through(wire), kEvent, Owner::now));
  wire.cut_at(PostgresWire::Cut::after_commit, true);
  const auto uncertain = write(*ledger, far.record());
  ASSERT_FALSE(uncertain);
  EXPECT_NE(uncertain.message().find("not certain"), std::string::npos);
  EXPECT_FALSE(ledger->ended());
  wire.mend();
  const auto until = steady_clock::now() + std::chrono::seconds(60);
  while (!ledger->ended() && steady_clock::now() < until) static_cast<void>(ledger->count());
  EXPECT_TRUE(ledger->ended());
  EXPECT_EQ(expect(open(Owner::wait)->count()), 1U);
}

// P-durable: the server dies in the middle of batches, again and again.
TEST_F(PostgresOwner, nothing_acknowledged_is_lost_when_the_server_is_killed) {
  constexpr std::size_t kBatches = 60;
  sql("CHECKPOINT");  // the server starts again from here
  FarStation far(5);
  std::vector<std::vector<SealedRecord>> batches;
  for (std::size_t i = 0; i < kBatches; ++i) batches.push_back(far.sealed(100));
  std::atomic<std::size_t> acknowledged = 0;
  std::atomic<bool> up = true;
  auto writer = std::async(std::launch::async, [&] {
    std::optional<Journal> journal;
    const auto until = steady_clock::now() + std::chrono::seconds(120);
    while (acknowledged < kBatches && steady_clock::now() < until) {
      if (!journal) {
        auto opened = PostgresLedger::open(url_, kEvent, Owner::wait);
        if (!opened) {
          up.wait(false);
          continue;
        }
        auto again = Journal::on(*std::move(opened), temp_ / "day", kEvent);
        if (again) journal.emplace(*std::move(again));
        continue;
      }
      const auto received =
          journal->receive(std::span<const SealedRecord>(batches[acknowledged]), {});
      if (received && received->refused.empty()) ++acknowledged;
      acknowledged.notify_all();
      if (!received) journal.reset();  // as a process that starts again
    }
  });
  for (std::size_t kills = 1; kills <= 3; ++kills) {
    for (std::size_t now = acknowledged; now < kills * 12; now = acknowledged) {
      acknowledged.wait(now);
    }
    up = false;
    cluster_->kill();
    cluster_->start();
    up = true;
    up.notify_all();
  }
  writer.get();
  EXPECT_EQ(acknowledged, kBatches);
  Journal journal = expect(Journal::on(open(Owner::wait), temp_ / "day", kEvent));
  EXPECT_EQ(journal.count(), kBatches * 100);
  EXPECT_TRUE(expect(journal.check({})).defects.empty());
}

}  // namespace
}  // namespace yingbin
