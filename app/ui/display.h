// What this machine can show, for `yingbin check`: looks, opens nothing that can be seen.
#pragma once

#include <string>

namespace yingbin::ui {

struct Display {
  bool works = false;
  std::string words;  // screens and what draws on them, or what to do
};

// From the main thread, while no Window is open.
[[nodiscard]] Display look_at_display();

}  // namespace yingbin::ui
