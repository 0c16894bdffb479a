// What is decided before doors open: which rights a station holds, and who sits where by name
// (rules S1 to S4, DESIGN 8).
#pragma once

#include <functional>
#include <vector>

#include "event/amend.h"

namespace yingbin {

// The mint's grant of all seats that are nobody's yet to `to`, but for the paper reserve (the last
// seats of each zone); one act a zone. Empty when there is nothing to grant or `mint` is not the
// mint.
std::vector<Act> decide_grants(const EventState& state, OriginId mint, OriginId to);

// Seats on every invitation that stands and has none, zones with open seating excepted: special
// needs first, then larger parties, then by invitation id; the same rules as at the door. `zone`
// limits it to guests meant for that zone; 0 for all. `take` gets each act, in order, and must
// apply it (on disk or on trial) before it returns; it answers false to stop.
struct SeatingReport {
  int seated = 0;
  std::vector<InvitationId> without;  // no seat was left for them
};
SeatingReport seat_invited(const EventState& state, OriginId station, int zone,
                           const std::function<bool(const Act&)>& take);

}  // namespace yingbin
