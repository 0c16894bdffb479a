// Stations that are revoked, lost, found and copied, and a mint that moves on (DESIGN 8).
#include "event/stations.h"

#include <gtest/gtest.h>

#include "event/allot.h"
#include "support/world.h"

namespace yingbin {
namespace {

const OriginId kMint{1};
const OriginId kDoor2{2};
const OriginId kDoor3{3};

const std::vector<SeatId> kSeats = seats_from(kYellow, 0, 1, 4);

// The founder's station is the mint; the second door holds kSeats. A coordinator acts.
struct Founded : World {
  Founded() {
    write({NameOrigin{kDoor2, {}, "2 号门", StationRole::door},
           NameOrigin{kDoor3, {}, "3 号门", StationRole::door},
           NameStaff{StaffId{77}, "离职", {Role::coordinator}, false}});
    grant(kDoor2, kSeats);
    sign_in(kCoordinator);
  }
};

struct WithLostDoor : Founded {
  WithLostDoor() {
    EXPECT_EQ(carry_out(decide_lost(state, kDoor2, kGreeterLi, context)), Refused::no);
  }
};

const Seat& seat(const World& world, int index = 0) {
  return *world.state.seat(kSeats[static_cast<std::size_t>(index)]);
}

bool contested(const World& world, SeatId id) {
  return world.has(FindingKind::right_contested, subject_of(id));
}

// ---- Revoked

TEST(Stations, a_revoked_station_stays_revoked_and_what_it_recorded_stays) {
  Founded world;
  EXPECT_EQ(world.carry_out(decide_revoking_station(world.state, kDoor2, "偷", world.context)),
            Refused::no);
  EXPECT_TRUE(world.state.device(kDoor2)->revoked);
  EXPECT_FALSE(in_service(world.state, kDoor2));
  EXPECT_EQ(seat(world).holder(), kDoor2);
  world.write({NameOrigin{kDoor2, {}, "2 号门", StationRole::door}});
  EXPECT_FALSE(in_service(world.state, kDoor2));
  EXPECT_TRUE(in_service(world.state, kDoor3));
}

TEST(Stations, who_may_revoke_which) {
  Founded world;
  const auto refused = [&](OriginId origin) {
    return decide_revoking_station(world.state, origin, "", world.context).refused;
  };
  EXPECT_EQ(refused(OriginId{99}), Refused::not_here);
  EXPECT_EQ(refused(kMint), Refused::itself);
  EXPECT_EQ(refused(kDoor2), Refused::no);
  world.write({RevokeOrigin{kDoor2, ""}});
  EXPECT_EQ(refused(kDoor2), Refused::nothing_to_do);
  world.sign_in(kGreeterWang);
  EXPECT_EQ(refused(kDoor3), Refused::not_permitted);
}

// ---- Lost and found

struct TwoPeople {
  const char* name;
  StaffId first;
  StaffId second;
  Refused why;
};

constexpr TwoPeople kTwoPeople[] = {
    {"a greeter and a coordinator", kGreeterWang, kCoordinator, Refused::not_permitted},
    {"a coordinator alone", kCoordinator, StaffId{}, Refused::needs_second_person},
    {"a coordinator twice", kCoordinator, kCoordinator, Refused::needs_second_person},
    {"a stranger", kCoordinator, StaffId{99}, Refused::needs_second_person},
    {"who has left", kCoordinator, StaffId{77}, Refused::needs_second_person},
    {"without sign-in, alone", StaffId{}, StaffId{}, Refused::needs_second_person},
    {"without sign-in, with a second", StaffId{}, kGreeterLi, Refused::no},
    {"a coordinator and a greeter", kCoordinator, kGreeterLi, Refused::no},
};

TEST(Stations, declaring_a_station_lost_takes_two_people) {
  for (const TwoPeople& one : kTwoPeople) {
    Founded world;
    world.sign_in(one.first);
    const Answer answer = decide_lost(world.state, kDoor2, one.second, world.context);
    EXPECT_EQ(answer.refused, one.why) << one.name;
    if (answer.allowed()) {
      EXPECT_EQ(answer.acts, (std::vector<Act>{DeclareLost{kDoor2, one.second, kSeats}}));
    }
  }
}

TEST(Stations, only_another_known_station_is_declared_lost) {
  Founded world;
  const auto refused = [&](OriginId origin) {
    return decide_lost(world.state, origin, kGreeterLi, world.context).refused;
  };
  EXPECT_EQ(refused(OriginId{99}), Refused::not_here);
  EXPECT_EQ(refused(kMint), Refused::itself);
  EXPECT_EQ(refused(kDoor3), Refused::no);  // it holds nothing, and is lost all the same
}

TEST(Stations, rights_of_a_lost_station_are_given_by_nobody_until_somebody_has_looked) {
  WithLostDoor world;
  EXPECT_FALSE(in_service(world.state, kDoor2));
  EXPECT_EQ(quarantined_seats(world.state, kDoor2), kSeats);
  World door(world, kDoor2, "2 号门");  // it comes back and hears
  EXPECT_EQ(door.state.hall().free_for(kDoor2, kYellow), 0);
  EXPECT_EQ(decide_return(door.state, {.seats = kSeats}, door.context).refused,
            Refused::seat_taken);
  EXPECT_EQ(decide_transfer(door.state, {.to = kDoor3, .seats = kSeats}, door.context).refused,
            Refused::seat_taken);
  const auto more =
      decide_allotment(world.state, kMint, kDoor3, {.zone = kYellow, .seats = 99, .insist = true});
  EXPECT_EQ(std::get<GrantSeats>(more.acts.front()).seats, seats_from(kYellow, 0, 5, 6));
}

TEST(Stations, rights_that_become_known_later_are_declared_lost_again) {
  WithLostDoor world;
  EXPECT_EQ(decide_lost(world.state, kDoor2, kGreeterLi, world.context).refused,
            Refused::nothing_to_do);
  world.grant(kDoor2, seats_from(kRed, 1, 1, 2));
  EXPECT_EQ(decide_lost(world.state, kDoor2, kGreeterLi, world.context).acts,
            (std::vector<Act>{DeclareLost{kDoor2, kGreeterLi, seats_from(kRed, 1, 1, 2)}}));
}

TEST(Stations, what_is_released_is_the_mints_again_and_the_rest_waits) {
  WithLostDoor world;
  const auto refused = [&](const std::vector<SeatId>& seats) {
    return decide_release(world.state, kDoor2, seats, world.context).refused;
  };
  EXPECT_EQ(refused({seat_at(kRed, 1, 1)}), Refused::nothing_to_do);
  EXPECT_EQ(refused({kSeats[0], seat_at(kRed, 1, 1)}), Refused::not_here);
  EXPECT_EQ(
      world.carry_out(decide_release(world.state, kDoor2, {kSeats[0], kSeats[1]}, world.context)),
      Refused::no);
  EXPECT_FALSE(seat(world).holder());
  EXPECT_EQ(quarantined_seats(world.state, kDoor2), (std::vector<SeatId>{kSeats[2], kSeats[3]}));
  const auto granted =
      decide_allotment(world.state, kMint, kDoor3, {.zone = kYellow, .seats = 2, .together = 2});
  EXPECT_EQ(granted.acts, (std::vector<Act>{GrantSeats{kDoor3, 3, {kSeats[0], kSeats[1]}}}));
  world.carry_out(granted);
  world.sign_in(kGreeterWang);
  EXPECT_EQ(refused({}), Refused::not_permitted);
  EXPECT_EQ(decide_found(world.state, kDoor2, world.context).refused, Refused::not_permitted);
  world.sign_in(kCoordinator);
  EXPECT_EQ(world.carry_out(decide_found(world.state, kDoor2, world.context)), Refused::no);
  EXPECT_EQ(world.state.hall().free_for(kDoor2, kYellow), 2);
  EXPECT_EQ(seat(world).holder(), kDoor3);
  EXPECT_TRUE(in_service(world.state, kDoor2));
  EXPECT_EQ(decide_found(world.state, kDoor2, world.context).refused, Refused::nothing_to_do);
  EXPECT_EQ(decide_found(world.state, OriginId{99}, world.context).refused, Refused::not_here);
}

// Rule S4: in the cases where a seat may be given twice it is a finding.
TEST(Stations, a_seat_released_and_yet_told_by_the_lost_station_shows_as_contested) {
  Founded world;
  World door(world, kDoor2, "2 号门");  // cut off, and at work
  door.name_seats(door.invite(), {kSeats[0]});
  world.carry_out(decide_lost(world.state, kDoor2, kGreeterLi, world.context));
  world.carry_out(decide_release(world.state, kDoor2, {}, world.context));
  world.name_seats(world.invite(), {kSeats[0]});
  world.receive(door);
  door.receive(world);
  for (const World* one : std::initializer_list<const World*>{&world, &door}) {
    EXPECT_TRUE(one->has(FindingKind::seat_contested, subject_of(kSeats[0])));
    EXPECT_EQ(one->state.hall().free_for(kDoor2, kYellow), 0);
  }
}

TEST(Stations, a_gift_that_the_lost_station_made_before_is_seen_and_one_of_the_two_gives_up) {
  Founded world;
  World door(world, kDoor2, "2 号门");
  door.carry_out(decide_transfer(door.state, {.to = kDoor3, .seats = {kSeats[0]}}, door.context));
  World third(door, kDoor3, "3 号门");
  world.carry_out(decide_lost(world.state, kDoor2, kGreeterLi, world.context));
  world.carry_out(decide_release(world.state, kDoor2, {}, world.context));
  world.carry_out(
      decide_allotment(world.state, kMint, kMint, {.zone = kYellow, .seats = 1, .together = 1}));
  ASSERT_EQ(seat(world).holder(), kMint);
  world.receive(third);
  third.receive(world);
  EXPECT_TRUE(contested(world, kSeats[0]));
  EXPECT_TRUE(world.state.hall().find(kSeats[0])->taken);  // given by nobody
  EXPECT_FALSE(contested(world, kSeats[1]));
  // Both records stand in the seat's state, for the page that shows them.
  const auto rights = seat(world).standing();
  ASSERT_EQ(rights.size(), 2U);
  EXPECT_EQ(rights[0].epoch, rights[1].epoch);
  EXPECT_EQ(rights[0].told_by.id.origin, kMint);
  EXPECT_EQ(rights[1].told_by.id.origin, kDoor2);
  EXPECT_TRUE(decide_yielding(world.state, kMint).empty());
  third.write(decide_yielding(third.state, kDoor3));
  world.receive(third);
  EXPECT_FALSE(contested(world, kSeats[0]));
  EXPECT_EQ(seat(world).holder(), kMint);
  EXPECT_TRUE(decide_yielding(world.state, kDoor3).empty());
}

// ---- The mint

TEST(Stations, a_mint_hands_over_and_grants_nothing_any_more) {
  Founded world;
  EXPECT_EQ(world.carry_out(decide_mint_handover(world.state, kDoor3, world.context)), Refused::no);
  EXPECT_EQ(world.state.mint(), kDoor3);
  EXPECT_EQ(decide_allotment(world.state, kMint, kDoor2, {.zone = kRed, .seats = 1}).refused,
            Refused::not_the_mint);
  EXPECT_EQ(decide_mint_handover(world.state, kDoor2, world.context).refused,
            Refused::not_the_mint);
  // What the first mint's station held is still its own; the pool has moved.
  EXPECT_EQ(world.state.hall().free_for(kMint, kRed), 12);
  world.carry_out(decide_return(world.state, {.zone = kRed}, world.context));
  const auto granted =
      decide_allotment(world.state, kDoor3, kDoor2, {.zone = kRed, .seats = 2, .together = 2});
  EXPECT_EQ(granted.acts, (std::vector<Act>{GrantSeats{kDoor2, 2, seats_from(kRed, 1, 1, 2)}}));
}

TEST(Stations, who_may_hand_the_mint_to_whom) {
  Founded world;
  const auto refused = [&](OriginId to) {
    return decide_mint_handover(world.state, to, world.context).refused;
  };
  EXPECT_EQ(refused(kMint), Refused::nothing_to_do);
  EXPECT_EQ(refused(OriginId{99}), Refused::out_of_service);
  world.sign_in(kGreeterWang);
  EXPECT_EQ(refused(kDoor2), Refused::not_permitted);
}

TEST(Stations, replacing_a_mint_takes_two_people) {
  for (const TwoPeople& one : kTwoPeople) {
    Founded world;
    World door(world, kDoor2, "2 号门");
    door.sign_in(one.first);
    EXPECT_EQ(decide_mint_replacement(door.state, kDoor3, one.second, door.context).refused,
              one.why)
        << one.name;
  }
}

TEST(Stations, a_dead_mint_is_replaced_from_elsewhere_by_a_station_in_service) {
  Founded world;
  World door(world, kDoor2, "2 号门");
  const auto refused = [&](const World& at, OriginId to) {
    return decide_mint_replacement(at.state, to, kGreeterLi, at.context).refused;
  };
  EXPECT_EQ(refused(world, kDoor2), Refused::itself);
  EXPECT_EQ(refused(door, kMint), Refused::nothing_to_do);
  EXPECT_EQ(refused(door, OriginId{99}), Refused::out_of_service);
  door.carry_out(decide_mint_replacement(door.state, kDoor2, kGreeterLi, door.context));
  EXPECT_EQ(door.state.mint(), kDoor2);
}

TEST(Stations, who_hands_over_what_is_not_theirs_is_set_aside) {
  Founded world;
  World door(world, kDoor2, "2 号门");
  door.write({HandOverMint{door.state.event_id(), kDoor2}});
  EXPECT_EQ(door.state.mint(), kMint);
  ASSERT_EQ(door.state.set_aside().size(), 1U);
  EXPECT_EQ(door.state.set_aside()[0].reason, AsideReason::mint_elsewhere);
  // It takes effect where it turns out that the mint was theirs when they wrote it.
  world.carry_out(decide_mint_handover(world.state, kDoor2, world.context));
  World late(world, kDoor2, "2 号门");
  late.write({HandOverMint{late.state.event_id(), kDoor3}});
  EXPECT_EQ(late.state.mint(), kDoor3);
  EventState backwards;
  for (auto at = late.records.rbegin(); at != late.records.rend(); ++at) backwards.apply(*at);
  EXPECT_EQ(backwards.mint(), kDoor3);
  EXPECT_TRUE(backwards.set_aside().empty());
}

// Two mints, of which neither knows of the other.
TEST(Stations, one_right_granted_by_two_mints_is_a_finding_until_one_of_them_is_given_up) {
  Founded world;
  const SeatId free = seat_at(kRed, 1, 1);
  world.write({ReturnSeats{1, seats_from(kRed, 1, 1, 2)}});
  World other(world, kDoor2, "2 号门");
  other.carry_out(decide_mint_replacement(other.state, kDoor2, kGreeterLi, other.context));
  const AllotRequest two{.zone = kRed, .seats = 2, .together = 2, .insist = true};
  world.carry_out(decide_allotment(world.state, kMint, kDoor3, two));
  other.carry_out(decide_allotment(other.state, kDoor2, kDoor2, two));
  EXPECT_EQ(world.state.seat(free)->holder(), kDoor3);
  EXPECT_EQ(other.state.seat(free)->holder(), kDoor2);
  world.receive(other);
  EXPECT_TRUE(contested(world, free));
  // One is returned, and granted again by a mint that did not know of the other.
  other.carry_out(decide_return(other.state, {.zone = kRed}, other.context));
  other.carry_out(decide_allotment(other.state, kDoor2, kMint, two));
  world.receive(other);
  EXPECT_TRUE(contested(world, free));
  EXPECT_EQ(world.state.seat(free)->standing().size(), 2U);
  World third(world, kDoor3, "3 号门");
  EXPECT_TRUE(decide_yielding(third.state, kDoor3).empty());  // the earlier epoch keeps it
  world.write(decide_yielding(world.state, kMint));
  EXPECT_FALSE(contested(world, free));
  EXPECT_EQ(world.state.seat(free)->holder(), kDoor3);
}

TEST(Stations, a_restored_mint_grants_when_every_possible_holder_was_heard_or_declared_lost) {
  Founded world;
  world.write({NameOrigin{OriginId{4}, {}, "舞台", StationRole::stage},
               NameOrigin{OriginId{5}, {}, "礼品", StationRole::gift},
               RevokeOrigin{OriginId{5}, ""}});
  // On a day like any other the mint need not ask.
  EXPECT_TRUE(mint_may_grant(world.state, kMint, {}));
  EXPECT_FALSE(mint_may_grant(world.state, kDoor2, {}));
  world.write({ReplaceMint{world.state.event_id(), kMint, kDoor2, kGreeterLi}});
  EXPECT_FALSE(mint_may_grant(world.state, kDoor2, {}));
  world.write({ReplaceMint{world.state.event_id(), kDoor2, kMint, kGreeterLi}});
  EXPECT_EQ(unheard_holders(world.state, kMint, {}),
            (std::vector<OriginId>{kDoor2, kDoor3, OriginId{5}}));
  EXPECT_FALSE(mint_may_grant(world.state, kMint, {kDoor2, OriginId{5}}));
  world.carry_out(decide_lost(world.state, kDoor3, kGreeterLi, world.context));
  EXPECT_TRUE(mint_may_grant(world.state, kMint, {kDoor2, OriginId{5}}));
  EXPECT_FALSE(mint_may_grant(world.state, kDoor2, {kMint, OriginId{5}}));
  // Another holder becomes known by what the stations push.
  world.write({NameOrigin{OriginId{6}, {}, "6 号门", StationRole::door}});
  EXPECT_FALSE(mint_may_grant(world.state, kMint, {kDoor2, OriginId{5}}));
}

// A grant that only its receiver had heard of when the mint died.
TEST(Stations, a_mint_that_was_handed_over_by_a_successor_hears_all_holders_again) {
  Founded world;
  World second(world, kDoor2, "2 号门");
  world.write({ReturnSeats{1, {seat_at(kRed, 1, 1)}}});
  World third(world, kDoor3, "3 号门");
  World successor(world, OriginId{4}, "4 号门");
  successor.write({NameOrigin{OriginId{4}, {}, "4 号门", StationRole::hub}});
  world.grant(kDoor3, {seat_at(kRed, 1, 1)});
  third.receive(world);
  successor.carry_out(decide_lost(successor.state, kMint, kGreeterLi, successor.context));
  successor.carry_out(
      decide_mint_replacement(successor.state, OriginId{4}, kGreeterLi, successor.context));
  EXPECT_FALSE(mint_may_grant(successor.state, OriginId{4}, {}));
  EXPECT_FALSE(successor.state.seat(seat_at(kRed, 1, 1))->holder());  // it would grant it again
  successor.receive(third);
  EXPECT_EQ(successor.state.seat(seat_at(kRed, 1, 1))->holder(), kDoor3);
  EXPECT_TRUE(mint_may_grant(successor.state, OriginId{4}, {kDoor2, kDoor3}));
  successor.carry_out(decide_mint_handover(successor.state, kDoor2, successor.context));
  second.receive(successor);
  EXPECT_FALSE(mint_may_grant(second.state, kDoor2, {OriginId{4}}));
  EXPECT_TRUE(mint_may_grant(second.state, kDoor2, {OriginId{4}, kDoor3}));
}

// ---- A copied disk

TEST(Stations, a_copied_disk_is_noted_once_and_settled_by_a_person) {
  Founded world;
  const std::vector<RecordName> branches = {{{kDoor2, 7}, 20}, {{kDoor2, 7}, 10}};
  world.write(note_copy(world.state, kDoor2, branches));
  EXPECT_TRUE(note_copy(world.state, kDoor2, branches).empty());
  EXPECT_TRUE(note_copy(world.state, kDoor2, {}).empty());
  EXPECT_TRUE(world.has(FindingKind::copied_disk, subject_of(kDoor2)));
  EXPECT_EQ(world.state.device(kDoor2)->unsettled_branches().size(), 2U);
  world.sign_in(kGreeterWang);
  EXPECT_EQ(decide_settling_copy(world.state, kDoor2, world.context).refused,
            Refused::not_permitted);
  world.sign_in(kCoordinator);
  EXPECT_EQ(world.carry_out(decide_settling_copy(world.state, kDoor2, world.context)), Refused::no);
  EXPECT_FALSE(world.has(FindingKind::copied_disk, subject_of(kDoor2)));
  EXPECT_EQ(decide_settling_copy(world.state, kDoor2, world.context).refused,
            Refused::nothing_to_do);
  EXPECT_EQ(decide_settling_copy(world.state, OriginId{99}, world.context).refused,
            Refused::not_here);
  // A third branch of the same number is news.
  world.write(note_copy(world.state, kDoor2, {{{kDoor2, 7}, 10}, {{kDoor2, 7}, 30}}));
  EXPECT_TRUE(world.has(FindingKind::copied_disk, subject_of(kDoor2)));
}

}  // namespace
}  // namespace yingbin
