// The state of guests, invitations and seats: what their own records, replayed in order, amount to.
// States point into those records, which the event's state keeps as long as it lives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "event/record.h"

namespace yingbin {

// A record that could not take effect, and why; retried whenever its subject gets a record.
enum class AsideReason : std::uint8_t {
  unreadable,
  admission_not_here,
  opened_twice,
  mint_elsewhere,  // hands over or replaces a mint that was not the mint
};

template <>
struct Names<AsideReason> {
  static constexpr std::pair<AsideReason, std::string_view> list[] = {
      {AsideReason::unreadable, "unreadable"},
      {AsideReason::admission_not_here, "admission_not_here"},
      {AsideReason::opened_twice, "opened_twice"},
      {AsideReason::mint_elsewhere, "mint_elsewhere"}};
};

struct SetAside {
  RecordName record;
  AsideReason reason = AsideReason::unreadable;
  auto operator<=>(const SetAside&) const = default;
};

struct Guest {
  const WritePerson* person = nullptr;
  const DescribeGuest* facts = nullptr;
  std::vector<InvitationId> invitations;  // in replay order of their issue
  bool erased = false;
  bool doubtful = false;  // a record of a kind this version does not know
};

struct Admission {
  RecordName name;  // of the act: the same, however often it was written again
  std::uint64_t clock = 0;
  ClockState clock_state = ClockState::trusted;
  StaffId staff;
  RecordName undone_by;              // 0 while it stands
  bool after_revoke = false;         // it did not know that the invitation was revoked
  const AdmitGuest* told = nullptr;  // never null

  [[nodiscard]] bool stands() const { return !undone_by; }
  // ms UTC when it happened: as typed in from paper, else as recorded.
  [[nodiscard]] std::int64_t at() const {
    return told->happened_at != 0 ? told->happened_at : static_cast<std::int64_t>(clock >> 16);
  }
};

// A seat told to an invitation, and the records that told it, the first first: whoever frees it
// ends those that they know of, and it is free once none is left. Never none.
struct HeldSeat {
  SeatId seat;
  std::vector<RecordName> told_by;
  bool operator==(const HeldSeat&) const = default;
};

struct Settled {
  int persons = 0;
  std::vector<RecordName> admissions;
};

struct Invitation {
  const IssueInvitation* issued = nullptr;  // the last one; none while only its code was seen
  int more = 0;                             // persons added by widen_invitation
  bool revoked = false;
  std::string revoke_reason;
  InvitationId replaced_by;
  std::vector<SeatId> named;   // seats named on it before the day
  std::vector<HeldSeat> held;  // seats that are its now, named or told
  std::vector<Admission> admissions;
  int out = 0;  // as last told by pass_door
  std::optional<Settled> settled;
  bool doubtful = false;
  std::vector<SetAside> aside;

  // Persons it admits in all; for one whose issue is not here, what its code said at the door.
  [[nodiscard]] int allowed() const;
  // Persons who count as in the hall (rule D8): never more than allowed, unless a person settled
  // it.
  [[nodiscard]] int counted() const;
  // Persons told in beyond `counted`, until somebody settles it.
  [[nodiscard]] int in_doubt() const;
  [[nodiscard]] int left() const;  // persons who may still come
  [[nodiscard]] int outside() const { return out < counted() ? out : counted(); }
  [[nodiscard]] bool admitted_after_revoke() const;
  // Of the held seats, those on which nobody of the party sits yet.
  [[nodiscard]] std::vector<SeatId> unused_seats() const;
  // All that told these seats to it, as far as known here; ascending. Who frees them cites it.
  [[nodiscard]] std::vector<RecordName> tellings(const std::vector<SeatId>& seats) const;
  [[nodiscard]] GuestId guest() const { return issued ? issued->guest : GuestId{}; }

 private:
  [[nodiscard]] bool is_settled(const Admission& admission) const;
  [[nodiscard]] std::pair<int, int> settled_and_unsettled() const;
};

struct Claim {
  InvitationId invitation;
  std::vector<RecordName> told_by;  // as of a held seat
  bool operator==(const Claim&) const = default;
};

// The right of one station to hand a seat out: from a grant or a gift until its holder gives it up,
// or until somebody who looked at a lost station's chairs releases it.
struct Right {
  std::uint64_t epoch = 0;
  OriginId holder;
  RecordName told_by;  // nothing while only its end is known here
  bool ended = false;
  bool quarantined = false;

  bool operator==(const Right&) const = default;
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("epoch", s.epoch);
    v("holder", s.holder);
    v("told_by", s.told_by);
    v("ended", s.ended);
    v("quarantined", s.quarantined);
  }
};

struct Seat {
  std::vector<Right> rights;  // all that were told, by epoch and holder
  std::vector<Claim> claims;  // one an invitation
  bool doubtful = false;

  [[nodiscard]] bool contested() const { return claims.size() > 1; }  // rule S4: a finding
  // The rights that stand; none: the seat is the mint's. A right is over, too, when a later one was
  // told, whose giver saw its end; unless its own epoch was told to two, whose ends nobody saw.
  [[nodiscard]] std::vector<Right> standing() const;
  [[nodiscard]] OriginId holder() const;       // who may hand it out; 0 is the mint
  [[nodiscard]] std::uint64_t epoch() const;   // the greatest told
  [[nodiscard]] bool right_contested() const;  // a finding
  [[nodiscard]] bool quarantined() const;
};

struct Staff {
  const NameStaff* named = nullptr;
  bool doubtful = false;
  [[nodiscard]] bool is(Role role) const;
};

struct Device {
  const NameOrigin* named = nullptr;
  bool revoked = false;               // for good
  bool lost = false;                  // until it is found
  std::vector<RecordName> branches;   // of its copied disk, as noted; ascending
  std::vector<RecordName> looked_at;  // of those, ascending
  bool doubtful = false;

  [[nodiscard]] std::vector<RecordName> unsettled_branches() const;
  [[nodiscard]] bool in_service() const { return named && !revoked && !lost && !doubtful; }
};

struct InviteKey {
  PublicKey key{};
  bool revoked = false;
};

struct Event {
  const OpenEvent* opened = nullptr;
  OriginId mint;               // who grants seats now
  bool mint_replaced = false;  // once, by two people: nobody handed over what was granted
  std::vector<std::pair<int, InviteKey>> keys;  // by key id
  int level = 0;
  bool doubtful = false;
  std::vector<SetAside> aside;
};

// One step of each replay: folds what a record told into the state of one of its subjects.
void fold(Event& event, const Record& record, Subject self);
void fold(Staff& staff, const Record& record, Subject self);
void fold(Device& device, const Record& record, Subject self);
void fold(Guest& guest, const Record& record, Subject self);
void fold(Invitation& invitation, const Record& record, Subject self);
void fold(Seat& seat, const Record& record, Subject self);

}  // namespace yingbin
