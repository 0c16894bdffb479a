#include "simulation/people.h"

#include <algorithm>

#include "event/allot.h"
#include "event/stations.h"

namespace yingbin {

namespace {

constexpr int kReps = 2;

Zone zone_of(SeatingMode mode, int rows, int seats) {
  Zone zone;
  zone.name = name_of(mode);
  zone.mode = mode;
  zone.fallback = {FallbackStep::rep_seats, FallbackStep::zone, FallbackStep::overflow,
                   FallbackStep::standing};
  zone.overflow = {3, 4};
  zone.capacity = rows * seats;
  for (int row = 1; row <= rows && mode != SeatingMode::open; ++row) {
    Row one;
    one.label = std::to_string(row);
    one.seats = seats;
    one.aisle = {1, seats};
    if (row == 1) one.wheelchair = {1, 2};
    one.reps = {{1, seats / 2, kFirstRep}, {seats / 2 + 1, seats, StaffId{2}}};
    zone.rows.push_back(one);
  }
  return zone;
}

}  // namespace

Venue simulated_venue() {
  Venue venue;
  venue.name = "秋季健康联谊会";
  venue.doors_open_at = Clock::kBuiltAt_ms + 30LL * 24 * 3'600'000;
  venue.starts_at = venue.doors_open_at + 3'600'000;
  venue.ends_at = venue.starts_at + 3 * 3'600'000;
  venue.more_people = AskRule::allow;
  venue.walk_in = AskRule::allow;
  venue.paper_reserve_percent = 5;
  venue.zones = {zone_of(SeatingMode::assigned, 8, 10), zone_of(SeatingMode::rep, 8, 10),
                 zone_of(SeatingMode::in_order, 10, 10), zone_of(SeatingMode::open, 12, 10)};
  return venue;
}

std::vector<Act> People::draft_guest(Station& station, bool early) {
  Dice& dice = scene_.dice;
  const GuestId guest{++guests_};
  WritePerson person;
  person.guest = guest;
  person.name = "来宾" + std::to_string(guests_);
  person.phones = {std::to_string(13'800'000'000 + guests_)};
  DescribeGuest facts;
  facts.guest = guest;
  facts.rep = StaffId{guests_ % kReps + 1};
  facts.grade = static_cast<Grade>(dice.below(4));
  facts.wheelchair = dice.chance(3);
  std::vector<Act> acts{person, facts};
  auto issue = must_do(station.draft_invitation(guest, dice.between(1, 4), dice.below(5)));
  if (early) {
    issue.invitation = InvitationId{guest.value};
    issue.digest = must_do(station.digest_of(issue));
  }
  scene_.invitations.push_back(issue.invitation);
  acts.emplace_back(issue);
  return acts;
}

void People::prepare(int guests) {
  Station& station = scene_.machines.front()->linked.station();
  std::vector<Act> acts;
  for (int i = 0; i < guests; ++i) {
    for (Act& act : draft_guest(station, true)) acts.push_back(std::move(act));
  }
  must_do(station.record(acts));
  static_cast<void>(must_do(station.seat_before_the_day(1)));
  for (InvitationId id : scene_.invitations) scene_.codes[id] = must_do(station.code_text(id));
}

InvitationId People::anyone() { return scene_.dice.pick(scene_.invitations); }

void People::note(const Result<Answer>& answer, Branch branch) {
  if (!answer) return scene_.counts.add(Branch::write_refused);
  if (answer->allowed()) scene_.counts.add(branch);
}

void People::act(Machine& here) {
  const int chosen = scene_.dice.below(1'000);
  if (chosen < 520) return admit_at(here, anyone());
  if (chosen < 560) return tap_twice(here);
  if (chosen < 590) return one_code_at_two_doors(here);
  if (chosen < 600) return coach(here);
  if (chosen < 690) return undo(here);
  if (chosen < 770) return pass(here);
  if (chosen < 820) return move(here);
  if (chosen < 850) return note(here.linked.station().free_seats(anyone()), Branch::seats_freed);
  if (chosen < 880) return revoke(here);
  if (chosen < 910) return walk_in(here);
  if (chosen < 925) return erase(here);
  if (chosen < 955) return lend(here);
  if (chosen < 985) return give_back(here);
  rare(here);
}

void People::rare(Machine& here) {
  if (scene_.dice.chance(90)) return admit_at(here, anyone());
  const std::optional<StaffId> rep{StaffId{static_cast<std::uint64_t>(scene_.dice.between(1, 2))}};
  note(here.linked.station().release_absent(rep), Branch::absent_released);
}

void People::admit_at(Machine& here, InvitationId invitation) {
  Dice& dice = scene_.dice;
  Station& station = here.linked.station();
  DoorQuestion question;
  const auto code = scene_.codes.find(invitation);
  if (code != scene_.codes.end()) {
    question.presented = station.presented(code->second);
  } else {
    question.presented.invitation = invitation;
  }
  if (dice.chance(40)) question.persons = dice.between(1, 3);
  if (dice.chance(5)) question.more = true;
  const bool paper = dice.chance(5);
  if (paper) question.happened_at = scene_.now_ms() - dice.below(1'800'000);
  const auto answer = station.admit(question);
  if (!answer) return scene_.counts.add(Branch::write_refused);
  if (answer->verdict.outcome != DoorOutcome::admitted)
    return scene_.counts.add(Branch::refused_at_door);
  if (answer->verdict.invitation != invitation) throw Violation("D1: somebody else was admitted");
  scene_.counts.add(paper ? Branch::admitted_on_paper : Branch::admitted);
  scene_.admissions.push_back(answer->record);
}

// Two taps in one breath: the second finds everybody in.
void People::tap_twice(Machine& here) {
  const InvitationId invitation = anyone();
  Station& station = here.linked.station();
  DoorQuestion question;
  question.presented.invitation = invitation;
  const auto first = station.admit(question);
  const auto second = station.admit(question);
  if (!first || !second) return scene_.counts.add(Branch::write_refused);
  scene_.counts.add(Branch::double_tap);
  if (first->verdict.outcome == DoorOutcome::admitted) scene_.admissions.push_back(first->record);
  if (second->verdict.outcome == DoorOutcome::admitted)
    throw Violation("D2: a second tap admitted invitation " + hex(invitation.value) + " again");
}

void People::one_code_at_two_doors(Machine& here) {
  const InvitationId invitation = anyone();
  admit_at(here, invitation);
  Machine* there = scene_.any_machine_on();
  if (!there || there == &here) return;
  scene_.counts.add(Branch::one_code_at_two_doors);
  admit_at(*there, invitation);
}

void People::coach(Machine& here) {
  std::vector<InvitationId> party;
  for (int i = 0; i < 4; ++i) party.push_back(anyone());
  const auto answers = here.linked.station().admit_coach(party);
  scene_.counts.add(answers ? Branch::coach_party : Branch::write_refused);
}

// Somebody undoes what stands on their screen.
void People::undo(Machine& here) {
  const EventState& state = here.linked.state();
  for (int tries = 0; tries < 5 && !scene_.admissions.empty(); ++tries) {
    const RecordName& name = scene_.dice.pick(scene_.admissions);
    const InvitationId id = state.admitted_by(name);
    const Admission* seen = state.admission(id, name);
    if (!seen || !seen->stands()) continue;
    const auto answer = here.linked.station().undo(name, "mistake");
    note(answer, Branch::admission_undone);
    if (answer && answer->allowed() && state.admission(id, name)->stands())
      throw Violation("D6: an undone admission stands");
    return;
  }
}

void People::pass(Machine& here) {
  note(here.linked.station().pass(anyone(), scene_.dice.below(3)), Branch::passed_door);
}

void People::move(Machine& here) {
  const InvitationId id = anyone();
  const EventState& state = here.linked.state();
  const Invitation* party = state.invitation(id);
  if (!party) return;
  const bool insist = scene_.dice.chance(4);
  std::vector<SeatId> to;
  const int zone = scene_.dice.between(1, 3);
  const int row = scene_.dice.between(1, state.hall().last_row(zone));
  for (const Place& place : state.hall().row(zone, row)) {
    if (insist || place.free_for(here.linked.own_origin())) to.push_back(place.id);
  }
  to.resize(std::min(to.size(), std::max<std::size_t>(1, party->held.size())));
  const auto moved = here.linked.station().move(id, to, insist);
  note(moved, insist ? Branch::move_overridden : Branch::party_moved);
}

void People::revoke(Machine& here) {
  Machine& founder = *scene_.machines.front();
  const bool reissue = scene_.dice.chance(50) && founder.on;
  Station& station = (reissue ? founder : here).linked.station();
  const auto answer = station.revoke(anyone(), "lost", reissue);
  note(answer, reissue ? Branch::invitation_replaced : Branch::invitation_revoked);
  if (!answer) return;
  for (const Act& act : answer->acts) {
    if (const auto* issue = std::get_if<IssueInvitation>(&act))
      scene_.invitations.push_back(issue->invitation);
  }
}

// Written at the founder's station, which signs codes; then admitted at any.
void People::walk_in(Machine& here) {
  Machine& founder = *scene_.machines.front();
  if (!founder.on) return;
  const auto acts = draft_guest(founder.linked.station(), false);
  if (!founder.linked.station().record(acts)) {
    scene_.invitations.pop_back();
    return scene_.counts.add(Branch::write_refused);
  }
  scene_.counts.add(Branch::walk_in);
  admit_at(scene_.dice.chance(50) ? founder : here, scene_.invitations.back());
}

void People::erase(Machine& here) {
  const GuestId guest{
      static_cast<std::uint64_t>(scene_.dice.between(1, static_cast<int>(guests_)))};
  note(here.linked.station().erase(guest, "asked"), Branch::guest_erased);
}

void People::carry_out(Machine& here, const Answer& answer, Branch branch) {
  if (!answer.allowed()) return;
  const auto written = here.linked.station().record(answer.acts);
  scene_.counts.add(written ? branch : Branch::write_refused);
}

void People::lend(Machine& here) {
  LoanWish wish;
  wish.to = scene_.any_machine().linked.enrolment().answer.origin;
  wish.zone = scene_.dice.between(1, 4);
  wish.count = scene_.dice.between(1, 8);
  Station& station = here.linked.station();
  carry_out(here, decide_transfer(station.state(), wish, station.context()), Branch::seats_lent);
}

void People::give_back(Machine& here) {
  ReturnWish wish;
  wish.zone = scene_.dice.between(1, 4);
  wish.keep = scene_.dice.between(2, 8);
  Station& station = here.linked.station();
  carry_out(here, decide_return(station.state(), wish, station.context()), Branch::seats_returned);
}

bool People::settle(Machine& here) {
  Station& station = here.linked.station();
  const std::set<Finding> open = station.state().findings();
  for (const Finding& finding : open) {
    switch (finding.kind) {
      case FindingKind::admitted_twice:
      case FindingKind::admitted_after_revoke:
      case FindingKind::unknown_invitation: {
        const InvitationId id{finding.subject.key};
        const int counted = station.state().invitation(id)->counted();
        static_cast<void>(must_do(station.settle_admissions(id, counted)));
        break;
      }
      case FindingKind::seat_contested: {
        const SeatId seat = seat_of(finding.subject);
        const auto& claims = station.state().seat(seat)->claims;
        static_cast<void>(must_do(station.settle_seat(seat, claims.front().invitation)));
        break;
      }
      case FindingKind::copied_disk:
        must_do(station.record(
            decide_settling_copy(station.state(), OriginId{finding.subject.key}, station.context())
                .acts));
        break;
      case FindingKind::right_contested:
        break;  // stations yield by themselves
    }
  }
  return !open.empty();
}

}  // namespace yingbin
