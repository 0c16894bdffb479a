#include "client/resume.h"

#include "client/pull_loop.h"

namespace yingbin {

Verifier verifier_of(const EventState& state, EventId event) {
  Verifier verifier(event);
  for (OriginId id : state.device_ids()) {
    const Device& device = *state.device(id);
    if (device.named) {
      verifier.know(id, device.named->key, device.named->role == StationRole::hub);
    }
  }
  return verifier;
}

Cursor hub_cursor(Journal& journal) {
  const auto settings = journal.settings();
  if (!settings) return {};
  const auto at = settings->find(PullLoop::kCursor);
  if (at == settings->end()) return {};
  return parse_cursor(at->second).value_or(Cursor{});  // what is held already does no harm
}

}  // namespace yingbin
