// What each role may do, in one table (rule P1); `decide` asks it.
#pragma once

#include <vector>

#include "event/name_staff.h"

namespace yingbin {

enum class Permission : std::uint8_t {
  admit,          // work a door: admit, look up, undo one's own admission for two minutes
  undo_any,       // undo anybody's admission, at any time (rule D6)
  approve,        // be the second person where the event asks for one (rules D4, D10)
  move_seats,     // move, swap and free seats by hand (rule S6)
  release_seats,  // free the seats of all who did not come (rule S8)
  override_seat,  // give a seat although it may be given twice
  settle,         // settle a finding (rules D8, S4)
  invite,         // issue and revoke invitations, seat everybody beforehand
  erase,          // erase a person (rule P3)
  leave,          // close a station's full screen
  lend_seats,     // return this station's free seats, or give them to another station (rule S4)
  declare_lost,   // a station or the mint, with a second person; look at its chairs (DESIGN 8)
  run_stations,   // enrol and revoke stations, hand the mint over
};

// Who acts. Nobody named: a data folder on which sign-in is not switched on; its owner may do all.
struct Actor {
  StaffId staff;
  std::vector<Role> roles;

  [[nodiscard]] bool may(Permission wanted) const;
};

}  // namespace yingbin
