// A hall's hub and the centre's, linked through values: no socket, virtual time (issue 4, point 7).
#include <gtest/gtest.h>

#include "hub/event_host.h"
#include "journal/replay.h"
#include "keys/key_files.h"
#include "support/hall_link.h"
#include "support/linked_station.h"
#include "support/temporary_folder.h"
#include "support/world.h"

namespace yingbin {
namespace {

class Relay : public ::testing::Test {
 protected:
  Relay() {
    time_.true_ms = Clock::kBuiltAt_ms + 30LL * 24 * 3'600'000;
    time_.follows_a_server = true;
    first_ = linked("first");
    PlannedEvent plan;
    plan.venue = example_venue();
    plan.staff = {{kGreeterWang, "小王", {Role::greeter}},
                  {kCoordinator, "总指挥", {Role::coordinator}}};
    first_->found(plan, [&](EventId event) -> EventHost& {
      event_ = event;
      open_centre();
      return *centre_;
    });
    first_->exchange(*centre_);
    join_centre();
  }

  std::unique_ptr<EventHost> open(const std::string& name) {
    HostOptions options;
    options.folder = folder_ / name;
    options.event = event_;
    options.surroundings.time = &time_;
    options.surroundings.machine = name;
    if (name == "hall") options.upstream = enrolment_;
    auto host = EventHost::open(std::move(options));
    if (!host) throw std::runtime_error(host.message());
    return *std::move(host);
  }
  void open_centre() {
    centre_.reset();
    centre_ = open("centre");
  }
  void open_hall() {
    link_.reset();
    hall_.reset();
    hall_ = open("hall");
    link_ = std::make_unique<HallLink>(*hall_, enrolment_, *device_);
  }
  void join_centre() {
    std::filesystem::create_directories(folder_ / "hall");
    device_.emplace(*create_device_key(folder_ / "hall"));
    EnrolRequest request;
    request.station = "大厅";
    request.key = device_->public_key();
    const Response response = centre_->enrol(request, StationRole::hub);
    enrolment_ = {"", "", request.station, parse_enrol_answer(response.body).value()};
    open_hall();
  }

  std::unique_ptr<LinkedStation> linked(const std::string& name) {
    auto station = std::make_unique<LinkedStation>(folder_ / name, name);
    station->self().time = time_;
    return station;
  }
  std::unique_ptr<LinkedStation> joined(const std::string& name, EventHost& hub) {
    auto station = linked(name);
    station->join(hub);
    station->exchange(hub);
    return station;
  }
  // Everybody exchanges with the hub it is enrolled at, and the hubs with each other.
  void meet(const std::vector<LinkedStation*>& in_the_hall) {
    for (int round = 0; round < 3; ++round) {
      for (LinkedStation* station : in_the_hall) station->exchange(*hall_);
      link_->exchange(*centre_, time_.monotonic_ms());
      first_->exchange(*centre_);
    }
  }
  void expect_agreement(const std::vector<LinkedStation*>& in_the_hall) {
    meet(in_the_hall);
    EXPECT_EQ(digest(hall_->state()), digest(centre_->state()));
    EXPECT_EQ(digest(first_->state()), digest(centre_->state()));
    for (LinkedStation* station : in_the_hall) {
      EXPECT_EQ(digest(station->state()), digest(hall_->state()));
    }
    EXPECT_TRUE(hall_->state().findings().empty());
  }

  InvitationId invite() {
    Station& station = first_->station();
    WritePerson person;
    person.guest = GuestId{++guests_};
    person.name = "王建国";
    std::vector<Act> acts{person};
    auto draft = station.draft_invitation(person.guest, 1, 0);
    acts.push_back(*draft);
    EXPECT_TRUE(station.record(acts));
    return draft->invitation;
  }
  std::vector<InvitationId> invite(int count) {
    std::vector<InvitationId> all;
    for (int i = 0; i < count; ++i) all.push_back(invite());
    return all;
  }
  static DoorOutcome admit(LinkedStation& at, InvitationId invitation) {
    DoorQuestion question;
    question.presented.invitation = invitation;
    const auto answer = at.station().admit(question);
    EXPECT_TRUE(answer);
    return answer->verdict.outcome;
  }
  static int free_seats(const LinkedStation& station, OriginId of) {
    int held = 0;
    const Hall& hall = station.state().hall();
    for (int zone = 1; zone <= hall.zones(); ++zone) held += hall.free_for(of, zone);
    return held;
  }
  Response ask(EventHost& hub, const Enrolment& as, const char* method, const char* what,
               std::string body = {}) {
    Request request{method, event_path(event_, what), {}, std::move(body)};
    request.headers[header::kAuthorization] = to_text(as.credential());
    request.headers[header::kContentType] = media::kJson;
    return hub.handle(request, 9).value_or(Response{});
  }
  static std::optional<std::int64_t> heard_ago(const StationsAnswer& answer, OriginId station) {
    for (const StationHeard& one : answer.stations) {
      if (one.origin == station) return one.ago_ms;
    }
    return std::nullopt;
  }

  TemporaryFolder folder_;
  WrongTime time_;
  EventId event_;
  std::unique_ptr<LinkedStation> first_;  // the founder's, at the centre
  std::unique_ptr<EventHost> centre_;
  Enrolment enrolment_;
  std::optional<DeviceSecretKey> device_;
  std::unique_ptr<EventHost> hall_;
  std::unique_ptr<HallLink> link_;
  std::uint64_t guests_ = 100;
};

TEST_F(Relay, admissions_in_the_hall_and_at_the_centre_are_seen_on_the_other_side) {
  meet({});
  auto door = joined("door", *hall_);
  const auto invitations = invite(2);
  expect_agreement({door.get()});
  EXPECT_EQ(admit(*door, invitations[0]), DoorOutcome::admitted);
  EXPECT_EQ(admit(*first_, invitations[1]), DoorOutcome::admitted);
  expect_agreement({door.get()});
  EXPECT_EQ(admit(*first_, invitations[0]), DoorOutcome::already_in);
  EXPECT_EQ(admit(*door, invitations[1]), DoorOutcome::already_in);
}

TEST_F(Relay, nobody_joins_in_the_hall_before_its_hub_heard_from_the_centre) {
  EnrolRequest request;
  request.key = DeviceSecretKey().public_key();
  request.station = "door";
  const Response early = hall_->enrol(request, StationRole::door);
  EXPECT_EQ(early.status, 409);
  EXPECT_NE(problem_title(early.body), "");
  meet({});
  const auto joined = parse_enrol_answer(hall_->enrol(request, StationRole::door).body);
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->founder, first_->own_origin());
  EXPECT_EQ(joined->pepper, enrolment_.answer.pepper) << "one secret for the whole event";
}

// DESIGN 8: exactly one mint. A hub that was enrolled and never heard so would take it along.
TEST_F(Relay, the_mint_moves_to_the_hall_when_its_hub_first_speaks_and_not_before) {
  EXPECT_EQ(centre_->state().mint(), centre_->station().journal().origin());
  meet({});
  const OriginId hall = hall_->station().journal().origin();
  EXPECT_EQ(centre_->state().mint(), hall);
  EXPECT_EQ(hall_->state().mint(), hall);
  EXPECT_EQ(first_->state().mint(), hall);
  EnrolRequest request;
  request.key = DeviceSecretKey().public_key();
  request.station = "第二个大厅";
  const auto second = parse_enrol_answer(centre_->enrol(request, StationRole::hub).body).value();
  static_cast<void>(ask(*centre_, {"", "", "", second}, "GET", "stations"));
  EXPECT_EQ(centre_->state().mint(), hall) << "the centre has no mint to give any more";
}

// S4
TEST_F(Relay, the_hall_grants_seats_and_admits_while_the_centre_is_out_of_reach) {
  meet({});
  const auto invitations = invite(24);
  meet({});
  auto one = joined("one", *hall_);
  auto two = joined("two", *hall_);
  for (LinkedStation* door : {one.get(), two.get(), one.get()}) door->exchange(*hall_);
  EXPECT_GT(free_seats(*one, one->own_origin()), 0);
  EXPECT_GT(free_seats(*two, two->own_origin()), 0);
  const AllotmentRequest wish{1, 5, 1};
  const auto refused = parse_allotment_answer(
      ask(*centre_, first_->enrolment(), "POST", "allotments", to_json(wish)).body);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->granted, 0) << "there is one mint, and it is in the hall";
  for (std::size_t i = 0; i < invitations.size(); ++i) {
    EXPECT_EQ(admit(i % 3 == 0   ? *first_
                    : i % 3 == 1 ? *one
                                 : *two,
                    invitations[i]),
              DoorOutcome::admitted);
  }
  expect_agreement({one.get(), two.get()});
  EXPECT_EQ(centre_->state().figures().all.arrived, 24);
}

TEST_F(Relay, records_do_not_go_round_for_ever) {
  meet({});
  auto door = joined("door", *hall_);
  const InvitationId invitation = invite();
  expect_agreement({door.get()});
  static_cast<void>(admit(*door, invitation));
  expect_agreement({door.get()});
  const std::uint64_t in_hall = hall_->station().journal().count();
  EXPECT_EQ(in_hall, centre_->station().journal().count());
  const std::uint64_t fetched = link_->fetched;
  EXPECT_LE(link_->exchange(*centre_, time_.monotonic_ms()), 1U) << "there is nothing to ask";
  meet({door.get()});
  EXPECT_EQ(link_->fetched, fetched);
  EXPECT_EQ(hall_->station().journal().count(), in_hall);
  EXPECT_EQ(centre_->station().journal().count(), in_hall);
}

// What the hall wrote comes back from the centre, and nobody in it is a stranger to the hall.
TEST_F(Relay, a_hall_that_named_its_doors_while_apart_believes_them_when_they_come_back) {
  meet({});
  const auto invitations = invite(80);
  meet({});
  auto door = joined("door", *hall_);
  for (const InvitationId invitation : invitations) {
    static_cast<void>(admit(*door, invitation));
    door->exchange(*hall_);
  }
  expect_agreement({door.get()});
  EXPECT_EQ(centre_->state().figures().all.arrived, 80);
}

TEST_F(Relay, a_hall_that_was_restarted_goes_on_where_it_was) {
  meet({});
  auto door = joined("door", *hall_);
  const auto invitations = invite(2);
  expect_agreement({door.get()});
  static_cast<void>(admit(*door, invitations[0]));
  door->exchange(*hall_);
  open_hall();
  static_cast<void>(admit(*door, invitations[1]));
  expect_agreement({door.get()});
  EXPECT_LE(link_->fetched, 4U) << "only news is fetched";
  EXPECT_EQ(hall_->state().mint(), hall_->station().journal().origin());
}

TEST_F(Relay, a_centre_restored_from_a_backup_gets_the_hall_s_day_back) {
  meet({});
  auto door = joined("door", *hall_);
  const auto invitations = invite(4);
  expect_agreement({door.get()});
  centre_.reset();
  std::filesystem::copy(folder_ / "centre", folder_ / "backup",
                        std::filesystem::copy_options::recursive);
  open_centre();
  static_cast<void>(admit(*door, invitations[0]));
  static_cast<void>(admit(*first_, invitations[1]));
  expect_agreement({door.get()});
  const OriginId before = centre_->station().journal().origin();
  centre_.reset();
  std::filesystem::remove_all(folder_ / "centre");
  std::filesystem::rename(folder_ / "backup", folder_ / "centre");
  open_centre();
  EXPECT_NE(centre_->station().journal().origin(), before);
  static_cast<void>(admit(*door, invitations[2]));
  static_cast<void>(admit(*first_, invitations[3]));
  first_->push().forget_hub();
  expect_agreement({door.get()});
  EXPECT_EQ(centre_->state().figures().all.arrived, 4);
  EXPECT_EQ(centre_->state().mint(), hall_->station().journal().origin());
}

// What it granted since the backup is not known to it: it is another origin, and no mint.
TEST_F(Relay, a_hall_restored_from_a_backup_learns_its_own_records_and_grants_nothing) {
  meet({});
  auto door = joined("door", *hall_);
  const auto invitations = invite(2);
  expect_agreement({door.get()});
  link_.reset();
  hall_.reset();
  const DiskImage backup = image_of(folder_ / "hall");
  open_hall();
  auto late = joined("late", *hall_);
  static_cast<void>(admit(*door, invitations[0]));
  expect_agreement({door.get(), late.get()});
  const OriginId before = hall_->station().journal().origin();
  link_.reset();
  hall_.reset();
  write_image(folder_ / "hall", backup);
  open_hall();
  meet({});
  EXPECT_NE(hall_->station().journal().origin(), before) << "the centre knew more of it";
  EXPECT_EQ(hall_->state().device(late->own_origin())->named->station, "late");
  const AllotmentRequest wish{1, 5, 1};
  const auto refused = parse_allotment_answer(
      ask(*hall_, door->enrolment(), "POST", "allotments", to_json(wish)).body);
  EXPECT_EQ(refused.value().granted, 0);
  EXPECT_NE(refused->reason, name_of(Refused::not_the_mint)) << "nor once it is the mint again";
  static_cast<void>(admit(*door, invitations[1]));
  expect_agreement({door.get()});
}

TEST_F(Relay, whom_the_centre_shut_out_the_hall_refuses_and_the_other_way_round) {
  meet({});
  auto door = joined("door", *hall_);
  meet({door.get()});
  EXPECT_EQ(ask(*hall_, door->enrolment(), "GET", "stations").status, 200);
  ASSERT_TRUE(centre_->revoke(door->own_origin(), "lost in a taxi"));
  EXPECT_EQ(ask(*hall_, door->enrolment(), "GET", "stations").status, 200) << "not heard yet";
  link_->exchange(*centre_, time_.monotonic_ms());
  EXPECT_EQ(ask(*hall_, door->enrolment(), "GET", "stations").status, 401);
  ASSERT_TRUE(hall_->revoke(first_->own_origin(), "copied"));
  link_->exchange(*centre_, time_.monotonic_ms());
  EXPECT_EQ(ask(*centre_, first_->enrolment(), "GET", "stations").status, 401);
}

// C2, and what makes a verdict certain (DESIGN 6)
TEST_F(Relay, each_side_knows_when_the_stations_of_the_other_were_heard) {
  meet({});
  auto door = joined("door", *hall_);
  meet({door.get()});
  time_.true_ms += 3'000;
  EXPECT_EQ(heard_ago(centre_->stations(), door->own_origin()), std::nullopt);
  const StationsAnswer told{hall_->heard_here()};
  const Response response = ask(*centre_, enrolment_, "POST", "stations", to_json(told));
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(heard_ago(centre_->stations(), door->own_origin()), 3'000);
  EXPECT_EQ(ask(*centre_, first_->enrolment(), "POST", "stations", to_json(told)).status, 405)
      << "only a hub speaks for others";
  EXPECT_EQ(ask(*centre_, enrolment_, "POST", "stations", "nonsense").status, 400);

  UpstreamStatus status;
  status.stations = parse_stations_answer(response.body).value().stations;
  hall_->note_upstream(status);
  time_.true_ms += 2'000;
  EXPECT_EQ(heard_ago(hall_->stations(), door->own_origin()), 5'000) << "nothing grows younger";
  EXPECT_EQ(heard_ago(hall_->stations(), first_->own_origin()), 5'000);
}

}  // namespace
}  // namespace yingbin
