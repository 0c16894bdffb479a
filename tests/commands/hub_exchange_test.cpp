// Running stations and a hub with real sockets on loopback, each station on the thread of its own
// event (issue 4, points 4 and 5; DESIGN 6).
#include "commands/hub_exchange.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>

#include "client/http.h"
#include "journal/replay.h"
#include "keys/key_files.h"
#include "support/running_hub.h"
#include "support/temporary_folder.h"
#include "support/world.h"

namespace yingbin {
namespace {

using Steady = std::chrono::steady_clock;

// A station with its exchange, stepped when its threads say so.
class Door {
 public:
  Door(std::filesystem::path folder, std::string name)
      : folder_(std::move(folder)), name_(std::move(name)) {}
  ~Door() { exchange.reset(); }  // before the station that it uses
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  void found(RunningHub& hub) {
    PlannedEvent plan;
    plan.venue = example_venue();
    auto founded = Station::found(folder_, plan, options());
    ASSERT_TRUE(founded) << founded.message();
    station_ = *std::move(founded);
    auto device = load_device_key(folder_);
    ASSERT_TRUE(device);
    enrol(hub, *device, station_->journal().event(), station_->journal().origin());
  }

  void join(RunningHub& hub, EventId event) {
    std::filesystem::create_directories(folder_);
    auto device = create_device_key(folder_);
    ASSERT_TRUE(device) << device.message();
    enrol(hub, *device, event, {});
    auto joined =
        Station::join(folder_, enrolment.answer.event, enrolment.answer.origin, options());
    ASSERT_TRUE(joined) << joined.message();
    station_ = *std::move(joined);
  }

  void connect() {
    auto started = HubExchange::start(*station_, enrolment, [this] { ring(); });
    ASSERT_TRUE(started) << started.message();
    exchange = *std::move(started);
  }

  // Steps, whenever there is something to do, until `reached`; false after half a minute.
  bool until(const std::function<bool()>& reached) {
    const auto end = Steady::now() + std::chrono::seconds(30);
    while (Steady::now() < end) {
      exchange->step();
      if (reached()) return true;
      std::unique_lock lock(mutex_);
      bell_.wait_for(lock, std::chrono::milliseconds(50), [&] { return rung_; });
      rung_ = false;
    }
    return false;
  }

  InvitationId invite() {
    WritePerson person;
    person.guest = GuestId{random_id()};
    person.name = "王建国";
    std::vector<Act> acts{person};
    auto draft = station_->draft_invitation(person.guest, 1, 0);
    acts.push_back(*draft);
    EXPECT_TRUE(station_->record(acts));
    return draft->invitation;
  }

  DoorAnswer admit(InvitationId invitation) {
    DoorQuestion question;
    question.presented.invitation = invitation;
    auto answer = station_->admit(question);
    EXPECT_TRUE(answer);
    exchange->step();
    return *answer;
  }

  [[nodiscard]] Station& station() { return *station_; }
  [[nodiscard]] const SyncStatus& status() const { return exchange->status(); }
  [[nodiscard]] std::size_t held() { return station_->journal().count(); }

  Enrolment enrolment;
  std::unique_ptr<HubExchange> exchange;

 private:
  [[nodiscard]] StationOptions options() const {
    StationOptions options;
    options.door = name_;
    return options;
  }

  void enrol(RunningHub& hub, const DeviceSecretKey& device, EventId event, OriginId founder) {
    EnrolRequest request;
    request.token = hub.token(founder ? EventId{} : event);
    request.station = name_;
    request.key = device.public_key();
    request.event = event;
    request.founder = founder;
    HubConnection connection(hub.url(), hub.pin());
    const auto response = connection.perform(
        {"POST", "/v1/enrol", {{header::kContentType, media::kJson}}, to_json(request)}, 20);
    ASSERT_TRUE(response) << response.message();
    const auto answer = parse_enrol_answer(response->body);
    ASSERT_TRUE(answer) << response->body;
    enrolment = {hub.url(), hub.pin(), name_, *answer};
  }

  void ring() {
    const std::lock_guard lock(mutex_);
    rung_ = true;
    bell_.notify_one();
  }

  std::filesystem::path folder_;
  std::string name_;
  std::mutex mutex_;
  std::condition_variable bell_;
  bool rung_ = false;
  std::unique_ptr<Station> station_;
};

class Doors : public ::testing::Test {
 protected:
  void SetUp() override {
    first_.found(hub_);
    first_.connect();
    ASSERT_TRUE(first_.until([&] { return first_.status().all_sent; }));
    event_ = first_.station().journal().event();
    second_.join(hub_, event_);
    second_.connect();
    ASSERT_TRUE(second_.until([&] { return second_.held() >= first_.held(); }));
  }

  TemporaryFolder folder_;
  RunningHub hub_{folder_ / "hub"};
  EventId event_;
  Door first_{folder_ / "first", "1 号门"};
  Door second_{folder_ / "second", "2 号门"};
};

TEST_F(Doors, an_admission_is_known_at_the_other_door_and_has_its_tick) {
  const InvitationId guest = first_.invite();
  first_.exchange->step();
  ASSERT_TRUE(second_.until([&] { return second_.station().state().invitation(guest); }));
  const DoorAnswer admitted = first_.admit(guest);
  ASSERT_EQ(admitted.verdict.outcome, DoorOutcome::admitted);
  ASSERT_TRUE(first_.until([&] { return first_.status().hub_holds(admitted.record.id); }));
  EXPECT_EQ(first_.status().unsent, 0U);
  ASSERT_TRUE(second_.until(
      [&] { return second_.station().state().admission(guest, admitted.record) != nullptr; }));
  EXPECT_EQ(second_.admit(guest).verdict.outcome, DoorOutcome::already_in);
}

// DESIGN 6: certain only while every other door was heard, with nothing that only it knows.
TEST_F(Doors, verdicts_become_certain_when_the_other_door_was_heard) {
  ASSERT_TRUE(first_.until([&] { return first_.station().state().device_ids().size() == 3; }));
  ASSERT_TRUE(first_.until([&] {
    second_.exchange->step();
    return first_.station().context().certain;
  }));
}

TEST_F(Doors, a_hub_that_is_away_is_told_in_words_and_found_again_where_it_moved) {
  hub_.move_away();
  const InvitationId guest = first_.invite();
  ASSERT_TRUE(first_.until([&] { return !first_.status().connected; }));
  EXPECT_FALSE(first_.status().trouble.empty());
  EXPECT_GT(first_.status().unsent.value_or(0), 0U) << "two records exist only here";
  EXPECT_EQ(first_.exchange->alert(), "") << "a door works without its hub";
  first_.exchange->set_url(hub_.url());
  second_.exchange->set_url(hub_.url());
  ASSERT_TRUE(first_.until([&] { return first_.status().unsent == 0U; }));
  ASSERT_TRUE(first_.until([&] { return first_.status().trouble.empty(); }));
  ASSERT_TRUE(second_.until([&] { return second_.station().state().invitation(guest); }));
}

TEST_F(Doors, a_station_that_was_shut_out_says_so) {
  hub_.revoke(event_, second_.enrolment.answer.origin);
  WritePerson person;
  person.guest = GuestId{random_id()};
  person.name = "李娜";
  const Act written = person;
  ASSERT_TRUE(second_.station().record({&written, 1}));
  ASSERT_TRUE(second_.until([&] { return second_.status().refused; }));
  EXPECT_NE(second_.exchange->alert(), "");
  ASSERT_TRUE(first_.until([&] {
    const Device* device = first_.station().state().device(second_.enrolment.answer.origin);
    return device && device->revoked;
  }));
  EXPECT_FALSE(first_.station().state().guest(person.guest)) << "nothing of it is taken";
}

TEST_F(Doors, ending_in_the_middle_of_a_long_poll_takes_no_second) {
  ASSERT_TRUE(first_.until([&] { return first_.status().news_ms && first_.status().all_sent; }));
  const auto start = Steady::now();
  first_.exchange.reset();
  EXPECT_LT(Steady::now() - start, std::chrono::seconds(1));
}

TEST_F(Doors, an_exchange_goes_on_from_where_the_journal_got) {
  second_.exchange.reset();
  const InvitationId guest = first_.invite();
  first_.exchange->step();
  second_.connect();
  ASSERT_TRUE(second_.until([&] { return second_.station().state().invitation(guest); }));
  EXPECT_LT(second_.exchange->received(), 10U) << "not the whole day again";
}

// Without sockets: the table of DESIGN 6.
class Hearing : public ::testing::Test {
 protected:
  Hearing() {
    status_.news_ms = 1'000;
    status_.stations_ms = 1'000;
    name(world_.context.station, StationRole::door);
  }
  void name(OriginId origin, StationRole role) {
    (void)world_.write({NameOrigin{origin, PublicKey{}, "站", role}});
  }
  [[nodiscard]] bool certain() const {
    return hears_every_door(world_.state, world_.context.station, status_);
  }

  World world_;
  SyncStatus status_;
  OriginId door_{77};
};

TEST_F(Hearing, a_station_that_is_alone_is_certain_without_a_hub) {
  status_ = {};
  EXPECT_TRUE(certain());
  name(OriginId{78}, StationRole::hub);
  name(OriginId{79}, StationRole::gift);
  EXPECT_TRUE(certain()) << "nobody else admits";
}

TEST_F(Hearing, a_station_that_knows_nothing_yet_is_not) {
  const World empty(World(), OriginId{90}, "9 号门");
  EXPECT_FALSE(hears_every_door(empty.state, OriginId{90}, status_));
}

TEST_F(Hearing, every_other_door_must_have_been_heard_with_nothing_unsent) {
  name(door_, StationRole::door);
  EXPECT_FALSE(certain()) << "never heard";
  status_.stations = {{door_, 1'000, 0}};
  EXPECT_TRUE(certain());
  status_.stations = {{door_, 1'000, 1}};
  EXPECT_FALSE(certain()) << "it holds what nobody else does";
  status_.stations = {{door_, HubExchange::kDoorAge_ms_max - 1'000, 0}};
  EXPECT_TRUE(certain());
  status_.stations_ms = 1'001;
  EXPECT_FALSE(certain()) << "heard too long ago";
  status_.stations = {{door_, std::nullopt, 0}};
  EXPECT_FALSE(certain());
}

TEST_F(Hearing, old_news_make_it_unsure) {
  name(door_, StationRole::door);
  status_.stations = {{door_, 0, 0}};
  status_.news_ms = HubExchange::kNewsAge_ms_max;
  EXPECT_TRUE(certain());
  status_.news_ms = HubExchange::kNewsAge_ms_max + 1;
  EXPECT_FALSE(certain());
  status_.news_ms.reset();
  EXPECT_FALSE(certain());
}

}  // namespace
}  // namespace yingbin
