// Any bytes as a venue file: an answer in sentences, or an event whose every promise holds.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "roster/characters.h"
#include "roster/venue_file.h"

namespace {

void require(bool promise) {
  if (!promise) std::abort();
}

void check_zone(const yingbin::Zone& zone, std::size_t zones) {
  int seats = 0;
  for (const yingbin::Row& row : zone.rows) {
    require(row.seats >= 1 && !row.label.empty());
    for (const auto* places : {&row.aisle, &row.front, &row.wheelchair}) {
      require(std::ranges::is_sorted(*places));
      require(places->empty() || (places->front() >= 1 && places->back() <= row.seats));
    }
    int last = 0;
    for (const yingbin::RepSeats& own : row.reps) {
      require(own.rep && own.first > last && own.last >= own.first && own.last <= row.seats);
      last = own.last;
    }
    seats += row.seats;
  }
  require(zone.capacity >= 1 && zone.capacity <= 20'000);
  require((zone.mode == yingbin::SeatingMode::open) == zone.rows.empty());
  require(zone.rows.empty() || zone.capacity == seats);
  for (const int other : zone.overflow)
    require(other >= 1 && static_cast<std::size_t>(other) <= zones);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::uint64_t next = 0;
  const auto read = yingbin::parse_venue({reinterpret_cast<const char*>(data), size}, "venue.toml",
                                         [&] { return yingbin::StaffId{++next}; });
  if (!read) {
    require(read.message().starts_with("venue.toml:"));
    return 0;
  }
  std::set<yingbin::StaffId> staff;
  for (const auto& person : read->staff)
    require(!person.name.empty() && staff.insert(person.id).second);
  const yingbin::Venue& venue = read->venue;
  require(venue.doors_open_at <= venue.starts_at && venue.starts_at < venue.ends_at);
  require(!venue.zones.empty() && venue.zones.size() <= 64);
  int people = 0;
  for (const yingbin::Zone& zone : venue.zones) {
    check_zone(zone, venue.zones.size());
    require(!zone.keeper || staff.contains(zone.keeper));
    people += zone.capacity;
  }
  require(people <= 20'000);
  return 0;
}
