// Which seats a party is offered: the zone's way of seating, its fallbacks, the party together,
// special needs first (rules S1 to S3). Pure: reads the hall, changes nothing, promises nothing.
#pragma once

#include <vector>

#include "event/hall.h"
#include "event/venue.h"

namespace yingbin {

struct SeatRequest {
  int persons = 1;  // seats wanted, at least 1
  StaffId rep{};    // the inviting rep
  int zone = 0;     // named on the invitation; 0 for any
  bool aisle = false;
  bool front = false;
  bool wheelchair = false;
  std::vector<SeatId> beside{};  // where others of the party sit already
  OriginId station{};            // who must hold the right to the seats
};

struct SeatOffer {
  int zone = 0;  // 0: standing
  std::vector<SeatId> seats;
  SeatBasis basis = SeatBasis::standing;

  [[nodiscard]] bool seated() const { return zone != 0; }
};

// Never fails: where nothing is left, or only standing was planned, the offer is standing. Those
// who come later (`beside`) are sought room near the rest of their party first.
SeatOffer choose_seats(const Venue& venue, const Hall& hall, const SeatRequest& request);

// The zone a guest is meant for: the invitation's, else where the rep has seats, else the first
// zone that seats in order or openly and has a free place; 0 where there is none.
int intended_zone(const Venue& venue, const Hall& hall, const SeatRequest& request);

}  // namespace yingbin
