#include "commands/door_walk.h"

#include <fmt/core.h>

#include "commands/opening.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::size_t kWalkCards = 10;  // one of each kind, and an ordinary guest again

// Draws until the page has settled: pictures and glyphs may come a frame later.
void settle(DoorWindow& door) {
  for (int frame = 0; frame < 4; ++frame) door.step(0.01);
}

class Walk {
 public:
  Walk(Station& station, DoorWindow& door, ui::Window& window, std::filesystem::path pictures)
      : station_(station), door_(door), window_(window), pictures_(std::move(pictures)) {}

  int run(std::size_t cards) {
    if (!picture("ready")) return 1;
    for (std::size_t i = 0; i < cards; ++i) {
      if (!hold_card()) return 1;
    }
    if (!undo_last() || !find_guest() || !look_around()) return 1;
    door_.take(TapNextGuest{});
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

  // The pages of a coordinator: the stations, this one, what contradicts.
  bool look_around() {
    door_.take(TapStations{});
    if (!picture("stations")) return false;
    door_.take(TapStation{station_.context().station});
    if (!picture("station")) return false;
    door_.take(TapFindings{});
    return picture("findings");
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
  std::filesystem::path pictures_;
  int pictures_taken_ = 0;
};

}  // namespace

int walk_the_door(Station& station, DoorWindow& door, ui::Window& window,
                  const std::filesystem::path& pictures) {
  std::error_code error;
  std::filesystem::create_directories(pictures, error);
  if (error)
    return fail(say("The folder {} cannot be made: {}", pictures.string(), error.message()));
  return Walk(station, door, window, pictures).run(kWalkCards);
}

}  // namespace yingbin
