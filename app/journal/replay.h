// From the journal to the state of the event, and the one hash that two stations compare.
#pragma once

#include "event/state.h"
#include "journal/journal.h"

namespace yingbin {

Result<ReplayReport> replay(Journal& journal, EventState& state);

// BLAKE2b-256 in hex over the lines of describe(), each ended by a line feed.
std::string digest(const EventState& state);

}  // namespace yingbin
