// From the state of the event to the model of the door's page. Pure: reads no clock, does no I/O,
// changes nothing.
#pragma once

#include "screens/door_model.h"

namespace yingbin {

// One thing that happened at this door, newest last.
struct DoorEvent {
  DoorVerdict verdict;
  RecordName record;      // of the admission; none for refusals
  bool may_undo = false;  // by who acts now
};

// What the door is doing, as its owner keeps it.
struct DoorIdle {};
struct DoorAsksPersons {
  DoorVerdict preview;
};
struct DoorTells {
  DoorEvent event;
};
enum class NoticeKind : std::uint8_t {
  undone,
  came_back,
  settled,  // a finding, a lost station
  refused,
  not_recorded,
  coordinator
};
struct DoorNotice {
  bool good = true;
  std::string title;
  std::vector<std::string> lines;
  NoticeKind kind = NoticeKind::refused;  // how it sounds: door_sound.h
  bool back = false;                      // to what the door was doing
};
struct DoorLooksUp {
  std::string query;
  std::vector<GuestId> found;
  bool more = false;
  bool mistyped = false;  // a short code whose check character does not fit
};
struct DoorLeaves {};
struct DoorAtStations {
  OriginId chosen;  // 0: the list
  StationStep step = StationStep::look;
};
struct DoorAtFindings {
  std::optional<Finding> chosen;  // none: the list
};
using DoorDoing = std::variant<DoorIdle, DoorAsksPersons, DoorTells, DoorNotice, DoorLooksUp,
                               DoorLeaves, DoorAtStations, DoorAtFindings>;

struct DoorSituation {
  DoorDoing doing;
  std::vector<DoorEvent> recent;
  DoorContext context;
  SavedState saved = SavedState::saved_here;
  std::string alert;
  std::int64_t now_ms = 0;
  StationsKnown known;
};

DoorModel present(const EventState& state, const DoorSituation& situation);

}  // namespace yingbin
