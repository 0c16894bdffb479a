// The pages of stations and findings: what is on them, by the state, and every act on them (rules
// C2, C3, D8, S4). That they fit every screen is tested with the door's pages.
#include <gtest/gtest.h>

#include <memory>

#include "screens/door.h"
#include "screens/door_pages_example.h"
#include "screens/door_present.h"
#include "screens/words.h"
#include "support/tapper.h"
#include "support/world.h"
#include "text/say.h"

namespace yingbin {
namespace {

using test::Tapper;

constexpr OriginId kDoor2{2222};

class Watch : public testing::Test {
 protected:
  void SetUp() override { choose_language("en", ""); }

  void show(DoorPage page) {
    model_ = {test::example_header(), std::move(page), {}};
    tapper_ = std::make_unique<Tapper>(1280, 800, [this](ui::Frame& frame) {
      if (auto intent = draw_door(model_, local_, frame)) tapped_.push_back(std::move(*intent));
    });
    tapper_->frame();
  }
  template <class Expected>
  Expected tap(const std::string& name) {
    tapped_.clear();
    EXPECT_TRUE(tapper_->tap(name)) << name;
    if (tapped_.size() != 1 || !std::holds_alternative<Expected>(tapped_[0])) {
      ADD_FAILURE() << name << " gave another intent";
      return {};
    }
    return std::get<Expected>(tapped_[0]);
  }

  DoorModel model_;
  DoorLocal local_;
  std::vector<DoorIntent> tapped_;
  std::unique_ptr<Tapper> tapper_;
};

// ---- Rule C3: quiet while all is well, loud when not

TEST_F(Watch, the_ready_page_is_quiet_while_all_is_well) {
  ReadyPage page = test::ready_page();
  page.watch.stations = 4;
  show(page);
  EXPECT_TRUE(tapper_->shows("No findings"));
  EXPECT_TRUE(tapper_->shows("Stations: 4"));
  tap<TapFindings>("findings");
  tap<TapStations>("stations");
}

TEST_F(Watch, findings_silent_stations_and_a_wrong_clock_are_told_in_words) {
  ReadyPage page = test::ready_page();
  page.watch = {2, 4, 3, false};
  show(page);
  EXPECT_TRUE(tapper_->shows("Findings: 2"));
  EXPECT_TRUE(tapper_->shows("Silent stations: 3"));
  page.watch.clock_wrong = true;
  show(page);
  EXPECT_TRUE(tapper_->shows("Clock wrong"));
}

// ---- The pages' buttons

TEST_F(Watch, a_station_is_opened_by_a_tap_on_its_row) {
  show(test::stations_page());
  EXPECT_EQ(tap<TapStation>("station 3").origin, OriginId{3});
  EXPECT_TRUE(tapper_->shows("Silent"));
  EXPECT_TRUE(tapper_->shows("Disk copied"));
  tap<TapBack>("back");
}

TEST_F(Watch, a_long_list_is_turned_to_its_end_and_back) {
  show(test::long_stations_page());
  EXPECT_FALSE(tapper_->log().find("station 24"));
  for (int turns = 0; turns < 24 && !tapper_->log().find("station 24"); ++turns) {
    ASSERT_TRUE(tapper_->tap("step more"));
    tapper_->frame();
  }
  EXPECT_EQ(tap<TapStation>("station 24").origin, OriginId{24});
  ASSERT_TRUE(tapper_->tap("step more"));
  tapper_->frame();
  EXPECT_TRUE(tapper_->log().find("station 1"));
}

TEST_F(Watch, every_act_on_a_station_is_a_button) {
  show(test::station_page());
  EXPECT_EQ(tap<TapStation>("declare lost").step, StationStep::second_person);
  EXPECT_EQ(tap<TapStation>("release").step, StationStep::release);
  EXPECT_EQ(tap<TapStationFound>("found").origin, OriginId{4});
  EXPECT_EQ(tap<TapSettleCopy>("settle copy").origin, OriginId{4});
  show(test::forbidden_station_page());
  for (const char* name : {"declare lost", "release", "found", "settle copy"}) {
    EXPECT_FALSE(tapper_->tap(name)) << name;
  }
  EXPECT_TRUE(tapper_->shows("This takes a coordinator"));
}

TEST_F(Watch, declaring_lost_names_the_second_person_and_releasing_says_somebody_looked) {
  show(test::second_person_page(3));
  EXPECT_EQ(tap<TapDeclareLost>("second 2").approved_by, StaffId{2});
  tap<TapBack>("back");
  show(test::release_page());
  const auto release = tap<TapRelease>("looked");
  EXPECT_EQ(release.origin, OriginId{4});
  EXPECT_TRUE(release.seats.empty());
}

TEST_F(Watch, how_many_are_really_in_is_counted_between_nobody_and_all_told) {
  show(test::twice_page());
  EXPECT_EQ(tap<TapSettleAdmissions>("settle").persons, 2);
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(tapper_->tap("step +1"));
  EXPECT_FALSE(tapper_->tap("step +1"));
  EXPECT_EQ(tap<TapSettleAdmissions>("settle").persons, 4);
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(tapper_->tap("step −1"));
  EXPECT_FALSE(tapper_->tap("step −1"));
  EXPECT_EQ(tap<TapSettleAdmissions>("settle").persons, 0);
  EXPECT_EQ(tap<TapUndo>("undo 2").admission.id.seq, 12U);
}

TEST_F(Watch, every_side_of_a_finding_offers_its_own_act) {
  show(test::seat_page());
  EXPECT_EQ(tap<TapSettleSeat>("keep 2").keeps, InvitationId{101});
  EXPECT_EQ(tap<TapSettleSeat>("keep 1").seat, (SeatId{1, 3, 5}));
  show(test::right_page());
  EXPECT_EQ(tap<TapRelease>("release 2").seats, std::vector<SeatId>({SeatId{1, 3, 5}}));
  show(test::copy_page());
  EXPECT_EQ(tap<TapSettleCopy>("settle copy").origin, OriginId{4});
}

// ---- From the state

class WatchedEvent : public Watch {
 protected:
  WatchedEvent() {
    const OriginId here = door1.context.station;
    door1.write({NameOrigin{here, {}, "North", StationRole::door},
                 NameOrigin{kDoor2, {}, "South", StationRole::door}});
  }

  DoorPage page_of(DoorDoing doing) {
    DoorSituation situation;
    situation.doing = std::move(doing);
    situation.context = door1.context;
    situation.now_ms = door1.now_ms;
    situation.known = known;
    return present(door1.state, situation).page;
  }
  StationEntry entry(OriginId origin) {
    const auto page = std::get<StationsPage>(page_of(DoorAtStations{}));
    for (const StationEntry& one : page.stations) {
      if (one.origin == origin) return one;
    }
    ADD_FAILURE() << "not on the list";
    return {};
  }
  void hub_heard(std::optional<std::int64_t> ago_ms, std::uint64_t unsent = 0) {
    known.news = {true, 0, {{kDoor2, ago_ms, unsent}}, 0};
  }
  FindingPage only_finding() {
    EXPECT_EQ(door1.state.findings().size(), 1U);
    return std::get<FindingPage>(page_of(DoorAtFindings{*door1.state.findings().begin()}));
  }
  // One invitation for two, used up at two doors that did not hear of each other.
  InvitationId admit_twice() {
    const InvitationId id = door1.invite({.persons = 2, .rep = kRepChen, .zone = kBlue});
    World door2(door1, kDoor2, "South");
    door1.sign_in(kGreeterWang);
    door1.scan(id, 2);
    door2.sign_in(kGreeterLi);
    door2.scan(id, 2);
    door1.receive(door2);
    door1.sign_in({});
    return id;
  }

  World door1;
  StationsKnown known;
};

TEST_F(WatchedEvent, without_a_hub_the_page_says_that_nobody_tells_of_the_others) {
  const auto page = std::get<StationsPage>(page_of(DoorAtStations{}));
  EXPECT_NE(page.news.find("no hub"), std::string::npos);
  EXPECT_EQ(entry(kDoor2).heard, "");
  EXPECT_EQ(entry(kDoor2).marks.front(), StationMark::well);
  EXPECT_EQ(std::get<ReadyPage>(page_of(DoorIdle{})).watch.silent, 0);
}

TEST_F(WatchedEvent, when_a_station_was_heard_is_told_in_words) {
  const std::pair<std::int64_t, const char*> cases[] = {{0, "heard just now"},
                                                        {59'999, "heard 59 s ago"},
                                                        {119'000, "heard 1 min ago"},
                                                        {3 * 3'600'000, "heard 3 h ago"}};
  for (const auto& [ago_ms, words] : cases) {
    hub_heard(ago_ms);
    EXPECT_EQ(entry(kDoor2).heard, words);
  }
  hub_heard({});
  EXPECT_EQ(entry(kDoor2).heard, "never heard");
  hub_heard(0, 12);
  EXPECT_EQ(entry(kDoor2).unsent, "12 records only there");
  known.news.asked_ms = 300'000;
  EXPECT_EQ(entry(kDoor2).heard, "heard 5 min ago") << "the hub's word is five minutes old";
}

TEST_F(WatchedEvent, a_station_is_silent_after_two_minutes_unless_it_is_lost_already) {
  hub_heard(kSilentAfter_ms - 1);
  EXPECT_EQ(std::get<ReadyPage>(page_of(DoorIdle{})).watch.silent, 0);
  hub_heard(kSilentAfter_ms);
  EXPECT_EQ(std::get<ReadyPage>(page_of(DoorIdle{})).watch.silent, 1);
  EXPECT_EQ(entry(kDoor2).marks.front(), StationMark::silent);
  door1.carry_out(decide_lost(door1.state, kDoor2, kCoordinator, door1.context));
  EXPECT_EQ(std::get<ReadyPage>(page_of(DoorIdle{})).watch.silent, 0);
  EXPECT_EQ(entry(kDoor2).marks.front(), StationMark::lost);
}

TEST_F(WatchedEvent, this_station_stands_first_and_cannot_declare_itself_lost) {
  const auto page = std::get<StationsPage>(page_of(DoorAtStations{}));
  EXPECT_TRUE(page.stations.front().here);
  const auto own = std::get<StationPage>(page_of(DoorAtStations{door1.context.station}));
  ASSERT_EQ(own.acts.size(), 1U);
  EXPECT_EQ(own.acts[0].reason, refused_reason(Refused::itself));
}

TEST_F(WatchedEvent, a_greeter_sees_the_acts_and_why_they_take_a_coordinator) {
  door1.sign_in(kGreeterWang);
  const auto page = std::get<StationPage>(page_of(DoorAtStations{kDoor2}));
  ASSERT_EQ(page.acts.size(), 1U);
  EXPECT_EQ(page.acts[0].reason, refused_reason(Refused::not_permitted));
}

TEST_F(WatchedEvent, who_declares_lost_is_not_offered_as_the_second_person) {
  door1.sign_in(kCoordinator);
  const auto page =
      std::get<SecondPersonPage>(page_of(DoorAtStations{kDoor2, StationStep::second_person}));
  ASSERT_FALSE(page.persons.empty());
  EXPECT_EQ(page.persons[0].id, kAdministrator) << "who answers for the hall first";
  for (const auto& person : page.persons) EXPECT_NE(person.id, kCoordinator);
}

TEST_F(WatchedEvent, a_lost_station_offers_its_seats_with_their_number) {
  door1.grant(kDoor2, seats_from(kBlue, 1, 1, 3));
  door1.carry_out(decide_lost(door1.state, kDoor2, kCoordinator, door1.context));
  const auto page = std::get<StationPage>(page_of(DoorAtStations{kDoor2}));
  ASSERT_EQ(page.acts.size(), 2U);
  EXPECT_EQ(page.acts[1].text, "Release its 3 seats");
  const auto release = std::get<ReleasePage>(page_of(DoorAtStations{kDoor2, StationStep::release}));
  EXPECT_EQ(release.seats, 3);
}

// Rule D8: both sides' evidence: which door, when, how many, who admitted; the first marked.
TEST_F(WatchedEvent, an_invitation_admitted_twice_shows_both_doors) {
  const InvitationId id = admit_twice();
  const FindingPage page = only_finding();
  EXPECT_EQ(page.finding.kind, FindingKind::admitted_twice);
  ASSERT_EQ(page.sides.size(), 2U);
  for (const FindingSide& side : page.sides) {
    EXPECT_NE(side.lines.at(0).find("2 people"), std::string::npos);
    EXPECT_NE(side.lines.at(1).find("Admitted by"), std::string::npos);
    EXPECT_TRUE(side.undo);
  }
  EXPECT_NE(page.sides[0].title, page.sides[1].title);
  EXPECT_NE(page.sides[0].lines[1], page.sides[1].lines[1]);
  ASSERT_TRUE(page.count);
  EXPECT_EQ(page.count->told, 4);
  EXPECT_EQ(page.count->counted, 2);
  door1.carry_out(decide_settling_admissions(door1.state, id, 3, door1.context));
  EXPECT_TRUE(std::holds_alternative<FindingsPage>(page_of(DoorAtFindings{page.finding})))
      << "settled meanwhile: back to the list";
}

TEST_F(WatchedEvent, a_greeter_reads_the_evidence_but_settles_nothing) {
  admit_twice();
  door1.sign_in(kGreeterLi);
  const FindingPage page = only_finding();
  EXPECT_EQ(page.reason, refused_reason(Refused::not_permitted));
  for (const FindingSide& side : page.sides) EXPECT_FALSE(side.undo);
  show(page);
  EXPECT_FALSE(tapper_->tap("settle"));
  EXPECT_FALSE(tapper_->tap("step +1"));
  EXPECT_TRUE(tapper_->shows(page.reason));
}

// Rule S4.
TEST_F(WatchedEvent, a_contested_seat_shows_every_party_and_who_keeps_it) {
  const auto seats = seats_from(kBlue, 1, 1, 1);
  const InvitationId one = door1.invite();
  const InvitationId other = door1.invite();
  door1.name_seats(one, seats);
  door1.name_seats(other, seats);
  const FindingPage page = only_finding();
  EXPECT_EQ(page.finding.kind, FindingKind::seat_contested);
  ASSERT_EQ(page.sides.size(), 2U);
  EXPECT_TRUE(page.sides[0].keeps);
  EXPECT_NE(page.sides[0].keeps, page.sides[1].keeps);
  EXPECT_EQ(page.reason, "");
}

TEST_F(WatchedEvent, two_stations_with_one_right_are_both_named) {
  const OriginId door3{3333};
  const auto seats = seats_from(kBlue, 1, 1, 1);
  World split(door1, kDoor2, "South");
  door1.write({GrantSeats{kDoor2, 5, seats}});
  split.write({GrantSeats{door3, 5, seats}});
  door1.receive(split);
  const FindingPage page = only_finding();
  EXPECT_EQ(page.finding.kind, FindingKind::right_contested);
  ASSERT_EQ(page.sides.size(), 2U);
  EXPECT_EQ(page.sides[0].title, "South");
  EXPECT_FALSE(page.sides[0].releases) << "not lost: it gives the right up by itself";
}

TEST_F(WatchedEvent, a_copied_disk_is_settled_after_both_copies_were_compared) {
  const std::vector<RecordName> branches{{{kDoor2, 5}, 111}, {{kDoor2, 5}, 222}};
  door1.write(note_copy(door1.state, kDoor2, branches));
  const FindingPage page = only_finding();
  EXPECT_EQ(page.copied, kDoor2);
  EXPECT_EQ(page.about, "South");
  ASSERT_EQ(page.sides.size(), 2U);
  EXPECT_NE(page.sides[0].title, page.sides[1].title);
  EXPECT_EQ(entry(kDoor2).marks.front(), StationMark::copied);
  door1.sign_in(kGreeterWang);
  EXPECT_FALSE(only_finding().copied);
}

// Rule D5.
TEST_F(WatchedEvent, names_on_these_pages_are_masked) {
  const InvitationId id = admit_twice();
  const GuestId guest = door1.invitation(id).guest();
  door1.write({WritePerson{guest, "王小明", {"13800000001"}, "", {}, "", {}}});
  EXPECT_EQ(only_finding().about.find("小明"), std::string::npos);
  EXPECT_NE(only_finding().about.find("王**"), std::string::npos);
  const auto list = std::get<FindingsPage>(page_of(DoorAtFindings{}));
  EXPECT_EQ(list.findings.at(0).about.find("小明"), std::string::npos);
}

}  // namespace
}  // namespace yingbin
