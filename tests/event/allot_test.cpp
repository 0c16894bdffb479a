// Rights between the mint and the stations: allotments, the split, refills, returns and loans
// (rules S2, S4, DESIGN 8).
#include "event/allot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "event/stations.h"
#include "support/world.h"

namespace yingbin {
namespace {

const OriginId kMint{1};
const OriginId kDoor2{2};
const OriginId kDoor3{3};

// The founder's event, whose station is the mint and has all seats, and two more doors.
struct Founded : World {
  explicit Founded(const Venue& venue = example_venue()) : World(venue) {
    write({NameOrigin{kDoor2, {}, "2 号门", StationRole::door},
           NameOrigin{kDoor3, {}, "3 号门", StationRole::door}});
  }
};

std::vector<SeatId> granted(const Answer& answer) {
  std::vector<SeatId> seats;
  for (const Act& act : answer.acts) {
    const auto& one = std::get<GrantSeats>(act).seats;
    seats.insert(seats.end(), one.begin(), one.end());
  }
  return seats;
}

std::vector<SeatId> joined(std::vector<SeatId> first, const std::vector<SeatId>& second) {
  first.insert(first.end(), second.begin(), second.end());
  std::sort(first.begin(), first.end());
  return first;
}

Answer allot(const World& world, OriginId to, const AllotRequest& request) {
  return decide_allotment(world.state, kMint, to, request);
}

OriginId holder(const World& world, SeatId seat) { return world.state.seat(seat)->holder(); }

// ---- What the mint grants

TEST(Allot, a_quarter_of_what_is_free_stays_with_the_mint_and_the_reserve_with_nobody) {
  Venue venue = example_venue();
  venue.paper_reserve_percent = 20;
  Founded world(venue);
  // Of ten places eight are no reserve; a quarter of them is two.
  EXPECT_EQ(grantable(world.state, kYellow), 6);
  const Answer all = allot(world, kDoor2, {.zone = kYellow, .seats = 99, .together = 2});
  EXPECT_EQ(granted(all), seats_from(kYellow, 0, 1, 6));
  world.carry_out(all);
  EXPECT_EQ(grantable(world.state, kYellow), 0);
  EXPECT_EQ(allot(world, kDoor3, {.zone = kYellow, .seats = 1}).refused, Refused::none_left);
  // A coordinator insists; the reserve still stays.
  const Answer insisted =
      allot(world, kDoor3, {.zone = kYellow, .seats = 99, .together = 4, .insist = true});
  EXPECT_EQ(granted(insisted), seats_from(kYellow, 0, 7, 2));
  // As guests sit down the quarter shrinks with what is free.
  for (int i = 0; i < 6; ++i) world.name_seats(world.invite(), {seat_at(kYellow, 0, i + 1)});
  EXPECT_EQ(grantable(world.state, kYellow), 2);
  EXPECT_EQ(grantable(world.state, 0), 0);
  EXPECT_EQ(grantable(world.state, 9), 0);
}

TEST(Allot, nothing_is_granted_that_is_taken_doubtful_or_in_anothers_hand) {
  Founded world;
  world.name_seats(world.invite(), {seat_at(kRed, 1, 1)});
  world.grant(kDoor3, {seat_at(kRed, 1, 2)});
  Record unknown;
  unknown.act = UnknownAct{"draw_lot", ""};
  unknown.subjects = {subject_of(seat_at(kRed, 1, 3))};
  unknown.key = {99, 1, kDoor3, 1, 7};
  world.state.apply(unknown);
  const auto seats =
      granted(allot(world, kDoor2, {.zone = kRed, .seats = 99, .together = 6, .insist = true}));
  EXPECT_EQ(seats, joined(seats_from(kRed, 1, 4, 3), seats_from(kRed, 2, 1, 6)));
}

// Rule S2: a party sits together.
TEST(Allot, seats_come_in_whole_blocks_beside_each_other) {
  Founded world;
  const auto seats = granted(allot(world, kDoor2, {.zone = kGreen, .seats = 8, .together = 4}));
  EXPECT_EQ(seats, joined(seats_from(kGreen, 1, 1, 4), seats_from(kGreen, 2, 1, 4)));
  // Where a block is not wanted whole, its first seats come.
  const auto three = granted(allot(world, kDoor2, {.zone = kGreen, .seats = 3, .together = 4}));
  EXPECT_EQ(three, seats_from(kGreen, 1, 1, 3));
}

TEST(Allot, what_is_scarce_goes_to_the_station_that_has_none) {
  Founded world;
  // The wheelchair place first, then another rep's seats, those near the front.
  const AllotRequest request{.zone = kBlue, .seats = 8, .together = 4};
  const Answer first = allot(world, kDoor2, request);
  EXPECT_EQ(granted(first), joined(seats_from(kBlue, 2, 1, 4), seats_from(kBlue, 1, 5, 4)));
  world.carry_out(first);
  // The second door cannot have the wheelchair place; it gets front seats and both reps' too.
  EXPECT_EQ(granted(allot(world, kDoor3, request)),
            joined(seats_from(kBlue, 1, 1, 4), seats_from(kBlue, 2, 5, 4)));
}

struct RefusedAllotment {
  const char* name;
  OriginId mint;
  OriginId to;
  AllotRequest request;
  Refused why;
};

TEST(Allot, who_may_grant_and_get_seats) {
  Founded world;
  world.write({NameOrigin{OriginId{4}, {}, "4 号门", StationRole::door},
               RevokeOrigin{OriginId{4}, "stolen"},
               NameOrigin{OriginId{5}, {}, "5 号门", StationRole::door},
               DeclareLost{OriginId{5}, kCoordinator, {}}});
  const AllotRequest one{.zone = kRed, .seats = 1};
  const Actor greeter{kGreeterWang, {Role::greeter}};
  const Actor coordinator{kCoordinator, {Role::coordinator}};
  const RefusedAllotment cases[] = {
      {"a door that is not the mint", kDoor2, kDoor3, one, Refused::not_the_mint},
      {"nobody", OriginId{}, kDoor3, one, Refused::not_the_mint},
      {"to nobody", kMint, OriginId{}, one, Refused::out_of_service},
      {"to a stranger", kMint, OriginId{99}, one, Refused::out_of_service},
      {"to a revoked station", kMint, OriginId{4}, one, Refused::out_of_service},
      {"to a lost station", kMint, OriginId{5}, one, Refused::out_of_service},
      {"of no zone", kMint, kDoor2, {.zone = 0, .seats = 1}, Refused::not_here},
      {"of a zone too far", kMint, kDoor2, {.zone = 5, .seats = 1}, Refused::not_here},
      {"no seat", kMint, kDoor2, {.zone = kRed, .seats = 0}, Refused::nothing_to_do},
      {"a greeter insists",
       kMint,
       kDoor2,
       {.zone = kRed, .seats = 1, .insist = true, .actor = greeter},
       Refused::not_permitted},
      {"a coordinator insists",
       kMint,
       kDoor2,
       {.zone = kRed, .seats = 1, .insist = true, .actor = coordinator},
       Refused::no},
      {"a door asks", kMint, kDoor2, one, Refused::no},
      {"the mint has all itself", kMint, kMint, one, Refused::none_left},
  };
  for (const RefusedAllotment& one_case : cases) {
    const Answer answer =
        decide_allotment(world.state, one_case.mint, one_case.to, one_case.request);
    EXPECT_EQ(answer.refused, one_case.why) << one_case.name;
    EXPECT_EQ(answer.acts.empty(), one_case.why != Refused::no) << one_case.name;
  }
}

TEST(Allot, a_lost_mint_grants_nothing) {
  Founded world;
  world.write({DeclareLost{kMint, kCoordinator, {}}});
  EXPECT_EQ(allot(world, kDoor2, {.zone = kRed, .seats = 1}).refused, Refused::out_of_service);
  EXPECT_EQ(decide_split(world.state, kMint, {kDoor2}, 4).refused, Refused::out_of_service);
}

// (right, epoch) is unique (DESIGN 8).
TEST(Allot, an_epoch_is_greater_than_any_that_a_seat_has_seen) {
  Founded mint;
  mint.carry_out(allot(mint, kDoor2, {.zone = kYellow, .seats = 4}));
  World second(mint, kDoor2, "2 号门");
  second.carry_out(
      decide_transfer(second.state, {.to = kDoor3, .zone = kYellow, .count = 2}, second.context));
  World third(second, kDoor3, "3 号门");
  third.carry_out(decide_return(third.state, {}, third.context));
  mint.receive(third);
  const SeatId seat = seat_at(kYellow, 0, 1);
  EXPECT_FALSE(holder(mint, seat));
  EXPECT_EQ(mint.state.seat(seat)->epoch(), 3U);
  const Answer again = allot(mint, kDoor2, {.zone = kYellow, .seats = 2});
  EXPECT_EQ(std::get<GrantSeats>(again.acts.front()).epoch, 4U);
  EXPECT_EQ(granted(again), seats_from(kYellow, 0, 1, 2));
}

// ---- The split

TEST(Allot, a_split_deals_every_zone_evenly_with_what_is_scarce) {
  Founded world;
  const Answer answer = decide_split(world.state, kMint, {kDoor3, kDoor2, kMint, kDoor2}, 4);
  ASSERT_TRUE(answer.allowed());
  world.carry_out(answer);
  const Hall& hall = world.state.hall();
  for (int zone = 1; zone <= hall.zones(); ++zone) {
    const int dealt = hall.seats(zone) - hall.seats(zone) / 4;
    for (OriginId door : {kDoor2, kDoor3}) {
      EXPECT_NEAR(hall.free_for(door, zone), dealt / 3, 1) << zone;
    }
    // The mint's station has its share and the quarter.
    EXPECT_GE(hall.free_for(kMint, zone), hall.seats(zone) / 4 + dealt / 3) << zone;
  }
  std::set<StaffId> reps;
  for (const Place& place : hall.row(kBlue, 1)) {
    if (place.holder == kDoor2) reps.insert(place.rep);
  }
  for (const Place& place : hall.row(kBlue, 2)) {
    if (place.holder == kDoor2) reps.insert(place.rep);
  }
  EXPECT_EQ(reps, (std::set<StaffId>{kRepChen, kRepLin}));
  EXPECT_TRUE(world.state.findings().empty());
}

TEST(Allot, a_second_split_gives_to_those_who_have_less) {
  Founded world;
  world.carry_out(decide_split(world.state, kMint, {kDoor2}, 4));
  EXPECT_EQ(world.state.hall().free_for(kDoor2, kYellow), 8);
  // What is left is the mint's quarter.
  EXPECT_EQ(decide_split(world.state, kMint, {kDoor2, kDoor3}, 4).refused, Refused::nothing_to_do);
  World second(world, kDoor2, "2 号门");
  second.carry_out(decide_return(second.state, {.zone = kYellow, .keep = 5}, second.context));
  world.receive(second);
  const Answer answer = decide_split(world.state, kMint, {kDoor2, kDoor3}, 4);
  ASSERT_EQ(answer.acts.size(), 1U);
  EXPECT_EQ(std::get<GrantSeats>(answer.acts[0]).to, kDoor3);
  EXPECT_EQ(granted(answer).size(), 3U);
}

TEST(Allot, a_split_among_nobody_or_strangers_is_refused) {
  const Founded world;
  EXPECT_EQ(decide_split(world.state, kMint, {}, 4).refused, Refused::nothing_to_do);
  EXPECT_EQ(decide_split(world.state, kMint, {kDoor2, OriginId{99}}, 4).refused,
            Refused::out_of_service);
  EXPECT_EQ(decide_split(world.state, kDoor2, {kDoor2}, 4).refused, Refused::not_the_mint);
}

// ---- Refills

struct RefillCase {
  const char* name;
  int granted;
  int used;
  int party;
  int asked;  // 0: not due
};

TEST(Allot, a_refill_is_due_when_a_fifth_or_less_than_a_party_is_left) {
  const RefillCase cases[] = {
      {"never had any", 0, 0, 4, 8},
      {"all there", 20, 0, 4, 0},
      {"a little more than a fifth", 20, 15, 4, 0},
      {"a fifth", 20, 16, 2, 8},
      {"less than a party", 20, 17, 4, 8},
      {"nothing left", 20, 20, 4, 10},
      {"a slow door asks for two parties", 3, 3, 2, 4},
      {"not more than the mint has", 40, 40, 4, 15},
  };
  for (const RefillCase& one : cases) {
    Venue venue = example_venue();
    venue.zones = {venue.zones.back()};
    venue.zones[0].capacity = 60;
    World world(venue);
    world.write({NameOrigin{kDoor2, {}, "2 号门", StationRole::door}});
    if (one.granted > 0) world.grant(kDoor2, seats_from(1, 0, 1, one.granted));
    if (one.used > 0) world.name_seats(world.invite(), seats_from(1, 0, 1, one.used));
    const auto due = refill_due(world.state, kDoor2, one.party);
    ASSERT_EQ(due.size(), one.asked > 0 ? 1U : 0U) << one.name;
    if (one.asked == 0) continue;
    EXPECT_EQ(due[0], (AllotRequest{.zone = 1, .seats = one.asked, .together = one.party}))
        << one.name;
    EXPECT_EQ(granted(allot(world, kDoor2, due[0])).size(), static_cast<std::size_t>(one.asked));
  }
}

TEST(Allot, nothing_is_asked_where_the_mint_seems_to_have_none) {
  Founded world;
  world.grant(kDoor3, seats_from(kYellow, 0, 1, 10));
  for (const AllotRequest& request : refill_due(world.state, kDoor2, 4)) {
    EXPECT_NE(request.zone, kYellow);
  }
}

TEST(Allot, the_usual_party_is_the_size_that_nearly_all_have) {
  World world;
  EXPECT_EQ(usual_party(world.state), 4);
  for (int i = 0; i < 10; ++i) world.invite({.persons = 1});
  EXPECT_EQ(usual_party(world.state), 2);
  for (int i = 0; i < 10; ++i) world.invite({.persons = 3});
  EXPECT_EQ(usual_party(world.state), 3);
  world.invite({.persons = 50});
  EXPECT_EQ(usual_party(world.state), 3);
  for (int i = 0; i < 5; ++i) world.invite({.persons = 50});
  EXPECT_EQ(usual_party(world.state), 8);
}

// ---- Returns and loans

TEST(Allot, a_station_returns_what_it_holds_and_nobody_sits_on) {
  Founded world;
  world.grant(kDoor2, seats_from(kYellow, 0, 1, 6));
  world.name_seats(world.invite(), seats_from(kYellow, 0, 1, 2));
  World door(world, kDoor2, "2 号门");
  const auto refused = [&](const ReturnWish& wish) {
    return decide_return(door.state, wish, door.context).refused;
  };
  EXPECT_EQ(refused({.seats = {seat_at(kYellow, 0, 1)}}), Refused::seat_taken);
  EXPECT_EQ(refused({.seats = {seat_at(kYellow, 0, 7)}}), Refused::seat_not_held);
  EXPECT_EQ(refused({.seats = {seat_at(9, 1, 1)}}), Refused::not_here);
  EXPECT_EQ(refused({.zone = 9}), Refused::not_here);
  EXPECT_EQ(refused({.zone = kRed}), Refused::nothing_to_do);
  EXPECT_EQ(refused({.zone = kYellow, .keep = 4}), Refused::nothing_to_do);
  const Answer some = decide_return(door.state, {.zone = kYellow, .keep = 1}, door.context);
  EXPECT_EQ(some.acts, (std::vector<Act>{ReturnSeats{2, seats_from(kYellow, 0, 4, 3)}}));
  door.carry_out(some);
  EXPECT_EQ(door.state.hall().free_for(kDoor2, kYellow), 1);
  EXPECT_FALSE(holder(door, seat_at(kYellow, 0, 4)));
  door.sign_in(kRepChen);
  EXPECT_EQ(refused({}), Refused::not_permitted);
  door.sign_in(kGreeterWang);
  EXPECT_EQ(refused({}), Refused::no);
}

TEST(Allot, a_station_lends_seats_to_another_without_the_mint) {
  Founded world;
  world.grant(kDoor2, seats_from(kYellow, 0, 1, 6));
  world.name_seats(world.invite(), {seat_at(kYellow, 0, 1)});
  World second(world, kDoor2, "2 号门");
  const Answer loan =
      decide_transfer(second.state, {.to = kDoor3, .zone = kYellow, .count = 3}, second.context);
  EXPECT_EQ(loan.acts, (std::vector<Act>{GiveSeats{kDoor3, 2, seats_from(kYellow, 0, 2, 3)}}));
  second.carry_out(loan);
  EXPECT_EQ(second.state.hall().free_for(kDoor2, kYellow), 2);
  // The receiver needs nothing but the giver's own records, neither the grant nor the mint.
  EventState third;
  for (const Record& record : second.records) {
    if (record.as<OpenEvent>() || record.key.origin == kDoor2) third.apply(record);
  }
  EXPECT_EQ(third.hall().free_for(kDoor3, kYellow), 3);
  EXPECT_EQ(third.seat(seat_at(kYellow, 0, 2))->epoch(), 3U);
}

TEST(Allot, a_loan_is_refused_with_its_reason) {
  Founded world;
  world.grant(kDoor2, seats_from(kYellow, 0, 1, 2));
  World door(world, kDoor2, "2 号门");
  const auto refused = [&](const LoanWish& wish) {
    return decide_transfer(door.state, wish, door.context).refused;
  };
  EXPECT_EQ(refused({.to = kDoor2, .zone = kYellow, .count = 1}), Refused::itself);
  EXPECT_EQ(refused({.to = OriginId{99}, .zone = kYellow, .count = 1}), Refused::out_of_service);
  EXPECT_EQ(refused({.to = kDoor3, .zone = 9, .count = 1}), Refused::not_here);
  EXPECT_EQ(refused({.to = kDoor3, .zone = kRed, .count = 1}), Refused::none_left);
  EXPECT_EQ(refused({.to = kDoor3, .zone = kYellow, .count = 0}), Refused::none_left);
  EXPECT_EQ(refused({.to = kDoor3, .seats = {seat_at(kRed, 1, 1)}}), Refused::seat_not_held);
  EXPECT_EQ(refused({.to = kDoor3, .seats = {seat_at(kYellow, 0, 2)}}), Refused::no);
  door.sign_in(kRepChen);
  EXPECT_EQ(refused({.to = kDoor3, .zone = kYellow, .count = 1}), Refused::not_permitted);
}

// Rule S4: a right ends only by its holder's own record.
TEST(Allot, what_another_writes_of_a_right_changes_nothing) {
  Founded world;
  world.grant(kDoor2, {seat_at(kRed, 1, 1)});
  world.write({ReturnSeats{2, {seat_at(kRed, 1, 1)}}});  // the mint, of the door's right
  EXPECT_EQ(holder(world, seat_at(kRed, 1, 1)), kDoor2);
}

}  // namespace
}  // namespace yingbin
