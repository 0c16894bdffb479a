#include "ui/pictures.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/text.h"

namespace yingbin::ui {
namespace {

constexpr float kSeatOfUnit = 0.8F;
constexpr float kStageOfHeight = 0.11F;
constexpr float kMarkUnits = 1.7F;
constexpr int kQuietModules = 4;  // ISO/IEC 18004

void fill(Frame& frame, const Rect& place, Colour colour, float radius) {
  frame.draw.AddRectFilled({place.x, place.y}, {place.right(), place.bottom()}, colour, radius);
}

// From the map's units to pixels.
struct Fit {
  float unit = 0;
  float x = 0;
  float y = 0;
  [[nodiscard]] Rect box(float centre_x, float centre_y, float side) const {
    return {x + centre_x * unit - side / 2, y + centre_y * unit - side / 2, side, side};
  }
};

Fit fit(const SeatMap& map, const Rect& area) {
  float left = 1e9F, right = -1e9F, top = 1e9F, bottom = -1e9F;
  const auto include = [&](float x, float y, float half) {
    left = std::min(left, x - half);
    right = std::max(right, x + half);
    top = std::min(top, y - half);
    bottom = std::max(bottom, y + half);
  };
  for (const SeatSpot& seat : map.seats) include(seat.x, seat.y, 0.5F);
  for (const ZoneSpot& zone : map.zones) include(zone.x, zone.y, kMarkUnits / 2);
  for (const AreaSpot& spot : map.areas) {
    include(spot.place.x, spot.place.y, 0);
    include(spot.place.right(), spot.place.bottom(), 0);
  }
  if (right <= left) return {};
  const float unit = std::min({area.w / (right - left), area.h / (bottom - top), area.w / 8});
  const float spare = area.h - unit * (bottom - top);
  return {unit, area.x + (area.w - unit * (right - left)) / 2 - left * unit,
          area.y + spare * 0.3F - top * unit};
}

void draw_seat(Frame& frame, const Fit& fit, const SeatSpot& seat) {
  const float side = fit.unit * kSeatOfUnit;
  const float radius = side > 8 ? side * 0.2F : 0;
  const float strength = seat.light == SeatLight::taken ? 0.5F : 0.24F;
  fill(frame, fit.box(seat.x, seat.y, side), mixed(kCream, seat.colour, strength), radius);
}

void draw_area(Frame& frame, const Fit& fit, const AreaSpot& spot) {
  const Rect place{fit.x + spot.place.x * fit.unit, fit.y + spot.place.y * fit.unit,
                   spot.place.w * fit.unit, spot.place.h * fit.unit};
  const float ring = frame.mm(0.9F);
  if (spot.lit) {
    fill(frame, place.inset(-2 * ring), kInk, frame.mm(2));
    fill(frame, place.inset(-1.4F * ring), kAmber, frame.mm(2));
  }
  fill(frame, place, spot.lit ? spot.colour : mixed(kCream, spot.colour, 0.24F), frame.mm(1.5F));
}

// Lit seats may be tiny in a large hall: the ring never is.
void draw_lit(Frame& frame, const Fit& fit, const SeatSpot& seat) {
  const float side = std::max(fit.unit * kSeatOfUnit, frame.mm(3));
  const float ring = std::max(side * 0.2F, frame.mm(0.9F));
  fill(frame, fit.box(seat.x, seat.y, side + 2 * ring), kInk, (side + 2 * ring) * 0.24F);
  fill(frame, fit.box(seat.x, seat.y, side + 1.4F * ring), kAmber, (side + 1.4F * ring) * 0.24F);
  fill(frame, fit.box(seat.x, seat.y, side), seat.colour, side * 0.2F);
}

void draw_stripes(Frame& frame, const Rect& place) {
  fill(frame, place, kGround, 0);
  const float step = frame.mm(17);
  frame.draw.PushClipRect({place.x, place.y}, {place.right(), place.bottom()}, true);
  for (float x = place.x - place.h; x < place.right(); x += step) {
    frame.draw.AddLine({x, place.y}, {x + place.h, place.bottom()}, kGroundStripe, step * 0.36F);
  }
  frame.draw.PopClipRect();
}

// A clipped picture has hard edges: on half pixels they would not meet the rounded corners.
Rect whole_pixels(const Rect& place) {
  const float x = std::round(place.x);
  const float y = std::round(place.y);
  return {x, y, std::round(place.right()) - x, std::round(place.bottom()) - y};
}

// The picture fills the place; what does not fit is cut at the sides.
void draw_camera(Frame& frame, const Rect& place, const CameraPicture& picture) {
  const float wide = static_cast<float>(picture.width) / static_cast<float>(picture.height);
  const float part_x = std::min(1.0F, place.w / place.h / wide);
  const float part_y = std::min(1.0F, wide / (place.w / place.h));
  const ImVec2 from((1 - part_x) / 2, (1 - part_y) / 2);
  const ImVec2 to(1 - from.x, 1 - from.y);
  frame.draw.AddImage(reinterpret_cast<ImTextureID>(picture.texture), {place.x, place.y},
                      {place.right(), place.bottom()}, from, to);
}

}  // namespace

void seat_map(Frame& frame, const Rect& place, const std::string& name, const SeatMap& map) {
  Rect area = place;
  const Rect stage =
      area.cut_top(std::clamp(area.h * kStageOfHeight, frame.mm(9), frame.mm(14)), frame.mm(3.5F));
  fill(frame, stage, kGround, frame.mm(2.5F));
  TextStyle style;
  style.colour = kWhite;
  style.across = Across::centre;
  draw_text(frame.draw, frame.fonts, lay_text(frame.fonts, map.stage, style, stage.w, stage.h),
            style, stage);
  const Fit scale = fit(map, area);
  for (const AreaSpot& spot : map.areas) draw_area(frame, scale, spot);
  for (const SeatSpot& seat : map.seats) draw_seat(frame, scale, seat);
  for (const ZoneSpot& zone : map.zones) {
    draw_zone_mark(frame, scale.box(zone.x, zone.y, scale.unit * (kMarkUnits - 0.3F)), zone.shape,
                   zone.colour, zone.character);
  }
  for (const SeatSpot& seat : map.seats) {
    if (seat.light == SeatLight::lit) draw_lit(frame, scale, seat);
  }
  frame.log.add({WidgetKind::picture, name, place, true, true, map.stage, 0});
}

Rect scan_frame(Frame& frame, const Rect& asked, const CameraPicture& picture, Colour page) {
  const Rect place = whole_pixels(asked);
  if (picture.texture != 0 && picture.width > 0 && picture.height > 0) {
    draw_camera(frame, place, picture);
    fill(frame, place, faded(kGround, 0.25F), 0);
  } else {
    draw_stripes(frame, place);
  }
  Rect area = place.inset(frame.mm(8));
  const float words = std::min(area.h * 0.36F, frame.mm(32));
  Rect below = area.cut_bottom(words, frame.mm(4));
  const Rect square = area.square().inset(std::max(0.0F, area.square().w - frame.mm(75)) / 2);
  // Words stay readable on any picture.
  if (picture.texture != 0) {
    const float top = below.y - frame.mm(1);
    fill(frame, {place.x, top, place.w, place.bottom() - top}, faded(kGround, 0.85F), 0);
  }
  frame.draw.AddRect({square.x, square.y}, {square.right(), square.bottom()}, faded(kWhite, 0.92F),
                     frame.mm(7), 0, frame.mm(1.6F));
  round_corners(frame.draw, place, frame.theme.radius(), page);
  frame.log.add({WidgetKind::picture, "scan frame", square, true, true, {}, 0});
  return below;
}

void qr_code(Frame& frame, const Rect& place, const std::string& name,
             const std::vector<bool>& modules, int side) {
  const Rect square = place.square();
  fill(frame, square, kWhite, 0);
  frame.log.add({WidgetKind::picture, name, square, true, true, {}, 0});
  if (side <= 0 ||
      modules.size() != static_cast<std::size_t>(side) * static_cast<std::size_t>(side))
    return;
  const float exact = square.w / static_cast<float>(side + 2 * kQuietModules);
  // Whole pixels, so that all modules are alike, unless that would waste much of the place.
  const float module = std::floor(exact) > exact * 0.8F ? std::floor(exact) : exact;
  const float margin = (square.w - module * static_cast<float>(side)) / 2;
  const auto edge = [&](float start, int index) {
    return std::round(start + margin + static_cast<float>(index) * module);
  };
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      if (!modules[static_cast<std::size_t>(row * side + column)]) continue;
      const float x = edge(square.x, column);
      const float y = edge(square.y, row);
      fill(frame, {x, y, edge(square.x, column + 1) - x, edge(square.y, row + 1) - y}, kInk, 0);
    }
  }
}

void bar(Frame& frame, const Rect& place, float part, Colour colour) {
  const float radius = place.h / 2;
  fill(frame, place, rgb(0xEDE9DD), radius);
  const float width = place.w * std::clamp(part, 0.0F, 1.0F);
  if (width > 0) fill(frame, {place.x, place.y, std::max(width, place.h), place.h}, colour, radius);
}

}  // namespace yingbin::ui
