// Where an exchange with a hub goes on after a start, read from what is held already. Asked by
// whoever starts a SyncClient.
#pragma once

#include "event/state.h"
#include "journal/journal.h"
#include "protocol/message.h"
#include "protocol/verifier.h"

namespace yingbin {

// Knows everybody whose name came as a record already.
Verifier verifier_of(const EventState& state, EventId event);

// How far the exchange got, as the journal remembers it.
Cursor hub_cursor(Journal& journal);

}  // namespace yingbin
