// One event at a hub and real stations that meet there, without sockets (DESIGN 4, 8, 9).
#include "hub/event_host.h"

#include <gtest/gtest.h>

#include "journal/replay.h"
#include "keys/key_files.h"
#include "protocol/batch.h"
#include "protocol/signed_head.h"
#include "support/linked_station.h"
#include "support/temporary_folder.h"
#include "support/world.h"

namespace yingbin {
namespace {

class Hub : public ::testing::Test {
 protected:
  Hub() {
    time_.true_ms = Clock::kBuiltAt_ms + 30LL * 24 * 3'600'000;
    time_.follows_a_server = true;
    first_ = linked("first", "1 号门");
    first_->found(plan(), [&](EventId event) -> EventHost& {
      event_ = event;
      return open();
    });
    first_->exchange(*host_);
  }

  static PlannedEvent plan() {
    PlannedEvent plan;
    plan.venue = example_venue();
    plan.staff = {{kGreeterWang, "小王", {Role::greeter}},
                  {kCoordinator, "总指挥", {Role::coordinator}}};
    return plan;
  }

  EventHost& open() {
    host_.reset();
    HostOptions options;
    options.folder = folder_ / "hub";
    options.event = event_;
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

  std::unique_ptr<LinkedStation> joined(const std::string& name, const std::string& door) {
    auto station = linked(name, door);
    station->join(*host_);
    station->exchange(*host_);
    first_->exchange(*host_);
    return station;
  }

  // A guest with an invitation, recorded at the first station.
  InvitationId invite(int persons = 1) {
    Station& station = first_->station();
    const GuestId guest{++guests_};
    WritePerson person;
    person.guest = guest;
    person.name = "王建国";
    std::vector<Act> acts{person};
    auto draft = station.draft_invitation(guest, persons, 0);
    acts.push_back(*draft);
    EXPECT_TRUE(station.record(acts));
    return draft->invitation;
  }

  static DoorAnswer admit(LinkedStation& at, InvitationId invitation) {
    DoorQuestion question;
    question.presented.invitation = invitation;
    auto answer = at.station().admit(question);
    EXPECT_TRUE(answer);
    return *answer;
  }

  void expect_agreement(std::vector<LinkedStation*> stations) {
    for (int round = 0; round < 2; ++round) {
      for (LinkedStation* station : stations) station->exchange(*host_);
    }
    for (LinkedStation* station : stations) {
      EXPECT_EQ(digest(station->state()), digest(host_->state()));
    }
  }

  Response ask(const LinkedStation& as, Request request) {
    request.headers[header::kAuthorization] = to_text(as.enrolment().credential());
    return host_->handle(request, 9).value_or(Response{});
  }

  TemporaryFolder folder_;
  WrongTime time_;
  EventId event_;
  std::unique_ptr<LinkedStation> first_;
  std::unique_ptr<EventHost> host_;
  std::uint64_t guests_ = 100;
};

TEST_F(Hub, the_founders_event_comes_to_the_hub_and_to_every_station_that_joins) {
  auto second = joined("second", "2 号门");
  invite();
  expect_agreement({first_.get(), second.get()});
  EXPECT_EQ(second->state().venue().zones.size(), 4U);
  EXPECT_EQ(second->state().device(second->own_origin())->named->station, "2 号门");
  EXPECT_EQ(first_->push().unsent(), 0U);
}

TEST_F(Hub, an_admission_at_one_door_is_already_in_at_the_other) {
  auto second = joined("second", "2 号门");
  const InvitationId invitation = invite();
  expect_agreement({first_.get(), second.get()});
  EXPECT_EQ(admit(*first_, invitation).verdict.outcome, DoorOutcome::admitted);
  expect_agreement({first_.get(), second.get()});
  EXPECT_EQ(admit(*second, invitation).verdict.outcome, DoorOutcome::already_in);
}

TEST_F(Hub, the_mint_moves_to_the_hub_which_fills_up_a_new_door) {
  EXPECT_EQ(host_->state().mint(), host_->station().journal().origin());
  auto second = joined("second", "2 号门");
  second->exchange(*host_);
  int held = 0;
  const Hall& hall = second->state().hall();
  for (int zone = 1; zone <= hall.zones(); ++zone)
    held += hall.free_for(second->own_origin(), zone);
  EXPECT_GT(held, 0) << "S4: a door may only give what it holds";
  EXPECT_TRUE(host_->state().findings().empty());
}

TEST_F(Hub, two_doors_that_do_not_hear_each_other_never_give_one_seat) {
  auto second = joined("second", "2 号门");
  std::vector<InvitationId> invitations;
  for (int i = 0; i < 24; ++i) invitations.push_back(invite());
  expect_agreement({first_.get(), second.get()});
  for (std::size_t i = 0; i < invitations.size(); ++i) {
    admit(i % 2 == 0 ? *first_ : *second, invitations[i]);
  }
  expect_agreement({first_.get(), second.get()});
  EXPECT_TRUE(host_->state().findings().empty());
}

TEST_F(Hub, both_doors_admitting_one_invitation_apart_is_a_finding_everywhere) {
  auto second = joined("second", "2 号门");
  const InvitationId invitation = invite();
  expect_agreement({first_.get(), second.get()});
  admit(*first_, invitation);
  admit(*second, invitation);
  expect_agreement({first_.get(), second.get()});
  ASSERT_EQ(second->state().findings().size(), 1U);
  EXPECT_EQ(second->state().findings().begin()->kind, FindingKind::admitted_twice);
}

TEST_F(Hub, a_download_waits_for_news_and_no_longer_than_it_asked) {
  Request request{"GET", event_path(event_, "records") + "?after=0-0&wait=10", {}, {}};
  request.headers[header::kAuthorization] = to_text(first_->enrolment().credential());
  const auto all = host_->handle(request, 1);
  ASSERT_TRUE(all) << "there is news already";
  request.target =
      event_path(event_, "records") + "?after=" + all->header_of(header::kCursor) + "&wait=10";
  EXPECT_FALSE(host_->handle(request, 2));
  EXPECT_TRUE(host_->due().empty());
  time_.true_ms += 10'000;
  auto due = host_->due();
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].ticket, 2U);
  EXPECT_EQ(due[0].response.header_of(header::kCursor), all->header_of(header::kCursor));
  EXPECT_FALSE(host_->handle(request, 3));
  invite();
  auto push = first_->push().next(0);
  first_->pushed(*host_->handle(push.value(), 4));
  due = host_->due();
  ASSERT_EQ(due.size(), 1U);
  EXPECT_FALSE(unpack_batch(due[0].response.body)->empty());
}

TEST_F(Hub, who_is_not_enrolled_or_was_revoked_is_told_so) {
  auto second = joined("second", "2 号门");
  const Request request{"GET", event_path(event_, "stations"), {}, {}};
  EXPECT_EQ(host_->handle(request, 1)->status, 401);
  EXPECT_EQ(ask(*second, request).status, 200);
  admit(*second, invite());
  ASSERT_TRUE(host_->revoke(second->own_origin(), "lost in a taxi"));
  EXPECT_EQ(ask(*second, request).status, 401);
  open();
  EXPECT_EQ(ask(*second, request).status, 401) << "also after a restart";
  first_->exchange(*host_);
  EXPECT_TRUE(first_->state().device(second->own_origin())->revoked);
}

TEST_F(Hub, records_signed_by_somebody_else_are_refused_and_hold_nothing_back) {
  auto second = joined("second", "2 号门");
  const InvitationId invitation = invite();
  expect_agreement({first_.get(), second.get()});
  admit(*second, invitation);
  auto outgoing = second->outgoing_of(second->own_origin(), 0, 1 << 20);
  DeviceSecretKey thief;
  auto forged = outgoing->records;
  sign_own(thief, forged);
  Request request{"POST", event_path(event_, "records"), {}, pack_batch(forged)};
  request.headers[header::kContentType] = media::kBatch;
  const auto answer = parse_push_answer(ask(*first_, request).body);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->refused.size(), 1U);
  EXPECT_EQ(answer->refused[0].reason, ParkReason::forged);
  expect_agreement({first_.get(), second.get()});
}

TEST_F(Hub, a_run_that_was_damaged_on_its_way_holds_up_nothing_and_is_sent_again_in_a_minute) {
  auto second = joined("second", "2 号门");
  const InvitationId invitation = invite();
  expect_agreement({first_.get(), second.get()});
  admit(*second, invitation);
  auto push = second->push().next(second->now_ms());
  auto records = unpack_batch(push.value().body);
  records->back().record.staff = kCoordinator;
  push->body = pack_batch(*records);
  second->pushed(*host_->handle(*push, 4));
  ASSERT_EQ(second->push().parked().size(), 1U);
  EXPECT_FALSE(second->push().next(second->now_ms()));
  EXPECT_EQ(second->push().wake_ms(), second->now_ms() + 60'000);
  invite();
  first_->exchange(*host_);
  second->pulled(*host_->handle(*second->next_pull(), 5));
  second->self().time.true_ms += 60'000;
  second->exchange(*host_);
  EXPECT_TRUE(second->push().parked().empty());
  EXPECT_EQ(second->push().unsent(), 0U);
}

TEST_F(Hub, a_hub_restored_from_a_backup_gets_everything_back_and_grants_nothing_before) {
  auto second = joined("second", "2 号门");
  host_.reset();
  std::filesystem::copy(folder_ / "hub", folder_ / "backup",
                        std::filesystem::copy_options::recursive);
  open();
  std::vector<InvitationId> invitations;
  for (int i = 0; i < 12; ++i) invitations.push_back(invite());
  expect_agreement({first_.get(), second.get()});
  for (std::size_t i = 0; i < invitations.size(); ++i)
    admit(i % 2 ? *first_ : *second, invitations[i]);
  expect_agreement({first_.get(), second.get()});
  const OriginId before = host_->station().journal().origin();
  host_.reset();
  std::filesystem::remove_all(folder_ / "hub");
  std::filesystem::rename(folder_ / "backup", folder_ / "hub");
  open();
  EXPECT_NE(host_->station().journal().origin(), before);
  const std::string lacks = digest(host_->state());
  first_->push().forget_hub();
  expect_agreement({first_.get(), second.get()});
  EXPECT_NE(digest(host_->state()), lacks);
  EXPECT_TRUE(host_->state().findings().empty());
}

// The same record may stand at the same place again, with others missing before it.
TEST_F(Hub, a_cursor_from_before_a_restore_fits_nowhere_though_the_hub_is_as_long_again) {
  host_.reset();
  const DiskImage backup = image_of(folder_ / "hub");
  open();
  invite();
  first_->exchange(*host_);
  Request request{"GET", event_path(event_, "records") + "?after=0-0", {}, {}};
  const std::string cursor = ask(*first_, request).header_of(header::kCursor);
  request.target = event_path(event_, "records") + "?after=" + cursor;
  open();
  EXPECT_EQ(ask(*first_, request).status, 200) << "a restart changes nothing";
  host_.reset();
  write_image(folder_ / "hub", backup);
  open();
  first_->push().forget_hub();
  while (auto push = first_->push().next(first_->now_ms())) {
    first_->pushed(*host_->handle(*push, 4));
  }
  EXPECT_EQ(host_->station().journal().count(), parse_cursor(cursor)->position);
  EXPECT_EQ(ask(*first_, request).status, 409);
}

// The backup's hub went on as who it was before anybody noticed: its chain has two branches.
TEST_F(Hub,
       what_a_restored_hub_had_written_comes_back_from_the_stations_beside_what_it_wrote_since) {
  auto second = joined("second", "2 号门");
  expect_agreement({first_.get(), second.get()});
  host_.reset();
  const DiskImage backup = image_of(folder_ / "hub");
  open();
  const auto write_at_the_hub = [&](const std::string& name) {
    const Act act = NameStaff{kGreeterLi, name, {Role::greeter}, true};
    ASSERT_TRUE(host_->station().record({&act, 1}));
  };
  for (const char* name : {"小李", "小赵"}) write_at_the_hub(name);
  expect_agreement({first_.get(), second.get()});
  host_.reset();
  write_image(folder_ / "hub", backup);
  open();
  for (const char* name : {"小孙", "小钱", "小周"}) write_at_the_hub(name);
  expect_agreement({first_.get(), second.get()});
  EXPECT_TRUE(second->push().parked().empty());
  EXPECT_EQ(host_->station().journal().count(), second->station().journal().count());
}

TEST_F(Hub, a_station_believes_what_its_hub_took_of_a_device_before_it_was_shut_out) {
  auto second = joined("second", "2 号门");
  const InvitationId invitation = invite();
  expect_agreement({first_.get(), second.get()});
  const DiskImage image = second->self().image();
  admit(*second, invitation);
  second->exchange(*host_);
  second->self().restore(image);
  second->link();
  admit(*second, invitation);
  second->exchange(*host_);  // goes on as a new origin
  ASSERT_NE(second->own_origin(), second->enrolment().answer.origin);
  second->exchange(*host_);
  ASSERT_TRUE(host_->revoke(second->enrolment().answer.origin, "left in a taxi"));
  // Hears of the revocation first, as if the first answer had been damaged.
  auto all = host_->station().journal().outgoing_after(0, 1 << 24);
  std::vector<SealedRecord> fresh;
  for (const SealedRecord& sealed : all->records) {
    if (sealed.record.id.origin == second->own_origin()) fresh.push_back(sealed);
  }
  std::erase_if(all->records, [&](const SealedRecord& sealed) {
    return sealed.record.id.origin == second->own_origin();
  });
  sign_own(*load_device_key(folder_ / "hub"), all->records);
  Verifier late(event_);
  late.know(first_->own_origin(), first_->enrolment().answer.founder_key, true);
  EXPECT_TRUE(late.check(std::move(all->records)).rejected.empty());
  ASSERT_FALSE(fresh.empty());
  EXPECT_TRUE(late.check(fresh).rejected.empty());
}

}  // namespace
}  // namespace yingbin
