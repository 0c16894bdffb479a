// The door's rules (D1, D2, D6, D8 to D13): what is presented becomes exactly one verdict, with its
// facts and the next act, and the acts to record. Pure: the same call explains a greyed-out button
// and guards the append. The record carries every outcome that people were told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "event/permission.h"
#include "event/seating.h"
#include "event/state.h"

namespace yingbin {

enum class DoorOutcome : std::uint8_t {
  admitted,
  already_in,  // everybody it admits is in: an invitation for one
  party_full,  // the same for a party, or more came than may still come in
  revoked,
  other_event,
  forged,
  unknown,
  unreadable,  // no code at all
};

template <>
struct Names<DoorOutcome> {
  static constexpr std::pair<DoorOutcome, std::string_view> list[] = {
      {DoorOutcome::admitted, "admitted"},       {DoorOutcome::already_in, "already_in"},
      {DoorOutcome::party_full, "party_full"},   {DoorOutcome::revoked, "revoked"},
      {DoorOutcome::other_event, "other_event"}, {DoorOutcome::forged, "forged"},
      {DoorOutcome::unknown, "unknown"},         {DoorOutcome::unreadable, "unreadable"}};
};

// What a greeter can do next (rule D13), the likeliest first.
enum class NextAct : std::uint8_t {
  next_guest,
  undo,
  admit_fewer,      // the k persons who may still come
  admit_more,       // more than it admits, by the event's rule (rule D10)
  come_back,        // somebody of the party is out: back in, not counted again (rule D9)
  use_replacement,  // the invitation that replaced this one
  find_by_name,
  scan_again,
  register_walk_in,
  call_coordinator,
};

template <>
struct Names<NextAct> {
  static constexpr std::pair<NextAct, std::string_view> list[] = {
      {NextAct::next_guest, "next_guest"},
      {NextAct::undo, "undo"},
      {NextAct::admit_fewer, "admit_fewer"},
      {NextAct::admit_more, "admit_more"},
      {NextAct::come_back, "come_back"},
      {NextAct::use_replacement, "use_replacement"},
      {NextAct::find_by_name, "find_by_name"},
      {NextAct::scan_again, "scan_again"},
      {NextAct::register_walk_in, "register_walk_in"},
      {NextAct::call_coordinator, "call_coordinator"}};
};

enum class SignatureCheck : std::uint8_t { holds, broken, key_revoked, key_unknown };

// A code of our own making as it reads, its signature judged by the station.
struct SignedCode {
  EventId event;
  InvitationId invitation;
  int persons = 1;
  SignatureCheck signature = SignatureCheck::broken;
};

// What was in the guest's hand. Fields that do not apply are empty.
struct Presented {
  bool readable = true;
  Shown shown = Shown::code;
  CodeDigest digest{};
  std::string short_code;          // ten characters whose check holds
  std::optional<SignedCode> ours;  // judged only when the digest is not known
  bool damaged = false;            // begins like one of ours and is not whole
  InvitationId invitation;         // chosen from a list, without a code
};

// Who asks, where, and what the station knows of the others.
struct DoorContext {
  OriginId station;
  std::string door;
  Actor actor;
  bool certain = true;  // this station has heard from every other lately, or is alone
};

struct DoorQuestion {
  Presented presented;
  std::optional<int> persons;    // who come now; none: all who may still come
  bool more = false;             // more than may still come in, on purpose: the tap on admit_more
  bool stand_in = false;         // somebody else comes on the invitation (rule D10)
  StaffId approved_by;           // a coordinator who was asked
  std::int64_t happened_at = 0;  // ms UTC, for paper typed in later (rule D12)
};

struct DoorVerdict {
  DoorOutcome outcome = DoorOutcome::unreadable;
  bool certain = true;
  InvitationId invitation;
  GuestId guest;
  int persons = 0;              // admitted now
  int allowed = 0;              // in all
  int left = 0;                 // who may still come, after this
  int outside = 0;              // who left for a while
  bool needs_approval = false;  // the event asks a coordinator first (rule D10)
  SeatOffer seat;               // told now
  RecordName earlier;           // the last admission that stands: who, when, where
  std::vector<NextAct> next;
};

struct DoorDecision {
  DoorVerdict verdict;
  std::vector<Act> acts;  // none unless admitted
};

DoorDecision decide_admission(const EventState& state, const DoorQuestion& question,
                              const DoorContext& context);

// Somebody leaves for a while, or comes back: `out` persons of the party are outside from now on.
std::vector<Act> decide_passing(const EventState& state, InvitationId invitation, int out,
                                const DoorContext& context);

}  // namespace yingbin
