// Where a party sits (rules S1 to S3): tables of cases on small halls, and properties on random
// ones.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "support/dice.h"
#include "support/world.h"

namespace yingbin {
namespace {

const OriginId kHere{1};
const OriginId kElsewhere{2};

Zone one_zone(SeatingMode mode, std::vector<Row> rows) {
  Zone zone;
  zone.mode = mode;
  zone.rows = std::move(rows);
  for (const Row& row : zone.rows) zone.capacity += row.seats;
  return zone;
}

Venue venue_of(std::vector<Zone> zones) {
  Venue venue;
  venue.zones = std::move(zones);
  return venue;
}

// A hall without an event around it: who holds and who sits where is set by hand.
struct Room {
  explicit Room(Venue planned) : venue(std::move(planned)), hall(venue) {
    for (int zone = 1; zone <= hall.zones(); ++zone) {
      for (int row = hall.first_row(zone); row <= hall.last_row(zone); ++row) {
        for (const Place& place : hall.row(zone, row)) give(place.id, kHere);
      }
    }
  }
  explicit Room(Zone zone) : Room(venue_of({std::move(zone)})) {}

  void give(SeatId id, OriginId holder) { hall.set(id, held_by(holder)); }
  void take(const std::vector<SeatId>& seats) {
    for (SeatId id : seats) {
      Seat seat = held_by(kHere);
      seat.claims = {{InvitationId{1}, {}}};
      hall.set(id, seat);
    }
  }
  void take_but(int zone, int row, const std::vector<int>& free) {
    std::vector<SeatId> taken;
    for (const Place& place : hall.row(zone, row)) {
      if (std::find(free.begin(), free.end(), place.id.number) == free.end())
        taken.push_back(place.id);
    }
    take(taken);
  }
  SeatOffer seat(SeatRequest request) const {
    request.station = kHere;
    return choose_seats(venue, hall, request);
  }

  Venue venue;
  Hall hall;
};

// ---- S1: four ways to seat

struct ModeCase {
  const char* what;
  SeatRequest request;
  int zone;
  SeatBasis basis;
  std::vector<SeatId> seats;
};

TEST(Seating, each_zone_seats_in_its_way) {
  const Room room(example_venue());
  const ModeCase cases[] = {
      {"assigned: nothing without a name, so overflow",
       {.zone = kRed},
       kYellow,
       SeatBasis::overflow,
       seats_from(kYellow, 0, 1, 1)},
      {"a rep's own seats",
       {.persons = 2, .rep = kRepLin},
       kBlue,
       SeatBasis::rep,
       seats_from(kBlue, 1, 5, 2)},
      {"a rep's, zone named",
       {.rep = kRepChen, .zone = kBlue},
       kBlue,
       SeatBasis::rep,
       seats_from(kBlue, 1, 1, 1)},
      {"nobody's guest in a rep's zone: seats that are nobody's",
       {.zone = kBlue},
       kBlue,
       SeatBasis::zone,
       seats_from(kBlue, 3, 1, 1)},
      {"in order, past a wheelchair place",
       {.persons = 3, .zone = kGreen},
       kGreen,
       SeatBasis::in_order,
       seats_from(kGreen, 1, 2, 3)},
      {"open: counted",
       {.persons = 2, .zone = kYellow},
       kYellow,
       SeatBasis::open,
       seats_from(kYellow, 0, 1, 2)},
      {"anybody: the first zone in order or open",
       {},
       kGreen,
       SeatBasis::in_order,
       seats_from(kGreen, 1, 2, 1)},
      {"a zone that does not exist",
       {.zone = 9},
       kGreen,
       SeatBasis::in_order,
       seats_from(kGreen, 1, 2, 1)},
  };
  for (const ModeCase& one : cases) {
    SCOPED_TRACE(one.what);
    const SeatOffer offer = room.seat(one.request);
    EXPECT_EQ(offer.zone, one.zone);
    EXPECT_EQ(offer.basis, one.basis);
    EXPECT_EQ(offer.seats, one.seats);
  }
}

TEST(Seating, the_first_zone_that_has_room_is_meant_for_anybody) {
  Room room(example_venue());
  for (int table = 1; table <= 3; ++table) room.take_but(kGreen, table, {});
  const SeatOffer offer = room.seat({.persons = 2});
  EXPECT_EQ(offer.zone, kYellow);
  EXPECT_EQ(offer.basis, SeatBasis::open);
}

// Free seats that belong to another rep are no room.
TEST(Seating, a_zone_full_but_for_other_reps_seats_is_not_meant_for_anybody) {
  Row reserved = plain_row("1", 4);
  reserved.reps = {{1, 4, kRepChen}};
  Room room(venue_of({one_zone(SeatingMode::in_order, {reserved}),
                      one_zone(SeatingMode::in_order, {plain_row("1", 4)})}));
  EXPECT_EQ(room.seat({.persons = 2}).zone, 2);
  EXPECT_EQ(room.seat({.persons = 2, .rep = kRepChen}).zone, 1);
}

TEST(Seating, another_reps_seats_are_never_offered) {
  Room room(example_venue());
  room.take_but(kBlue, 3, {});
  std::set<SeatId> offered;
  for (int i = 0; i < 8; ++i) {
    const SeatOffer offer = room.seat({.rep = kRepChen, .zone = kBlue});
    ASSERT_EQ(offer.zone, kBlue);
    EXPECT_LE(offer.seats.front().number, 4);
    offered.insert(offer.seats.front());
    room.take(offer.seats);
  }
  EXPECT_EQ(offered.size(), 8U);
  EXPECT_EQ(room.seat({.rep = kRepChen, .zone = kBlue}).basis, SeatBasis::overflow);
}

// ---- S2: together

struct TogetherCase {
  const char* what;
  bool table;
  std::vector<int> free_in_1;
  std::vector<int> free_in_2;
  int persons;
  std::vector<SeatId> seats;
};

TEST(Seating, a_party_sits_adjacent_else_in_one_row_else_in_one_zone) {
  const TogetherCase cases[] = {
      {"adjacent, first fit", false, {1, 3, 4}, {1, 2}, 2, seats_from(1, 1, 3, 2)},
      {"adjacent in a later row before scattered in an earlier",
       false,
       {1, 3, 5},
       {5, 6},
       2,
       seats_from(1, 2, 5, 2)},
      {"one row before one zone",
       false,
       {6},
       {1, 3, 5},
       3,
       {seat_at(1, 2, 1), seat_at(1, 2, 3), seat_at(1, 2, 5)}},
      {"one zone at last",
       false,
       {6},
       {1, 3},
       3,
       {seat_at(1, 1, 6), seat_at(1, 2, 1), seat_at(1, 2, 3)}},
      {"the ends of a row are not adjacent", false, {1, 6}, {3, 4}, 2, seats_from(1, 2, 3, 2)},
      {"a table is round", true, {1, 6}, {3, 4}, 2, {seat_at(1, 1, 1), seat_at(1, 1, 6)}},
      {"round with three",
       true,
       {1, 2, 6},
       {},
       3,
       {seat_at(1, 1, 1), seat_at(1, 1, 2), seat_at(1, 1, 6)}},
      {"a whole table", true, {1, 2, 3, 4, 5, 6}, {}, 6, seats_from(1, 1, 1, 6)},
      {"one more than the zone has", false, {1}, {2}, 3, {}},
      {"more than any row has",
       false,
       {1, 2, 3, 4, 5, 6},
       {1},
       7,
       {seat_at(1, 1, 1), seat_at(1, 1, 2), seat_at(1, 1, 3), seat_at(1, 1, 4), seat_at(1, 1, 5),
        seat_at(1, 1, 6), seat_at(1, 2, 1)}},
  };
  for (const TogetherCase& one : cases) {
    SCOPED_TRACE(one.what);
    Zone zone = one_zone(SeatingMode::in_order, {plain_row("1", 6), plain_row("2", 6)});
    zone.tables = one.table;
    Room room(zone);
    room.take_but(1, 1, one.free_in_1);
    room.take_but(1, 2, one.free_in_2);
    EXPECT_EQ(room.seat({.persons = one.persons}).seats, one.seats);
  }
}

// ---- S2: special needs first

Zone zone_with_needs() {
  Row front = plain_row("1", 6);
  front.front = {1, 2, 3, 4, 5, 6};
  front.aisle = {1, 6};
  Row back = plain_row("2", 6);
  back.aisle = {1, 6};
  back.wheelchair = {5, 6};
  return one_zone(SeatingMode::in_order, {front, back});
}

struct NeedCase {
  const char* what;
  SeatRequest request;
  std::vector<int> free_in_1;
  std::vector<int> free_in_2;
  std::vector<SeatId> seats;
};

TEST(Seating, a_special_need_goes_before_sitting_together_and_wheelchair_places_are_spared) {
  const std::vector<int> all{1, 2, 3, 4, 5, 6};
  const NeedCase cases[] = {
      {"an aisle", {.persons = 2, .aisle = true}, {2, 3}, all, seats_from(1, 2, 1, 2)},
      {"the front", {.front = true}, {4}, all, seats_from(1, 1, 4, 1)},
      {"front and aisle", {.aisle = true, .front = true}, {2, 6}, all, seats_from(1, 1, 6, 1)},
      {"a wheelchair place, the companion adjacent",
       {.persons = 2, .wheelchair = true},
       all,
       all,
       seats_from(1, 2, 4, 2)},
      {"wheelchair with no neighbour free: the place first, the other near",
       {.persons = 2, .wheelchair = true},
       {1, 2},
       {2, 6},
       {seat_at(1, 2, 2), seat_at(1, 2, 6)}},
      {"and in another row if need be",
       {.persons = 2, .wheelchair = true},
       {1, 2},
       {5},
       {seat_at(1, 1, 2), seat_at(1, 2, 5)}},
      {"one wheelchair place is enough for a party that is torn apart",
       {.persons = 2, .wheelchair = true},
       {},
       {1, 3, 5},
       {seat_at(1, 2, 3), seat_at(1, 2, 5)}},
      {"two needs at two ends",
       {.persons = 2, .front = true, .wheelchair = true},
       {3},
       {5},
       {seat_at(1, 1, 3), seat_at(1, 2, 5)}},
      {"no need: adjacent without a wheelchair place",
       {.persons = 2},
       {1},
       all,
       seats_from(1, 2, 1, 2)},
      {"no need: a wheelchair place only when nothing else is left",
       {},
       {},
       {5},
       seats_from(1, 2, 5, 1)},
      {"together counts for more than a spared wheelchair place",
       {.persons = 2},
       {1, 3},
       {5, 6},
       seats_from(1, 2, 5, 2)},
      {"what nobody can meet is not missed", {.wheelchair = true}, {2}, {}, seats_from(1, 1, 2, 1)},
  };
  for (const NeedCase& one : cases) {
    SCOPED_TRACE(one.what);
    Room room(zone_with_needs());
    room.take_but(1, 1, one.free_in_1);
    room.take_but(1, 2, one.free_in_2);
    EXPECT_EQ(room.seat(one.request).seats, one.seats);
  }
}

// ---- S2: the second part of a party

struct BesideCase {
  const char* what;
  bool table;
  std::vector<SeatId> beside;
  int persons;
  std::vector<int> free_in_1;
  std::vector<int> free_in_2;
  std::vector<int> free_in_3;
  std::vector<SeatId> seats;
};

TEST(Seating, who_comes_later_sits_by_the_others_of_the_party) {
  const std::vector<int> all{1, 2, 3, 4, 5, 6};
  const BesideCase cases[] = {
      {"to the right", false, seats_from(1, 2, 2, 1), 1, all, {3, 4}, all, seats_from(1, 2, 3, 1)},
      {"to the left", false, seats_from(1, 2, 4, 1), 1, all, {1, 3}, all, seats_from(1, 2, 3, 1)},
      {"two at once", false, seats_from(1, 2, 2, 1), 2, all, {3, 4}, all, seats_from(1, 2, 3, 2)},
      {"in the row, the nearest",
       false,
       seats_from(1, 2, 2, 1),
       1,
       all,
       {4, 6},
       all,
       seats_from(1, 2, 4, 1)},
      {"scattered in their row before adjacent in another",
       false,
       seats_from(1, 2, 2, 1),
       2,
       all,
       {4, 6},
       all,
       {seat_at(1, 2, 4), seat_at(1, 2, 6)}},
      {"the nearest row, adjacent",
       false,
       seats_from(1, 3, 2, 1),
       2,
       all,
       {3, 4},
       {},
       seats_from(1, 2, 3, 2)},
      {"adjacent in a row further off before scattered in the next",
       false,
       seats_from(1, 3, 2, 1),
       2,
       {3, 4},
       {1, 6},
       {},
       seats_from(1, 1, 3, 2)},
      {"and the nearest seat in it",
       false,
       seats_from(1, 3, 5, 1),
       1,
       all,
       {1, 6},
       {},
       seats_from(1, 2, 6, 1)},
      {"round a table", true, seats_from(1, 2, 1, 1), 1, all, {3, 6}, all, seats_from(1, 2, 6, 1)},
      {"round a table the other way",
       true,
       seats_from(1, 2, 6, 1),
       1,
       all,
       {1, 3},
       all,
       seats_from(1, 2, 1, 1)},
  };
  for (const BesideCase& one : cases) {
    SCOPED_TRACE(one.what);
    Zone zone =
        one_zone(SeatingMode::in_order, {plain_row("1", 6), plain_row("2", 6), plain_row("3", 6)});
    zone.tables = one.table;
    Room room(zone);
    room.take_but(1, 1, one.free_in_1);
    room.take_but(1, 2, one.free_in_2);
    room.take_but(1, 3, one.free_in_3);
    EXPECT_EQ(room.seat({.persons = one.persons, .beside = one.beside}).seats, one.seats);
  }
}

TEST(Seating, a_party_whose_first_part_overflowed_stays_together_there) {
  Room room(example_venue());
  const SeatOffer offer =
      room.seat({.rep = kRepChen, .zone = kBlue, .beside = seats_from(kGreen, 2, 3, 1)});
  EXPECT_EQ(offer.zone, kGreen);
  EXPECT_EQ(offer.seats, seats_from(kGreen, 2, 2, 1));
}

TEST(Seating, the_second_part_of_a_party_does_not_take_a_second_wheelchair_place) {
  Venue venue = example_venue();
  venue.zones[kBlue - 1].rows[2].wheelchair = {1, 2};
  World world(venue);
  const InvitationId id = world.invite({.persons = 2, .zone = kBlue, .wheelchair = true});
  EXPECT_EQ(world.scan(id, 1).seat.seats, seats_from(kBlue, 3, 1, 1));
  // Seat 2 touches, but so would only a wheelchair place: sitting together counts for more.
  EXPECT_EQ(world.scan(id).seat.seats, seats_from(kBlue, 3, 2, 1));

  venue.zones[kBlue - 1].rows[2].wheelchair = {1, 8};
  World apart(venue);
  const InvitationId other = apart.invite({.persons = 2, .zone = kBlue, .wheelchair = true});
  EXPECT_EQ(apart.scan(other, 1).seat.seats, seats_from(kBlue, 3, 1, 1));
  EXPECT_EQ(apart.scan(other).seat.seats, seats_from(kBlue, 3, 2, 1));
}

// ---- S3: fallbacks

struct FallbackCase {
  const char* what;
  std::vector<FallbackStep> order;
  int zone;
  SeatBasis basis;
};

// The rep's block in zone 1 is full; zone 1 has a free seat that is nobody's, zone 2 one of the
// rep's, zones 3 and 4 are overflow, zone 4 named first.
TEST(Seating, a_full_block_falls_back_in_the_order_that_the_event_sets) {
  using enum FallbackStep;
  const FallbackCase cases[] = {
      {"the rep's other seats", {rep_seats, zone, overflow, standing}, 2, SeatBasis::rep},
      {"the zone", {zone, rep_seats, overflow, standing}, 1, SeatBasis::zone},
      {"overflow, in its own order", {overflow, rep_seats, zone, standing}, 4, SeatBasis::overflow},
      {"standing by plan", {standing, rep_seats, zone, overflow}, 0, SeatBasis::standing},
      {"nothing planned", {}, 0, SeatBasis::standing},
  };
  for (const FallbackCase& one : cases) {
    SCOPED_TRACE(one.what);
    Row block = plain_row("1", 2);
    block.reps = {{1, 1, kRepChen}};
    Row other_block = plain_row("1", 1);
    other_block.reps = {{1, 1, kRepChen}};
    Venue venue;
    venue.zones = {one_zone(SeatingMode::rep, {block}), one_zone(SeatingMode::rep, {other_block}),
                   one_zone(SeatingMode::in_order, {plain_row("1", 1)}),
                   one_zone(SeatingMode::in_order, {plain_row("1", 1)})};
    venue.zones[0].fallback = one.order;
    venue.zones[0].overflow = {4, 3};
    Room room(venue);
    room.take({seat_at(1, 1, 1)});
    const SeatOffer offer = room.seat({.rep = kRepChen});
    EXPECT_EQ(offer.zone, one.zone);
    EXPECT_EQ(offer.basis, one.basis);
    EXPECT_EQ(offer.seats.size(), one.zone == 0 ? 0U : 1U);
  }
}

TEST(Seating, a_full_overflow_zone_passes_to_the_next_and_at_last_everybody_stands) {
  Room room(example_venue());
  for (int row = 1; row <= 3; ++row) {
    room.take_but(kBlue, row, {});
    room.take_but(kGreen, row, {});
  }
  EXPECT_EQ(room.seat({.persons = 10, .zone = kBlue}).zone, kYellow);
  EXPECT_EQ(room.seat({.persons = 11, .zone = kBlue}).basis, SeatBasis::standing);
  room.take_but(kYellow, 0, {});
  const SeatOffer offer = room.seat({.zone = kBlue});
  EXPECT_FALSE(offer.seated());
  EXPECT_TRUE(offer.seats.empty());
}

TEST(Seating, an_event_without_zones_lets_everybody_stand) {
  const Room room(Venue{});
  EXPECT_FALSE(room.seat({.persons = 2}).seated());
}

// ---- S4: rights

TEST(Seating, a_seat_that_another_station_or_the_mint_holds_is_never_offered) {
  Room room(one_zone(SeatingMode::in_order, {plain_row("1", 4)}));
  room.give(seat_at(1, 1, 1), kElsewhere);
  room.give(seat_at(1, 1, 2), OriginId{});
  EXPECT_EQ(room.seat({.persons = 2}).seats, seats_from(1, 1, 3, 2));
  EXPECT_FALSE(room.seat({.persons = 3}).seated());
}

TEST(Seating, a_doubtful_seat_is_not_given) {
  Room room(one_zone(SeatingMode::in_order, {plain_row("1", 2)}));
  Seat doubtful = held_by(kHere);
  doubtful.doubtful = true;
  room.hall.set(seat_at(1, 1, 1), doubtful);
  EXPECT_EQ(room.seat({}).seats, seats_from(1, 1, 2, 1));
}

// ---- S7: order of arrival

TEST(Seating, zones_are_remembered_in_the_order_they_received_their_guests) {
  World world;
  EXPECT_EQ(zones_by_arrival(world.state.figures(), 4), (std::vector<int>{1, 2, 3, 4}));
  const auto arrive = [&](int zone) {
    world.now_ms += 1000;
    world.scan(world.invite({.zone = zone}));
  };
  arrive(kYellow);
  arrive(kGreen);
  arrive(kYellow);
  const RecordName last = world.last_admission;
  EXPECT_EQ(zones_by_arrival(world.state.figures(), 4), (std::vector<int>{4, 3, 1, 2}));
  world.undo(last);
  EXPECT_EQ(zones_by_arrival(world.state.figures(), 4), (std::vector<int>{4, 3, 1, 2}));
}

TEST(Seating, a_zone_whose_first_guest_was_undone_goes_back_in_the_order) {
  World world;
  world.scan(world.invite({.zone = kYellow}));
  const RecordName first = world.last_admission;
  world.now_ms += 1000;
  world.scan(world.invite({.zone = kGreen}));
  world.now_ms += 1000;
  world.scan(world.invite({.zone = kYellow}));
  EXPECT_EQ(zones_by_arrival(world.state.figures(), 4), (std::vector<int>{4, 3, 1, 2}));
  world.undo(first);
  EXPECT_EQ(zones_by_arrival(world.state.figures(), 4), (std::vector<int>{3, 4, 1, 2}));
}

// ---- Properties

std::vector<int> some_of(Dice& dice, int count, int percent) {
  std::vector<int> chosen;
  for (int number = 1; number <= count; ++number) {
    if (dice.chance(percent)) chosen.push_back(number);
  }
  return chosen;
}

Row random_row(Dice& dice, int label) {
  Row row = plain_row(std::to_string(label), dice.between(1, 9));
  row.aisle = some_of(dice, row.seats, 30);
  row.front = some_of(dice, row.seats, 30);
  row.wheelchair = some_of(dice, row.seats, 15);
  const int first = dice.between(1, row.seats);
  if (dice.chance(50))
    row.reps = {{first, dice.between(first, row.seats), dice.chance(50) ? kRepChen : kRepLin}};
  return row;
}

Zone random_zone(Dice& dice, int zones) {
  Zone zone;
  zone.mode = Names<SeatingMode>::list[static_cast<std::size_t>(dice.below(4))].first;
  zone.tables = dice.chance(40);
  if (zone.mode == SeatingMode::open) {
    zone.capacity = dice.between(0, 15);
  } else {
    zone = one_zone(zone.mode, {});
    for (int row = dice.between(1, 4); row > 0; --row) zone.rows.push_back(random_row(dice, row));
  }
  zone.fallback = {FallbackStep::rep_seats, FallbackStep::zone, FallbackStep::overflow,
                   FallbackStep::standing};
  dice.shuffle(zone.fallback);
  zone.fallback.resize(static_cast<std::size_t>(dice.between(0, 4)));
  zone.overflow = some_of(dice, zones, 50);
  return zone;
}

Venue random_venue(Dice& dice) {
  Venue venue;
  venue.paper_reserve_percent = dice.chance(50) ? 20 : 0;
  venue.more_people = AskRule::allow;
  const int zones = dice.between(1, 4);
  for (int i = 0; i < zones; ++i) venue.zones.push_back(random_zone(dice, zones));
  return venue;
}

SeatRequest random_request(Dice& dice, const Venue& venue) {
  SeatRequest request;
  request.persons = dice.chance(80) ? dice.between(1, 4) : dice.between(1, 12);
  request.rep = dice.chance(60) ? dice.chance(50) ? kRepChen : kRepLin : StaffId{};
  request.zone = dice.below(static_cast<int>(venue.zones.size()) + 2);
  request.aisle = dice.chance(20);
  request.front = dice.chance(20);
  request.wheelchair = dice.chance(20);
  request.station = kHere;
  return request;
}

RC_GTEST_PROP(SeatingProperty, an_offer_is_exactly_as_many_free_seats_of_this_station_or_standing,
              (std::uint64_t seed)) {
  Dice dice(seed);
  Room room(random_venue(dice));
  for (int step = 0; step < 40; ++step) {
    SeatRequest request = random_request(dice, room.venue);
    const int zone = dice.between(1, room.hall.zones());
    for (const Place& place : room.hall.row(zone, room.hall.first_row(zone))) {
      if (place.taken && dice.chance(30)) request.beside.push_back(place.id);
      if (!place.taken && dice.chance(10))
        room.give(place.id, dice.chance(50) ? kElsewhere : kHere);
    }
    const SeatOffer offer = choose_seats(room.venue, room.hall, request);
    const std::set<SeatId> distinct(offer.seats.begin(), offer.seats.end());
    RC_ASSERT(distinct.size() == (offer.seated() ? static_cast<std::size_t>(request.persons) : 0U));
    RC_ASSERT(offer.seats.size() == distinct.size());
    RC_ASSERT(offer.seated() == (offer.basis != SeatBasis::standing));
    for (SeatId seat : offer.seats) {
      const Place* place = room.hall.find(seat);
      RC_ASSERT(place != nullptr);
      RC_ASSERT(place->free_for(kHere));
      RC_ASSERT(!place->rep || place->rep == request.rep);
      RC_ASSERT(seat.zone == offer.zone);
    }
    room.take(offer.seats);
  }
}

// Three stations, each with seats of its own, that meet now and then.
class Hall3 {
 public:
  explicit Hall3(Dice& dice) : dice_(dice), first_(random_venue(dice)) {
    for (int zone = 1; zone <= first_.state.hall().zones(); ++zone) share_out(zone);
    second_.receive(first_);
    third_.receive(first_);
  }

  void step() {
    World& station = *dice_.pick(stations_);
    switch (dice_.below(9)) {
      case 0:
        return invite();
      case 1:
        return undo(station);
      case 2:
        return everybody_meets([&] { move(station); });
      case 3:
        return everybody_meets([&] { free_some(station); });
      case 4:
        return dice_.pick(stations_)->receive(station);
      case 5:
        return name_seats();
      default:
        return admit(station);
    }
  }

  void check() {
    meet();
    for (const World* station : stations_) {
      RC_ASSERT(station->state.figures().seats_contested == 0);
      for (const Finding& finding : station->state.findings()) {
        RC_ASSERT(finding.kind != FindingKind::seat_contested);
      }
    }
  }

 private:
  void share_out(int zone) {
    for (OriginId to : {OriginId{2}, OriginId{3}}) {
      std::vector<SeatId> seats;
      for (int row = first_.state.hall().first_row(zone); row <= first_.state.hall().last_row(zone);
           ++row) {
        for (const Place& place : first_.state.hall().row(zone, row)) {
          if (place.holder == kHere && dice_.chance(35)) seats.push_back(place.id);
        }
      }
      if (!seats.empty()) first_.grant(to, seats);
    }
  }
  void meet() {
    for (int round = 0; round < 2; ++round) {
      for (World* to : stations_) {
        for (const World* from : stations_) to->receive(*from);
      }
    }
  }
  // A seat leaves its party for good only when every station has heard of it (DESIGN 8).
  template <class Act>
  void everybody_meets(const Act& act) {
    meet();
    act();
    meet();
  }
  void invite() {
    const SeatRequest like = random_request(dice_, first_.state.venue());
    invitations_.push_back(first_.invite(
        {like.persons, like.rep, like.zone, like.aisle, like.front, like.wheelchair}));
  }
  void name_seats() {
    meet();
    const auto take = [&](const Act& act) {
      first_.write({act});
      return dice_.chance(60);
    };
    seat_invited(first_.state, kHere, 0, take);
    meet();
  }
  void admit(World& station) {
    if (invitations_.empty()) return;
    const InvitationId id = dice_.pick(invitations_);
    const Invitation* known = station.state.invitation(id);
    const auto had = known ? known->held : std::vector<HeldSeat>{};
    DoorQuestion question;
    question.presented = World::code_of(id);
    if (dice_.chance(50)) question.persons = dice_.between(1, 5);
    std::set<SeatId> free;
    const Hall& hall = station.state.hall();
    for (int zone = 1; zone <= hall.zones(); ++zone) {
      for (int row = hall.first_row(zone); row <= hall.last_row(zone); ++row) {
        for (const Place& place : hall.row(zone, row)) {
          if (place.free_for(station.context.station)) free.insert(place.id);
        }
      }
    }
    const DoorVerdict verdict = station.admit(question);
    if (verdict.outcome != DoorOutcome::admitted) return;
    const auto& told = verdict.seat.seats;
    RC_ASSERT(std::set<SeatId>(told.begin(), told.end()).size() == told.size());
    RC_ASSERT(told.size() == static_cast<std::size_t>(verdict.persons) || told.empty() ||
              verdict.seat.basis == SeatBasis::named);
    for (SeatId seat : told) {
      const bool own = std::any_of(had.begin(), had.end(),
                                   [&](const HeldSeat& one) { return one.seat == seat; });
      RC_ASSERT(own || free.contains(seat));
    }
    admissions_.push_back(station.last_admission);
  }
  void undo(World& station) {
    if (!admissions_.empty()) station.undo(dice_.pick(admissions_));
  }
  void move(World& station) {
    if (invitations_.empty()) return;
    const InvitationId id = dice_.pick(invitations_);
    std::vector<SeatId> to;
    const Invitation& invitation = station.invitation(id);
    const int zone = dice_.between(1, station.state.hall().zones());
    for (const Place& place : station.state.hall().row(zone, station.state.hall().last_row(zone))) {
      to.push_back(place.id);
    }
    const auto wanted =
        std::max(static_cast<std::size_t>(invitation.counted()), invitation.held.size());
    if (to.size() > wanted) to.resize(wanted);
    station.carry_out(decide_move(station.state, id, to, false, station.context));
  }
  void free_some(World& station) {
    if (invitations_.empty() || dice_.chance(30)) {
      station.carry_out(decide_releasing_absent(station.state, std::nullopt, station.context));
    } else {
      station.carry_out(decide_freeing(station.state, dice_.pick(invitations_), station.context));
    }
  }

  Dice& dice_;
  World first_;
  World second_{first_, OriginId{2}, "2 号门"};
  World third_{first_, OriginId{3}, "3 号门"};
  std::vector<World*> stations_{&first_, &second_, &third_};
  std::vector<InvitationId> invitations_;
  std::vector<RecordName> admissions_;
};

// Rule S4. Nobody insists, and no disk is copied.
RC_GTEST_PROP(SeatingProperty, no_seat_is_ever_claimed_by_two_invitations, (std::uint64_t seed)) {
  Dice dice(seed);
  Hall3 hall(dice);
  const int steps = dice.between(10, 90);
  for (int step = 0; step < steps; ++step) {
    hall.step();
    if (dice.chance(10)) hall.check();
  }
  hall.check();
}

}  // namespace
}  // namespace yingbin
