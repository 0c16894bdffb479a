// What is decided before doors open: rights to seats, and who sits where by name (S1 to S4, DESIGN
// 8).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "support/dice.h"
#include "support/world.h"

namespace yingbin {
namespace {

const OriginId kMint{1};

SeatingReport seat_all(World& world, int zone = 0) {
  return seat_invited(world.state, world.context.station, zone, [&](const Act& act) {
    world.write({act});
    return true;
  });
}

// ---- Grants

TEST(Plan, the_paper_reserve_is_the_last_seats_of_each_zone_and_never_given) {
  Venue venue = example_venue();
  venue.paper_reserve_percent = 20;
  World world(venue);
  const Hall& hall = world.state.hall();
  const std::map<int, int> granted{{kRed, 10}, {kBlue, 20}, {kGreen, 15}, {kYellow, 8}};
  for (const auto& [zone, count] : granted) EXPECT_EQ(hall.free_for(kMint, zone), count);
  EXPECT_EQ(hall.find(seat_at(kRed, 2, 4))->holder, kMint);
  EXPECT_FALSE(hall.find(seat_at(kRed, 2, 5))->holder);
  EXPECT_FALSE(hall.find(seat_at(kYellow, 0, 9))->holder);
  // Eight are seated, the ninth stands although two seats are free.
  for (int i = 0; i < 8; ++i)
    EXPECT_TRUE(world.scan(world.invite({.zone = kYellow})).seat.seated());
  EXPECT_FALSE(world.scan(world.invite({.zone = kYellow})).seat.seated());
  // Granting again gives nothing more.
  EXPECT_TRUE(decide_grants(world.state, kMint, kMint).empty());
}

TEST(Plan, a_reserve_stays_whole_when_seats_in_front_of_it_are_taken_already) {
  Venue venue = example_venue();
  venue.paper_reserve_percent = 20;
  World world(venue);
  const auto granted = seats_from(kYellow, 0, 1, 8);
  world.write({ReturnSeats{world.state.seat(granted[0])->epoch(), granted}});
  world.name_seats(world.invite({.zone = kYellow}), seats_from(kYellow, 0, 1, 2));
  const auto acts = decide_grants(world.state, kMint, kMint);
  ASSERT_EQ(acts.size(), 1U);
  EXPECT_EQ(std::get<GrantSeats>(acts.front()).seats, seats_from(kYellow, 0, 3, 6));
}

TEST(Plan, only_the_mint_grants) {
  World world;
  EXPECT_TRUE(decide_grants(world.state, OriginId{2}, OriginId{2}).empty());
}

TEST(Plan, a_returned_seat_is_granted_anew_with_a_higher_epoch) {
  World world;
  const auto seats = seats_from(kGreen, 1, 1, 2);
  EXPECT_TRUE(decide_grants(world.state, kMint, OriginId{2}).empty());
  const std::uint64_t epoch = world.state.seat(seats[0])->epoch();
  world.write({ReturnSeats{epoch, seats}});
  const auto acts = decide_grants(world.state, kMint, OriginId{2});
  ASSERT_EQ(acts.size(), 1U);
  const auto& grant = std::get<GrantSeats>(acts.front());
  EXPECT_EQ(grant.seats, seats);
  EXPECT_GT(grant.epoch, epoch);
  world.write(acts);
  EXPECT_EQ(world.state.seat(seats[0])->holder(), OriginId{2});
  // A return of the old grant that comes late takes nothing away.
  world.write({ReturnSeats{epoch, seats}});
  EXPECT_EQ(world.state.seat(seats[0])->holder(), OriginId{2});
}

// ---- Seats before the day

TEST(Plan, everybody_invited_is_seated_by_name_and_finds_that_seat_at_the_door) {
  World world;
  const InvitationId in_red = world.invite({.persons = 2, .zone = kRed});
  const InvitationId of_lin = world.invite({.persons = 2, .rep = kRepLin});
  const InvitationId in_green = world.invite({.persons = 4, .zone = kGreen});
  const InvitationId in_yellow = world.invite({.persons = 2, .zone = kYellow});
  const SeatingReport report = seat_all(world);
  EXPECT_EQ(report.seated, 3);
  EXPECT_TRUE(report.without.empty());
  EXPECT_EQ(world.seats_of(in_red), seats_from(kRed, 1, 1, 2));
  EXPECT_EQ(world.seats_of(of_lin), seats_from(kBlue, 1, 5, 2));
  EXPECT_EQ(world.seats_of(in_green), seats_from(kGreen, 1, 2, 4));
  EXPECT_TRUE(world.seats_of(in_yellow).empty());  // open: nobody has a seat by name
  for (const InvitationId id : {in_red, of_lin, in_green}) {
    const auto named = world.seats_of(id);
    const DoorVerdict verdict = world.scan(id);
    EXPECT_EQ(verdict.seat.basis, SeatBasis::named);
    EXPECT_EQ(verdict.seat.seats, named);
  }
  EXPECT_EQ(world.scan(in_yellow).seat.basis, SeatBasis::open);
  EXPECT_EQ(seat_all(world).seated, 0);
}

TEST(Plan, special_needs_are_seated_first_then_larger_parties) {
  World world;
  const InvitationId couple = world.invite({.persons = 2, .rep = kRepChen});
  const InvitationId four = world.invite({.persons = 4, .rep = kRepChen});
  const InvitationId wheelchair = world.invite({.rep = kRepChen, .wheelchair = true});
  const InvitationId aisle = world.invite({.rep = kRepChen, .aisle = true});
  EXPECT_EQ(seat_all(world).seated, 4);
  EXPECT_EQ(world.seats_of(wheelchair), seats_from(kBlue, 2, 4, 1));
  EXPECT_EQ(world.seats_of(aisle), seats_from(kBlue, 1, 1, 1));
  // Chen's seats left are 2 to 4 and 1 to 3: the four go beside each other where nobody owns the
  // seats only if Chen has not enough; six are left, so they stay Chen's guests.
  for (SeatId seat : world.seats_of(four)) EXPECT_LE(seat.number, 4);
  EXPECT_EQ(world.seats_of(four).size(), 4U);
  EXPECT_EQ(world.seats_of(couple).size(), 2U);
}

TEST(Plan, larger_parties_are_seated_first_while_whole_rows_are_free) {
  World world;
  const InvitationId couple = world.invite({.persons = 2, .zone = kRed});
  const InvitationId six = world.invite({.persons = 6, .zone = kRed});
  EXPECT_EQ(seat_all(world).seated, 2);
  EXPECT_EQ(world.seats_of(six), seats_from(kRed, 1, 1, 6));
  EXPECT_EQ(world.seats_of(couple), seats_from(kRed, 2, 1, 2));
}

TEST(Plan, whoever_has_seats_came_was_revoked_or_is_not_known_is_left_alone) {
  World world;
  const InvitationId named = world.invite({.zone = kRed});
  world.name_seats(named, seats_from(kRed, 2, 6, 1));
  const InvitationId came = world.invite({.zone = kGreen});
  world.scan(came);
  const auto told = world.seats_of(came);
  const InvitationId revoked = world.invite({.zone = kGreen});
  world.write({RevokeInvitation{revoked, world.invitation(revoked).guest(), "", {}, {}, {}}});
  DoorQuestion unknown;
  unknown.presented = World::signed_code({4242}, 1, SignatureCheck::holds);
  world.admit(unknown);
  world.undo(world.last_admission);
  EXPECT_EQ(seat_all(world).seated, 0);
  EXPECT_EQ(world.seats_of(named), seats_from(kRed, 2, 6, 1));
  EXPECT_EQ(world.seats_of(came), told);
  EXPECT_TRUE(world.seats_of(revoked).empty());
}

TEST(Plan, who_finds_no_seat_is_named_in_the_report) {
  Venue venue = example_venue();
  for (Zone& zone : venue.zones) zone.overflow.clear();
  World world(venue);
  const InvitationId first = world.invite({.persons = 12, .zone = kRed});
  const InvitationId second = world.invite({.persons = 1, .zone = kRed});
  const SeatingReport report = seat_all(world);
  EXPECT_EQ(report.seated, 1);
  EXPECT_EQ(report.without, (std::vector<InvitationId>{second}));
  EXPECT_EQ(world.seats_of(first).size(), 12U);
}

TEST(Plan, seating_may_be_limited_to_one_zone) {
  World world;
  const InvitationId in_red = world.invite({.zone = kRed});
  const InvitationId in_green = world.invite({.zone = kGreen});
  const InvitationId of_chen = world.invite({.rep = kRepChen});
  EXPECT_EQ(seat_all(world, kBlue).seated, 1);
  EXPECT_EQ(world.seats_of(of_chen), seats_from(kBlue, 1, 1, 1));
  EXPECT_EQ(seat_all(world, kRed).seated, 1);
  EXPECT_EQ(world.seats_of(in_red), seats_from(kRed, 1, 1, 1));
  EXPECT_TRUE(world.seats_of(in_green).empty());
}

// A hall where every seat is on an invitation: that is where everybody is meant to sit.
TEST(Plan, in_a_hall_of_assigned_zones_only_everybody_is_seated) {
  Venue venue = example_venue();
  venue.zones.resize(1);
  venue.zones[0].overflow.clear();
  World world(venue);
  const InvitationId id = world.invite({.persons = 2});
  EXPECT_EQ(seat_all(world).seated, 1);
  EXPECT_EQ(world.seats_of(id), seats_from(kRed, 1, 1, 2));
}

TEST(Plan, in_a_hall_without_seats_for_anybody_nobody_is_passed_over_in_silence) {
  Venue venue;
  World world(venue);
  const InvitationId id = world.invite();
  EXPECT_EQ(seat_all(world).without, (std::vector<InvitationId>{id}));
}

TEST(Plan, seating_stops_when_a_seat_could_not_be_recorded) {
  World world;
  for (int i = 0; i < 3; ++i) world.invite({.zone = kRed});
  int asked = 0;
  const auto report = seat_invited(world.state, kMint, 0, [&](const Act& act) {
    if (++asked == 2) return false;
    world.write({act});
    return true;
  });
  EXPECT_EQ(report.seated, 1);
  EXPECT_EQ(asked, 2);
}

TEST(Plan, reserved_and_other_stations_seats_are_not_named) {
  Venue venue = example_venue();
  venue.paper_reserve_percent = 50;
  venue.zones.resize(1);
  venue.zones[0].overflow.clear();
  World world(venue);
  world.grant(OriginId{2}, seats_from(kRed, 1, 1, 2));
  for (int i = 0; i < 6; ++i) world.invite({.zone = kRed});
  EXPECT_EQ(seat_all(world).seated, 4);
  EXPECT_FALSE(world.state.hall().find(seat_at(kRed, 1, 1))->taken);
  EXPECT_FALSE(world.state.hall().find(seat_at(kRed, 2, 1))->taken);
}

std::vector<Act> acts_of_seating(const EventState& state, const std::vector<Record>& records) {
  // A trial copy of the event: the acts are applied as they come, like on disk.
  EventState trial;
  for (const Record& record : records) trial.apply(record);
  std::vector<Act> acts;
  std::uint64_t seq = 1'000'000;
  seat_invited(trial, kMint, 0, [&](const Act& act) {
    Record record;
    record.act = act;
    record.subjects = subjects_of(act);
    record.key = {trial.height(record.subjects) + 1, 1, kMint, ++seq, 0};
    trial.apply(record);
    acts.push_back(act);
    return true;
  });
  EXPECT_EQ(state.guest_count(), trial.guest_count());
  return acts;
}

RC_GTEST_PROP(PlanProperty, the_same_records_in_any_order_seat_everybody_the_same,
              (std::uint64_t seed)) {
  Dice dice(seed);
  World world;
  for (int i = dice.between(1, 25); i > 0; --i) {
    Invited one;
    one.persons = dice.between(1, 4);
    one.rep = dice.chance(50) ? dice.chance(50) ? kRepChen : kRepLin : StaffId{};
    one.zone = dice.below(5);
    one.aisle = dice.chance(15);
    one.wheelchair = dice.chance(10);
    const InvitationId id = world.invite(one);
    if (dice.chance(10)) world.scan(id);
  }
  const auto expected = acts_of_seating(world.state, world.records);
  auto shuffled = world.records;
  dice.shuffle(shuffled);
  RC_ASSERT(acts_of_seating(world.state, shuffled) == expected);
  std::set<SeatId> given;
  for (const Act& act : expected) {
    for (SeatId seat : std::get<AssignSeats>(act).seats) RC_ASSERT(given.insert(seat).second);
  }
}

}  // namespace
}  // namespace yingbin
