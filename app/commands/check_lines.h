// What `yingbin check` finds, one line a thing, in words that say what to do. Each part of the
// machine has its function; check.cpp asks them all and prints.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "commands/commands.h"
#include "journal/clock.h"

namespace yingbin {

enum class Health {
  works,
  lacking,  // not as it could be; a door works without it
  broken,   // needed: the exit code is 1
};

struct CheckLine {
  std::string what;  // its key, the same in every language
  Health health = Health::works;
  std::string words;
};

[[nodiscard]] CheckLine check_display();
[[nodiscard]] CheckLine check_fonts();
[[nodiscard]] CheckLine check_sound(const WindowChoice& window);
[[nodiscard]] CheckLine check_scanner(const WindowChoice& window);
// Space, and how long a record takes to be safe: asked of the folder that will hold the event.
[[nodiscard]] CheckLine check_disk(const std::filesystem::path& folder);
[[nodiscard]] CheckLine check_clock(ClockState state);
// The event in `folder`: its journal, what waits, what contradicts, its keys, its clock.
[[nodiscard]] std::vector<CheckLine> check_event(const CommonOptions& common,
                                                 const std::filesystem::path& folder);

}  // namespace yingbin
