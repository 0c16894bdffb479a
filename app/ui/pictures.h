// The larger pictures of a page: the hall with a guest's seats lit, the camera's frame, a QR code,
// the bars of a figure. Drawn by screens; they know places and colours, not guests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/frame.h"
#include "ui/shapes.h"

namespace yingbin::ui {

enum class SeatLight { plain, taken, lit };

// Places are in any unit; the map is scaled to fit. A seat is one unit wide and deep.
struct SeatSpot {
  float x = 0;  // middle of the seat
  float y = 0;
  Colour colour = kGreen;
  SeatLight light = SeatLight::plain;
};

struct ZoneSpot {
  float x = 0;  // middle of the mark
  float y = 0;
  ZoneShape shape = ZoneShape::square;
  Colour colour = kGreen;
  std::string character;
};

// A part of the hall without seats of its own.
struct AreaSpot {
  Rect place;
  Colour colour = kGreen;
  bool lit = false;
};

struct SeatMap {
  std::string stage;  // the word on the stage, which is at the top
  std::vector<AreaSpot> areas;
  std::vector<SeatSpot> seats;
  std::vector<ZoneSpot> zones;
};
// Lit seats are dark in a bright ring, so that they are found without seeing colours.
void seat_map(Frame& frame, const Rect& place, const std::string& name, const SeatMap& map);

// The camera's latest picture as the window holds it; texture 0: no camera.
struct CameraPicture {
  std::uint64_t texture = 0;
  int width = 0;
  int height = 0;
};
// The picture (or calm stripes) with the square where a code belongs, rounded on a page of `page`.
// Returns the room below the square, for words on dark ground.
Rect scan_frame(Frame& frame, const Rect& place, const CameraPicture& picture, Colour page);

// `modules` row by row, true is dark, without the quiet zone, which is added here.
void qr_code(Frame& frame, const Rect& place, const std::string& name,
             const std::vector<bool>& modules, int side);

// A rounded bar filled from the left, 0 to 1.
void bar(Frame& frame, const Rect& place, float part, Colour colour);

}  // namespace yingbin::ui
