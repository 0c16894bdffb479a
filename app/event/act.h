// Every act of the event: `ls app/event` answers what a person can do, this list what a record can
// be.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>

#include "event/admit_guest.h"
#include "event/assign_seats.h"
#include "event/declare_lost.h"
#include "event/describe_guest.h"
#include "event/erase_person.h"
#include "event/free_seats.h"
#include "event/give_seats.h"
#include "event/grant_seats.h"
#include "event/hand_over_mint.h"
#include "event/issue_invitation.h"
#include "event/move_party.h"
#include "event/name_invite_key.h"
#include "event/name_origin.h"
#include "event/name_staff.h"
#include "event/note_copy.h"
#include "event/open_event.h"
#include "event/pass_door.h"
#include "event/release_lost.h"
#include "event/replace_mint.h"
#include "event/return_seats.h"
#include "event/revoke_invitation.h"
#include "event/revoke_origin.h"
#include "event/set_event_level.h"
#include "event/settle_admissions.h"
#include "event/settle_copy.h"
#include "event/settle_seat.h"
#include "event/station_found.h"
#include "event/undo_admission.h"
#include "event/widen_invitation.h"
#include "event/write_person.h"

namespace yingbin {

using Act = std::variant<OpenEvent, NameStaff, NameInviteKey, SetEventLevel, NameOrigin, GrantSeats,
                         ReturnSeats, WritePerson, DescribeGuest, IssueInvitation, RevokeInvitation,
                         AssignSeats, AdmitGuest, UndoAdmission, PassDoor, WidenInvitation,
                         MoveParty, FreeSeats, SettleAdmissions, SettleSeat, ErasePerson,
                         RevokeOrigin, GiveSeats, DeclareLost, ReleaseLost, StationFound,
                         HandOverMint, ReplaceMint, NoteCopy, SettleCopy>;

// The place of a kind in a list of kinds.
template <class A, class Kinds, std::size_t I = 0>
constexpr std::uint8_t index_in() {
  if constexpr (std::is_same_v<A, std::variant_alternative_t<I, Kinds>>) {
    return static_cast<std::uint8_t>(I);
  } else {
    return index_in<A, Kinds, I + 1>();
  }
}

inline Subjects subjects_of(const Act& act) {
  return std::visit([](const auto& one) { return one.subjects(); }, act);
}

inline std::string_view kind_of(const Act& act) {
  return std::visit([](const auto& one) { return one.kKind; }, act);
}

// Kinds whose body tells who a person is; erase_person makes holders drop it.
inline bool is_personal(std::string_view kind) { return kind == WritePerson::kKind; }

}  // namespace yingbin
