#include "event/door.h"

#include <algorithm>

namespace yingbin {

namespace {

constexpr int kPersons_max = 99;

DoorVerdict refusal(DoorOutcome outcome, std::vector<NextAct> next) {
  DoorVerdict verdict;
  verdict.outcome = outcome;
  verdict.next = std::move(next);
  return verdict;
}

// The verdicts on codes that name no invitation of ours.
DoorVerdict judge_stranger(const EventState& state, const Presented& presented,
                           const DoorContext& context) {
  using enum NextAct;
  const std::vector<NextAct> look_up{find_by_name, register_walk_in, next_guest};
  if (presented.ours && presented.ours->event != state.event_id()) {
    return refusal(DoorOutcome::other_event, look_up);
  }
  // Signed by a key that this station has not heard of: only who has heard from all the others
  // knows that nobody named it.
  const bool may_be_new = presented.ours &&
                          presented.ours->signature == SignatureCheck::key_unknown &&
                          !context.certain;
  if (presented.ours && !may_be_new) {
    const bool revoked = presented.ours->signature == SignatureCheck::key_revoked;
    return refusal(revoked ? DoorOutcome::revoked : DoorOutcome::forged,
                   {call_coordinator, find_by_name, next_guest});
  }
  if (presented.damaged) {
    return refusal(DoorOutcome::unreadable, {scan_again, find_by_name, next_guest});
  }
  DoorVerdict verdict = refusal(DoorOutcome::unknown, look_up);
  verdict.certain = context.certain;  // it may have been issued where this station did not hear of
  return verdict;
}

struct Named {
  InvitationId id;
  bool by_signature = false;  // genuine, but its issue is not on this station
};

Named find_invitation(const EventState& state, const Presented& presented) {
  if (presented.invitation) return {presented.invitation};
  if (const InvitationId known = state.by_code(presented.digest)) return {known};
  if (const InvitationId known = state.by_short_code(presented.short_code)) return {known};
  const auto& ours = presented.ours;
  if (!ours || ours->event != state.event_id() || ours->signature != SignatureCheck::holds)
    return {};
  return {ours->invitation, true};
}

const DescribeGuest& facts_of(const EventState& state, GuestId id) {
  static const DescribeGuest kNone;
  const Guest* guest = state.guest(id);
  return guest && guest->facts ? *guest->facts : kNone;
}

// Seats of the invitation on which nobody sits yet, as far as they are nobody else's.
std::vector<SeatId> seats_to_tell(const EventState& state, const Invitation& invitation) {
  auto seats = invitation.unused_seats();
  std::erase_if(seats, [&](SeatId id) {
    const Seat* seat = state.seat(id);
    return !seat || seat->contested() || seat->doubtful;
  });
  return seats;
}

// What the party still needs: a place that one of its seats is already is not sought again.
SeatRequest request_of(const EventState& state, const Invitation& invitation, int persons,
                       const DoorContext& context) {
  const DescribeGuest& facts = facts_of(state, invitation.guest());
  SeatRequest request;
  request.persons = persons;
  request.rep = facts.rep;
  request.zone = invitation.issued ? invitation.issued->zone : 0;
  request.aisle = facts.aisle;
  request.front = facts.front;
  request.wheelchair = facts.wheelchair;
  request.station = context.station;
  for (const HeldSeat& held : invitation.held) {
    request.beside.push_back(held.seat);
    const Place* place = state.hall().find(held.seat);
    if (!place) continue;
    request.aisle = request.aisle && !place->aisle;
    request.front = request.front && !place->front;
    request.wheelchair = request.wheelchair && !place->wheelchair;
  }
  return request;
}

SeatOffer offer_seats(const EventState& state, const Invitation& invitation, int persons,
                      const DoorContext& context) {
  auto own = seats_to_tell(state, invitation);
  const auto wanted = static_cast<std::size_t>(persons);
  if (own.size() >= wanted) {
    own.resize(wanted);
    const int zone = own.front().zone;
    return {zone, std::move(own), SeatBasis::named};
  }
  const int others = persons - static_cast<int>(own.size());
  SeatOffer offer =
      choose_seats(state.venue(), state.hall(), request_of(state, invitation, others, context));
  if (own.empty()) return offer;
  // Some sit on seats named for them; the others as near as there was room, else they stand.
  offer.seats.insert(offer.seats.begin(), own.begin(), own.end());
  offer.zone = own.front().zone;
  offer.basis = SeatBasis::named;
  return offer;
}

RecordName last_standing(const Invitation& invitation) {
  for (auto at = invitation.admissions.rbegin(); at != invitation.admissions.rend(); ++at) {
    if (at->stands()) return at->name;
  }
  return {};
}

struct Party {
  InvitationId id;
  const Invitation* invitation = nullptr;
  int allowed = 0;
  int left = 0;
  int widened = 0;  // of `allowed`, persons who were let in beyond what it was made for
};

// More came than may still come in (rule D10), or nobody may.
DoorDecision refuse_full(const Party& party, AskRule rule, DoorVerdict verdict) {
  using enum NextAct;
  const bool single = party.allowed == 1 && party.left == 0;
  verdict.outcome = single ? DoorOutcome::already_in : DoorOutcome::party_full;
  verdict.left = party.left;
  verdict.needs_approval = rule == AskRule::ask;
  if (verdict.outside > 0) verdict.next.push_back(come_back);
  if (party.left > 0) verdict.next.push_back(admit_fewer);
  verdict.next.push_back(next_guest);
  if (rule != AskRule::refuse) verdict.next.push_back(admit_more);
  verdict.next.push_back(find_by_name);
  verdict.next.push_back(call_coordinator);
  return {std::move(verdict), {}};
}

// Somebody else came, and the event does not let them in on this invitation (rule D10).
DoorDecision refuse_stand_in(const Party& party, AskRule rule, DoorVerdict verdict) {
  using enum NextAct;
  verdict.outcome = DoorOutcome::party_full;
  verdict.left = party.left;
  verdict.needs_approval = rule == AskRule::ask;
  verdict.next = {call_coordinator, find_by_name, next_guest};
  return {std::move(verdict), {}};
}

DoorVerdict facts_of_party(const EventState& state, const Party& party,
                           const DoorContext& context) {
  DoorVerdict verdict;
  verdict.invitation = party.id;
  verdict.allowed = party.allowed;
  verdict.left = party.left;
  if (!party.invitation) return verdict;
  verdict.guest = party.invitation->guest();
  verdict.outside = party.invitation->outside();
  verdict.earlier = last_standing(*party.invitation);
  const Guest* guest = state.guest(verdict.guest);
  const bool doubtful = party.invitation->doubtful || (guest && guest->doubtful);
  verdict.certain = context.certain && !doubtful;
  return verdict;
}

DoorDecision refuse_revoked(const EventState& state, const Party& party, DoorVerdict verdict) {
  using enum NextAct;
  verdict.outcome = DoorOutcome::revoked;
  verdict.left = 0;
  if (state.invitation(party.invitation->replaced_by)) verdict.next.push_back(use_replacement);
  verdict.next.insert(verdict.next.end(), {find_by_name, call_coordinator, next_guest});
  return {std::move(verdict), {}};
}

AdmitGuest admission_of(const DoorQuestion& question, const DoorContext& context,
                        const DoorVerdict& verdict, int admits) {
  AdmitGuest act;
  act.invitation = verdict.invitation;
  act.guest = verdict.guest;
  act.persons = verdict.persons;
  act.admits = admits;
  act.zone = verdict.seat.zone;
  act.seats = verdict.seat.seats;
  act.basis = verdict.seat.basis;
  act.shown = question.presented.shown;
  act.certain = verdict.certain;
  act.stand_in = question.stand_in;
  act.approved_by = question.approved_by;
  act.door = context.door;
  act.happened_at = question.happened_at;
  return act;
}

bool may_approve(const EventState& state, StaffId id) {
  const Staff* staff = id ? state.staff(id) : nullptr;
  if (!staff || !staff->named || !staff->named->active) return false;
  return Actor{id, staff->named->roles}.may(Permission::approve);
}

bool approved(const EventState& state, AskRule rule, const DoorQuestion& question,
              const DoorContext& context) {
  if (rule == AskRule::allow) return true;
  if (rule == AskRule::refuse) return false;
  return may_approve(state, question.approved_by) || context.actor.may(Permission::approve);
}

// More than may still come in. A number alone is a wish for more only while somebody may come in,
// and, where a coordinator is to be asked, only from one who is signed in: a scan of a used code
// never is.
bool may_widen(const EventState& state, const Party& party, const DoorQuestion& question,
               const DoorContext& context) {
  if (!question.persons) return false;
  const AskRule rule = state.venue().more_people;
  const bool on_purpose = question.more || question.approved_by;
  if (!on_purpose && party.left == 0) return false;
  if (!on_purpose && rule == AskRule::ask && !context.actor.staff) return false;
  return approved(state, rule, question, context);
}

DoorDecision admit_party(const EventState& state, const Party& party, const DoorQuestion& question,
                         const DoorContext& context, DoorVerdict verdict) {
  const int persons = question.persons.value_or(party.left);
  const int more = std::max(0, persons - party.left);
  const bool possible = persons >= 1 && persons <= kPersons_max;
  if (!possible || (more > 0 && !may_widen(state, party, question, context))) {
    return refuse_full(party, state.venue().more_people, verdict);
  }
  const AskRule stand_in_rule = state.venue().someone_else;
  if (question.stand_in && !approved(state, stand_in_rule, question, context)) {
    return refuse_stand_in(party, stand_in_rule, verdict);
  }
  DoorDecision decision;
  if (more > 0) decision.acts.push_back(WidenInvitation{party.id, more, question.approved_by});
  static const Invitation kUnissued;
  const Invitation& invitation = party.invitation ? *party.invitation : kUnissued;
  verdict.outcome = DoorOutcome::admitted;
  verdict.allowed += more;
  verdict.persons = persons;
  verdict.left = party.left + more - persons;
  verdict.seat = offer_seats(state, invitation, persons, context);
  verdict.next = {NextAct::next_guest, NextAct::undo};
  if (verdict.outside > 0) verdict.next.push_back(NextAct::come_back);
  decision.acts.push_back(admission_of(question, context, verdict, party.allowed - party.widened));
  decision.verdict = std::move(verdict);
  return decision;
}

}  // namespace

DoorDecision decide_admission(const EventState& state, const DoorQuestion& question,
                              const DoorContext& context) {
  const Presented& presented = question.presented;
  if (!presented.readable) {
    return {refusal(DoorOutcome::unreadable,
                    {NextAct::scan_again, NextAct::find_by_name, NextAct::next_guest}),
            {}};
  }
  const Named named = find_invitation(state, presented);
  if (!named.id) return {judge_stranger(state, presented, context), {}};
  Party party;
  party.id = named.id;
  party.invitation = state.invitation(named.id);
  const bool known = party.invitation != nullptr;
  if (!known && !named.by_signature) return {judge_stranger(state, presented, context), {}};
  const bool issued = known && party.invitation->issued != nullptr;
  party.widened = known ? std::max(0, party.invitation->more) : 0;
  party.allowed = known ? party.invitation->allowed() : 0;
  const int by_code = presented.ours ? presented.ours->persons : 1;
  if (!issued) party.allowed = std::max(party.allowed, by_code + party.widened);
  party.left = std::max(0, party.allowed - (known ? party.invitation->counted() : 0));
  DoorVerdict verdict = facts_of_party(state, party, context);
  if (!issued) verdict.certain = false;
  if (known && party.invitation->revoked) return refuse_revoked(state, party, std::move(verdict));
  if (party.left == 0 && !question.persons) {
    return refuse_full(party, state.venue().more_people, std::move(verdict));
  }
  return admit_party(state, party, question, context, std::move(verdict));
}

std::vector<Act> decide_passing(const EventState& state, InvitationId id, int out,
                                const DoorContext& context) {
  const Invitation* invitation = state.invitation(id);
  if (!invitation) return {};
  const int outside = std::clamp(out, 0, invitation->counted());
  if (outside == invitation->outside()) return {};
  return {PassDoor{id, outside, context.door}};
}

}  // namespace yingbin
