// What staff see when a station that reaches nobody has no seat left to give (DESIGN 8): an order
// in which to try, never an error.
#include "event/seat_options.h"

#include <gtest/gtest.h>

#include "support/world.h"

namespace yingbin {
namespace {

const OriginId kDoor2{2};
const OriginId kDoor3{3};

TEST(SeatOptions, come_in_the_order_in_which_to_try_with_numbers) {
  Venue venue = example_venue();
  venue.paper_reserve_percent = 20;
  World world(venue);
  world.grant(kDoor2, seats_from(kRed, 1, 1, 2));
  world.grant(kDoor2, seats_from(kGreen, 1, 1, 6));
  world.grant(kDoor3, seats_from(kYellow, 0, 1, 1));
  world.grant(kDoor3, seats_from(kBlue, 1, 1, 8));
  // Three are told to stand at the first door, where nothing in their zone is left.
  AdmitGuest standing;
  standing.invitation = world.invite({.persons = 3});
  standing.persons = 3;
  standing.admits = 3;
  world.write({standing});
  const auto options = seat_options(world.state, kDoor2, kYellow, 4);
  const OriginId first{1};
  const std::vector<SeatOption> expected = {
      {SeatWay::other_zone, kGreen, {}, 6, true},    // the whole party first
      {SeatWay::other_zone, kRed, {}, 2, false},     //
      {SeatWay::borrow, kYellow, first, 7, true},    // in the zone that is wanted
      {SeatWay::borrow, kYellow, kDoor3, 1, false},  //
      {SeatWay::borrow, kBlue, first, 12, true},     // then elsewhere, most first
      {SeatWay::borrow, kGreen, first, 9, true},     //
      {SeatWay::borrow, kRed, first, 8, true},       //
      {SeatWay::borrow, kBlue, kDoor3, 8, true},     //
      {SeatWay::waiting_number, 0, {}, 3, true},     //
      {SeatWay::paper_envelope, 0, {}, 11, true},    // 2 + 4 + 3 + 2
      {SeatWay::override_given, 0, {}, 56, true},    //
  };
  EXPECT_EQ(options, expected);
}

TEST(SeatOptions, never_are_nothing) {
  Venue nowhere;
  const World world(nowhere);
  const auto options = seat_options(world.state, kDoor2, kYellow, 1);
  ASSERT_EQ(options.size(), 2U);
  EXPECT_EQ(options[0].way, SeatWay::waiting_number);
  EXPECT_EQ(options[1], (SeatOption{SeatWay::override_given, 0, {}, 0, false}));
}

}  // namespace
}  // namespace yingbin
