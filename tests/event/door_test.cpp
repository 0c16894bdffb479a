// The door's rules as tables of cases (D1, D2, D6, D8 to D13, P2; verdicts of DESIGN 6).
#include <gtest/gtest.h>

#include <algorithm>

#include "support/world.h"

namespace yingbin {
namespace {

using enum NextAct;
using Next = std::vector<NextAct>;

DoorQuestion question_of(const Presented& presented) {
  DoorQuestion question;
  question.presented = presented;
  return question;
}

Presented signed_for(EventId event, InvitationId id, SignatureCheck signature) {
  Presented presented = World::code_of(id);
  presented.ours = SignedCode{event, id, 2, signature};
  return presented;
}

Presented unreadable() {
  Presented presented;
  presented.readable = false;
  return presented;
}

Presented damaged() {
  Presented presented = World::code_of({999});
  presented.damaged = true;
  return presented;
}

bool offers(const DoorVerdict& verdict, NextAct act) {
  return std::find(verdict.next.begin(), verdict.next.end(), act) != verdict.next.end();
}

// ---- D1, D13: what is no invitation of ours

struct StrangerCase {
  const char* what;
  Presented presented;
  DoorOutcome outcome;
  Next next;
};

TEST(Door, everything_that_is_no_invitation_of_ours_gets_one_verdict_and_a_next_act) {
  World world;
  const EventId ours = world.state.event_id();
  const InvitationId id{77};
  const Next look_up{find_by_name, register_walk_in, next_guest};
  const Next suspicious{call_coordinator, find_by_name, next_guest};
  const Next again{scan_again, find_by_name, next_guest};
  const StrangerCase cases[] = {
      {"no code at all", unreadable(), DoorOutcome::unreadable, again},
      {"half a code of ours", damaged(), DoorOutcome::unreadable, again},
      {"any text", World::code_of(id), DoorOutcome::unknown, look_up},
      {"another event's", signed_for(EventId{1}, id, SignatureCheck::holds),
       DoorOutcome::other_event, look_up},
      {"another event's by a key that nobody knows here",
       signed_for(EventId{1}, id, SignatureCheck::key_unknown), DoorOutcome::other_event, look_up},
      {"forged", signed_for(ours, id, SignatureCheck::broken), DoorOutcome::forged, suspicious},
      {"by a key that nobody named", signed_for(ours, id, SignatureCheck::key_unknown),
       DoorOutcome::forged, suspicious},
      {"by a key that was withdrawn", signed_for(ours, id, SignatureCheck::key_revoked),
       DoorOutcome::revoked, suspicious},
  };
  for (const StrangerCase& one : cases) {
    SCOPED_TRACE(one.what);
    const DoorVerdict verdict = world.admit(question_of(one.presented));
    EXPECT_EQ(verdict.outcome, one.outcome);
    EXPECT_EQ(verdict.next, one.next);
    EXPECT_EQ(verdict.persons, 0);
    EXPECT_FALSE(verdict.invitation);
    EXPECT_FALSE(world.last_admission);
  }
  // The key may have been named where this station has not heard of (DESIGN 6).
  world.context.certain = false;
  const auto newer = signed_for(ours, id, SignatureCheck::key_unknown);
  EXPECT_EQ(world.admit(question_of(newer)).outcome, DoorOutcome::unknown);
  const auto forged = signed_for(ours, id, SignatureCheck::broken);
  EXPECT_EQ(world.admit(question_of(forged)).outcome, DoorOutcome::forged);
}

TEST(Door, an_invitation_chosen_from_a_list_that_does_not_exist_is_unknown) {
  World world;
  DoorQuestion question;
  question.presented.invitation = InvitationId{4711};
  EXPECT_EQ(world.admit(question).outcome, DoorOutcome::unknown);
}

// A code that reads like ours but is known here needs no signature: a known code is its digest
// (DESIGN 7).
TEST(Door, a_known_code_is_admitted_whatever_became_of_its_key) {
  World world;
  const InvitationId id = world.invite();
  const auto code = World::signed_code(id, 1, SignatureCheck::key_revoked);
  EXPECT_EQ(world.admit(question_of(code)).outcome, DoorOutcome::admitted);
}

// The list changed the party's size: the card printed before opens the same invitation, and its
// persons are what the list says now.
TEST(Door, a_card_printed_before_the_party_changed_opens_the_invitation_as_it_is_now) {
  World world;
  const InvitationId id = world.invite({.persons = 2});
  Presented old_card = World::signed_code(id, 4, SignatureCheck::holds);
  old_card.digest[15] = 9;
  const DoorVerdict verdict = world.admit(question_of(old_card));
  EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
  EXPECT_EQ(verdict.persons, 2);
  EXPECT_TRUE(verdict.certain);
}

// ---- D1, D2: single and party

TEST(Door, an_admission_tells_persons_seat_and_next_act_and_is_on_record) {
  World world;
  world.sign_in(kGreeterWang);
  const InvitationId id = world.invite({.rep = kRepChen});
  const DoorVerdict verdict = world.scan(id);
  EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
  EXPECT_TRUE(verdict.certain);
  EXPECT_EQ(verdict.invitation, id);
  EXPECT_EQ(verdict.guest, world.invitation(id).guest());
  EXPECT_EQ(verdict.persons, 1);
  EXPECT_EQ(verdict.allowed, 1);
  EXPECT_EQ(verdict.left, 0);
  EXPECT_EQ(verdict.next, (Next{next_guest, undo}));
  EXPECT_EQ(verdict.seat.seats, seats_from(kBlue, 1, 1, 1));
  EXPECT_FALSE(verdict.earlier);
  // Who, when and where (rule P2).
  const Admission& admission = world.invitation(id).admissions.front();
  EXPECT_EQ(admission.name, world.last_admission);
  EXPECT_EQ(admission.staff, kGreeterWang);
  EXPECT_EQ(admission.told->door, "1 号门");
  EXPECT_EQ(admission.at(), world.now_ms);
  EXPECT_EQ(admission.told->seats, verdict.seat.seats);
  EXPECT_EQ(world.state.figures().all.arrived_persons, 1);
}

TEST(Door, second_scan_of_a_single_invitation_is_already_in_and_tells_when_where_and_by_whom) {
  World world;
  world.sign_in(kGreeterWang);
  const InvitationId id = world.invite();
  world.scan(id);
  const std::int64_t entered = world.now_ms;
  world.now_ms += 60'000;
  const DoorVerdict verdict = world.scan(id);
  EXPECT_EQ(verdict.outcome, DoorOutcome::already_in);
  EXPECT_EQ(verdict.left, 0);
  const Admission* earlier = world.state.admission(id, verdict.earlier);
  ASSERT_TRUE(earlier);
  EXPECT_EQ(earlier->at(), entered);
  EXPECT_EQ(earlier->told->door, "1 号门");
  EXPECT_EQ(earlier->staff, kGreeterWang);
  EXPECT_EQ(verdict.next, (Next{next_guest, admit_more, find_by_name, call_coordinator}));
  EXPECT_EQ(world.invitation(id).admissions.size(), 1U);
}

TEST(Door, an_invitation_for_n_admits_n_in_all_however_many_scans_that_takes) {
  World world;
  const InvitationId id = world.invite({.persons = 4, .zone = kGreen});
  struct Step {
    std::optional<int> come;
    DoorOutcome outcome;
    int persons;
    int left;
  };
  const Step steps[] = {
      {1, DoorOutcome::admitted, 1, 3},
      {2, DoorOutcome::admitted, 2, 1},
      {2, DoorOutcome::party_full, 0, 1},
      {std::nullopt, DoorOutcome::admitted, 1, 0},
      {std::nullopt, DoorOutcome::party_full, 0, 0},
      {1, DoorOutcome::party_full, 0, 0},
  };
  for (const Step& step : steps) {
    const DoorVerdict verdict = step.come ? world.scan(id, *step.come) : world.scan(id);
    EXPECT_EQ(verdict.outcome, step.outcome);
    EXPECT_EQ(verdict.persons, step.persons);
    EXPECT_EQ(verdict.left, step.left);
    EXPECT_EQ(verdict.allowed, 4);
  }
  EXPECT_EQ(world.invitation(id).counted(), 4);
  EXPECT_EQ(world.invitation(id).admissions.size(), 3U);
}

// With the event's rule "allow" too: a scan is no wish to let more in, whatever number comes with
// it.
TEST(Door, a_second_scan_that_tells_a_number_is_still_already_in) {
  for (const AskRule rule : {AskRule::allow, AskRule::ask, AskRule::refuse}) {
    Venue venue = example_venue();
    venue.more_people = rule;
    World world(venue);
    const InvitationId single = world.invite();
    const InvitationId party = world.invite({.persons = 2});
    world.scan(single);
    world.scan(party);
    EXPECT_EQ(world.scan(single, 1).outcome, DoorOutcome::already_in);
    EXPECT_EQ(world.scan(party, 2).outcome, DoorOutcome::party_full);
    EXPECT_EQ(world.state.figures().all.arrived_persons, 3);
  }
}

TEST(Door, nobody_and_too_many_are_refused) {
  World world;
  const InvitationId id = world.invite({.persons = 2});
  for (const int persons : {0, -1, 100}) {
    EXPECT_EQ(world.scan(id, persons).outcome, DoorOutcome::party_full);
  }
  EXPECT_TRUE(world.invitation(id).admissions.empty());
}

// ---- D10: more people, and somebody else

enum class By { nobody_signed_in, greeter, greeter_with_approval, coordinator };

struct RuleCase {
  AskRule rule;
  By by;
  bool admitted;
};

constexpr RuleCase kRuleCases[] = {
    {AskRule::allow, By::nobody_signed_in, true},
    {AskRule::allow, By::greeter, true},
    {AskRule::allow, By::coordinator, true},
    {AskRule::ask, By::greeter, false},
    {AskRule::ask, By::greeter_with_approval, true},
    {AskRule::ask, By::coordinator, true},
    {AskRule::refuse, By::nobody_signed_in, false},
    {AskRule::refuse, By::greeter, false},
    {AskRule::refuse, By::greeter_with_approval, false},
    {AskRule::refuse, By::coordinator, false},
};

void act_as(World& world, By by, DoorQuestion& question) {
  if (by == By::greeter || by == By::greeter_with_approval) world.sign_in(kGreeterWang);
  if (by == By::coordinator) world.sign_in(kCoordinator);
  if (by == By::greeter_with_approval) question.approved_by = kCoordinator;
}

TEST(Door, more_people_than_admitted_come_in_by_the_events_rule) {
  for (const RuleCase& one : kRuleCases) {
    SCOPED_TRACE(testing::Message() << name_of(one.rule) << " " << static_cast<int>(one.by));
    Venue venue = example_venue();
    venue.more_people = one.rule;
    World world(venue);
    const InvitationId id = world.invite({.persons = 2, .zone = kGreen});
    DoorQuestion question = question_of(World::code_of(id));
    question.persons = 3;
    act_as(world, one.by, question);
    const DoorVerdict verdict = world.admit(question);
    EXPECT_EQ(verdict.outcome, one.admitted ? DoorOutcome::admitted : DoorOutcome::party_full);
    EXPECT_EQ(verdict.allowed, one.admitted ? 3 : 2);
    EXPECT_EQ(world.invitation(id).counted(), one.admitted ? 3 : 0);
    EXPECT_EQ(world.invitation(id).in_doubt(), 0);  // it was widened on record
    if (one.admitted) continue;
    EXPECT_EQ(verdict.left, 2);
    EXPECT_EQ(verdict.needs_approval, one.rule == AskRule::ask);
    EXPECT_TRUE(offers(verdict, admit_fewer));
    EXPECT_EQ(offers(verdict, admit_more), one.rule != AskRule::refuse);
    EXPECT_TRUE(world.invitation(id).admissions.empty());
  }
}

// Where nobody signs in, anybody may: but it takes the tap that says so, not a number alone.
TEST(Door, without_sign_in_a_number_alone_lets_nobody_more_in_and_the_tap_does) {
  World world;
  const InvitationId id = world.invite({.persons = 2});
  DoorQuestion question = question_of(World::code_of(id));
  question.persons = 3;
  EXPECT_EQ(world.admit(question).outcome, DoorOutcome::party_full);
  question.more = true;
  EXPECT_EQ(world.admit(question).outcome, DoorOutcome::admitted);
  EXPECT_EQ(world.invitation(id).allowed(), 3);
  question.persons = 1;  // the tap on "let one more in" when all are in
  EXPECT_EQ(world.admit(question).outcome, DoorOutcome::admitted);
  EXPECT_EQ(world.invitation(id).counted(), 4);
}

TEST(Door, only_somebody_who_may_approve_counts_as_approval) {
  for (const StaffId approver : {kGreeterLi, kRepChen, StaffId{999}}) {
    World world;
    world.sign_in(kGreeterWang);
    const InvitationId id = world.invite();
    DoorQuestion question = question_of(World::code_of(id));
    question.persons = 2;
    question.approved_by = approver;
    EXPECT_EQ(world.admit(question).outcome, DoorOutcome::party_full);
  }
}

TEST(Door, a_coordinator_who_left_the_staff_approves_nothing) {
  World world;
  world.write({NameStaff{kCoordinator, "总指挥", {Role::coordinator}, false}});
  world.sign_in(kGreeterWang);
  const InvitationId id = world.invite();
  DoorQuestion question = question_of(World::code_of(id));
  question.persons = 2;
  question.approved_by = kCoordinator;
  EXPECT_EQ(world.admit(question).outcome, DoorOutcome::party_full);
}

TEST(Door, somebody_else_on_the_invitation_comes_in_by_the_events_rule) {
  for (const RuleCase& one : kRuleCases) {
    SCOPED_TRACE(testing::Message() << name_of(one.rule) << " " << static_cast<int>(one.by));
    Venue venue = example_venue();
    venue.someone_else = one.rule;
    World world(venue);
    const InvitationId id = world.invite({.persons = 2});
    DoorQuestion question = question_of(World::code_of(id));
    question.stand_in = true;
    act_as(world, one.by, question);
    const DoorVerdict verdict = world.admit(question);
    EXPECT_EQ(verdict.outcome, one.admitted ? DoorOutcome::admitted : DoorOutcome::party_full);
    EXPECT_EQ(world.invitation(id).counted(), one.admitted ? 2 : 0);
    if (one.admitted) {
      const AdmitGuest& told = *world.invitation(id).admissions.front().told;
      EXPECT_TRUE(told.stand_in);
      EXPECT_EQ(told.approved_by == kCoordinator, one.by == By::greeter_with_approval);
      continue;
    }
    // Nobody of those who came may come in: neither fewer nor more of them.
    EXPECT_FALSE(offers(verdict, admit_fewer));
    EXPECT_FALSE(offers(verdict, admit_more));
    EXPECT_TRUE(offers(verdict, call_coordinator));
    EXPECT_EQ(verdict.needs_approval, one.rule == AskRule::ask);
    EXPECT_EQ(verdict.left, 2);
  }
}

// ---- Revoked

TEST(Door, a_revoked_invitation_tells_so_and_offers_what_replaced_it) {
  for (const bool replaced : {false, true}) {
    World world;
    const InvitationId id = world.invite({.persons = 2});
    RevokeInvitation revoke{id, world.invitation(id).guest(), "改期", {}, {}, {}};
    if (replaced) revoke.replaced_by = world.invite();
    world.write({revoke});
    const DoorVerdict verdict = world.scan(id);
    EXPECT_EQ(verdict.outcome, DoorOutcome::revoked);
    EXPECT_EQ(verdict.left, 0);
    EXPECT_EQ(offers(verdict, use_replacement), replaced);
    EXPECT_TRUE(offers(verdict, call_coordinator));
    EXPECT_TRUE(world.invitation(id).admissions.empty());
    EXPECT_EQ(world.scan(id, 1).outcome, DoorOutcome::revoked);
  }
}

// A replacement whose own issue has not come yet cannot be used.
TEST(Door, a_replacement_that_is_not_here_is_not_offered) {
  World world;
  const InvitationId id = world.invite();
  world.write({RevokeInvitation{id, world.invitation(id).guest(), "", {5555}, {}, {}}});
  EXPECT_FALSE(offers(world.scan(id), use_replacement));
}

TEST(Door, a_revoked_invitation_whose_guest_is_in_tells_when_they_came) {
  World world;
  const InvitationId id = world.invite();
  world.scan(id);
  world.write({RevokeInvitation{id, world.invitation(id).guest(), "", {}, {}, {}}});
  EXPECT_EQ(world.scan(id).earlier, world.last_admission);
}

// ---- Certain or unsure (DESIGN 6)

TEST(Door, a_genuine_code_whose_issue_is_not_here_is_admitted_unsure) {
  World world;
  const InvitationId id{4242};
  const auto code = World::signed_code(id, 3, SignatureCheck::holds);
  DoorQuestion question = question_of(code);
  question.persons = 2;
  DoorVerdict verdict = world.admit(question);
  EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
  EXPECT_FALSE(verdict.certain);
  EXPECT_EQ(verdict.allowed, 3);
  EXPECT_EQ(verdict.left, 1);
  EXPECT_FALSE(world.invitation(id).admissions.front().told->certain);
  EXPECT_TRUE(world.has(FindingKind::unknown_invitation, subject_of(id)));
  EXPECT_EQ(world.admit(question_of(code)).outcome, DoorOutcome::admitted);
  verdict = world.admit(question_of(code));
  EXPECT_EQ(verdict.outcome, DoorOutcome::party_full);
  EXPECT_EQ(world.invitation(id).counted(), 3);
}

TEST(Door, an_unknown_invitation_that_was_widened_admits_as_many_as_it_was_widened_to) {
  Venue venue = example_venue();
  venue.more_people = AskRule::allow;
  World world(venue);
  const InvitationId id{4242};
  DoorQuestion question = question_of(World::signed_code(id, 2, SignatureCheck::holds));
  question.persons = 3;
  EXPECT_EQ(world.admit(question).outcome, DoorOutcome::admitted);
  EXPECT_EQ(world.invitation(id).allowed(), 3);
  EXPECT_EQ(world.invitation(id).left(), 0);
}

TEST(Door, an_issue_that_arrives_late_settles_who_came_and_how_many_may) {
  World elsewhere;
  World door(elsewhere, OriginId{2}, "2 号门");
  const InvitationId id = elsewhere.invite({.persons = 2, .rep = kRepLin});
  DoorQuestion question = question_of(World::signed_code(id, 2, SignatureCheck::holds));
  question.persons = 1;
  EXPECT_FALSE(door.admit(question).certain);
  door.receive(elsewhere);
  EXPECT_FALSE(door.has(FindingKind::unknown_invitation, subject_of(id)));
  const DoorVerdict verdict = door.scan(id);
  EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
  EXPECT_TRUE(verdict.certain);
  EXPECT_EQ(verdict.persons, 1);
  EXPECT_EQ(door.state.figures().by_rep.at(kRepLin).arrived_persons, 2);
}

struct DoubtCase {
  const char* what;
  bool certain_station;
  bool doubtful_invitation;
  bool doubtful_guest;
  bool certain;
};

TEST(Door, what_cannot_be_ruled_out_is_unsure) {
  constexpr DoubtCase cases[] = {
      {"all is known", true, false, false, true},
      {"the others were not heard from lately", false, false, false, false},
      {"a newer kind of record touches the invitation", true, true, false, false},
      {"a newer kind of record touches the guest", true, false, true, false},
  };
  for (const DoubtCase& one : cases) {
    SCOPED_TRACE(one.what);
    World world;
    const InvitationId id = world.invite();
    Record newer;
    newer.key = {99, 99, OriginId{9}, 1, 1};
    newer.act = UnknownAct{"bless_invitation", ""};
    if (one.doubtful_invitation) newer.subjects.push_back(subject_of(id));
    if (one.doubtful_guest) newer.subjects.push_back(subject_of(world.invitation(id).guest()));
    if (!newer.subjects.empty()) world.state.apply(newer);
    world.context.certain = one.certain_station;
    const DoorVerdict verdict = world.scan(id);
    EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
    EXPECT_EQ(verdict.certain, one.certain);
    EXPECT_EQ(world.invitation(id).admissions.front().told->certain, one.certain);
  }
}

// The invitation may have been issued elsewhere, where this station has not heard from.
TEST(Door, unknown_is_unsure_at_a_station_that_has_not_heard_from_the_others) {
  World world;
  EXPECT_TRUE(world.scan({4711}).certain);
  world.context.certain = false;
  EXPECT_FALSE(world.scan({4711}).certain);
}

// ---- D3, D11, D12: other ways in

TEST(Door, a_short_code_a_name_found_a_coach_and_paper_are_admitted_and_marked_as_such) {
  for (const Shown shown :
       {Shown::code, Shown::short_code, Shown::found, Shown::paper, Shown::coach, Shown::walk_in}) {
    World world;
    const InvitationId id = world.invite({.persons = 2});
    DoorQuestion question;
    question.presented.shown = shown;
    if (shown == Shown::short_code) {
      question.presented.short_code = world.invitation(id).issued->short_code;
    } else {
      question.presented.invitation = id;
    }
    EXPECT_EQ(world.admit(question).outcome, DoorOutcome::admitted);
    const AdmitGuest& told = *world.invitation(id).admissions.front().told;
    EXPECT_EQ(told.shown, shown);
    EXPECT_EQ(told.persons, 2);
    EXPECT_EQ(world.admit(question).outcome, DoorOutcome::party_full);
  }
}

TEST(Door, what_was_done_on_paper_keeps_the_time_it_happened) {
  World world;
  const InvitationId on_paper = world.invite({.zone = kGreen});
  const InvitationId at_the_door = world.invite({.zone = kYellow});
  world.scan(at_the_door);
  DoorQuestion question;
  question.presented.invitation = on_paper;
  question.presented.shown = Shown::paper;
  question.happened_at = world.now_ms - 3'600'000;
  world.now_ms += 7'200'000;
  world.admit(question);
  const Admission& admission = world.invitation(on_paper).admissions.front();
  EXPECT_EQ(admission.at(), question.happened_at);
  EXPECT_EQ(world.scan(on_paper).earlier, world.last_admission);
  // It counts when it happened: the zone came first (rule S7), in its own five minutes.
  EXPECT_EQ(zones_by_arrival(world.state.figures(), 4),
            (std::vector<int>{kGreen, kYellow, kRed, kBlue}));
  const std::int64_t span = question.happened_at - question.happened_at % 300'000;
  EXPECT_EQ(world.state.figures().by_five_minutes.at(span), 1);
}

// The same code on two rows of a list with a mistake: everybody takes the same invitation.
TEST(Door, a_code_on_two_invitations_opens_the_same_one_everywhere) {
  World world;
  const InvitationId first = world.invite();
  auto acts = world.draft({});
  auto& issue = std::get<IssueInvitation>(acts.back());
  issue.digest = world.invitation(first).issued->digest;
  world.write(acts);
  EXPECT_EQ(world.scan(first).invitation, std::min(first, issue.invitation));
}

// ---- D9: out and back

TEST(Door, leaving_and_coming_back_is_never_counted_again) {
  World world;
  const InvitationId id = world.invite({.persons = 2});
  world.scan(id);
  world.pass(id, 1);
  EXPECT_EQ(world.state.figures().outside, 1);
  EXPECT_EQ(world.state.figures().all.arrived_persons, 2);
  DoorVerdict verdict = world.scan(id);
  EXPECT_EQ(verdict.outcome, DoorOutcome::party_full);
  EXPECT_EQ(verdict.outside, 1);
  ASSERT_FALSE(verdict.next.empty());
  EXPECT_EQ(verdict.next.front(), come_back);
  world.pass(id, 0);
  EXPECT_EQ(world.state.figures().outside, 0);
  EXPECT_EQ(world.state.figures().all.arrived_persons, 2);
  verdict = world.scan(id);
  EXPECT_FALSE(offers(verdict, come_back));
  EXPECT_EQ(world.invitation(id).admissions.size(), 1U);
}

// Some of the party never came, some went out: a scan may be either, so coming back is offered.
TEST(Door, a_party_partly_in_and_partly_out_is_offered_to_come_back) {
  World world;
  const InvitationId id = world.invite({.persons = 3});
  world.scan(id, 2);
  world.pass(id, 1);
  const DoorVerdict verdict = world.preview(question_of(World::code_of(id)));
  EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
  EXPECT_EQ(verdict.outside, 1);
  EXPECT_TRUE(offers(verdict, come_back));
}

TEST(Door, nobody_can_be_out_who_is_not_in) {
  World world;
  const InvitationId id = world.invite({.persons = 3});
  EXPECT_TRUE(decide_passing(world.state, id, 1, world.context).empty());
  world.scan(id, 2);
  world.pass(id, 9);
  EXPECT_EQ(world.invitation(id).outside(), 2);
  EXPECT_TRUE(decide_passing(world.state, id, 2, world.context).empty());
  world.pass(id, -4);
  EXPECT_EQ(world.invitation(id).outside(), 0);
  EXPECT_TRUE(decide_passing(world.state, InvitationId{4711}, 1, world.context).empty());
}

// ---- D8: two doors that could not reach each other

struct TwoDoors {
  World first;
  World second{first, OriginId{2}, "2 号门"};

  void meet() {
    first.receive(second);
    second.receive(first);
  }
};

TEST(Door, the_same_invitation_at_two_doors_counts_at_most_its_persons_until_somebody_settles_it) {
  TwoDoors doors;
  const InvitationId id = doors.first.invite({.persons = 2});
  doors.second.receive(doors.first);
  doors.second.now_ms += 1000;
  EXPECT_EQ(doors.first.scan(id).outcome, DoorOutcome::admitted);
  EXPECT_EQ(doors.second.scan(id).outcome, DoorOutcome::admitted);
  doors.meet();
  for (World* door : {&doors.first, &doors.second}) {
    const Invitation& invitation = door->invitation(id);
    EXPECT_EQ(invitation.counted(), 2);
    EXPECT_EQ(invitation.in_doubt(), 2);
    EXPECT_EQ(door->state.figures().all.arrived_persons, 2);
    EXPECT_EQ(door->state.figures().in_doubt, 2);
    EXPECT_TRUE(door->has(FindingKind::admitted_twice, subject_of(id)));
    // The earlier stands first, both with their evidence.
    ASSERT_EQ(invitation.admissions.size(), 2U);
    EXPECT_EQ(invitation.admissions[0].told->door, "1 号门");
    EXPECT_EQ(invitation.admissions[1].told->door, "2 号门");
    EXPECT_EQ(door->state.figures().by_door.at("1 号门"), 2);
    EXPECT_EQ(door->scan(id).outcome, DoorOutcome::party_full);
  }
  // A person looks: all four are really in.
  doors.first.sign_in(kCoordinator);
  EXPECT_EQ(doors.first.carry_out(
                decide_settling_admissions(doors.first.state, id, 4, doors.first.context)),
            Refused::no);
  doors.meet();
  for (World* door : {&doors.first, &doors.second}) {
    EXPECT_EQ(door->invitation(id).counted(), 4);
    EXPECT_EQ(door->state.figures().in_doubt, 0);
    EXPECT_FALSE(door->has(FindingKind::admitted_twice, subject_of(id)));
    EXPECT_EQ(door->scan(id).outcome, DoorOutcome::party_full);
  }
}

// One came through each door: nothing to doubt.
TEST(Door, a_party_that_split_between_two_doors_is_no_finding) {
  TwoDoors doors;
  const InvitationId id = doors.first.invite({.persons = 2});
  doors.second.receive(doors.first);
  doors.first.scan(id, 1);
  doors.second.scan(id, 1);
  doors.meet();
  EXPECT_EQ(doors.first.invitation(id).counted(), 2);
  EXPECT_EQ(doors.first.invitation(id).in_doubt(), 0);
  EXPECT_TRUE(doors.first.state.findings().empty());
}

TEST(Door, an_undo_of_one_of_two_admissions_ends_the_doubt) {
  TwoDoors doors;
  const InvitationId id = doors.first.invite();
  doors.second.receive(doors.first);
  doors.first.scan(id);
  doors.second.scan(id);
  doors.meet();
  EXPECT_EQ(doors.second.undo(doors.second.last_admission), Refused::no);
  doors.meet();
  EXPECT_EQ(doors.first.invitation(id).counted(), 1);
  EXPECT_EQ(doors.first.state.figures().in_doubt, 0);
  EXPECT_TRUE(doors.first.state.findings().empty());
}

TEST(Door, an_admission_by_a_door_that_did_not_know_of_the_revocation_is_a_finding) {
  TwoDoors doors;
  const InvitationId id = doors.first.invite();
  doors.second.receive(doors.first);
  doors.first.write({RevokeInvitation{id, doors.first.invitation(id).guest(), "", {}, {}, {}}});
  doors.second.now_ms += 1000;
  EXPECT_EQ(doors.second.scan(id).outcome, DoorOutcome::admitted);
  doors.meet();
  EXPECT_TRUE(doors.first.has(FindingKind::admitted_after_revoke, subject_of(id)));
  EXPECT_EQ(doors.first.state.figures().all.arrived_persons, 1);
  doors.first.carry_out(decide_settling_admissions(doors.first.state, id, 1, doors.first.context));
  EXPECT_FALSE(doors.first.has(FindingKind::admitted_after_revoke, subject_of(id)));
}

// ---- Preview and seats at the door

TEST(Door, a_preview_says_what_an_admission_would_and_records_nothing) {
  World world;
  const InvitationId id = world.invite({.persons = 2, .rep = kRepLin});
  const DoorQuestion question = question_of(World::code_of(id));
  const std::size_t before = world.records.size();
  const DoorVerdict preview = world.preview(question);
  EXPECT_EQ(world.records.size(), before);
  const DoorVerdict told = world.admit(question);
  EXPECT_EQ(preview.outcome, told.outcome);
  EXPECT_EQ(preview.seat.seats, told.seat.seats);
  EXPECT_EQ(preview.next, told.next);
}

TEST(Door, seats_named_on_the_invitation_are_told_as_many_as_come) {
  World world;
  const InvitationId id = world.invite({.persons = 3, .zone = kRed});
  world.name_seats(id, seats_from(kRed, 2, 2, 3));
  const DoorVerdict one = world.scan(id, 1);
  EXPECT_EQ(one.seat.seats, seats_from(kRed, 2, 2, 1));
  EXPECT_EQ(one.seat.basis, SeatBasis::named);
  EXPECT_EQ(one.seat.zone, kRed);
  EXPECT_EQ(world.scan(id).seat.seats, seats_from(kRed, 2, 3, 2));
}

TEST(Door, more_people_than_named_seats_sit_beside_them) {
  Venue venue = example_venue();
  venue.more_people = AskRule::allow;
  World world(venue);
  const InvitationId id = world.invite({.persons = 2, .zone = kGreen});
  world.name_seats(id, seats_from(kGreen, 2, 3, 2));
  const DoorVerdict verdict = world.scan(id, 3);
  ASSERT_EQ(verdict.seat.seats.size(), 3U);
  const SeatId third = verdict.seat.seats.back();
  EXPECT_EQ(third.row, 2);
  EXPECT_TRUE(third.number == 2 || third.number == 5);
}

// A named seat that was told to somebody else meanwhile is nobody's to tell again (rule S4).
TEST(Door, a_contested_named_seat_is_not_told) {
  World world;
  const InvitationId id = world.invite({.zone = kRed});
  const InvitationId other = world.invite({.zone = kRed});
  world.name_seats(id, seats_from(kRed, 1, 1, 1));
  world.name_seats(other, seats_from(kRed, 1, 1, 1));
  EXPECT_TRUE(world.has(FindingKind::seat_contested, subject_of(seat_at(kRed, 1, 1))));
  const DoorVerdict verdict = world.scan(id);
  EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
  for (SeatId seat : verdict.seat.seats) EXPECT_NE(seat, seat_at(kRed, 1, 1));
}

// The party was moved before its last member came: that member must not be told a companion's seat.
TEST(Door, who_comes_after_a_move_is_told_a_seat_of_their_own) {
  World world;
  const InvitationId id = world.invite({.persons = 3, .zone = kGreen});
  world.scan(id, 2);
  const auto moved_to = seats_from(kGreen, 3, 1, 2);
  ASSERT_EQ(world.carry_out(decide_move(world.state, id, moved_to, false, world.context)),
            Refused::no);
  const DoorVerdict verdict = world.scan(id);
  ASSERT_EQ(verdict.seat.seats.size(), 1U);
  EXPECT_EQ(std::count(moved_to.begin(), moved_to.end(), verdict.seat.seats.front()), 0);
  EXPECT_EQ(verdict.seat.seats.front().row, 3);
}

TEST(Door, of_a_party_moved_with_its_empty_seats_the_last_gets_the_empty_one) {
  World world;
  const InvitationId id = world.invite({.persons = 3, .zone = kRed});
  world.name_seats(id, seats_from(kRed, 1, 1, 3));
  world.scan(id, 2);
  const auto moved_to = seats_from(kRed, 2, 1, 3);
  ASSERT_EQ(world.carry_out(decide_move(world.state, id, moved_to, false, world.context)),
            Refused::no);
  const DoorVerdict verdict = world.scan(id);
  EXPECT_EQ(verdict.seat.basis, SeatBasis::named);
  ASSERT_EQ(verdict.seat.seats.size(), 1U);
  EXPECT_EQ(std::count(moved_to.begin(), moved_to.end(), verdict.seat.seats.front()), 1);
  EXPECT_EQ(world.seats_of(id), moved_to);
}

}  // namespace
}  // namespace yingbin
