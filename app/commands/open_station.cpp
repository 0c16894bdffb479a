// The station on its screen: window, hand scanner, door. And the demo: the same on the sample
// event, with sample cards to hold before the reader.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include <fmt/core.h>

#include "commands/code_inbox.h"
#include "commands/door_desk.h"
#include "commands/folders.h"
#include "commands/opening.h"
#include "commands/sample_cards.h"
#include "commands/wait_for_event.h"
#include "journal/digest.h"
#include "roster/venue_file.h"
#include "scan/hand_scanner.h"
#include "scan/serial_scanner.h"
#include "screens/door.h"
#include "screens/words.h"
#include "station/guest_import.h"
#include "text/say.h"
#include "ui/sound_player.h"
#include "ui/utf8.h"
#include "ui/window.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

constexpr double kAsleep_s_max = 1.0;  // the clock and the run sheet on the header move on

KeyTime key_time(double seconds) {
  return std::chrono::duration_cast<KeyTime>(std::chrono::duration<double>(seconds));
}

Result<ui::WindowOptions> window_options(const WindowChoice& choice, const std::string& title) {
  ui::WindowOptions options;
  options.title = title;
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

// The door in its window: what is typed or tapped goes to the desk, what the desk shows is drawn.
class DoorWindow {
 public:
  DoorWindow(Station& station, ui::Window& window, const WindowChoice& choice,
             std::vector<SampleCard> cards)
      : station_(station),
        window_(window),
        desk_(station),
        sounds_({choice.sound, choice.volume}),
        cards_(std::move(cards)) {
    if (!choice.scanner.empty()) {
      serial_.emplace(SerialOptions{choice.scanner, choice.scanner_baud},
                      [this](std::string code) { inbox_.put(std::move(code)); });
    }
    window_.on_character([this](const ui::TypedCharacter& typed) {
      heard(scanner_.type(typed.character, key_time(typed.at_s)), typed.at_s);
      return true;  // what a person typed comes back through the scanner
    });
  }

  // Draws one frame; false when the window was closed.
  bool step(double seconds_max) {
    const double now_s = ui::Window::now_s();
    heard(scanner_.poll(key_time(now_s)), now_s);
    for (std::string& code : inbox_.take()) heard({{}, std::move(code)}, now_s);
    desk_.tick(now_s);
    if (const auto sound = desk_.take_sound()) sounds_.play(*sound);
    DoorModel model = desk_.model();
    if (serial_ && model.header.alert.empty()) model.header.alert = serial_->trouble();
    if (!cards_.empty()) model.strip = strip_of(station_.state(), cards_, next_card_);
    std::optional<DoorIntent> intent;
    const auto draw = [&](ui::Frame& frame) {
      frame.typed = std::move(typed_);
      typed_.clear();
      intent = draw_door(model, local_, frame);
    };
    const bool open = window_.next(draw, wait_s(seconds_max));
    if (intent) take(*intent);
    return open;
  }

  void take(const DoorIntent& intent) {
    const double now_s = ui::Window::now_s();
    if (std::holds_alternative<TapFind>(intent)) local_.find_text.clear();
    if (std::holds_alternative<TapSampleCard>(intent) && !cards_.empty()) {
      const SampleCard& card = cards_[next_card_ % cards_.size()];
      ++next_card_;
      desk_.scan(held_before_reader(card), now_s);
    } else {
      desk_.take(intent, now_s);
    }
    local_.persons = 0;
  }

  [[nodiscard]] DoorDesk& desk() { return desk_; }

 private:
  void heard(const HandScan& scan, double now_s) {
    for (char32_t character : scan.typed) typed_.push_back({character, now_s});
    if (!scan.code) return;
    local_.persons = 0;
    desk_.scan(*scan.code, now_s);
  }

  [[nodiscard]] double wait_s(double seconds_max) const {
    if (!typed_.empty()) return 0;
    const auto wake = scanner_.wake_at();
    if (!wake) return seconds_max;
    const double at_s = std::chrono::duration<double>(*wake).count();
    return std::clamp(at_s - ui::Window::now_s(), 0.0, seconds_max);
  }

  Station& station_;
  ui::Window& window_;
  DoorDesk desk_;
  ui::SoundPlayer sounds_;
  CodeInbox inbox_;
  HandScanner scanner_;
  DoorLocal local_;
  std::vector<ui::TypedCharacter> typed_;
  std::vector<SampleCard> cards_;
  std::size_t next_card_ = 0;
  std::optional<SerialScanner> serial_;  // last: it uses the inbox
};

int keep_open(DoorWindow& door, ui::Window& window, const WindowChoice& choice) {
  const double start_s = ui::Window::now_s();
  while (door.step(kAsleep_s_max)) {
    if (choice.screenshot.empty() || ui::Window::now_s() - start_s < choice.after_s) continue;
    auto saved = window.save_screenshot(choice.screenshot.string());
    return saved ? 0 : fail(saved.failure());
  }
  return 0;
}

// Draws until the page has settled: pictures and glyphs may come a frame later.
void settle(DoorWindow& door) {
  for (int frame = 0; frame < 4; ++frame) door.step(0.01);
}

// The walk of `demo --walk`: every sample card in turn, with what a greeter would tap.
class Walk {
 public:
  Walk(Station& station, DoorWindow& door, ui::Window& window, fs::path pictures)
      : station_(station), door_(door), window_(window), pictures_(std::move(pictures)) {}

  int run(std::size_t cards) {
    if (!picture("ready")) return 1;
    for (std::size_t i = 0; i < cards; ++i) {
      if (!hold_card()) return 1;
    }
    if (!undo_last() || !find_guest()) return 1;
    door_.take(TapBack{});
    return picture("ready_again") ? 0 : 1;
  }

 private:
  bool hold_card() {
    door_.take(TapSampleCard{});
    if (std::holds_alternative<DoorAsksPersons>(door_.desk().doing())) {
      if (!picture("persons")) return false;
      const auto asks = std::get<DoorAsksPersons>(door_.desk().doing());
      door_.take(TapPersons{asks.preview.persons});
    }
    const DoorEvent* event = door_.desk().last();
    if (!event) return false;
    print(*event);
    return picture(std::string(name_of(event->verdict.outcome)));
  }

  void print(const DoorEvent& event) {
    const EventState& state = station_.state();
    std::string line = fmt::format("{}\t{}", name_of(event.verdict.outcome),
                                   guest_name(state, event.verdict.guest));
    if (event.record) {
      line += fmt::format("\t{} {}", zone_words(state.venue(), event.verdict.seat.zone),
                          place_words(state.venue(), event.verdict.seat.seats));
    }
    fmt::print("{}\n", line);
  }

  // The last card of the walk is an ordinary guest: admitted just now, so it can be undone.
  bool undo_last() {
    const DoorEvent* event = door_.desk().last();
    if (!event || !event->record) return false;
    door_.take(TapUndo{event->record});
    return picture("undone");
  }

  bool find_guest() {
    door_.take(TapFind{});
    if (!picture("find_empty")) return false;
    door_.take(TypeFind{"zhang"});
    return picture("find");
  }

  bool picture(const std::string& page) {
    settle(door_);
    const std::string file = fmt::format("{:02}_{}.png", ++pictures_taken_, page);
    auto saved = window_.save_screenshot((pictures_ / file).string());
    if (!saved) fail(saved.failure());
    return static_cast<bool>(saved);
  }

  Station& station_;
  DoorWindow& door_;
  ui::Window& window_;
  fs::path pictures_;
  int pictures_taken_ = 0;
};

constexpr std::size_t kWalkCards = 10;  // one of each kind, and an ordinary guest again

int show(Station& station, const WindowChoice& choice, std::vector<SampleCard> cards) {
  auto options = window_options(choice, station.state().venue().name);
  if (!options) {
    fail(options.failure());
    return 2;
  }
  auto window = ui::Window::open(*options);
  if (!window) return fail(window.failure());
  if (!(*window)->warning().empty()) fail((*window)->warning());
  DoorWindow door(station, **window, choice, std::move(cards));
  if (choice.walk.empty()) return keep_open(door, **window, choice);
  std::error_code error;
  fs::create_directories(choice.walk, error);
  if (error)
    return fail(say("The folder {} cannot be made: {}", choice.walk.string(), error.message()));
  return Walk(station, door, **window, choice.walk).run(kWalkCards);
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
  const auto options = window_options(window, "yingbin");
  if (!options) {
    fail(options.failure());
    return 2;
  }
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
