// Shapes that carry meaning beside colour: the zones' marks, the signs of verdicts, corner masks.
// Drawn from lines and curves, so that no font can lack them.
#pragma once

#include <string_view>

#include "ui/frame.h"

namespace yingbin::ui {

enum class ZoneShape { square, triangle, circle, diamond, hexagon, star };
inline constexpr int kZoneShapes = 6;

enum class Sign {
  tick,         // admitted
  exclamation,  // already in
  people,       // party full
  barred,       // revoked
  elsewhere,    // another event's
  cross,        // forged
  question,     // unknown
  blurred,      // unreadable
  hand,         // wait, ask
  clock,
  back,
  backspace,
};
inline constexpr int kSigns = 12;

// The filled shape alone, in the largest square of `area`.
void draw_zone_shape(ImDrawList& draw, const Rect& area, ZoneShape shape, Colour colour);
// The same with the zone's character in it, white or ink; logs nothing.
void draw_zone_mark(Frame& frame, const Rect& area, ZoneShape shape, Colour colour,
                    std::string_view character);
void draw_sign(ImDrawList& draw, const Rect& area, Sign sign, Colour colour);
// Paints the corners of a picture over with the page's colour, so that it looks rounded.
void round_corners(ImDrawList& draw, const Rect& area, float radius, Colour page);

}  // namespace yingbin::ui
