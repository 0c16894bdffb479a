// The rules for stations that are revoked, lost, found, copied, and for the mint that moves on
// (DESIGN 8). What may give a seat twice when it is told wrongly takes two people.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "event/amend.h"

namespace yingbin {

// Named, not revoked, not lost: it may be given rights, or be the mint.
bool in_service(const EventState& state, OriginId origin);

Answer decide_revoking_station(const EventState& state, OriginId origin, const std::string& reason,
                               const DoorContext& context);

// Again for a lost station when more of its rights have become known. `approved_by` is a second
// member of the staff.
Answer decide_lost(const EventState& state, OriginId origin, StaffId approved_by,
                   const DoorContext& context);

// After somebody looked at the chairs: of the lost station's seats those listed, or all.
Answer decide_release(const EventState& state, OriginId origin, const std::vector<SeatId>& seats,
                      const DoorContext& context);

Answer decide_found(const EventState& state, OriginId origin, const DoorContext& context);

// Seats whose rights are in quarantine because `origin` was declared lost, in the hall's order.
std::vector<SeatId> quarantined_seats(const EventState& state, OriginId origin);

// Decided by the mint, for an origin that is in service.
Answer decide_mint_handover(const EventState& state, OriginId to, const DoorContext& context);
Answer decide_mint_replacement(const EventState& state, OriginId to, StaffId approved_by,
                               const DoorContext& context);

// Who may hold rights that `origin` gave and nobody else knows of (a dead mint granted, a lost
// station lent): every other origin but the stages, unless it was declared lost or is among
// `heard`, those that have pushed all they hold since. Grows with what they push. Shown before a
// release, too.
std::vector<OriginId> unheard_holders(const EventState& state, OriginId origin,
                                      const std::set<OriginId>& heard);
// Once a mint was replaced, the new one (as a hub restored from a backup is) grants only when every
// possible holder was heard since it became the mint; and so does whoever it hands the mint to.
bool mint_may_grant(const EventState& state, OriginId mint, const std::set<OriginId>& heard);

// A journal holds `branches` of one number: to record, unless that is known here already.
std::vector<Act> note_copy(const EventState& state, OriginId origin,
                           const std::vector<RecordName>& branches);
Answer decide_settling_copy(const EventState& state, OriginId origin, const DoorContext& context);

}  // namespace yingbin
