// A kiosk that has no event yet says so on its screen instead of staying black (`yingbin --wait`).
#pragma once

#include <memory>

#include "commands/commands.h"
#include "station/station.h"
#include "ui/window.h"

namespace yingbin {

// Opens the chosen event for writing; while it cannot, shows why and tries again. Null when the
// window was closed or none could be opened, after saying so.
std::unique_ptr<Station> wait_for_event(const CommonOptions& common,
                                        const ui::WindowOptions& window);

}  // namespace yingbin
