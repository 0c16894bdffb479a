// Seats as people write them ("红区3排5、6座", "A-12", "3 桌 2 座") and as they are told.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event/venue.h"

namespace yingbin {

// The zone, from 1, whose name or mark the text begins with or equals; 0 when none.
int zone_in(const Venue& venue, std::string_view text);

// The seats that a text names; nothing when it cannot be understood or the hall has no such seat.
// The zone may stand in the text or be given (0: it must stand there).
std::optional<std::vector<SeatId>> seats_in(const Venue& venue, int zone, std::string_view text);

}  // namespace yingbin
