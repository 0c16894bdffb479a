// The hall as seating sees it: the plan's places with who holds them and whether they are taken.
#include "event/hall.h"

#include <gtest/gtest.h>

#include "support/world.h"

namespace yingbin {
namespace {

Seat held_by(OriginId holder, int claims) {
  Seat seat = held_by(holder);
  for (int i = 1; i <= claims; ++i) {
    seat.claims.push_back({InvitationId{static_cast<std::uint64_t>(i)}, {}});
  }
  return seat;
}

TEST(Hall, places_know_their_owner_and_what_they_are_near) {
  const Hall hall(example_venue());
  EXPECT_EQ(hall.zones(), 4);
  const Place* first = hall.find(seat_at(kBlue, 1, 1));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->rep, kRepChen);
  EXPECT_TRUE(first->aisle);
  EXPECT_TRUE(first->front);
  EXPECT_FALSE(first->wheelchair);
  EXPECT_EQ(hall.find(seat_at(kBlue, 1, 5))->rep, kRepLin);
  EXPECT_FALSE(hall.find(seat_at(kBlue, 3, 5))->rep);
  EXPECT_TRUE(hall.find(seat_at(kBlue, 2, 4))->wheelchair);
}

TEST(Hall, an_open_zone_is_one_row_of_counted_places) {
  const Hall hall(example_venue());
  EXPECT_EQ(hall.first_row(kYellow), 0);
  EXPECT_EQ(hall.last_row(kYellow), 0);
  EXPECT_EQ(hall.row(kYellow, 0).size(), 10U);
  EXPECT_EQ(hall.first_row(kGreen), 1);
  EXPECT_EQ(hall.last_row(kGreen), 3);
  EXPECT_EQ(hall.seats(kYellow), 10);
  EXPECT_EQ(hall.seats(kGreen), 18);
}

TEST(Hall, there_is_no_seat_beside_the_plan) {
  Hall hall(example_venue());
  for (const SeatId id :
       {seat_at(0, 1, 1), seat_at(5, 1, 1), seat_at(kRed, 0, 1), seat_at(kRed, 3, 1),
        seat_at(kRed, 1, 0), seat_at(kRed, 1, 7), seat_at(kYellow, 1, 1)}) {
    EXPECT_FALSE(hall.find(id)) << to_text(id);
    hall.set(id, held_by(OriginId{1}, 1));
  }
  for (int zone = 1; zone <= 4; ++zone) EXPECT_EQ(hall.taken(zone), 0);
  EXPECT_TRUE(hall.row(kRed, 7).empty());
  EXPECT_TRUE(hall.row(9, 1).empty());
}

TEST(Hall, counts_follow_every_change_of_a_seat) {
  Hall hall(example_venue());
  const SeatId id = seat_at(kRed, 1, 2);
  const auto counts = [&] {
    return std::vector<int>{hall.taken(kRed), hall.untaken(kRed, 1),
                            hall.free_for(OriginId{1}, kRed)};
  };
  EXPECT_EQ(counts(), (std::vector<int>{0, 6, 0}));
  hall.set(id, held_by(OriginId{1}));
  EXPECT_EQ(counts(), (std::vector<int>{0, 6, 1}));
  hall.set(id, held_by(OriginId{1}, 1));
  hall.set(id, held_by(OriginId{1}, 2));  // contested: one place all the same
  EXPECT_EQ(counts(), (std::vector<int>{1, 5, 0}));
  hall.set(id, held_by(OriginId{2}));
  EXPECT_EQ(counts(), (std::vector<int>{0, 6, 0}));
  Seat doubtful = held_by(OriginId{1});
  doubtful.doubtful = true;
  hall.set(id, doubtful);
  EXPECT_EQ(counts(), (std::vector<int>{1, 5, 0}));
}

TEST(Hall, a_plan_that_comes_after_its_seats_knows_who_sits_there) {
  World world;
  world.name_seats(world.invite({.zone = kRed}), seats_from(kRed, 1, 1, 2));
  EventState state;
  for (auto at = world.records.rbegin(); at != world.records.rend(); ++at) state.apply(*at);
  EXPECT_EQ(state.hall().taken(kRed), 2);
  EXPECT_EQ(state.hall().free_for(OriginId{1}, kRed), 10);
}

}  // namespace
}  // namespace yingbin
