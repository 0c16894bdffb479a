// Who may hand out which seat and who sits there, in the hall's order: what seating searches. Kept
// by EventState from the venue and the seats' states; knows nothing the records do not say.
#pragma once

#include <span>
#include <vector>

#include "event/guest.h"

namespace yingbin {

struct Place {
  SeatId id;
  OriginId holder;  // who may hand it out; 0 is the mint
  StaffId rep;      // whose seat it is; 0 nobody's
  bool aisle = false;
  bool front = false;
  bool wheelchair = false;
  bool taken = false;  // claimed by an invitation, doubtful, or its right waits: not to be given

  [[nodiscard]] bool free_for(OriginId station) const { return !taken && holder == station; }
};

class Hall {
 public:
  Hall() = default;
  explicit Hall(const Venue& venue);

  // Nothing happens for a seat that the venue does not have.
  void set(SeatId id, const Seat& seat);

  [[nodiscard]] int zones() const { return static_cast<int>(zones_.size()); }
  // Rows from 1; an open zone has the one row 0, holding its counted places.
  [[nodiscard]] int first_row(int zone) const;
  [[nodiscard]] int last_row(int zone) const;
  [[nodiscard]] std::span<const Place> row(int zone, int row) const;
  [[nodiscard]] const Place* find(SeatId id) const;
  [[nodiscard]] int seats(int zone) const;
  [[nodiscard]] int taken(int zone) const;
  [[nodiscard]] int free_for(OriginId station, int zone) const;
  // A quick no for rows without a free place, whoever holds it.
  [[nodiscard]] int untaken(int zone, int row) const;

 private:
  struct RowPlaces {
    std::vector<Place> places;
    int untaken = 0;
  };
  struct ZonePlaces {
    std::vector<RowPlaces> rows;
    bool open = false;
  };

  [[nodiscard]] const RowPlaces* row_of(int zone, int row) const;

  std::vector<ZonePlaces> zones_;
};

}  // namespace yingbin
