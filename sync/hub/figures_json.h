// The figures of the day as JSON, for the live feed. No name, phone or other personal fact is in
// it.
#pragma once

#include <string>

#include "event/state.h"

namespace yingbin {

std::string figures_json(const EventState& state);

}  // namespace yingbin
