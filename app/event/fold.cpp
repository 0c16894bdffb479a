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

// A seat that is the invitation's already (a named one) keeps the record that told it first.
void hold(std::vector<HeldSeat>& held, const std::vector<SeatId>& seats, const RecordName& record) {
  for (SeatId seat : seats) {
    const bool here = std::any_of(held.begin(), held.end(),
                                  [&](const HeldSeat& one) { return one.seat == seat; });
    if (!here) held.push_back({seat, record});
  }
}

void release(std::vector<HeldSeat>& held, const std::vector<SeatId>& seats) {
  std::erase_if(held, [&](const HeldSeat& one) { return contains(seats, one.seat); });
}

void unname(std::vector<SeatId>& named, const std::vector<SeatId>& seats) {
  std::erase_if(named, [&](SeatId seat) { return contains(seats, seat); });
}

void unclaim(std::vector<Claim>& claims, InvitationId invitation) {
  std::erase_if(claims, [&](const Claim& claim) { return claim.invitation == invitation; });
}

void undo(Invitation& invitation, const UndoAdmission& act, const RecordName& record) {
  release(invitation.held, act.seats);
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
                        release(invitation.held, act.seats);
                        unname(invitation.named, act.seats);
                      },
                      [&](const AssignSeats& act) {
                        release(invitation.held, act.released);
                        invitation.named = act.seats;
                        hold(invitation.held, act.seats, record.act_name());
                      },
                      [&](const AdmitGuest& act) { admit(invitation, act, record); },
                      [&](const UndoAdmission& act) { undo(invitation, act, record.act_name()); },
                      [&](const PassDoor& act) { invitation.out = act.out; },
                      [&](const WidenInvitation& act) { invitation.more += act.more; },
                      [&](const MoveParty& act) {
                        release(invitation.held, act.from);
                        unname(invitation.named, act.from);
                        hold(invitation.held, act.to, record.act_name());
                      },
                      [&](const FreeSeats& act) {
                        release(invitation.held, act.seats);
                        unname(invitation.named, act.seats);
                      },
                      [&](const SettleAdmissions& act) {
                        invitation.settled = Settled{act.persons, act.admissions};
                      },
                      [&](const SettleSeat& act) {
                        if (!contains(act.loses, InvitationId{self.key})) return;
                        release(invitation.held, {act.seat});
                        unname(invitation.named, {act.seat});
                      }});
}

void fold(Seat& seat, const Record& record, Subject self) {
  const SeatId id = seat_of(self);
  const auto claim = [&](InvitationId invitation) {
    const bool here = std::any_of(seat.claims.begin(), seat.claims.end(),
                                  [&](const Claim& one) { return one.invitation == invitation; });
    if (!here) seat.claims.push_back({invitation, record.act_name()});
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
            if (contains(act.released, id)) unclaim(seat.claims, act.invitation);
            if (contains(act.seats, id)) claim(act.invitation);
          },
          [&](const AdmitGuest& act) { claim(act.invitation); },
          [&](const UndoAdmission& act) { unclaim(seat.claims, act.invitation); },
          [&](const RevokeInvitation& act) { unclaim(seat.claims, act.invitation); },
          [&](const FreeSeats& act) { unclaim(seat.claims, act.invitation); },
          [&](const MoveParty& act) {
            if (contains(act.from, id)) unclaim(seat.claims, act.invitation);
            if (contains(act.to, id)) claim(act.invitation);
          },
          [&](const SettleSeat& act) {
            for (InvitationId loser : act.loses) unclaim(seat.claims, loser);
          }});
}

}  // namespace yingbin
