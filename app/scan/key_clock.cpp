#include "scan/key_clock.h"

#include <algorithm>
#include <utility>

namespace yingbin {

std::vector<PressedKey> KeyClock::hear(char32_t character, KeyTime now) {
  if (now - listens_since_ <= kAtOnce) {
    waited_.push_back({character, now});
    return {};
  }
  std::vector<PressedKey> known = settle();
  last_ = std::max(last_, told(now));
  known.push_back({character, last_});
  return known;
}

// No finger presses two keys during one frame, so several that waited are a burst, for which that
// frame did not happen; one alone counts from when it was heard.
std::vector<PressedKey> KeyClock::settle() {
  std::vector<PressedKey> known = std::exchange(waited_, {});
  if (known.size() > 1) skipped_ = std::max(skipped_, listens_since_ - last_);
  for (PressedKey& key : known) {
    last_ = std::max(last_, told(key.at));
    key.at = last_;
  }
  return known;
}

}  // namespace yingbin
