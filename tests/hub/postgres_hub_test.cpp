// What the processes of a hub share, and what people are told when the database is not as it
// should be.
#include "hub/postgres_hub.h"

#include <gtest/gtest.h>

#include "hub/postgres_ledger.h"
#include "support/ledger_suite.h"
#include "support/postgres_cluster.h"

namespace yingbin {
namespace {

class OnPostgres : public ::testing::Test {
 protected:
  void SetUp() override {
    cluster_ = PostgresCluster::shared();
    if (!cluster_) GTEST_SKIP() << PostgresCluster::why();
    url_ = cluster_->new_database();
  }
  Result<std::unique_ptr<PostgresLedger>> open() const {
    return PostgresLedger::open(url_, kEvent, Owner::now);
  }
  std::string sql(const std::string& statement) const {
    return cluster_->sql(database_of(url_), statement);
  }
  PostgresCluster* cluster_ = nullptr;
  std::string url_;
  TempFolder temp_;
};

TEST_F(OnPostgres, a_standby_finds_the_secrets_of_whoever_came_first) {
  PostgresHub first = expect(PostgresHub::open(url_));
  PostgresHub second = expect(PostgresHub::open(url_));
  EXPECT_EQ(expect(first.secret("tls_key")), std::nullopt);
  const std::string key("a\0b\xff", 4);
  EXPECT_EQ(expect(first.put_secret_if_absent("tls_key", key)), key);
  EXPECT_EQ(expect(second.put_secret_if_absent("tls_key", "mine")), key);
  EXPECT_EQ(expect(second.secret("tls_key")), key);
}

TEST_F(OnPostgres, the_events_that_were_ever_opened_are_listed) {
  PostgresHub hub = expect(PostgresHub::open(url_));
  EXPECT_TRUE(expect(hub.events()).empty());
  expect(PostgresLedger::open(url_, EventId{0xffffffff}, Owner::now));
  expect(PostgresLedger::open(url_, EventId{7}, Owner::now));
  EXPECT_EQ(expect(hub.events()), (std::vector{EventId{7}, EventId{0xffffffff}}));
}

TEST_F(OnPostgres, a_lost_connection_is_made_again) {
  PostgresHub hub = expect(PostgresHub::open(url_));
  sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hub'");
  static_cast<void>(hub.events());
  EXPECT_TRUE(hub.events());
}

TEST_F(OnPostgres, tables_of_a_newer_version_are_left_alone) {
  expect(open());
  sql("UPDATE hub_schema SET version = 99");
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.message().find("newer version"), std::string::npos);
  EXPECT_FALSE(PostgresHub::open(url_));
}

TEST_F(OnPostgres, many_processes_may_make_the_tables_at_once) {
  std::vector<std::thread> processes;
  std::atomic<int> opened = 0;
  for (std::uint64_t i = 1; i <= 6; ++i) {
    processes.emplace_back([&, i] {
      const auto ledger = PostgresLedger::open(url_, EventId{i}, Owner::now);
      EXPECT_TRUE(ledger) << ledger.message();
      if (ledger) ++opened;
    });
  }
  for (std::thread& process : processes) process.join();
  EXPECT_EQ(opened, 6);
  EXPECT_EQ(sql("SELECT version FROM hub_schema"), "1\n");
}

TEST_F(OnPostgres, the_password_is_in_no_message) {
  const std::string folder = cluster_->socket_folder().string();
  for (const std::string& url : {
           "postgresql://hub:top-secret@/nowhere?host=" + folder,
           "postgresql://hub:top-secret@/top-secret?host=" + folder,
           "postgresql://nobody:top-secret@/hub1?host=" + folder,
           std::string("postgresql://hub:top-secret@/hub1?host=/nowhere"),
           std::string("postgresql://hub:top-secret@127.0.0.1:1/hub1"),
           std::string("postgresql://hub:top-secret@[::1/hub1"),
           std::string("postgresql://hub:top-secret@h:port?x=top-secret"),
           std::string("hub:top-secret@h"),
       }) {
    const auto hub = PostgresHub::open(url);
    ASSERT_FALSE(hub) << url;
    EXPECT_GT(hub.message().size(), 20U);
    EXPECT_EQ(hub.message().find("secret"), std::string::npos) << hub.message();
  }
}

// A database that was copied or restored is a new origin (DESIGN 8).
TEST_F(OnPostgres, a_copied_database_goes_on_as_a_new_origin) {
  OriginId origin;
  {
    Journal journal = expect(Journal::on(expect(open()), temp_ / "day", kEvent));
    origin = journal.origin();
  }
  {
    Journal journal = expect(Journal::on(expect(open()), temp_ / "day", kEvent));
    EXPECT_EQ(journal.origin(), origin);
  }
  const std::string name = database_of(url_);
  cluster_->sql("postgres", "CREATE DATABASE copied TEMPLATE " + name + " OWNER hub");
  const std::string url =
      cluster_->address("hub:three-secrets", "copied", cluster_->socket_folder());
  auto copy = expect(PostgresLedger::open(url, kEvent, Owner::now));
  Journal journal = expect(Journal::on(std::move(copy), temp_ / "copy", kEvent));
  EXPECT_NE(journal.origin(), origin);
  EXPECT_EQ(journal.notices().size(), 1U);
}

// P-private, as far as PostgreSQL goes: the row's old version is gone from its page.
TEST_F(OnPostgres, the_old_version_of_an_erased_row_is_gone) {
  Desk desk(expect(Journal::on(expect(open()), temp_ / "day", kEvent)));
  const auto written = desk.append({person(1, "Zhang Wei"), person(2, "Li Na")});
  sql("CREATE EXTENSION pageinspect");
  const std::string versions =
      "SELECT count(*) FROM heap_page_items(get_raw_page('hub_record', 0)) "
      "WHERE position('Zhang Wei'::bytea IN t_data) > 0";
  EXPECT_EQ(sql(versions), "1\n");
  EXPECT_EQ(expect(desk.journal.erase(std::vector{written[0].name()})), 1U);
  EXPECT_EQ(sql(versions), "0\n");
}

TEST_F(OnPostgres, while_a_backup_reads_what_was_erased_it_is_told) {
  Desk desk(expect(Journal::on(expect(open()), temp_ / "day", kEvent)));
  const auto written = desk.append({person(1, "Zhang Wei")});
  Program backup({"psql", "-X", "-A", "-t", url_});
  backup.write("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM hub_record;\n");
  backup.next_line(std::chrono::steady_clock::now() + std::chrono::seconds(60));  // BEGIN
  backup.next_line(std::chrono::steady_clock::now() + std::chrono::seconds(60));
  const auto erased = desk.journal.erase(std::vector{written[0].name()});
  ASSERT_FALSE(erased);
  EXPECT_NE(erased.message().find("backup"), std::string::npos) << erased.message();
  backup.wait();
  EXPECT_TRUE(desk.journal.erase(std::vector{written[0].name()}));
}

TEST_F(OnPostgres, missing_records_are_told) {
  auto ledger = expect(open());
  EXPECT_TRUE(expect(ledger->integrity()).empty());
  sql("DELETE FROM hub_record; UPDATE hub_event SET position = 3");
  EXPECT_EQ(expect(ledger->integrity()).size(), 1U);
}

}  // namespace
}  // namespace yingbin
