#include "ui/shapes.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "ui/text.h"

namespace yingbin::ui {
namespace {

constexpr float kPi = 3.14159265F;

// Places inside the largest square of an area, as parts of its side.
struct Square {
  Rect box;
  explicit Square(const Rect& area) : box(area.square()) {}
  [[nodiscard]] ImVec2 at(float x, float y) const { return {box.x + x * box.w, box.y + y * box.h}; }
  [[nodiscard]] float side(float part) const { return part * box.w; }
};

// Corners of a regular polygon or, with a second radius, a star; the first one points up.
std::vector<ImVec2> ring(const Square& square, int corners, float outer, float inner,
                         float centre_y) {
  std::vector<ImVec2> points;
  for (int i = 0; i < corners; ++i) {
    const float angle = 2 * kPi * static_cast<float>(i) / static_cast<float>(corners) - kPi / 2;
    const float radius = i % 2 == 0 ? outer : inner;
    points.push_back(
        square.at(0.5F + radius * std::cos(angle), centre_y + radius * std::sin(angle)));
  }
  return points;
}

// Fills it and rounds the corners by an outline of the same colour.
void fill_rounded(ImDrawList& draw, const std::vector<ImVec2>& points, Colour colour,
                  float outline) {
  const auto count = static_cast<int>(points.size());
  draw.AddConvexPolyFilled(points.data(), count, colour);
  draw.AddPolyline(points.data(), count, colour, ImDrawFlags_Closed, outline);
  for (const ImVec2& point : points) draw.AddCircleFilled(point, outline / 2, colour);
}

void stroke(ImDrawList& draw, const std::vector<ImVec2>& points, Colour colour, float thick) {
  draw.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, thick);
  for (const ImVec2& point : points) draw.AddCircleFilled(point, thick / 2, colour);
}

void draw_star(ImDrawList& draw, const Square& square, Colour colour) {
  const std::vector<ImVec2> points = ring(square, 10, 0.5F, 0.27F, 0.53F);
  // Not convex: a fan of kites around the middle.
  for (std::size_t i = 0; i < points.size(); i += 2) {
    const std::array<ImVec2, 4> kite{points[i], points[(i + 1) % 10], square.at(0.5F, 0.53F),
                                     points[(i + 9) % 10]};
    draw.AddConvexPolyFilled(kite.data(), 4, colour);
  }
  draw.AddCircleFilled(square.at(0.5F, 0.53F), square.side(0.25F), colour);
}

void draw_person(ImDrawList& draw, const Square& square, float x, float y, float size,
                 Colour colour) {
  draw.AddCircleFilled(square.at(x, y), square.side(0.13F * size), colour);
  draw.PathArcTo(square.at(x, y + 0.42F * size), square.side(0.24F * size), -kPi, 0);
  draw.PathFillConvex(colour);
}

void draw_hand(ImDrawList& draw, const Square& square, Colour colour) {
  const float finger = square.side(0.105F);
  const std::array<ImVec2, 4> tips{square.at(0.34F, 0.22F), square.at(0.46F, 0.12F),
                                   square.at(0.58F, 0.14F), square.at(0.70F, 0.24F)};
  for (std::size_t i = 0; i < tips.size(); ++i) {
    const ImVec2 knuckle = square.at(0.36F + 0.11F * static_cast<float>(i), 0.58F);
    stroke(draw, {tips[i], knuckle}, colour, finger);
  }
  stroke(draw, {square.at(0.16F, 0.50F), square.at(0.36F, 0.72F)}, colour, finger);
  const ImVec2 from = square.at(0.31F, 0.50F);
  draw.AddRectFilled(from, square.at(0.745F, 0.90F), colour, square.side(0.14F));
}

void draw_blurred(ImDrawList& draw, const Square& square, Colour colour, float thick) {
  const float near = 0.12F;
  const float far = 0.88F;
  const float leg = 0.22F;
  const auto corner = [&](float x, float y, float dx, float dy) {
    stroke(draw, {square.at(x + dx, y), square.at(x, y), square.at(x, y + dy)}, colour, thick);
  };
  corner(near, near, leg, leg);
  corner(far, near, -leg, leg);
  corner(near, far, leg, -leg);
  corner(far, far, -leg, -leg);
  for (int i = 0; i < 3; ++i) {
    const float y = 0.37F + 0.13F * static_cast<float>(i);
    stroke(draw,
           {square.at(0.34F, y), square.at(0.44F, y + 0.03F), square.at(0.56F, y - 0.03F),
            square.at(0.66F, y)},
           colour, thick * 0.7F);
  }
}

void draw_exclamation(ImDrawList& draw, const Square& square, Colour colour, float thick) {
  draw.AddTriangle(square.at(0.5F, 0.12F), square.at(0.92F, 0.86F), square.at(0.08F, 0.86F), colour,
                   thick);
  stroke(draw, {square.at(0.5F, 0.40F), square.at(0.5F, 0.60F)}, colour, thick * 1.1F);
  draw.AddCircleFilled(square.at(0.5F, 0.73F), thick * 0.65F, colour);
}

void draw_question(ImDrawList& draw, const Square& square, Colour colour, float thick) {
  draw.AddCircle(square.at(0.5F, 0.5F), square.side(0.42F), colour, 0, thick);
  const ImVec2 bow = square.at(0.5F, 0.42F);
  draw.PathArcTo(bow, square.side(0.13F), -kPi, kPi / 2);
  draw.PathLineTo(square.at(0.5F, 0.62F));
  draw.PathStroke(colour, 0, thick);
  draw.AddCircleFilled(square.at(0.5F, 0.73F), thick * 0.65F, colour);
}

void draw_clock(ImDrawList& draw, const Square& square, Colour colour, float thick) {
  draw.AddCircle(square.at(0.5F, 0.5F), square.side(0.42F), colour, 0, thick);
  stroke(draw, {square.at(0.5F, 0.26F), square.at(0.5F, 0.5F), square.at(0.66F, 0.6F)}, colour,
         thick);
}

void draw_cross(ImDrawList& draw, const Square& square, Colour colour, float thick) {
  std::vector<ImVec2> octagon;
  for (int i = 0; i < 8; ++i) {
    const float angle = kPi / 4 * static_cast<float>(i) + kPi / 8;
    octagon.push_back(square.at(0.5F + 0.44F * std::cos(angle), 0.5F + 0.44F * std::sin(angle)));
  }
  draw.AddPolyline(octagon.data(), 8, colour, ImDrawFlags_Closed, thick);
  stroke(draw, {square.at(0.35F, 0.35F), square.at(0.65F, 0.65F)}, colour, thick);
  stroke(draw, {square.at(0.65F, 0.35F), square.at(0.35F, 0.65F)}, colour, thick);
}

void draw_elsewhere(ImDrawList& draw, const Square& square, Colour colour, float thick) {
  stroke(draw,
         {square.at(0.56F, 0.12F), square.at(0.14F, 0.12F), square.at(0.14F, 0.88F),
          square.at(0.56F, 0.88F)},
         colour, thick);
  stroke(draw, {square.at(0.38F, 0.5F), square.at(0.9F, 0.5F)}, colour, thick);
  stroke(draw, {square.at(0.7F, 0.3F), square.at(0.9F, 0.5F), square.at(0.7F, 0.7F)}, colour,
         thick);
}

}  // namespace

void draw_zone_shape(ImDrawList& draw, const Rect& area, ZoneShape shape, Colour colour) {
  const Square square(area);
  const float round = square.side(0.08F);
  switch (shape) {
    case ZoneShape::square:
      draw.AddRectFilled(square.at(0, 0), square.at(1, 1), colour, square.side(0.16F));
      return;
    case ZoneShape::triangle:
      fill_rounded(draw, {square.at(0.5F, 0.06F), square.at(0.96F, 0.93F), square.at(0.04F, 0.93F)},
                   colour, round);
      return;
    case ZoneShape::circle:
      draw.AddCircleFilled(square.at(0.5F, 0.5F), square.side(0.5F), colour);
      return;
    case ZoneShape::diamond:
      fill_rounded(draw, ring(square, 4, 0.48F, 0.48F, 0.5F), colour, round);
      return;
    case ZoneShape::hexagon:
      fill_rounded(draw, ring(square, 6, 0.47F, 0.47F, 0.5F), colour, round);
      return;
    case ZoneShape::star:
      draw_star(draw, square, colour);
      return;
  }
}

void draw_zone_mark(Frame& frame, const Rect& area, ZoneShape shape, Colour colour,
                    std::string_view character) {
  draw_zone_shape(frame.draw, area, shape, colour);
  const Rect box = area.square();
  const bool narrow = shape == ZoneShape::triangle || shape == ZoneShape::star;
  Rect inner = box.inset(box.w * (narrow ? 0.28F : shape == ZoneShape::diamond ? 0.24F : 0.18F));
  if (narrow) inner.y += box.h * (shape == ZoneShape::triangle ? 0.14F : 0.03F);
  TextStyle style;
  style.weight = Weight::bold;
  style.colour = text_on(colour);
  style.across = Across::centre;
  style.shrink_min = 0.2F;
  for (const TextSize size :
       {TextSize::small, TextSize::body, TextSize::title, TextSize::prompt, TextSize::huge}) {
    style.size = size;
    if (frame.fonts.em(size) >= inner.h) break;
  }
  draw_text(frame.draw, frame.fonts, lay_text(frame.fonts, character, style, inner.w, inner.h),
            style, inner);
}

void draw_sign(ImDrawList& draw, const Rect& area, Sign sign, Colour colour) {
  const Square square(area);
  const float thick = square.side(0.085F);
  switch (sign) {
    case Sign::tick:
      return stroke(draw,
                    {square.at(0.12F, 0.54F), square.at(0.38F, 0.80F), square.at(0.88F, 0.22F)},
                    colour, square.side(0.12F));
    case Sign::exclamation:
      return draw_exclamation(draw, square, colour, thick);
    case Sign::people:
      draw_person(draw, square, 0.22F, 0.34F, 0.85F, colour);
      draw_person(draw, square, 0.78F, 0.34F, 0.85F, colour);
      return draw_person(draw, square, 0.5F, 0.30F, 1.2F, colour);
    case Sign::barred:
      draw.AddCircle(square.at(0.5F, 0.5F), square.side(0.42F), colour, 0, thick * 1.2F);
      return stroke(draw, {square.at(0.21F, 0.21F), square.at(0.79F, 0.79F)}, colour, thick * 1.2F);
    case Sign::elsewhere:
      return draw_elsewhere(draw, square, colour, thick);
    case Sign::cross:
      return draw_cross(draw, square, colour, thick);
    case Sign::question:
      return draw_question(draw, square, colour, thick);
    case Sign::blurred:
      return draw_blurred(draw, square, colour, thick);
    case Sign::hand:
      return draw_hand(draw, square, colour);
    case Sign::clock:
      return draw_clock(draw, square, colour, thick);
    case Sign::back:
      return stroke(draw, {square.at(0.62F, 0.2F), square.at(0.32F, 0.5F), square.at(0.62F, 0.8F)},
                    colour, square.side(0.11F));
    case Sign::backspace:
      stroke(draw,
             {square.at(0.32F, 0.2F), square.at(0.08F, 0.5F), square.at(0.32F, 0.8F),
              square.at(0.92F, 0.8F), square.at(0.92F, 0.2F), square.at(0.32F, 0.2F)},
             colour, thick);
      stroke(draw, {square.at(0.46F, 0.38F), square.at(0.7F, 0.62F)}, colour, thick);
      return stroke(draw, {square.at(0.7F, 0.38F), square.at(0.46F, 0.62F)}, colour, thick);
  }
}

void round_corners(ImDrawList& draw, const Rect& area, float radius, Colour page) {
  struct Corner {
    ImVec2 tip, centre;
    float from;
  };
  const float x1 = area.right();
  const float y1 = area.bottom();
  const std::array<Corner, 4> corners{{
      {{area.x, area.y}, {area.x + radius, area.y + radius}, kPi},
      {{x1, area.y}, {x1 - radius, area.y + radius}, kPi * 1.5F},
      {{x1, y1}, {x1 - radius, y1 - radius}, 0},
      {{area.x, y1}, {area.x + radius, y1 - radius}, kPi * 0.5F},
  }};
  for (const Corner& corner : corners) {
    draw.PathLineTo(corner.tip);
    draw.PathArcTo(corner.centre, radius, corner.from, corner.from + kPi / 2);
    draw.PathFillConvex(page);
  }
}

}  // namespace yingbin::ui
