// The demo's walk through the door: every kind of sample card in turn, with what a greeter would
// tap, a verdict a line and a picture of every page.
#pragma once

#include <filesystem>

#include "commands/door_window.h"

namespace yingbin {

// Pictures go into `pictures`. 0 if every page was as expected.
int walk_the_door(Station& station, DoorWindow& door, ui::Window& window,
                  const std::filesystem::path& pictures);

}  // namespace yingbin
