// What a coordinator does about stations and findings at the door's screen: each act is carried out
// by the station, told in a notice, and leads back to the list it came from.
#include "commands/door_desk.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

void DoorDesk::settled(const Result<Answer>& answer, std::string title,
                       std::vector<std::string> lines) {
  const bool of_stations = std::holds_alternative<DoorAtStations>(doing_);
  if (!aside()) before_ = of_stations ? DoorDoing{DoorAtStations{}} : DoorDoing{DoorAtFindings{}};
  finished(answer, NoticeKind::settled, std::move(title));
  auto& told = std::get<DoorNotice>(doing_);
  told.back = true;
  if (told.good) told.lines = std::move(lines);
}

void DoorDesk::declare_lost(const TapDeclareLost& tap) {
  settled(station_.declare_lost(tap.origin, tap.approved_by), say("Declared lost"),
          {say("Its seats wait. Send somebody to look at the chairs, then release them.")});
}

void DoorDesk::release(const TapRelease& tap) {
  const auto seats =
      tap.seats.empty() ? quarantined_seats(station_.state(), tap.origin).size() : tap.seats.size();
  settled(station_.release_lost(tap.origin, tap.seats), say("Released"),
          {say("{} seats can be given again by the station that grants them.", seats)});
}

void DoorDesk::settle_copy(OriginId origin) {
  settled(station_.settle_copy(origin), say("Settled"),
          {say("If the copy goes on, it is found again.")});
}

}  // namespace yingbin
