// Real stations on real folders for tests: the example hall and staff of world.h, and a clock that
// moves only when told.
#pragma once

#include <memory>
#include <string>

#include "station/station.h"
#include "support/simulated_station.h"
#include "support/temporary_folder.h"
#include "support/world.h"

namespace yingbin {

class EventStation {
 public:
  EventStation();

  // Each throws std::runtime_error with the station's own message where it refuses. `staff` acts;
  // nobody signs in when it is empty.
  [[nodiscard]] std::unique_ptr<Station> found(const std::string& staff = {});
  [[nodiscard]] std::unique_ptr<Station> open(const std::string& staff = {});
  // A second station of the same event, with an empty journal and no right to any seat.
  [[nodiscard]] std::unique_ptr<Station> join(EventId event, const std::string& staff = {});

  [[nodiscard]] std::filesystem::path write_list(const std::string& csv) const;
  [[nodiscard]] std::string bytes() const;  // of every file of the first station's folder
  [[nodiscard]] std::filesystem::path folder() const { return folder_ / "first"; }

  WrongTime time;

 private:
  [[nodiscard]] StationOptions options(const std::string& door, const std::string& staff) const;

  TemporaryFolder folder_;
};

// Everything `from` holds; what was new to `to`.
std::size_t hand_over(Station& from, Station& to);

}  // namespace yingbin
