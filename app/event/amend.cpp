#include "event/amend.h"

#include <algorithm>
#include <set>

namespace yingbin {

namespace {

Answer refuse(Refused why) { return {why, {}}; }

Answer allow(Act act) { return {Refused::no, {std::move(act)}}; }

template <class T>
bool contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::vector<SeatId> held_seats(const Invitation& invitation) {
  std::vector<SeatId> seats;
  for (const HeldSeat& held : invitation.held) seats.push_back(held.seat);
  return seats;
}

// What an undo frees: seats that this admission told; with the last admission also those the party
// was moved to since. Named seats stay the invitation's.
void free_by_undo(const Invitation& invitation, const Admission& admission, UndoAdmission& act) {
  const auto standing = std::count_if(invitation.admissions.begin(), invitation.admissions.end(),
                                      [](const Admission& one) { return one.stands(); });
  for (const HeldSeat& held : invitation.held) {
    if (contains(invitation.named, held.seat)) continue;
    if (standing == 1 || contains(held.told_by, admission.name)) act.seats.push_back(held.seat);
  }
  act.ends = standing == 1 ? invitation.tellings(act.seats) : std::vector{admission.name};
}

// By how many persons this admission went beyond what the invitation was made for (rule D10), those
// who came before it counted first.
int widened_by(const Invitation& invitation, const Admission& admission) {
  int left = invitation.allowed() - std::max(0, invitation.more);
  for (const Admission& one : invitation.admissions) {
    if (&one == &admission) break;
    if (one.stands()) left -= one.told->persons;
  }
  const int beyond = admission.told->persons - std::max(0, left);
  return std::clamp(beyond, 0, std::max(0, invitation.more));
}

// As many seats as the party has people in or holds already; before anybody came, one for each.
int seats_wanted(const Invitation& invitation) {
  const int now = std::max(invitation.counted(), static_cast<int>(invitation.held.size()));
  return now > 0 ? now : invitation.allowed();
}

FreeSeats freeing(InvitationId id, const Invitation& invitation, FreeReason reason) {
  const auto seats = held_seats(invitation);
  return {id, seats, reason, invitation.tellings(seats)};
}

// Of those told to be outside, more than are still in without this admission.
bool leaves_too_many_outside(const Invitation& invitation, const Admission& admission) {
  return invitation.out > std::max(0, invitation.counted() - admission.told->persons);
}

}  // namespace

Answer decide_undo(const EventState& state, const RecordName& name,
                   std::optional<std::int64_t> age_ms, const std::string& reason,
                   const DoorContext& context) {
  const InvitationId id = state.admitted_by(name);
  const Admission* admission = state.admission(id, name);
  if (!admission) return refuse(Refused::not_here);
  if (!admission->stands()) return refuse(Refused::undone_already);
  if (!context.actor.may(Permission::undo_any)) {
    if (!context.actor.may(Permission::admit)) return refuse(Refused::not_permitted);
    if (admission->staff != context.actor.staff) return refuse(Refused::not_yours);
    if (!age_ms || *age_ms > kUndoMs_max) return refuse(Refused::too_late);
  }
  UndoAdmission act;
  act.admission = name;
  act.invitation = id;
  act.guest = admission->told->guest;
  const Invitation& invitation = *state.invitation(id);
  free_by_undo(invitation, *admission, act);
  act.reason = reason;
  Answer answer = allow(act);
  const int widened = widened_by(invitation, *admission);
  if (widened > 0) answer.acts.push_back(WidenInvitation{id, -widened, {}});
  if (leaves_too_many_outside(invitation, *admission)) {
    const int still_in = std::max(0, invitation.counted() - admission->told->persons);
    answer.acts.push_back(PassDoor{id, still_in, context.door});
  }
  return answer;
}

Answer decide_move(const EventState& state, InvitationId id, const std::vector<SeatId>& to,
                   bool insist, const DoorContext& context) {
  if (!context.actor.may(Permission::move_seats)) return refuse(Refused::not_permitted);
  const Invitation* invitation = state.invitation(id);
  if (!invitation || to.empty()) return refuse(Refused::not_here);
  const auto from = held_seats(*invitation);
  const std::set<SeatId> distinct(to.begin(), to.end());
  if (static_cast<int>(distinct.size()) != seats_wanted(*invitation) ||
      distinct.size() != to.size()) {
    return refuse(Refused::wrong_count);
  }
  bool overridden = false;
  for (SeatId seat : to) {
    const Place* place = state.hall().find(seat);
    if (!place) return refuse(Refused::not_here);
    if (contains(from, seat)) continue;
    if (place->free_for(context.station)) continue;
    const bool may_insist = insist && context.actor.may(Permission::override_seat);
    if (!may_insist) return refuse(place->taken ? Refused::seat_taken : Refused::seat_not_held);
    overridden = true;
  }
  MoveParty act;
  act.invitation = id;
  for (SeatId seat : from) {
    if (!contains(to, seat)) act.from.push_back(seat);
  }
  for (SeatId seat : to) {
    if (!contains(from, seat)) act.to.push_back(seat);
  }
  if (act.to.empty()) return refuse(Refused::nothing_to_do);
  act.ends = invitation->tellings(act.from);
  act.zone = to.front().zone;
  act.override_given = overridden;
  return allow(act);
}

Answer decide_freeing(const EventState& state, InvitationId id, const DoorContext& context) {
  if (!context.actor.may(Permission::move_seats)) return refuse(Refused::not_permitted);
  const Invitation* invitation = state.invitation(id);
  if (!invitation) return refuse(Refused::not_here);
  if (invitation->held.empty()) return refuse(Refused::nothing_to_do);
  return allow(freeing(id, *invitation, FreeReason::given_up));
}

Answer decide_releasing_absent(const EventState& state, std::optional<StaffId> rep,
                               const DoorContext& context) {
  if (!context.actor.may(Permission::release_seats)) return refuse(Refused::not_permitted);
  Answer answer;
  for (InvitationId id : state.invitation_ids()) {
    const Invitation& invitation = *state.invitation(id);
    if (invitation.counted() > 0 || invitation.held.empty()) continue;
    const Guest* guest = state.guest(invitation.guest());
    const StaffId invited_by = guest && guest->facts ? guest->facts->rep : StaffId{};
    if (rep && invited_by != *rep) continue;
    answer.acts.push_back(freeing(id, invitation, FreeReason::absent));
  }
  if (answer.acts.empty()) answer.refused = Refused::nothing_to_do;
  return answer;
}

Answer decide_revoking(const EventState& state, InvitationId id, const std::string& reason,
                       const std::optional<IssueInvitation>& replacement,
                       const DoorContext& context) {
  if (!context.actor.may(Permission::invite)) return refuse(Refused::not_permitted);
  const Invitation* invitation = state.invitation(id);
  if (!invitation || !invitation->issued) return refuse(Refused::not_here);
  if (invitation->revoked) return refuse(Refused::nothing_to_do);
  if (invitation->counted() > 0 && (!replacement || invitation->left() == 0)) {
    return refuse(Refused::admitted_already);
  }
  // Seats that people sit on already stay with the invitation that they came on.
  const auto freed = invitation->unused_seats();
  RevokeInvitation revoke;
  revoke.invitation = id;
  revoke.guest = invitation->guest();
  revoke.reason = reason;
  revoke.seats = freed;
  revoke.ends = invitation->tellings(freed);
  if (replacement) revoke.replaced_by = replacement->invitation;
  Answer answer = allow(revoke);
  if (!replacement) return answer;
  IssueInvitation issue = *replacement;
  issue.guest = invitation->guest();
  issue.persons = invitation->left();
  issue.zone = invitation->issued->zone;
  answer.acts.push_back(issue);
  if (!freed.empty()) answer.acts.push_back(AssignSeats{issue.invitation, freed, {}, {}});
  return answer;
}

Answer decide_settling_admissions(const EventState& state, InvitationId id, int persons,
                                  const DoorContext& context) {
  if (!context.actor.may(Permission::settle)) return refuse(Refused::not_permitted);
  const Invitation* invitation = state.invitation(id);
  if (!invitation) return refuse(Refused::not_here);
  SettleAdmissions act;
  act.invitation = id;
  int told = 0;
  for (const Admission& admission : invitation->admissions) {
    if (!admission.stands()) continue;
    act.admissions.push_back(admission.name);
    told += admission.told->persons;
  }
  if (act.admissions.empty()) return refuse(Refused::nothing_to_do);
  if (persons < 0 || persons > told) return refuse(Refused::wrong_count);
  act.persons = persons;
  return allow(act);
}

Answer decide_settling_seat(const EventState& state, SeatId id, InvitationId keeps,
                            const DoorContext& context) {
  if (!context.actor.may(Permission::settle)) return refuse(Refused::not_permitted);
  const Seat* seat = state.seat(id);
  if (!seat) return refuse(Refused::not_here);
  SettleSeat act;
  act.seat = id;
  act.keeps = keeps;
  bool among = false;
  for (const Claim& claim : seat->claims) {
    among = among || claim.invitation == keeps;
    if (claim.invitation == keeps) continue;
    act.loses.push_back(claim.invitation);
    act.ends.insert(act.ends.end(), claim.told_by.begin(), claim.told_by.end());
  }
  if (!among) return refuse(Refused::not_among_claims);
  if (act.loses.empty()) return refuse(Refused::nothing_to_do);
  return allow(act);
}

Answer decide_erasing(const EventState& state, GuestId id, const std::string& reason,
                      const DoorContext& context) {
  if (!context.actor.may(Permission::erase)) return refuse(Refused::not_permitted);
  const Guest* guest = state.guest(id);
  if (!guest) return refuse(Refused::not_here);
  if (guest->erased) return refuse(Refused::nothing_to_do);
  return allow(ErasePerson{id, reason});
}

}  // namespace yingbin
