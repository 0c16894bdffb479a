// Draws the door's pages from their model and answers with what the greeter or guest tapped or
// typed. Called by the station's main loop for every frame; decides nothing, reads no clock.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "screens/door_model.h"
#include "ui/frame.h"
#include "ui/pictures.h"

namespace yingbin {

// Half-typed things and what only this screen knows; kept by the app, not by the state.
struct DoorLocal {
  std::string find_text;         // as typed on the find page; empty it when the page opens
  int persons = 0;               // chosen on the persons page so far; 0: not yet
  std::size_t list_from = 0;     // the first shown of a list that is longer than its page
  std::optional<int> really_in;  // chosen on a finding's page so far
  ui::CameraPicture camera;      // the camera's latest picture, if there is a camera
};

[[nodiscard]] std::optional<DoorIntent> draw_door(const DoorModel& model, DoorLocal& local,
                                                  ui::Frame& frame);

}  // namespace yingbin
