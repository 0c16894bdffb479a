#include "commands/folders.h"

#include <cstdlib>
#include <ctime>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/core.h>

#include "text/installed.h"
#include "text/say.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

fs::path home() {
  const char* home = std::getenv("HOME");
  return home && *home ? fs::path(home) : fs::temp_directory_path();
}

std::string day_of(std::int64_t ms) {
  return fmt::format("{:%Y-%m-%d}", fmt::localtime(static_cast<std::time_t>(ms / 1000)));
}

// A name as a folder: what file systems and shells dislike becomes a dash.
std::string as_folder(const std::string& name) {
  std::string folder;
  for (char c : name) {
    const bool awkward = static_cast<unsigned char>(c) <= 0x20 ||
                         std::string("/\\:*?\"<>|'`$").find(c) != std::string::npos;
    folder += awkward ? '-' : c;
  }
  return folder.substr(0, 80);
}

bool is_event(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "journal.db", error);
}

}  // namespace

fs::path sample_folder() {
  return asset_folder("yingbin/sample", fs::path(YINGBIN_SOURCE_ASSETS) / "sample");
}

fs::path events_folder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  const fs::path base = data && *data ? fs::path(data) : home() / ".local/share";
  return base / "yingbin" / "events";
}

fs::path new_event_folder(const std::string& name, std::int64_t day_ms) {
  return events_folder() / (day_of(day_ms) + "_" + as_folder(name));
}

Result<fs::path> choose_event(const fs::path& given) {
  if (!given.empty()) {
    if (is_event(given)) return given;
    return Failure{
        say("There is no event in {}. Start one with: yingbin --data {} event new VENUE.toml",
            given.string(), given.string())};
  }
  std::vector<fs::path> events;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(events_folder(), error)) {
    if (is_event(entry.path())) events.push_back(entry.path());
  }
  const std::string today = day_of(static_cast<std::int64_t>(std::time(nullptr)) * 1000);
  std::vector<fs::path> of_today;
  for (const fs::path& event : events) {
    if (event.filename().string().starts_with(today)) of_today.push_back(event);
  }
  if (of_today.size() == 1) return of_today.front();
  if (of_today.empty() && events.size() == 1) return events.front();
  if (events.empty()) {
    return Failure{
        say("There is no event on this machine yet. Start one with: yingbin event new "
            "VENUE.toml, or see the sample with: yingbin demo")};
  }
  std::string list;
  for (const fs::path& event : events) list += "\n  --data " + event.string();
  return Failure{say("Which event? Give one of:{}", list)};
}

}  // namespace yingbin
