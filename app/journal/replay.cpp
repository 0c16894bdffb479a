#include "journal/replay.h"

namespace yingbin {

Result<ReplayReport> replay(Journal& journal, EventState& state) {
  return journal.replay([&](const Record& record) { state.apply(record); });
}

std::string digest(const EventState& state) {
  std::string text;
  state.describe([&](std::string_view line) {
    text += line;
    text += '\n';
  });
  return to_hex(blake2b(text));
}

}  // namespace yingbin
