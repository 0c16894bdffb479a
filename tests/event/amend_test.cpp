// Taking back, moving, freeing, revoking, settling and erasing as tables of cases (D6, D8, S4, S6,
// S8).
#include <gtest/gtest.h>

#include <algorithm>

#include "support/world.h"

namespace yingbin {
namespace {

// ---- D6: undo

struct UndoCase {
  const char* what;
  StaffId by;
  std::optional<std::int64_t> age_ms;
  Refused answer;
};

TEST(Amend,
     an_admission_is_undone_by_its_greeter_within_two_minutes_and_by_a_coordinator_at_any_time) {
  const UndoCase cases[] = {
      {"at once", kGreeterWang, 0, Refused::no},
      {"at two minutes sharp", kGreeterWang, kUndoMs_max, Refused::no},
      {"a moment later", kGreeterWang, kUndoMs_max + 1, Refused::too_late},
      {"recorded before this start or elsewhere", kGreeterWang, std::nullopt, Refused::too_late},
      {"another greeter", kGreeterLi, 0, Refused::not_yours},
      {"a rep", kRepChen, 0, Refused::not_permitted},
      {"a coordinator at once", kCoordinator, 0, Refused::no},
      {"a coordinator hours later", kCoordinator, 10'000'000, Refused::no},
      {"a coordinator at another station", kCoordinator, std::nullopt, Refused::no},
      {"an administrator", kAdministrator, std::nullopt, Refused::no},
      {"where nobody signs in", StaffId{}, std::nullopt, Refused::no},
  };
  for (const UndoCase& one : cases) {
    SCOPED_TRACE(one.what);
    World world;
    const InvitationId id = world.invite({.persons = 2, .zone = kGreen});
    world.sign_in(kGreeterWang);
    world.scan(id);
    world.sign_in(one.by);
    EXPECT_EQ(world.undo(world.last_admission, one.age_ms), one.answer);
    const bool undone = one.answer == Refused::no;
    EXPECT_EQ(world.invitation(id).counted(), undone ? 0 : 2);
    EXPECT_EQ(world.state.figures().all.arrived_persons, undone ? 0 : 2);
    // Both stay on record, with who did it.
    ASSERT_EQ(world.invitation(id).admissions.size(), 1U);
    EXPECT_EQ(world.invitation(id).admissions.front().stands(), !undone);
    if (undone) {
      EXPECT_EQ(world.records.back().staff, one.by);
    }
  }
}

TEST(Amend, an_undone_admission_is_not_undone_again) {
  World world;
  const InvitationId id = world.invite();
  world.scan(id);
  const RecordName first = world.last_admission;
  EXPECT_EQ(world.undo(first), Refused::no);
  EXPECT_EQ(world.undo(first), Refused::undone_already);
  // The next admission of the same invitation is another one.
  EXPECT_EQ(world.scan(id).outcome, DoorOutcome::admitted);
  EXPECT_EQ(world.undo(first), Refused::undone_already);
  EXPECT_EQ(world.invitation(id).counted(), 1);
}

TEST(Amend, what_is_no_admission_cannot_be_undone) {
  World world;
  EXPECT_EQ(world.undo(RecordName{{{1}, 1}, 1}), Refused::not_here);
  EXPECT_EQ(world.undo(RecordName{{{9}, 99}, 9}), Refused::not_here);
  EXPECT_EQ(world.undo(RecordName{}), Refused::not_here);
}

TEST(Amend, after_an_undo_the_same_guest_is_admitted_with_the_same_seat) {
  World world;
  const InvitationId id = world.invite({.persons = 2, .rep = kRepLin});
  const auto seats = world.scan(id).seat.seats;
  EXPECT_EQ(world.undo(world.last_admission), Refused::no);
  EXPECT_TRUE(world.seats_of(id).empty());
  for (SeatId seat : seats) EXPECT_FALSE(world.state.hall().find(seat)->taken);
  const DoorVerdict again = world.scan(id);
  EXPECT_EQ(again.outcome, DoorOutcome::admitted);
  EXPECT_EQ(again.seat.seats, seats);
  EXPECT_EQ(world.state.figures().all.arrived_persons, 2);
}

TEST(Amend, an_undo_frees_told_seats_and_keeps_named_ones) {
  World world;
  const InvitationId id = world.invite({.persons = 2, .zone = kRed});
  const auto named = seats_from(kRed, 1, 2, 2);
  world.name_seats(id, named);
  world.scan(id);
  EXPECT_EQ(world.undo(world.last_admission), Refused::no);
  EXPECT_EQ(world.seats_of(id), named);
  EXPECT_EQ(world.invitation(id).named, named);
  const DoorVerdict again = world.scan(id);
  EXPECT_EQ(again.seat.seats, named);
  EXPECT_EQ(again.seat.basis, SeatBasis::named);
}

TEST(Amend, undoing_one_of_two_admissions_frees_its_seats_only) {
  World world;
  const InvitationId id = world.invite({.persons = 3, .zone = kGreen});
  const auto first = world.scan(id, 1).seat.seats;
  const RecordName earlier = world.last_admission;
  const auto second = world.scan(id, 2).seat.seats;
  EXPECT_EQ(world.undo(earlier), Refused::no);
  EXPECT_EQ(world.seats_of(id), second);
  EXPECT_EQ(world.invitation(id).left(), 1);
  EXPECT_EQ(world.scan(id).seat.seats, first);
}

TEST(Amend, an_undo_after_a_move_frees_where_the_party_sits_now) {
  World world;
  const InvitationId id = world.invite({.persons = 2, .zone = kGreen});
  world.scan(id);
  const auto to = seats_from(kGreen, 3, 1, 2);
  ASSERT_EQ(world.carry_out(decide_move(world.state, id, to, false, world.context)), Refused::no);
  EXPECT_EQ(world.undo(world.last_admission), Refused::no);
  EXPECT_TRUE(world.seats_of(id).empty());
  EXPECT_FALSE(world.state.hall().find(to.front())->taken);
}

// More came than the invitation admits (D10), by mistake: it admits again what it did.
TEST(Amend, undoing_an_admission_takes_back_by_how_many_it_widened_the_invitation) {
  Venue venue = example_venue();
  venue.more_people = AskRule::allow;
  World world(venue);
  const InvitationId id = world.invite({.persons = 2});
  world.scan(id, 3);
  EXPECT_EQ(world.undo(world.last_admission), Refused::no);
  EXPECT_EQ(world.invitation(id).allowed(), 2);
  EXPECT_EQ(world.state.figures().all.invited_persons, 2);
  EXPECT_EQ(world.scan(id).persons, 2);
}

TEST(Amend, undoing_the_first_admission_leaves_the_person_let_in_beyond_it) {
  Venue venue = example_venue();
  venue.more_people = AskRule::allow;
  World world(venue);
  const InvitationId id = world.invite({.persons = 2});
  world.scan(id);
  const RecordName first = world.last_admission;
  DoorQuestion one_more;
  one_more.presented = World::code_of(id);
  one_more.persons = 1;
  one_more.more = true;
  EXPECT_EQ(world.admit(one_more).outcome, DoorOutcome::admitted);
  EXPECT_EQ(world.undo(first), Refused::no);
  EXPECT_EQ(world.invitation(id).allowed(), 3);
  EXPECT_EQ(world.invitation(id).left(), 2);
}

// Two coordinators who could not reach each other undo the same admission.
TEST(Amend, an_admission_undone_at_two_stations_is_undone_once) {
  Venue venue = example_venue();
  venue.more_people = AskRule::allow;
  World first(venue);
  const InvitationId id = first.invite({.persons = 2});
  first.scan(id, 3);
  const RecordName admission = first.last_admission;
  World second(first, OriginId{2}, "2 号门");
  EXPECT_EQ(first.undo(admission), Refused::no);
  EXPECT_EQ(second.undo(admission), Refused::no);
  first.receive(second);
  EXPECT_EQ(first.invitation(id).counted(), 0);
  EXPECT_EQ(first.scan(id).persons, 2);
}

// Rule D9: whoever comes in again after the undo is not outside.
TEST(Amend, an_undo_forgets_who_of_the_party_was_outside) {
  World world;
  const InvitationId id = world.invite({.persons = 2});
  world.scan(id);
  world.pass(id, 1);
  EXPECT_EQ(world.undo(world.last_admission), Refused::no);
  world.scan(id);
  EXPECT_EQ(world.invitation(id).outside(), 0);
  EXPECT_EQ(world.state.figures().outside, 0);
}

// ---- S6: moving and freeing

struct MoveCase {
  const char* what;
  StaffId by;
  std::vector<SeatId> to;
  bool insist;
  Refused answer;
  bool overridden;
};

TEST(Amend, a_party_is_moved_to_free_seats_of_this_station_as_many_as_it_has) {
  const auto free_pair = seats_from(kGreen, 3, 3, 2);
  const auto taken_pair = seats_from(kGreen, 2, 1, 2);
  const auto others_pair = seats_from(kGreen, 3, 1, 2);  // another station may hand them out
  const auto outside_the_hall = seats_from(9, 1, 1, 2);
  const std::vector<SeatId> twice_one{free_pair[0], free_pair[0]};
  const MoveCase cases[] = {
      {"a greeter", kGreeterWang, free_pair, false, Refused::no, false},
      {"a rep", kRepChen, free_pair, false, Refused::not_permitted, false},
      {"one seat for two", kGreeterWang, {free_pair[0]}, false, Refused::wrong_count, false},
      {"the same seat twice", kGreeterWang, twice_one, false, Refused::wrong_count, false},
      {"no seat", kGreeterWang, {}, false, Refused::not_here, false},
      {"no such seat", kGreeterWang, outside_the_hall, false, Refused::not_here, false},
      {"a seat that is taken", kGreeterWang, taken_pair, false, Refused::seat_taken, false},
      {"a greeter cannot insist", kGreeterWang, taken_pair, true, Refused::seat_taken, false},
      {"another station's seat", kGreeterWang, others_pair, false, Refused::seat_not_held, false},
      {"a coordinator asks", kCoordinator, taken_pair, false, Refused::seat_taken, false},
      {"a coordinator insists", kCoordinator, taken_pair, true, Refused::no, true},
      {"and on another station's", kCoordinator, others_pair, true, Refused::no, true},
      {"and needlessly", kCoordinator, free_pair, true, Refused::no, false},
  };
  for (const MoveCase& one : cases) {
    SCOPED_TRACE(one.what);
    World world;
    world.grant(OriginId{2}, others_pair);
    const InvitationId id = world.invite({.persons = 2, .zone = kGreen});
    const InvitationId other = world.invite({.persons = 2, .zone = kRed});
    world.name_seats(other, taken_pair);
    const auto from = world.scan(id).seat.seats;
    world.sign_in(one.by);
    EXPECT_EQ(world.carry_out(decide_move(world.state, id, one.to, one.insist, world.context)),
              one.answer);
    EXPECT_EQ(world.seats_of(id), one.answer == Refused::no ? one.to : from);
    if (one.answer != Refused::no) continue;
    for (SeatId seat : from) EXPECT_FALSE(world.state.hall().find(seat)->taken);
    const auto* told = world.records.back().as<MoveParty>();
    ASSERT_TRUE(told);
    EXPECT_EQ(told->override_given, one.overridden);
    EXPECT_EQ(told->zone, kGreen);
    // What was insisted on is on a screen (rule S4).
    const bool contested = world.has(FindingKind::seat_contested, subject_of(one.to.front()));
    EXPECT_EQ(contested, one.overridden && one.to == taken_pair);
  }
}

TEST(Amend, moving_to_where_they_sit_changes_nothing_and_one_seat_further_moves_one) {
  World world;
  const InvitationId id = world.invite({.persons = 2, .zone = kGreen});
  const auto from = world.scan(id).seat.seats;
  EXPECT_EQ(decide_move(world.state, id, from, false, world.context).refused,
            Refused::nothing_to_do);
  const std::vector<SeatId> shifted{from[1], seat_at(kGreen, from[1].row, from[1].number + 1)};
  ASSERT_EQ(world.carry_out(decide_move(world.state, id, shifted, false, world.context)),
            Refused::no);
  const auto* told = world.records.back().as<MoveParty>();
  EXPECT_EQ(told->from, (std::vector<SeatId>{from[0]}));
  EXPECT_EQ(told->to, (std::vector<SeatId>{shifted[1]}));
  EXPECT_EQ(world.seats_of(id), shifted);
}

TEST(Amend, a_party_that_has_not_come_and_has_no_seats_is_given_one_for_each) {
  World world;
  const InvitationId id = world.invite({.persons = 2, .zone = kGreen});
  const auto pair = seats_from(kGreen, 2, 1, 2);
  EXPECT_EQ(decide_move(world.state, id, {pair[0]}, false, world.context).refused,
            Refused::wrong_count);
  EXPECT_EQ(world.carry_out(decide_move(world.state, id, pair, false, world.context)), Refused::no);
  EXPECT_EQ(world.scan(id).seat.seats, pair);
}

TEST(Amend, who_stands_is_given_a_seat_by_a_move) {
  World world;
  const InvitationId id = world.invite({.zone = kRed});
  AdmitGuest standing;
  standing.invitation = id;
  standing.guest = world.invitation(id).guest();
  world.write({standing});
  const auto seat = seats_from(kRed, 1, 3, 1);
  EXPECT_EQ(world.carry_out(decide_move(world.state, id, seat, false, world.context)), Refused::no);
  EXPECT_EQ(world.seats_of(id), seat);
}

TEST(Amend, freed_seats_are_given_to_the_next) {
  World world;
  const InvitationId id = world.invite({.rep = kRepChen});
  const auto seats = world.scan(id).seat.seats;
  world.sign_in(kRepChen);
  EXPECT_EQ(decide_freeing(world.state, id, world.context).refused, Refused::not_permitted);
  world.sign_in(kGreeterWang);
  EXPECT_EQ(world.carry_out(decide_freeing(world.state, id, world.context)), Refused::no);
  EXPECT_EQ(world.records.back().as<FreeSeats>()->reason, FreeReason::given_up);
  EXPECT_EQ(decide_freeing(world.state, id, world.context).refused, Refused::nothing_to_do);
  EXPECT_EQ(decide_freeing(world.state, {4711}, world.context).refused, Refused::not_here);
  EXPECT_EQ(world.scan(world.invite({.rep = kRepChen})).seat.seats, seats);
  EXPECT_EQ(world.invitation(id).counted(), 1);  // they are still in the hall
}

// ---- S4: seats freed by who did not know that they were told

using Freeing = Answer (*)(const World&, InvitationId);

struct FreeingCase {
  const char* what;
  Freeing decide;
};

const FreeingCase kFreeings[] = {
    {"freed", [](const World& world,
                 InvitationId id) { return decide_freeing(world.state, id, world.context); }},
    {"released as absent",
     [](const World& world, InvitationId) {
       return decide_releasing_absent(world.state, {}, world.context);
     }},
    {"moved",
     [](const World& world, InvitationId id) {
       return decide_move(world.state, id, seats_from(kRed, 2, 1, 1), true, world.context);
     }},
    {"revoked",
     [](const World& world, InvitationId id) {
       return decide_revoking(world.state, id, "lost", {}, world.context);
     }},
};

TEST(Amend,
     seats_that_another_door_told_meanwhile_stay_told_and_a_second_party_there_is_a_finding) {
  for (const FreeingCase& one : kFreeings) {
    SCOPED_TRACE(one.what);
    World first;
    const InvitationId guests = first.invite({.zone = kRed});
    const InvitationId others = first.invite({.zone = kRed});
    const SeatId seat = seat_at(kRed, 1, 1);
    first.name_seats(guests, {seat});
    World second(first, OriginId{2}, "2 号门");
    ASSERT_EQ(second.scan(guests).seat.seats, std::vector{seat});
    first.now_ms += 10'000;
    ASSERT_EQ(first.carry_out(one.decide(first, guests)), Refused::no);
    EXPECT_TRUE(first.state.seat(seat)->claims.empty());  // as far as this door knows
    first.name_seats(others, {seat});
    first.receive(second);
    second.receive(first);
    for (const World* door : {&first, &second}) {
      EXPECT_EQ(door->state.seat(seat)->claims.size(), 2U);
      EXPECT_TRUE(door->has(FindingKind::seat_contested, subject_of(seat)));
    }
    // Who knows of all frees it for good.
    ASSERT_EQ(second.carry_out(decide_settling_seat(second.state, seat, others, second.context)),
              Refused::no);
    first.receive(second);
    EXPECT_EQ(first.state.seat(seat)->claims.size(), 1U);
    EXPECT_FALSE(first.has(FindingKind::seat_contested, subject_of(seat)));
  }
}

TEST(Amend, a_named_seat_that_was_told_at_the_door_is_freed_by_who_knows_of_both) {
  World world;
  const InvitationId id = world.invite({.zone = kRed});
  const SeatId seat = seat_at(kRed, 1, 1);
  world.name_seats(id, {seat});
  world.scan(id);
  EXPECT_EQ(world.state.seat(seat)->claims.front().told_by.size(), 2U);
  EXPECT_EQ(world.carry_out(decide_freeing(world.state, id, world.context)), Refused::no);
  EXPECT_EQ(world.records.back().as<FreeSeats>()->ends.size(), 2U);
  EXPECT_TRUE(world.state.seat(seat)->claims.empty());
  EXPECT_TRUE(world.seats_of(id).empty());
}

// ---- S8: those who did not come

TEST(Amend, seats_of_those_who_did_not_come_are_released_all_at_once_or_by_rep) {
  for (const std::optional<StaffId> rep : {std::optional<StaffId>{}, std::optional{kRepChen}}) {
    World world;
    const InvitationId came = world.invite({.persons = 2, .rep = kRepChen, .zone = kRed});
    const InvitationId of_chen = world.invite({.rep = kRepChen, .zone = kRed});
    const InvitationId of_lin = world.invite({.rep = kRepLin, .zone = kRed});
    const InvitationId undone = world.invite({.rep = kRepChen, .zone = kRed});
    const InvitationId seatless = world.invite({.rep = kRepChen, .zone = kRed});
    world.name_seats(came, seats_from(kRed, 1, 1, 2));
    world.name_seats(of_chen, seats_from(kRed, 1, 3, 1));
    world.name_seats(of_lin, seats_from(kRed, 1, 4, 1));
    world.name_seats(undone, seats_from(kRed, 1, 5, 1));
    world.scan(came, 1);
    world.scan(undone);
    world.undo(world.last_admission);
    world.sign_in(kGreeterWang);
    EXPECT_EQ(decide_releasing_absent(world.state, rep, world.context).refused,
              Refused::not_permitted);
    world.sign_in(kCoordinator);
    const Answer answer = decide_releasing_absent(world.state, rep, world.context);
    EXPECT_EQ(world.carry_out(answer), Refused::no);
    EXPECT_EQ(answer.acts.size(), rep ? 2U : 3U);
    EXPECT_EQ(world.seats_of(came).size(), 2U);  // one of them is in: the other's seat waits
    EXPECT_TRUE(world.seats_of(of_chen).empty());
    EXPECT_TRUE(world.seats_of(undone).empty());
    EXPECT_EQ(world.seats_of(of_lin).empty(), !rep);
    EXPECT_TRUE(world.seats_of(seatless).empty());
    EXPECT_EQ(decide_releasing_absent(world.state, kRepChen, world.context).refused,
              Refused::nothing_to_do);
    // Who comes after all is admitted, and seated as there is room.
    EXPECT_EQ(world.scan(of_chen).outcome, DoorOutcome::admitted);
  }
}

// ---- Revoking

std::optional<IssueInvitation> replacement_for(World& world, InvitationId id) {
  auto acts = world.draft({});
  auto issue = std::get<IssueInvitation>(acts.back());
  issue.persons = world.invitation(id).left();
  return issue;
}

TEST(Amend, a_revoked_invitation_gives_its_seats_to_what_replaces_it_or_frees_them) {
  for (const bool reissue : {false, true}) {
    World world;
    const InvitationId id = world.invite({.persons = 2, .rep = kRepLin, .zone = kRed});
    const auto seats = seats_from(kRed, 2, 1, 2);
    world.name_seats(id, seats);
    const auto replacement = reissue ? replacement_for(world, id) : std::nullopt;
    world.sign_in(kCoordinator);
    EXPECT_EQ(decide_revoking(world.state, id, "", replacement, world.context).refused,
              Refused::not_permitted);
    world.sign_in(kAdministrator);
    EXPECT_EQ(world.carry_out(decide_revoking(world.state, id, "丢失", replacement, world.context)),
              Refused::no);
    EXPECT_TRUE(world.invitation(id).revoked);
    EXPECT_EQ(world.invitation(id).revoke_reason, "丢失");
    EXPECT_TRUE(world.seats_of(id).empty());
    EXPECT_EQ(world.scan(id).outcome, DoorOutcome::revoked);
    EXPECT_EQ(decide_revoking(world.state, id, "", replacement, world.context).refused,
              Refused::nothing_to_do);
    EXPECT_EQ(world.state.hall().find(seats[0])->taken, reissue);
    if (!reissue) continue;
    const DoorVerdict verdict = world.scan(replacement->invitation);
    EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
    EXPECT_EQ(verdict.seat.seats, seats);
    EXPECT_EQ(verdict.guest, world.invitation(id).guest());
    EXPECT_TRUE(world.state.findings().empty());
  }
}

TEST(Amend, an_invitation_that_is_partly_used_is_replaced_for_those_who_have_not_come) {
  World world;
  const InvitationId id = world.invite({.persons = 3, .zone = kRed});
  world.name_seats(id, seats_from(kRed, 2, 1, 3));
  world.scan(id, 1);
  EXPECT_EQ(decide_revoking(world.state, id, "", std::nullopt, world.context).refused,
            Refused::admitted_already);
  const auto replacement = replacement_for(world, id);
  ASSERT_EQ(world.carry_out(decide_revoking(world.state, id, "", replacement, world.context)),
            Refused::no);
  EXPECT_EQ(world.seats_of(id), seats_from(kRed, 2, 1, 1));
  EXPECT_EQ(world.seats_of(replacement->invitation), seats_from(kRed, 2, 2, 2));
  EXPECT_EQ(world.scan(replacement->invitation).persons, 2);
  EXPECT_EQ(world.state.figures().all.arrived_persons, 3);
  EXPECT_FALSE(world.has(FindingKind::admitted_after_revoke, subject_of(id)));
}

TEST(Amend, revoking_does_not_give_away_a_seat_that_somebody_was_moved_to) {
  World world;
  const InvitationId id = world.invite({.persons = 2, .zone = kRed});
  world.name_seats(id, seats_from(kRed, 1, 1, 2));
  world.scan(id, 1);
  const auto moved_to = seats_from(kRed, 2, 1, 2);
  ASSERT_EQ(world.carry_out(decide_move(world.state, id, moved_to, false, world.context)),
            Refused::no);
  const auto replacement = replacement_for(world, id);
  ASSERT_EQ(world.carry_out(decide_revoking(world.state, id, "", replacement, world.context)),
            Refused::no);
  EXPECT_EQ(world.seats_of(id).size(), 1U);
  EXPECT_EQ(world.seats_of(replacement->invitation).size(), 1U);
}

TEST(Amend, an_invitation_whose_party_is_in_or_that_is_not_here_is_not_revoked) {
  World world;
  const InvitationId id = world.invite();
  world.scan(id);
  EXPECT_EQ(decide_revoking(world.state, id, "", std::nullopt, world.context).refused,
            Refused::admitted_already);
  EXPECT_EQ(decide_revoking(world.state, id, "", replacement_for(world, id), world.context).refused,
            Refused::admitted_already);
  EXPECT_EQ(decide_revoking(world.state, {4711}, "", std::nullopt, world.context).refused,
            Refused::not_here);
  world.undo(world.last_admission);
  EXPECT_EQ(decide_revoking(world.state, id, "", std::nullopt, world.context).refused, Refused::no);
}

// ---- D8, S4: settling

TEST(Amend, a_coordinator_settles_how_many_are_in) {
  World world;
  const InvitationId id = world.invite({.persons = 2});
  EXPECT_EQ(decide_settling_admissions(world.state, id, 0, world.context).refused,
            Refused::nothing_to_do);
  EXPECT_EQ(decide_settling_admissions(world.state, {4711}, 0, world.context).refused,
            Refused::not_here);
  world.scan(id);
  EXPECT_EQ(decide_settling_admissions(world.state, id, 3, world.context).refused,
            Refused::wrong_count);
  EXPECT_EQ(decide_settling_admissions(world.state, id, -1, world.context).refused,
            Refused::wrong_count);
  world.sign_in(kGreeterWang);
  EXPECT_EQ(decide_settling_admissions(world.state, id, 1, world.context).refused,
            Refused::not_permitted);
  world.sign_in(kCoordinator);
  EXPECT_EQ(world.carry_out(decide_settling_admissions(world.state, id, 1, world.context)),
            Refused::no);
  EXPECT_EQ(world.invitation(id).counted(), 1);
  EXPECT_EQ(world.invitation(id).left(), 1);
  // An admission that nobody has looked at yet counts beside what was settled.
  EXPECT_EQ(world.scan(id).outcome, DoorOutcome::admitted);
  EXPECT_EQ(world.invitation(id).counted(), 2);
}

TEST(Amend, a_contested_seat_stays_with_the_party_that_a_coordinator_names) {
  World world;
  const InvitationId keeps = world.invite({.zone = kRed});
  const InvitationId loses = world.invite({.zone = kRed});
  const SeatId seat = seat_at(kRed, 1, 1);
  world.name_seats(keeps, {seat});
  EXPECT_EQ(decide_settling_seat(world.state, seat, keeps, world.context).refused,
            Refused::nothing_to_do);
  world.name_seats(loses, {seat});
  EXPECT_EQ(decide_settling_seat(world.state, seat, {4711}, world.context).refused,
            Refused::not_among_claims);
  EXPECT_EQ(decide_settling_seat(world.state, seat_at(9, 9, 9), keeps, world.context).refused,
            Refused::not_here);
  world.sign_in(kGreeterWang);
  EXPECT_EQ(decide_settling_seat(world.state, seat, keeps, world.context).refused,
            Refused::not_permitted);
  world.sign_in(kCoordinator);
  EXPECT_EQ(world.carry_out(decide_settling_seat(world.state, seat, keeps, world.context)),
            Refused::no);
  EXPECT_TRUE(world.state.findings().empty());
  EXPECT_EQ(world.seats_of(keeps), (std::vector<SeatId>{seat}));
  EXPECT_TRUE(world.seats_of(loses).empty());
}

// ---- P3: erasing

TEST(Amend, an_administrator_erases_a_person_and_the_admission_stays) {
  World world;
  const InvitationId id = world.invite();
  const GuestId guest = world.invitation(id).guest();
  world.scan(id);
  world.sign_in(kCoordinator);
  EXPECT_EQ(decide_erasing(world.state, guest, "", world.context).refused, Refused::not_permitted);
  world.sign_in(kAdministrator);
  EXPECT_EQ(decide_erasing(world.state, {4711}, "", world.context).refused, Refused::not_here);
  EXPECT_EQ(world.carry_out(decide_erasing(world.state, guest, "本人要求", world.context)),
            Refused::no);
  EXPECT_FALSE(world.state.guest(guest)->person);
  EXPECT_EQ(decide_erasing(world.state, guest, "", world.context).refused, Refused::nothing_to_do);
  EXPECT_EQ(world.state.figures().all.arrived_persons, 1);
  EXPECT_EQ(world.state.to_erase(guest).size(), 1U);
}

}  // namespace
}  // namespace yingbin
