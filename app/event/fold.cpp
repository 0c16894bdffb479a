// Replaying records into the state of their subjects. Nothing is decided here: every step folds
// what somebody was told, and what contradicts stays visible (a finding), never dropped.
#include <algorithm>

#include "event/guest.h"
#include "event/overloaded.h"

namespace yingbin {

namespace {

template <class T>
bool contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// Runs the handler of a known act; marks the subject doubtful for an unknown one.
template <class Handler>
void with_act(const Record& record, bool& doubtful, const Handler& handler) {
  record.act.visit([&](const auto& act) {
    using Kind = std::decay_t<decltype(act)>;
    if constexpr (std::is_same_v<Kind, UnknownAct>) {
      doubtful = true;
    } else if constexpr (!std::is_same_v<Kind, ErasedAct>) {
      handler(act);
    }
  });
}

// Any act that does not concern the subject's own state.
struct Ignore {
  template <class A>
  void operator()(const A&) const {}
};

bool is(const HeldSeat& held, SeatId seat) { return held.seat == seat; }
bool is(const Claim& claim, InvitationId invitation) { return claim.invitation == invitation; }

// What is told once more, a named seat at the door, is told by both records.
template <class Told, class What>
void tell(std::vector<Told>& all, What what, const RecordName& record) {
  auto at = std::find_if(all.begin(), all.end(), [&](const Told& one) { return is(one, what); });
  if (at == all.end()) at = all.insert(all.end(), Told{what, {}});
  if (at->told_by.empty() || at->told_by.back() != record) at->told_by.push_back(record);
}

// Only what whoever freed it knew of: guests whom another station told the seat meanwhile stay.
template <class Told, class What>
void end(std::vector<Told>& all, What what, const std::vector<RecordName>& ends) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Told& one) { return is(one, what); });
  if (at == all.end()) return;
  std::erase_if(at->told_by, [&](const RecordName& one) { return contains(ends, one); });
  if (at->told_by.empty()) all.erase(at);
}

void hold(std::vector<HeldSeat>& held, const std::vector<SeatId>& seats, const RecordName& record) {
  for (SeatId seat : seats) tell(held, seat, record);
}

void release(std::vector<HeldSeat>& held, const std::vector<SeatId>& seats,
             const std::vector<RecordName>& ends) {
  for (SeatId seat : seats) end(held, seat, ends);
}

void unname(std::vector<SeatId>& named, const std::vector<SeatId>& seats) {
  std::erase_if(named, [&](SeatId seat) { return contains(seats, seat); });
}

void undo(Invitation& invitation, const UndoAdmission& act, const RecordName& record) {
  release(invitation.held, act.seats, act.ends);
  for (Admission& admission : invitation.admissions) {
    if (admission.name != act.admission) continue;
    if (admission.stands()) admission.undone_by = record;
    return;
  }
  invitation.aside.push_back({record, AsideReason::admission_not_here});
}

void admit(Invitation& invitation, const AdmitGuest& act, const Record& record) {
  Admission admission;
  admission.name = record.act_name();
  admission.clock = record.key.clock;
  admission.clock_state = record.clock_state;
  admission.staff = record.staff;
  admission.after_revoke = invitation.revoked;
  admission.told = &act;
  invitation.admissions.push_back(std::move(admission));
  hold(invitation.held, act.seats, record.act_name());
}

// Whose act it is, also where it was written again after a disk was copied.
OriginId author(const Record& record) { return record.act_name().id.origin; }

void pass_mint(Event& event, OriginId from, OriginId to, const Record& record) {
  if (event.opened && event.mint == from) {
    event.mint = to;
    event.mint_replaced = event.mint_replaced || record.as<ReplaceMint>() != nullptr;
  } else {
    event.aside.push_back({record.act_name(), AsideReason::mint_elsewhere});
  }
}

void add(std::vector<RecordName>& all, const std::vector<RecordName>& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

// The right in its place; a new one, told by nothing yet, where only its end has come.
Right& right_in(Seat& seat, std::uint64_t epoch, OriginId holder) {
  const auto at = std::find_if(seat.rights.begin(), seat.rights.end(), [&](const Right& one) {
    return std::pair(one.epoch, one.holder) >= std::pair(epoch, holder);
  });
  if (at != seat.rights.end() && at->epoch == epoch && at->holder == holder) return *at;
  return *seat.rights.insert(at, Right{epoch, holder, {}, false, false});
}

void give(Seat& seat, std::uint64_t epoch, OriginId to, const Record& record) {
  Right& right = right_in(seat, epoch, to);
  if (!right.told_by) right.told_by = record.act_name();
}

void quarantine(Seat& seat, OriginId holder, bool lost) {
  for (Right& right : seat.rights) {
    if (right.holder == holder) right.quarantined = lost;
  }
}

}  // namespace

void fold(Event& event, const Record& record, Subject) {
  with_act(record, event.doubtful,
           Overloaded{
               Ignore{},
               [&](const OpenEvent& act) {
                 if (event.opened) {
                   event.aside.push_back({record.act_name(), AsideReason::opened_twice});
                 } else {
                   event.opened = &act;
                   event.mint = act.mint;
                 }
               },
               [&](const HandOverMint& act) { pass_mint(event, author(record), act.to, record); },
               [&](const ReplaceMint& act) { pass_mint(event, act.dead, act.to, record); },
               [&](const NameInviteKey& act) {
                 auto at = std::lower_bound(event.keys.begin(), event.keys.end(), act.key_id,
                                            [](const auto& one, int id) { return one.first < id; });
                 if (at == event.keys.end() || at->first != act.key_id) {
                   at = event.keys.insert(at, {act.key_id, {}});
                 }
                 at->second = {act.key, act.revoked || at->second.revoked};
               },
               [&](const SetEventLevel& act) { event.level = std::max(event.level, act.level); }});
}

void fold(Staff& staff, const Record& record, Subject) {
  with_act(record, staff.doubtful,
           Overloaded{Ignore{}, [&](const NameStaff& act) { staff.named = &act; }});
}

void fold(Device& device, const Record& record, Subject) {
  with_act(record, device.doubtful,
           Overloaded{Ignore{}, [&](const NameOrigin& act) { device.named = &act; },
                      [&](const RevokeOrigin&) { device.revoked = true; },
                      [&](const DeclareLost&) { device.lost = true; },
                      [&](const StationFound&) { device.lost = false; },
                      [&](const NoteCopy& act) { add(device.branches, act.branches); },
                      [&](const SettleCopy& act) { add(device.looked_at, act.branches); }});
}

void fold(Guest& guest, const Record& record, Subject) {
  with_act(record, guest.doubtful,
           Overloaded{Ignore{},
                      [&](const WritePerson& act) {
                        guest.person = &act;
                        guest.erased = false;
                      },
                      [&](const ErasePerson&) {
                        guest.person = nullptr;
                        guest.erased = true;
                      },
                      [&](const DescribeGuest& act) { guest.facts = &act; },
                      [&](const IssueInvitation& act) {
                        if (!contains(guest.invitations, act.invitation)) {
                          guest.invitations.push_back(act.invitation);
                        }
                      }});
}

void fold(Invitation& invitation, const Record& record, Subject self) {
  with_act(record, invitation.doubtful,
           Overloaded{Ignore{}, [&](const IssueInvitation& act) { invitation.issued = &act; },
                      [&](const RevokeInvitation& act) {
                        invitation.revoked = true;
                        invitation.revoke_reason = act.reason;
                        invitation.replaced_by = act.replaced_by;
                        release(invitation.held, act.seats, act.ends);
                        unname(invitation.named, act.seats);
                      },
                      [&](const AssignSeats& act) {
                        release(invitation.held, act.released, act.ends);
                        invitation.named = act.seats;
                        hold(invitation.held, act.seats, record.act_name());
                      },
                      [&](const AdmitGuest& act) { admit(invitation, act, record); },
                      [&](const UndoAdmission& act) { undo(invitation, act, record.act_name()); },
                      [&](const PassDoor& act) { invitation.out = act.out; },
                      [&](const WidenInvitation& act) { invitation.more += act.more; },
                      [&](const MoveParty& act) {
                        release(invitation.held, act.from, act.ends);
                        unname(invitation.named, act.from);
                        hold(invitation.held, act.to, record.act_name());
                      },
                      [&](const FreeSeats& act) {
                        release(invitation.held, act.seats, act.ends);
                        unname(invitation.named, act.seats);
                      },
                      [&](const SettleAdmissions& act) {
                        invitation.settled = Settled{act.persons, act.admissions};
                      },
                      [&](const SettleSeat& act) {
                        if (!contains(act.loses, InvitationId{self.key})) return;
                        release(invitation.held, {act.seat}, act.ends);
                        unname(invitation.named, {act.seat});
                      }});
}

void fold(Seat& seat, const Record& record, Subject self) {
  const SeatId id = seat_of(self);
  const auto claim = [&](InvitationId invitation) {
    tell(seat.claims, invitation, record.act_name());
  };
  with_act(
      record, seat.doubtful,
      Overloaded{
          Ignore{}, [&](const GrantSeats& act) { give(seat, act.epoch, act.to, record); },
          [&](const ReturnSeats& act) { right_in(seat, act.epoch, author(record)).ended = true; },
          [&](const GiveSeats& act) {
            right_in(seat, act.epoch, author(record)).ended = true;
            give(seat, act.epoch + 1, act.to, record);
          },
          [&](const DeclareLost& act) { quarantine(seat, act.origin, true); },
          [&](const StationFound& act) { quarantine(seat, act.origin, false); },
          [&](const ReleaseLost& act) { right_in(seat, act.epoch, act.origin).ended = true; },
          [&](const AssignSeats& act) {
            if (contains(act.released, id)) end(seat.claims, act.invitation, act.ends);
            if (contains(act.seats, id)) claim(act.invitation);
          },
          [&](const AdmitGuest& act) { claim(act.invitation); },
          [&](const UndoAdmission& act) { end(seat.claims, act.invitation, act.ends); },
          [&](const RevokeInvitation& act) { end(seat.claims, act.invitation, act.ends); },
          [&](const FreeSeats& act) { end(seat.claims, act.invitation, act.ends); },
          [&](const MoveParty& act) {
            if (contains(act.from, id)) end(seat.claims, act.invitation, act.ends);
            if (contains(act.to, id)) claim(act.invitation);
          },
          [&](const SettleSeat& act) {
            for (InvitationId loser : act.loses) end(seat.claims, loser, act.ends);
          }});
}

}  // namespace yingbin
