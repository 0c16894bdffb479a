#include "event/hall.h"

#include <algorithm>

namespace yingbin {

namespace {

bool has(const std::vector<int>& numbers, int number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

Place place_of(const Row& row, SeatId id) {
  Place place;
  place.id = id;
  place.aisle = has(row.aisle, id.number);
  place.front = has(row.front, id.number);
  place.wheelchair = has(row.wheelchair, id.number);
  for (const RepSeats& block : row.reps) {
    if (id.number >= block.first && id.number <= block.last) place.rep = block.rep;
  }
  return place;
}

SeatId seat_id(std::size_t zone, std::size_t row, std::size_t number) {
  return {static_cast<std::uint16_t>(zone), static_cast<std::uint16_t>(row),
          static_cast<std::uint16_t>(number)};
}

}  // namespace

Hall::Hall(const Venue& venue) {
  for (std::size_t z = 0; z < venue.zones.size(); ++z) {
    const Zone& zone = venue.zones[z];
    ZonePlaces places;
    places.open = zone.rows.empty();
    if (places.open) {
      Row counted;
      counted.seats = zone.capacity;
      RowPlaces& row = places.rows.emplace_back();
      for (int n = 1; n <= counted.seats; ++n) {
        row.places.push_back(place_of(counted, seat_id(z + 1, 0, static_cast<std::size_t>(n))));
      }
      row.untaken = counted.seats;
    }
    for (std::size_t r = 0; r < zone.rows.size(); ++r) {
      RowPlaces& row = places.rows.emplace_back();
      for (int n = 1; n <= zone.rows[r].seats; ++n) {
        row.places.push_back(
            place_of(zone.rows[r], seat_id(z + 1, r + 1, static_cast<std::size_t>(n))));
      }
      row.untaken = zone.rows[r].seats;
    }
    zones_.push_back(std::move(places));
  }
}

int Hall::first_row(int zone) const {
  return zones_[static_cast<std::size_t>(zone - 1)].open ? 0 : 1;
}

int Hall::last_row(int zone) const {
  const auto& places = zones_[static_cast<std::size_t>(zone - 1)];
  return static_cast<int>(places.rows.size()) - (places.open ? 1 : 0);
}

const Hall::RowPlaces* Hall::row_of(int zone, int row) const {
  if (zone < 1 || zone > zones()) return nullptr;
  const auto& places = zones_[static_cast<std::size_t>(zone - 1)];
  const int index = places.open ? row : row - 1;
  if (index < 0 || index >= static_cast<int>(places.rows.size())) return nullptr;
  return &places.rows[static_cast<std::size_t>(index)];
}

std::span<const Place> Hall::row(int zone, int row) const {
  const RowPlaces* found = row_of(zone, row);
  return found ? std::span<const Place>(found->places) : std::span<const Place>();
}

const Place* Hall::find(SeatId id) const {
  const RowPlaces* found = row_of(id.zone, id.row);
  if (!found || id.number < 1 || id.number > found->places.size()) return nullptr;
  return &found->places[id.number - 1U];
}

void Hall::set(SeatId id, const Seat& seat) {
  if (!find(id)) return;
  ZonePlaces& zone = zones_[id.zone - 1U];
  RowPlaces& row = zone.rows[zone.open ? id.row : id.row - 1U];
  Place& place = row.places[id.number - 1U];
  const auto rights = seat.standing();
  const bool waits = rights.size() > 1 || (!rights.empty() && rights.front().quarantined);
  const bool taken = !seat.claims.empty() || seat.doubtful || waits;
  row.untaken += (place.taken ? 1 : 0) - (taken ? 1 : 0);
  place.taken = taken;
  place.holder = rights.empty() ? OriginId{} : rights.front().holder;
}

int Hall::seats(int zone) const {
  int count = 0;
  for (int r = first_row(zone); r <= last_row(zone); ++r)
    count += static_cast<int>(row(zone, r).size());
  return count;
}

int Hall::taken(int zone) const {
  int free = 0;
  for (int r = first_row(zone); r <= last_row(zone); ++r) free += untaken(zone, r);
  return seats(zone) - free;
}

int Hall::untaken(int zone, int row) const {
  const RowPlaces* found = row_of(zone, row);
  return found ? found->untaken : 0;
}

int Hall::free_for(OriginId station, int zone) const {
  int count = 0;
  for (int r = first_row(zone); r <= last_row(zone); ++r) {
    if (untaken(zone, r) == 0) continue;
    for (const Place& place : row(zone, r)) count += place.free_for(station) ? 1 : 0;
  }
  return count;
}

}  // namespace yingbin
