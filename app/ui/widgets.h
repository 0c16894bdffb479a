// The widgets every screen is made of. Each is drawn at once, answers what the finger did, and
// leaves its name, place and state in the frame's log.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/frame.h"
#include "ui/shapes.h"
#include "ui/text.h"

namespace yingbin::ui {

// Fills a rectangle, for bars and whole pages.
void paint(Frame& frame, const Rect& place, Colour colour);

// A ground with rounded corners; `edge` of 0 alpha draws none.
struct CardLook {
  Colour fill = kWhite;
  Colour edge = kLine;
};
void card(Frame& frame, const Rect& place, const CardLook& look = {});

// Text inside `place`. Returns what the characters fill, for whatever comes beside it.
Rect label(Frame& frame, const Rect& place, std::string_view text, const TextStyle& style = {});

enum class ButtonLook { primary, secondary, quiet, danger };
enum class Ground { light, dark };

struct ButtonFace {
  std::string name = {};  // for tests and the log; unique on a page
  std::string text = {};
  std::string second = {};  // smaller, below; may be empty
  ButtonLook look = ButtonLook::secondary;
  Ground ground = Ground::light;
  bool enabled = true;
  std::optional<Sign> sign = {};  // before the text, or alone
  float least_mm = kStaffTargetMm;
  bool repeats = false;  // a key: may be tapped again at once
  TextSize size = TextSize::title;
};
// True in the frame in which a finger that went down on it goes up on it. A finger that slid off
// cancels. A second tap at the same spot within half a second does nothing, whatever is there by
// then.
[[nodiscard]] bool button(Frame& frame, const Rect& place, const ButtonFace& face);
// A card that is one large button; what it shows is drawn on it afterwards.
[[nodiscard]] bool tappable_row(Frame& frame, const Rect& place, const std::string& name,
                                bool enabled = true);

// A rounded strip as wide as its text, with a coloured dot before it if wanted.
struct PillLook {
  Colour fill = kGroundRaised;
  Colour text = kWhite;
  std::optional<Colour> dot = {};
};
// Cuts itself off the right of `strip` and returns where it stands.
Rect pill(Frame& frame, Rect& strip, std::string_view text, const PillLook& look = {});

// Mark of a zone, logged as a picture of that name.
void zone_mark(Frame& frame, const Rect& place, ZoneShape shape, Colour colour,
               std::string_view character);
void sign(Frame& frame, const Rect& place, Sign which, Colour colour);

enum class FieldEvent { none, changed, entered };
struct FieldFace {
  std::string name = {};
  std::string hint = {};  // shown while it is empty
  std::size_t characters_max = 40;
  bool focused = true;
};
// One line of typing; takes the frame's typed characters when focused.
FieldEvent text_field(Frame& frame, const Rect& place, const FieldFace& face, std::string& text);

// Where the finger is on a widget; the two functions behind every button, for new kinds of widgets.
struct Press {
  bool held = false;    // the finger is on it now
  bool tapped = false;  // and has just gone up
};
enum class Repeat { guarded, at_once };
// True once, when a finger has been on `place` for so long: for what nobody does by accident.
[[nodiscard]] bool long_press(Frame& frame, const Rect& place, const std::string& name,
                              double seconds);
Press press(Frame& frame, const Rect& place, const std::string& name, bool enabled, Repeat repeat);

}  // namespace yingbin::ui
