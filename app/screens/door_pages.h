// The door's pages, one file each, and the parts they share. Only door.cpp and these files use it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "screens/door.h"
#include "text/say.h"
#include "ui/widgets.h"

namespace yingbin {

// A sentence for guests: in the language chosen, and small in English beside it unless that is
// English.
struct Bilingual {
  std::string first;
  std::string second;  // may be empty

  // Called `say` so that xgettext finds the sentences.
  template <class... Values>
  static Bilingual say(const char* english, const Values&... values) {
    Bilingual result{fmt::vformat(gettext(english), fmt::make_format_args(values...)),
                     fmt::vformat(english, fmt::make_format_args(values...))};
    if (result.first == result.second) result.second.clear();
    return result;
  }
};

using Intent = std::optional<DoorIntent>;

// Every page draws inside `area`, below the header and above the demo's strip.
Intent draw_page(const ReadyPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const PersonsPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const AdmittedPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const RefusedPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const NoticePage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const FindPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const LeavePage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const StationsPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const StationPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const SecondPersonPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const ReleasePage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const FindingsPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);
Intent draw_page(const FindingPage& page, DoorLocal& local, ui::Frame& frame, ui::Rect area);

// Shared parts -----------------------------------------------------------------------------------

// The buttons of a page stand at its foot: back on the left, help always in the middle, the main
// action on the right (DESIGN 12).
struct Foot {
  ui::Rect left;
  ui::Rect help;
  ui::Rect right;
};
// Cuts it off the page's whole area.
[[nodiscard]] Foot cut_foot(ui::Rect& area, const ui::Frame& frame);
Intent draw_help(ui::Frame& frame, const ui::Rect& place, ui::Ground ground = ui::Ground::light);
// At the left end of the foot.
Intent draw_back(ui::Frame& frame, ui::Rect left);

// Which of a long list stand on the page: from local.list_from on, as many as there is room for. A
// button at `more` turns to the next; it changes only what is shown.
struct ListPart {
  std::size_t first = 0;
  std::size_t end = 0;
};
[[nodiscard]] ListPart part_of_list(std::size_t count, std::size_t room, DoorLocal& local,
                                    ui::Frame& frame, ui::Rect more);

// The bar at the top; on the admitted page it lies on the page's own colour and says less.
enum class HeaderLook { full, welcome };
void draw_header(const HeaderModel& header, ui::Frame& frame, const ui::Rect& strip,
                 HeaderLook look);
// The sentence staff must not miss.
void draw_alert(const std::string& alert, ui::Frame& frame, const ui::Rect& strip);
// The demo's next sample card.
Intent draw_sample_strip(const SampleStrip& strip, ui::Frame& frame, const ui::Rect& place);

[[nodiscard]] ui::Colour colour_of(const ZoneSign& sign);  // green if it is not written "#RRGGBB"
[[nodiscard]] ui::ZoneShape shape_of(const ZoneSign& sign);
void draw_zone(const ZoneSign& sign, ui::Frame& frame, const ui::Rect& place);
[[nodiscard]] ui::SeatMap map_of(const std::vector<HallZone>& hall, float width_to_height);

[[nodiscard]] ui::Sign sign_of(DoorOutcome outcome);
[[nodiscard]] ui::Colour colour_of(DoorOutcome outcome);

[[nodiscard]] ui::TextStyle style_of(ui::TextSize size, ui::Weight weight = ui::Weight::regular,
                                     ui::Colour colour = ui::kInk,
                                     ui::Across across = ui::Across::left);
// "a · b", without the empty ones.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts);

}  // namespace yingbin
