// The stations of the event as pages: the list, one station, who joins in declaring it lost, and
// the question before its seats are released (rule C2, DESIGN 8). Part of the door's model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "event/stations.h"

namespace yingbin {

// How one station was heard, as the hub told it.
struct StationNews {
  OriginId origin;
  std::optional<std::int64_t> ago_ms;  // none: never
  std::uint64_t unsent = 0;            // records that only it holds
};

// What is known of how the others are heard; filled by whoever owns the network.
struct NewsOfStations {
  bool hub = false;                      // this station has one
  std::optional<std::int64_t> asked_ms;  // since the hub was asked; none: it never answered
  std::vector<StationNews> stations;
  std::optional<std::uint64_t> only_here;  // this station's own records that nobody else has
};

// A station in service that was not heard for so long is silent (rule C3).
constexpr std::int64_t kSilentAfter_ms = 120'000;

enum class StationMark : std::uint8_t { well, silent, clock_wrong, copied, lost, revoked };

struct StationEntry {
  OriginId origin;
  std::string name;
  std::string role;
  std::string heard;               // "2 min ago", "never"; empty where nobody could tell
  std::string unsent;              // "12 records only there"; empty where nobody could tell
  std::vector<StationMark> marks;  // the worst first; never empty
  bool here = false;               // this station
};

struct StationsPage {
  std::string news;  // how old the knowledge is, or why there is none
  std::vector<StationEntry> stations;
};

enum class StationStep : std::uint8_t { look, second_person, release };

struct StationAct {
  enum class Kind : std::uint8_t { declare_lost, found, release, settle_copy };
  Kind kind = Kind::declare_lost;
  std::string text;
  std::string reason;  // why it is not possible now; empty where it is
};

struct StationPage {
  StationEntry station;
  std::vector<std::string> facts;
  std::vector<StationAct> acts;
};

// Who is the second of the two that say the station will not come back.
struct SecondPersonPage {
  struct Person {
    StaffId id;
    std::string name;
  };
  OriginId origin;
  std::string station;
  std::vector<std::string> facts;
  std::vector<Person> persons;
};

// Has somebody looked at the chairs?
struct ReleasePage {
  OriginId origin;
  std::string station;
  int seats = 0;
  std::vector<std::string> facts;
};

struct TapStations {};
struct TapStation {
  OriginId origin;
  StationStep step = StationStep::look;
};
struct TapDeclareLost {
  OriginId origin;
  StaffId approved_by;
};
struct TapStationFound {
  OriginId origin;
};
struct TapRelease {
  OriginId origin;
  std::vector<SeatId> seats;  // none: all of them
};
struct TapSettleCopy {
  OriginId origin;
};

// What a station can know of the others without asking: its own clock and the hub's last word.
struct StationsKnown {
  NewsOfStations news;
  bool clock_wrong = false;  // this station's own
};

std::string station_name(const EventState& state, OriginId origin);
// In service and not heard for kSilentAfter_ms; none where no hub tells.
int silent_stations(const EventState& state, OriginId self, const NewsOfStations& news);

StationsPage present_stations(const EventState& state, const DoorContext& context,
                              const StationsKnown& known);
StationPage present_station(const EventState& state, OriginId origin, const DoorContext& context,
                            const StationsKnown& known);
SecondPersonPage present_second_person(const EventState& state, OriginId origin,
                                       const DoorContext& context);
ReleasePage present_release(const EventState& state, OriginId origin, const StationsKnown& known);

}  // namespace yingbin
