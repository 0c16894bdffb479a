// The venue file (rule B5): one TOML file, written by a person, that describes hall, times, rules,
// targets, staff and run sheet of an event. `yingbin event new` reads it; assets/sample/venue.toml
// shows every setting.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "event/identity.h"
#include "event/name_staff.h"
#include "event/venue.h"
#include "text/result.h"

namespace yingbin {

struct PlannedStaff {
  StaffId id;
  std::string name;
  std::vector<Role> roles;
  bool operator==(const PlannedStaff&) const = default;
};

// Every StaffId in `venue` is the id of one of `staff`.
struct PlannedEvent {
  Venue venue;
  std::vector<PlannedStaff> staff;
  bool operator==(const PlannedEvent&) const = default;
};

// Answers a new id at every call, never 0 and never the same.
using StaffIdSource = std::function<StaffId()>;

// A wrong file is answered with all its problems at once, one "file:line: what to write" a line.
[[nodiscard]] Result<PlannedEvent> read_venue_file(const std::filesystem::path& file,
                                                   const StaffIdSource& new_staff_id);
[[nodiscard]] Result<PlannedEvent> parse_venue(std::string_view text, const std::string& file_name,
                                               const StaffIdSource& new_staff_id);

}  // namespace yingbin
