// What every ledger must do, whatever keeps its records: included once by a test of each, with a
// Ground that opens one ledger again and again on one place.
#pragma once

#include <gtest/gtest.h>

#include <set>

#include "journal/desk.h"
#include "journal/ledger.h"
#include "support/far_station.h"

namespace yingbin {

template <class Ground>
class LedgerSuite : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!Ground::why_not().empty()) GTEST_SKIP() << Ground::why_not();
    ground_ = std::make_unique<Ground>();
  }
  std::unique_ptr<Ledger> ledger() { return expect(ground_->open()); }
  Desk desk() {
    Desk desk(expect(Journal::on(ledger(), temp_ / "day", kEvent)));
    desk.apply(replayed(desk.journal));
    return desk;
  }
  static Received receive(Desk& desk, const std::vector<SealedRecord>& records,
                          const Settings& settings = {}) {
    return expect(desk.journal.receive(std::span(records), settings));
  }
  static Result<void> insert(Ledger& ledger, const std::vector<StoredRecord>& records,
                             bool own = false) {
    return ledger.write([&](Ledger::Writing& writing) {
      for (const StoredRecord& record : records) writing.insert(record, own, nullptr);
    });
  }
  static std::vector<StoredRow> rows(Ledger& ledger, std::uint64_t position = 0) {
    std::vector<StoredRow> rows;
    EXPECT_TRUE(ledger.scan(position, [&](const StoredRow& row) {
      rows.push_back(row);
      return true;
    }));
    return rows;
  }
  static std::vector<StoredRecord> records_of(const std::vector<StoredRow>& rows) {
    std::vector<StoredRecord> records;
    for (const StoredRow& row : rows) records.push_back(row.record);
    return records;
  }
  TempFolder temp_;
  std::unique_ptr<Ground> ground_;
};

TYPED_TEST_SUITE_P(LedgerSuite);

TYPED_TEST_P(LedgerSuite, what_was_recorded_is_there_after_reopening) {
  std::vector<Record> written;
  std::vector<Head> heads;
  {
    Desk desk = this->desk();
    written = desk.append({admission(1), person(2, "张伟")});
    const auto more = desk.append({admission(3)});
    written.insert(written.end(), more.begin(), more.end());
    heads = desk.journal.heads();
  }
  Desk desk = this->desk();
  EXPECT_TRUE(same(replayed(desk.journal), written));
  EXPECT_EQ(desk.journal.count(), 3U);
  EXPECT_EQ(desk.journal.heads(), heads);
  EXPECT_EQ(desk.journal.event(), kEvent);
  EXPECT_TRUE(desk.journal.notices().empty());
  EXPECT_EQ(desk.append({admission(4)})[0].id(), (RecordId{desk.journal.origin(), 4}));
  EXPECT_TRUE(expect(desk.journal.check({})).defects.empty());
}

// P-once: however often it is sent.
TYPED_TEST_P(LedgerSuite, what_comes_again_is_known_and_counts_once) {
  FarStation far(0x8000000000000005);
  const auto all = far.sealed(200);
  const std::vector<SealedRecord> first(all.begin(), all.begin() + 150);
  {
    Desk desk = this->desk();
    EXPECT_EQ(this->receive(desk, first).taken.size(), 150U);
    EXPECT_EQ(this->receive(desk, first).known, 150U);
  }
  Desk desk = this->desk();
  const Received received = this->receive(desk, all);
  EXPECT_EQ(received.known, 150U);
  EXPECT_EQ(received.taken.size(), 50U);
  EXPECT_EQ(desk.journal.count(), 200U);
}

TYPED_TEST_P(LedgerSuite, a_gap_is_refused_with_what_is_held) {
  FarStation far(5);
  FarStation other(6);
  const auto all = far.records(5);
  Desk desk = this->desk();
  desk.receive({all[0], all[1]});
  const Received received = desk.receive({all[3], all[4], other.record()});
  ASSERT_EQ(received.refused.size(), 2U);
  EXPECT_EQ(received.refused[0].reason, RefusalReason::gap);
  EXPECT_EQ(received.refused[0].held, 2U);
  EXPECT_EQ(received.taken.size(), 1U) << "it holds nothing else up";
  EXPECT_EQ(desk.receive(all).taken.size(), 3U);
}

TYPED_TEST_P(LedgerSuite, both_branches_of_a_fork_are_kept) {
  FarStation first(0xaa);
  FarStation second(0xaa);
  std::vector<StoredRecord> all = first.records(2);
  all.push_back(second.record("other"));
  all.push_back(second.record());
  {
    Desk desk = this->desk();
    desk.receive({all[0], all[1]});
    const Received received = desk.receive({all[2], all[3]});
    EXPECT_EQ(received.taken.size(), 2U);
    ASSERT_EQ(received.forks.size(), 1U);
    EXPECT_EQ(received.forks[0].branches.size(), 2U);
  }
  Desk desk = this->desk();
  ASSERT_EQ(desk.journal.forks().size(), 1U);
  EXPECT_EQ(desk.journal.forks()[0].seq, 1U);
  EXPECT_EQ(desk.journal.heads().size(), 2U);
  EXPECT_EQ(desk.all(), all);
  EXPECT_EQ(desk.receive(all).known, 4U);
  EXPECT_EQ(desk.receive({first.record(), second.record()}).taken.size(), 2U) << "both go on";
  auto branches = expect(desk.journal.records_after(OriginId{0xaa}, 0, 10));
  ASSERT_EQ(branches.size(), 6U);
  for (std::size_t i = 0; i < branches.size(); i += 2) {
    EXPECT_EQ(branches[i].id, branches[i + 1].id);
    EXPECT_LT(branches[i].digest, branches[i + 1].digest);
  }
}

// DESIGN 4: runs are cut only where their origin signed.
TYPED_TEST_P(LedgerSuite, signatures_are_kept_and_what_leaves_is_cut_at_them) {
  FarStation far(5);
  auto run = far.sealed(3);
  const Signature signature = *run.back().signature;
  Desk desk = this->desk();
  this->receive(desk, run);
  run = far.sealed(2);
  run.back().signature.reset();
  this->receive(desk, run);
  const Outgoing out = expect(desk.journal.outgoing_after(0, 1 << 20));
  ASSERT_EQ(out.records.size(), 3U) << "the run that nobody signed yet waits";
  EXPECT_EQ(out.position, 3U);
  EXPECT_EQ(out.records[0].signature, std::nullopt);
  EXPECT_EQ(out.records[2].signature, signature);
  EXPECT_FALSE(out.records[2].own);
  this->receive(desk, far.sealed(1));
  const Outgoing rest = expect(desk.journal.outgoing_after(3, 1 << 20));
  EXPECT_EQ(rest.records.size(), 3U);
  EXPECT_EQ(rest.records.back().signature, far.signature());
  EXPECT_EQ(expect(desk.journal.outgoing_of(OriginId{5}, 2, 1 << 20)).records.size(), 4U);
  const Outgoing little = expect(desk.journal.outgoing_of(OriginId{5}, 0, 1));
  EXPECT_EQ(little.records.size(), 3U) << "more than asked, where a run is longer";
  EXPECT_TRUE(little.more);
}

TYPED_TEST_P(LedgerSuite, settings_come_with_the_records_or_not_at_all) {
  FarStation far(5);
  {
    Desk desk = this->desk();
    this->receive(desk, far.sealed(2), {{"cursor", "17"}, {"empty", ""}});
    this->receive(desk, far.sealed(1), {{"cursor", "18 你好"}});
  }
  Desk desk = this->desk();
  Settings settings = expect(desk.journal.settings());
  EXPECT_EQ(settings.at("cursor"), "18 你好");
  EXPECT_EQ(settings.at("empty"), "");
  EXPECT_FALSE(settings.contains("never put"));
}

TYPED_TEST_P(LedgerSuite, a_transaction_that_fails_leaves_nothing_and_what_follows_works) {
  FarStation far(5);
  const auto all = far.records(3);
  const auto ledger = this->ledger();
  ASSERT_TRUE(this->insert(*ledger, {all[0]}));
  auto failed = ledger->write([&](Ledger::Writing& writing) {
    writing.put_setting("cursor", "1");
    writing.put_fork({OriginId{5}, 2});
    writing.insert(all[1], false, nullptr);
    writing.erase(1);
    writing.insert(all[0], false, nullptr);  // is there already
  });
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.message(), "");
  EXPECT_EQ(expect(ledger->count()), 1U);
  EXPECT_TRUE(expect(ledger->settings()).empty());
  EXPECT_TRUE(expect(ledger->forks()).empty());
  ASSERT_TRUE(this->insert(*ledger, {all[1], all[2]}));
  const auto rows = this->rows(*ledger);
  EXPECT_EQ(this->records_of(rows), all);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].position, i + 1);
}

TYPED_TEST_P(LedgerSuite, a_running_transaction_sees_what_it_wrote) {
  FarStation far(5);
  const auto all = far.records(4);
  const auto ledger = this->ledger();
  ASSERT_TRUE(this->insert(*ledger, {all[0], all[1]}));
  ASSERT_TRUE(ledger->write([&](Ledger::Writing& writing) {
    EXPECT_EQ(writing.at(all[1].id), std::vector{all[1]});
    EXPECT_TRUE(writing.at(all[2].id).empty());
    writing.insert(all[2], false, nullptr);
    EXPECT_EQ(writing.at(all[2].id), std::vector{all[2]});
    EXPECT_EQ(writing.at(all[0].id), std::vector{all[0]});
    writing.insert(all[3], true, nullptr);
    EXPECT_EQ(writing.at(all[3].id), std::vector{all[3]});
  }));
  EXPECT_EQ(this->records_of(this->rows(*ledger)), all);
  EXPECT_FALSE(this->rows(*ledger)[2].own);
  EXPECT_TRUE(this->rows(*ledger)[3].own);
}

TYPED_TEST_P(LedgerSuite, settings_are_replaced_and_dropped) {
  const auto ledger = this->ledger();
  ASSERT_TRUE(ledger->write([&](Ledger::Writing& writing) {
    writing.put_setting("a", "1");
    writing.put_setting("b", "1");
    writing.put_setting("a", "2");
  }));
  ASSERT_TRUE(ledger->write([&](Ledger::Writing& writing) {
    writing.drop_setting("b");
    writing.drop_setting("not there");
    writing.put_setting("c", "3");
  }));
  EXPECT_EQ(expect(ledger->settings()), (Settings{{"a", "2"}, {"c", "3"}}));
}

// P-private: no file and no answer brings the person back, and the chain holds.
TYPED_TEST_P(LedgerSuite, what_is_erased_is_gone_and_the_chain_holds) {
  std::vector<Record> written;
  {
    Desk desk = this->desk();
    written = desk.append({admission(1), person(2, "张伟"), person(3, "李娜")});
    EXPECT_EQ(expect(desk.journal.erase(std::vector{written[1].name()})), 1U);
    EXPECT_EQ(expect(desk.journal.erase(std::vector{written[1].name()})), 0U) << "already";
  }
  Desk desk = this->desk();
  const auto all = desk.all();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_TRUE(all[0].body);
  EXPECT_FALSE(all[1].body);
  EXPECT_TRUE(all[2].body);
  EXPECT_TRUE(replayed(desk.journal)[1].template as<ErasedAct>());
  EXPECT_TRUE(expect(desk.journal.check({})).defects.empty());
}

TYPED_TEST_P(LedgerSuite, rows_are_scanned_in_order_from_any_place_until_told_to_stop) {
  FarStation far(5);
  const auto all = far.records(1100);  // more than any page
  const auto ledger = this->ledger();
  ASSERT_TRUE(this->insert(*ledger, {all.begin(), all.begin() + 700}));
  ASSERT_TRUE(this->insert(*ledger, {all.begin() + 700, all.end()}));
  EXPECT_EQ(this->records_of(this->rows(*ledger)), all);
  const auto late = this->rows(*ledger, 1000);
  ASSERT_EQ(late.size(), 100U);
  EXPECT_EQ(late.front().position, 1001U);
  EXPECT_TRUE(this->rows(*ledger, 1100).empty());
  for (std::size_t stop : {1U, 256U, 257U, 900U}) {
    std::size_t seen = 0;
    ASSERT_TRUE(ledger->scan(0, [&](const StoredRow&) { return ++seen < stop; }));
    EXPECT_EQ(seen, stop);
  }
  std::uint64_t seq = 300;
  ASSERT_TRUE(ledger->scan_origin(OriginId{5}, 300, [&](SealedRow& sealed) {
    EXPECT_EQ(sealed.row.record.id.seq, ++seq);
    return true;
  }));
  EXPECT_EQ(seq, 1100U);
}

TYPED_TEST_P(LedgerSuite, a_copied_origin_goes_on_as_a_new_one_and_repeats_its_branch) {
  Desk desk = this->desk();
  desk.append({admission(1), admission(2)});
  FarStation copy(desk.journal.origin().value);
  desk.receive({copy.record()});
  ASSERT_TRUE(desk.journal.own_origin_copied());
  const auto repeated = expect(desk.journal.take_new_origin(desk.source()));
  EXPECT_EQ(repeated.size(), 2U);
  EXPECT_FALSE(desk.journal.own_origin_copied());
  EXPECT_EQ(desk.journal.count(), 5U);
  EXPECT_TRUE(expect(desk.journal.check({})).defects.empty());
}

TYPED_TEST_P(LedgerSuite, own_records_are_told_from_those_received) {
  FarStation far(5);
  const auto all = far.records(3);
  const auto ledger = this->ledger();
  ASSERT_TRUE(this->insert(*ledger, {all[0]}, true));
  ASSERT_TRUE(this->insert(*ledger, {all[1], all[2]}, false));
  EXPECT_EQ(expect(ledger->last_of(OriginId{5}, true))->record, all[0]);
  EXPECT_EQ(expect(ledger->last_of(OriginId{5}, false))->record, all[2]);
  EXPECT_FALSE(expect(ledger->last_of(OriginId{6}, false)));
  EXPECT_TRUE(this->rows(*ledger)[0].own);
  EXPECT_FALSE(this->rows(*ledger)[2].own);
}

TYPED_TEST_P(LedgerSuite, the_tips_are_what_nothing_follows) {
  FarStation first(5);
  FarStation second(5);
  const auto left = first.records(3);
  const std::vector<StoredRecord> right = {second.record("other"), second.record("other")};
  const auto ledger = this->ledger();
  ASSERT_TRUE(this->insert(*ledger, left));
  ASSERT_TRUE(this->insert(*ledger, right));
  const auto tips = expect(ledger->tips_of(OriginId{5}, 1));
  ASSERT_EQ(tips.size(), 2U);
  EXPECT_EQ(tips[0], right[1]);
  EXPECT_EQ(tips[1], left[2]);
  EXPECT_EQ(expect(ledger->at({OriginId{5}, 2})).size(), 2U);
}

// The greatest body, and bytes of every value.
TYPED_TEST_P(LedgerSuite, bodies_are_any_bytes_up_to_a_mebibyte) {
  FarStation far(5);
  std::string odd("\0\xff\xc3(\0'\\\"", 8);
  for (int i = 0; i < 256; ++i) odd += static_cast<char>(i);
  std::string large;
  for (std::uint64_t i = 0; large.size() < (1 << 20); ++i) large += hex(i * 0x9E3779B97F4A7C15);
  std::vector<StoredRecord> all = {far.record(odd), far.record("")};
  for (int i = 0; i < 20; ++i) all.push_back(far.record(large));
  all.push_back(far.record());
  {
    Desk desk = this->desk();
    EXPECT_EQ(desk.receive(all).taken.size(), all.size());
  }
  Desk desk = this->desk();
  EXPECT_TRUE(desk.all() == all) << "the bytes its origin wrote";
  EXPECT_EQ(expect(desk.journal.find(all[0].id))->body->bytes, odd);
}

TYPED_TEST_P(LedgerSuite, many_origins_are_all_known) {
  std::vector<StoredRecord> all;
  std::set<OriginId> origins;
  for (std::uint64_t i = 1; i <= 300; ++i) {
    FarStation far(i * 0x9E3779B97F4A7C15);  // also above the signed numbers
    origins.insert({i * 0x9E3779B97F4A7C15});
    for (StoredRecord& record : far.records(2)) all.push_back(std::move(record));
  }
  {
    Desk desk = this->desk();
    EXPECT_EQ(desk.receive(all).taken.size(), 600U);
  }
  const auto known = expect(this->ledger()->origins());
  EXPECT_EQ(std::set<OriginId>(known.begin(), known.end()), origins);
  EXPECT_EQ(known.size(), 300U);
  EXPECT_EQ(this->desk().journal.heads().size(), 300U);
}

TYPED_TEST_P(LedgerSuite, it_finds_itself_sound_and_where_it_was) {
  std::string place;
  {
    const auto ledger = this->ledger();
    EXPECT_TRUE(expect(ledger->integrity()).empty());
    place = ledger->place("machine");
    EXPECT_TRUE(ledger->fold_log());
  }
  EXPECT_EQ(this->ledger()->place("machine"), place);
}

REGISTER_TYPED_TEST_SUITE_P(LedgerSuite, what_was_recorded_is_there_after_reopening,
                            what_comes_again_is_known_and_counts_once,
                            a_gap_is_refused_with_what_is_held, both_branches_of_a_fork_are_kept,
                            signatures_are_kept_and_what_leaves_is_cut_at_them,
                            settings_come_with_the_records_or_not_at_all,
                            a_transaction_that_fails_leaves_nothing_and_what_follows_works,
                            a_running_transaction_sees_what_it_wrote,
                            settings_are_replaced_and_dropped,
                            what_is_erased_is_gone_and_the_chain_holds,
                            rows_are_scanned_in_order_from_any_place_until_told_to_stop,
                            a_copied_origin_goes_on_as_a_new_one_and_repeats_its_branch,
                            own_records_are_told_from_those_received,
                            the_tips_are_what_nothing_follows,
                            bodies_are_any_bytes_up_to_a_mebibyte, many_origins_are_all_known,
                            it_finds_itself_sound_and_where_it_was);

}  // namespace yingbin
