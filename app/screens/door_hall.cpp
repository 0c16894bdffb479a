#include <algorithm>
#include <cmath>

#include "screens/door_pages.h"

// The hall as a schematic: zones in the venue's order, in the grid of columns and rows that shows
// the seats largest. The venue file does not say where zones lie; the guest looks for colour, mark
// and row.
namespace yingbin {
namespace {

using namespace ui;

constexpr float kOpenWidth = 10;  // of a zone without seats, in seats
constexpr float kOpenDepth = 5;
constexpr float kAisle = 1.2F;  // between zones
constexpr float kMark = 2.6F;   // room for the zone's mark, below its seats

Point size_of(const HallZone& zone) {
  if (zone.rows.empty()) return {kOpenWidth, kOpenDepth + kMark};
  std::size_t widest = 1;
  for (const auto& row : zone.rows) widest = std::max(widest, row.size());
  return {static_cast<float>(widest), static_cast<float>(zone.rows.size()) + kMark};
}

struct Grid {
  std::vector<float> widths;
  std::vector<float> heights;
  [[nodiscard]] float width() const { return sum(widths); }
  [[nodiscard]] float height() const { return sum(heights); }
  static float sum(const std::vector<float>& parts) {
    float total = 0;
    for (const float part : parts) total += part + kAisle;
    return total;
  }
};

Grid grid_of(const std::vector<HallZone>& hall, std::size_t columns) {
  Grid grid{std::vector<float>(columns), std::vector<float>((hall.size() + columns - 1) / columns)};
  for (std::size_t i = 0; i < hall.size(); ++i) {
    const Point size = size_of(hall[i]);
    grid.widths[i % columns] = std::max(grid.widths[i % columns], size.x);
    grid.heights[i / columns] = std::max(grid.heights[i / columns], size.y);
  }
  return grid;
}

void add_seats(const HallZone& zone, Point at, float width, SeatMap& map) {
  const Colour colour = colour_of(zone.sign);
  float y = at.y + 0.5F;
  for (const auto& row : zone.rows) {
    float x = at.x + (width - static_cast<float>(row.size())) / 2 + 0.5F;
    for (const SeatMark mark : row) {
      const SeatLight light = mark == SeatMark::lit     ? SeatLight::lit
                              : mark == SeatMark::taken ? SeatLight::taken
                                                        : SeatLight::plain;
      map.seats.push_back({x, y, colour, light});
      x += 1;
    }
    y += 1;
  }
}

void add_zone(const HallZone& zone, Point at, float width, SeatMap& map) {
  const Point size = size_of(zone);
  if (zone.rows.empty()) {
    map.areas.push_back({{at.x + (width - kOpenWidth) / 2, at.y, kOpenWidth, kOpenDepth},
                         colour_of(zone.sign),
                         zone.lit});
  }
  add_seats(zone, at, width, map);
  map.zones.push_back({at.x + width / 2, at.y + size.y - kMark / 2, shape_of(zone.sign),
                       colour_of(zone.sign), zone.sign.mark});
}

}  // namespace

SeatMap map_of(const std::vector<HallZone>& hall, float width_to_height) {
  SeatMap map;
  map.stage = say("Stage");
  if (hall.empty()) return map;
  std::size_t best = 1;
  float best_unit = 0;
  for (std::size_t columns = 1; columns <= hall.size(); ++columns) {
    const Grid grid = grid_of(hall, columns);
    const float unit = std::min(width_to_height / grid.width(), 1 / grid.height());
    if (unit > best_unit) {
      best_unit = unit;
      best = columns;
    }
  }
  const Grid grid = grid_of(hall, best);
  Point at;
  for (std::size_t i = 0; i < hall.size(); ++i) {
    const std::size_t column = i % best;
    if (column == 0) at.x = 0;
    add_zone(hall[i], at, grid.widths[column], map);
    at.x += grid.widths[column] + kAisle;
    if (column + 1 == best) at.y += grid.heights[i / best] + kAisle;
  }
  return map;
}

}  // namespace yingbin
