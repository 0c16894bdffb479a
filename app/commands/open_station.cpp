// The station on its screen: window, camera, hand scanner, door. And the demo: the same on the
// sample event, with sample cards to hold before the reader.
#include <cstdio>

#include "commands/door_walk.h"
#include "commands/folders.h"
#include "commands/opening.h"
#include "commands/wait_for_event.h"
#include "journal/digest.h"
#include "roster/venue_file.h"
#include "station/guest_import.h"
#include "text/say.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

constexpr double kAsleep_s_max = 1.0;  // the clock and the run sheet on the header move on

Result<ui::WindowOptions> window_options(const WindowChoice& choice, const std::string& title) {
  ui::WindowOptions options;
  options.title = title;
  options.monitor = choice.monitor;
  if (choice.windowed.empty()) return options;
  ui::WindowSize size;
  char rest = 0;
  const int read =
      std::sscanf(choice.windowed.c_str(), "%5dx%5d%c", &size.width, &size.height, &rest);
  if (read != 2 || size.width < 320 || size.height < 320) {
    return Failure{say("{} is no size of a window. Write it like 1280x800.", choice.windowed)};
  }
  options.windowed = size;
  return options;
}

int keep_open(DoorWindow& door, ui::Window& window, const WindowChoice& choice) {
  const double start_s = ui::Window::now_s();
  while (door.step(kAsleep_s_max)) {
    if (choice.screenshot.empty() || ui::Window::now_s() - start_s < choice.after_s) continue;
    auto saved = window.save_screenshot(choice.screenshot.string());
    return saved ? 0 : fail(saved.failure());
  }
  if (!window.failure().empty()) return fail(Failure{window.failure()});
  return 0;
}

int show(Station& station, const WindowChoice& choice, std::vector<SampleCard> cards) {
  auto options = window_options(choice, station.state().venue().name);
  if (!options) {
    fail(options.failure());
    return 2;
  }
  // The walk holds its own cards; whoever passes the camera meanwhile is no part of it.
  const bool walks = !choice.walk.empty() && choice.camera.camera.empty();
  auto camera = choose_camera(walks ? "none" : choice.camera.camera, choice.camera.mode);
  if (!camera) {
    fail(camera.failure());
    return 2;
  }
  auto window = ui::Window::open(*options);
  if (!window) return fail(window.failure());
  if (!(*window)->warning().empty()) fail((*window)->warning());
  DoorWindow door(station, **window, choice, *camera, std::move(cards));
  if (choice.walk.empty()) return keep_open(door, **window, choice);
  return walk_the_door(station, door, **window, choice.walk);
}

// The sample event, founded and its guests invited; as it was left when it exists already.
Result<std::unique_ptr<Station>> open_sample(const fs::path& folder,
                                             const StationOptions& options) {
  std::error_code error;
  if (fs::exists(folder / "journal.db", error)) return Station::open(folder, options);
  auto plan = read_venue_file(sample_folder() / "venue.toml", [] { return StaffId{random_id()}; });
  if (!plan) return plan.failure();
  auto station = Station::found(folder, *plan, options);
  if (!station) return station.failure();
  GuestImport import(
      **station, [](const Rejection&) {}, [](std::uint64_t, std::uint64_t) { return true; });
  auto summary = import.run(sample_folder() / "guests.xlsx");
  if (!summary) return summary.failure();
  return station;
}

}  // namespace

int open_station(const CommonOptions& common, const WindowChoice& window) {
  if (!window.wait) {
    auto station = open_event(common, Access::write);
    return station ? show(*station, window, {}) : 1;
  }
  auto options = window_options(window, "yingbin");
  if (!options) {
    fail(options.failure());
    return 2;
  }
  options->closable = true;  // there is nothing yet that guests could do harm to
  auto station = wait_for_event(common, *options);
  return station ? show(*station, window, {}) : 1;
}

int open_demo(const CommonOptions& common, const WindowChoice& window) {
  const fs::path folder =
      common.data.empty() ? events_folder().parent_path() / "demo" : common.data;
  StationOptions options;
  options.door = common.door;
  options.staff = common.staff;
  auto station = open_sample(folder, options);
  if (!station) return fail(station.failure());
  auto cards = make_sample_cards(**station);
  if (!cards) return fail(cards.failure());
  return show(**station, window, std::move(*cards));
}

}  // namespace yingbin
