// The parts of a venue file, each read into the event's own values; only venue_file.cpp calls
// these.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roster/settings.h"
#include "roster/stretches.h"
#include "roster/venue_file.h"

namespace yingbin {

// The people named in [[staff]] and [[rep]], found again by name.
struct Cast {
  std::vector<PlannedStaff> staff;

  [[nodiscard]] const PlannedStaff* find(std::string_view name) const;
  // The person that `key` of `section` names; a problem, and nobody, when there is no such person.
  [[nodiscard]] const PlannedStaff* named(Section& section, std::string_view key,
                                          std::string_view name) const;
};

[[nodiscard]] Cast read_cast(Section& file, const StaffIdSource& new_staff_id, Problems& problems);

// [event]: name, place and times.
void read_event(Section& file, Venue& venue);
// [[segment]]: after read_event, whose date and times they refer to.
[[nodiscard]] std::vector<Segment> read_run_sheet(Section& file, const Venue& venue);

// [[zone]] with its rows or tables, their special places and the reps' seats.
[[nodiscard]] std::vector<Zone> read_zones(Section& file, const Cast& cast, Problems& problems);

// The rows of a zone by their labels, as the file names them.
struct RowLabels {
  std::map<std::string, std::size_t, std::less<>> index;

  // A row, or the first and the last of a stretch of rows: "3", "A-C". Indices of Zone::rows.
  [[nodiscard]] std::optional<Stretch> named(std::string_view piece) const;
  // The rows that `key` names; what is wrong with it is noted.
  [[nodiscard]] std::vector<Stretch> choose(Section& section, std::string_view key,
                                            const Zone& zone) const;
};

// Of one zone, whose name and way of seating are known; at most `seats_left` seats.
RowLabels read_rows(Section& section, int seats_left, Zone& zone);
// [[zone.rep]]: which seats belong to which rep.
void read_reps(Section& section, const Cast& cast, const RowLabels& labels, Zone& zone);

// The numbers below `key`, written as 3, [1, 2, 3] or "1-4, 9"; empty when there are none.
[[nodiscard]] std::string stretch_text(Section& section, std::string_view key);
// Seat numbers below `key`; none when the key is missing or wrong (then that is noted).
[[nodiscard]] std::vector<Stretch> read_seats(Section& section, std::string_view key);

inline constexpr int kSeatsMax = 20'000;    // of the whole hall
inline constexpr int kSeatsInRowMax = 500;  // or at one table
// What a zone's rows are called in the file.
[[nodiscard]] inline std::string_view rows_key(const Zone& zone) {
  return zone.tables ? "tables" : "rows";
}
void complain_of_seats(Section& section, std::string_view key, const Row& row);

}  // namespace yingbin
