// What the sending and the fetching loop ask next, and what they make of every kind of answer, with
// a real hub behind them and no socket (issue 4, point 4).
#include <gtest/gtest.h>

#include <set>

#include "hub/event_host.h"
#include "journal/replay.h"
#include "protocol/batch.h"
#include "support/linked_station.h"
#include "support/temporary_folder.h"
#include "support/world.h"

namespace yingbin {
namespace {

constexpr Ticket kTicket = 1;
const Response kLoginPage{200, {{header::kContentType, "text/html"}}, "<html>log in</html>"};

std::vector<SealedRecord> records_of(const std::string& body) {
  auto records = unpack_batch(body);
  EXPECT_TRUE(records);
  return *std::move(records);
}

class Loops : public ::testing::Test {
 protected:
  Loops() {
    time_.true_ms = Clock::kBuiltAt_ms + 30LL * 24 * 3'600'000;
    time_.follows_a_server = true;
    first_ = linked("first", "1 号门");
    PlannedEvent plan;
    plan.venue = example_venue();
    first_->found(plan, [&](EventId event) -> EventHost& { return open(event); });
    first_->exchange(*host_);
    second_ = linked("second", "2 号门");
    second_->join(*host_);
    second_->exchange(*host_);
    first_->exchange(*host_);
  }

  EventHost& open(EventId event) {
    HostOptions options;
    options.folder = folder_ / "hub";
    options.event = event;
    options.surroundings.time = &time_;
    options.surroundings.machine = "hub";
    auto host = EventHost::open(std::move(options));
    if (!host) throw std::runtime_error(host.message());
    host_ = *std::move(host);
    return *host_;
  }

  std::unique_ptr<LinkedStation> linked(const std::string& name, const std::string& door) {
    auto station = std::make_unique<LinkedStation>(folder_ / name, door);
    station->self().time = time_;
    return station;
  }

  InvitationId invite(LinkedStation& at) {
    WritePerson person;
    person.guest = GuestId{++guests_};
    person.name = "王建国";
    std::vector<Act> acts{person};
    auto draft = at.station().draft_invitation(person.guest, 1, 0);
    acts.push_back(*draft);
    EXPECT_TRUE(at.station().record(acts));
    return draft->invitation;
  }

  // Two records of the second station: it has no key to invite with.
  void write_two() {
    for (int i = 0; i < 2; ++i) {
      WritePerson person;
      person.guest = GuestId{++guests_};
      person.name = "李娜";
      const Act act = person;
      EXPECT_TRUE(second_->station().record({&act, 1}));
    }
  }

  static DoorOutcome admit(LinkedStation& at, InvitationId invitation) {
    DoorQuestion question;
    question.presented.invitation = invitation;
    const auto answer = at.station().admit(question);
    EXPECT_TRUE(answer);
    return answer->verdict.outcome;
  }

  // News for the second station, as the hub gives it.
  Response news() {
    invite(*first_);
    first_->exchange(*host_);
    return host_->handle(second_->next_pull().value(), kTicket).value();
  }

  static std::string after(const Request& request) { return request.query("after"); }

  TemporaryFolder folder_;
  WrongTime time_;
  std::unique_ptr<EventHost> host_;
  std::unique_ptr<LinkedStation> first_;
  std::unique_ptr<LinkedStation> second_;
  std::uint64_t guests_ = 100;
};

TEST_F(Loops, a_login_page_with_status_200_changes_nothing_and_is_tried_again_later) {
  const Response good = news();
  PullLoop& pull = second_->pull();
  const std::int64_t now = second_->now_ms();
  EXPECT_FALSE(pull.answered(kLoginPage, now));
  ASSERT_TRUE(pull.wake_ms());
  EXPECT_FALSE(second_->next_pull()) << "not before its time";
  second_->self().time.true_ms += Backoff::kFirst_ms;
  ASSERT_TRUE(second_->next_pull());
  const auto arrival = pull.answered(good, now);
  ASSERT_TRUE(arrival);
  EXPECT_FALSE(arrival->records.empty());

  write_two();
  PushLoop& push = second_->push();
  ASSERT_TRUE(push.next(second_->now_ms()));
  push.answered(kLoginPage, second_->now_ms());
  EXPECT_EQ(push.unsent(), 2U);
  second_->self().time.true_ms += Backoff::kFirst_ms;
  second_->exchange(*host_);
  EXPECT_EQ(push.unsent(), 0U);
}

// P-signed: whatever the wire does to an answer, nothing is believed that was not sent.
TEST_F(Loops, an_answer_cut_or_flipped_anywhere_brings_nothing_false) {
  const Response good = news();
  std::set<Digest> sent;
  for (const SealedRecord& sealed : records_of(good.body)) sent.insert(sealed.record.digest);
  const std::uint64_t held = second_->station().journal().count();
  for (std::size_t at = 0; at < good.body.size(); ++at) {
    for (const bool cut : {true, false}) {
      Response bad = good;
      if (cut) bad.body.resize(at);
      if (!cut) bad.body[at] = static_cast<char>(bad.body[at] ^ 0x10);
      second_->link();  // from the cursor that the journal remembers
      ASSERT_TRUE(second_->next_pull());
      const auto arrival = second_->pull().answered(bad, second_->now_ms());
      if (!arrival) continue;
      EXPECT_FALSE(cut) << at;
      for (const SealedRecord& sealed : arrival->records) {
        EXPECT_TRUE(sent.contains(sealed.record.digest)) << at;
      }
    }
  }
  EXPECT_EQ(second_->station().journal().count(), held);
  second_->link();
  second_->exchange(*host_);
  EXPECT_EQ(second_->station().journal().count(), host_->station().journal().count());
}

TEST_F(Loops, waiting_doubles_with_jitter_up_to_a_bound_and_starts_over_after_an_answer) {
  Backoff one(1);
  Backoff other(2);
  std::int64_t step = Backoff::kFirst_ms;
  bool apart = false;
  for (int i = 0; i < 20; ++i) {
    const std::int64_t wait = one.next_ms();
    EXPECT_GE(wait, step / 2);
    EXPECT_LE(wait, step);
    apart = apart || wait != other.next_ms();
    step = std::min(2 * step, Backoff::kLast_ms);
  }
  EXPECT_TRUE(apart) << "ten stations that lost one hub do not come back in one instant";
  one.reset();
  EXPECT_LE(one.next_ms(), Backoff::kFirst_ms);
}

TEST_F(Loops, a_cursor_that_the_hub_does_not_know_starts_from_the_beginning) {
  const std::uint64_t held = second_->station().journal().count();
  const auto request = second_->next_pull();
  ASSERT_TRUE(request);
  EXPECT_NE(after(*request), "0-" + hex(0));
  second_->pulled(problem(409, "cursor_unknown", "restored"));
  const auto again = second_->next_pull();
  ASSERT_TRUE(again);
  EXPECT_EQ(after(*again), "0-" + hex(0));
  EXPECT_EQ(again->query("wait"), "0");
  second_->exchange(*host_);
  EXPECT_EQ(second_->station().journal().count(), held) << "what is held already comes for nothing";
}

TEST_F(Loops, what_could_not_be_kept_is_asked_for_again_after_a_while) {
  const std::string before = after(*second_->next_pull());
  const Response good = news();
  ASSERT_TRUE(second_->pull().answered(good, second_->now_ms()));
  EXPECT_NE(after(*second_->next_pull()), before);
  second_->pull().go_back_to(parse_cursor(before).value(), second_->now_ms() + 5'000);
  EXPECT_FALSE(second_->pull().fresh_at_ms()) << "not all that the hub has is here";
  EXPECT_FALSE(second_->next_pull());
  second_->self().time.true_ms += 5'000;
  EXPECT_EQ(after(*second_->next_pull()), before);
}

TEST_F(Loops, sending_goes_on_from_what_the_hub_says_it_has) {
  write_two();
  second_->exchange(*host_);
  write_two();
  PushLoop& push = second_->push();
  auto request = push.next(second_->now_ms());
  ASSERT_TRUE(request);
  const auto records = records_of(request->body);
  ASSERT_EQ(records.size(), 2U);
  const RecordId first = records.front().record.id;
  // The hub lacks what came before: it was restored and says so.
  PushAnswer answer{second_->enrolment().answer.hub, {}, {}};
  answer.refused.push_back({first, ParkReason::gap, first.seq - 2});
  push.answered({200, {{header::kContentType, media::kJson}}, to_json(answer)}, second_->now_ms());
  EXPECT_TRUE(push.parked().empty()) << "a gap is filled, not parked";
  bool filled = false;
  for (int i = 0; i < 10 && !filled; ++i) {
    request = push.next(second_->now_ms());
    ASSERT_TRUE(request);
    const auto again = records_of(request->body);
    filled = again.front().record.id == RecordId{first.origin, first.seq - 1};
    push.answered(host_->handle(*request, kTicket).value(), second_->now_ms());
  }
  EXPECT_TRUE(filled);
}

TEST_F(Loops, a_run_that_the_hub_refuses_is_parked_and_keeps_no_other_waiting) {
  invite(*first_);
  first_->exchange(*host_);
  second_->exchange(*host_);
  write_two();
  PushLoop& push = second_->push();
  push.forget_hub();
  // This hub lost everything and vouches for nobody: all runs of the second station are unknown.
  const OriginId own = second_->own_origin();
  const auto refuse = [&](const Request& request, std::set<OriginId>& seen) {
    PushAnswer answer{second_->enrolment().answer.hub, {}, {}};
    if (!request.body.empty()) {
      const auto records = records_of(request.body);
      const RecordId head = records.front().record.id;
      seen.insert(head.origin);
      if (head.origin == own) answer.refused.push_back({head, ParkReason::unknown, 0});
    }
    return Response{200, {{header::kContentType, media::kJson}}, to_json(answer)};
  };
  std::set<OriginId> seen;
  for (int i = 0; i < 6; ++i) {
    const auto request = push.next(second_->now_ms());
    if (!request) break;
    push.answered(refuse(*request, seen), second_->now_ms());
  }
  ASSERT_TRUE(push.parked().contains(own));
  EXPECT_FALSE(push.parked().at(own).why.empty()) << "shown with a reason";
  EXPECT_GT(seen.size(), 1U) << "others go on";
  EXPECT_GT(push.unsent(), 0U) << "and are not called sent";
}

// A hub is no clock: stations of 1970 and 2099 exchange as others do.
TEST_F(Loops, clocks_of_1970_and_2099_keep_nobody_from_agreeing) {
  constexpr std::int64_t kYear_ms = 365LL * 24 * 3'600'000;
  for (const std::int64_t wrong_by : {-time_.true_ms, 73 * kYear_ms}) {
    const std::string name = wrong_by < 0 ? "early" : "late";
    auto wrong = linked(name, name);
    wrong->self().time.wrong_by_ms = wrong_by;
    wrong->self().time.follows_a_server = false;
    wrong->join(*host_);
    wrong->exchange(*host_);
    const InvitationId guest = invite(*first_);
    first_->exchange(*host_);
    wrong->exchange(*host_);
    EXPECT_EQ(admit(*wrong, guest), DoorOutcome::admitted);
    wrong->exchange(*host_);
    first_->exchange(*host_);
    EXPECT_EQ(admit(*first_, guest), DoorOutcome::already_in);
    EXPECT_EQ(digest(first_->state()), digest(host_->state()));
    EXPECT_EQ(wrong->push().unsent(), 0U);
  }
}

}  // namespace
}  // namespace yingbin
