#include "ui/layout.h"

#include <algorithm>

namespace yingbin::ui {
namespace {

// Rectangles that only touch, or differ by rounding, do not overlap.
constexpr float kTouching = 0.6F;

// The lengths of the parts, in order.
std::vector<float> divide(float length, const std::vector<Part>& parts, float gap) {
  float asked = 0;
  float weights = 0;
  for (const Part& part : parts) {
    asked += part.pixels;
    weights += part.weight;
  }
  const float room = std::max(0.0F, length - gap * static_cast<float>(parts.size() - 1));
  const float squeeze = asked > room ? room / asked : 1.0F;
  const float left_over = std::max(0.0F, room - asked);
  std::vector<float> lengths;
  lengths.reserve(parts.size());
  for (const Part& part : parts) {
    const float extra = weights > 0 ? left_over * part.weight / weights : 0;
    lengths.push_back(part.pixels * squeeze + extra);
  }
  return lengths;
}

}  // namespace

bool Rect::contains(Point p) const {
  return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
}

bool Rect::contains(const Rect& inner) const {
  return inner.x >= x - kTouching && inner.right() <= right() + kTouching &&
         inner.y >= y - kTouching && inner.bottom() <= bottom() + kTouching;
}

bool Rect::overlaps(const Rect& other) const {
  return std::min(right(), other.right()) - std::max(x, other.x) > kTouching &&
         std::min(bottom(), other.bottom()) - std::max(y, other.y) > kTouching;
}

Rect Rect::inset(float horizontal, float vertical) const {
  return {x + horizontal, y + vertical, std::max(0.0F, w - 2 * horizontal),
          std::max(0.0F, h - 2 * vertical)};
}

Rect Rect::square() const {
  const float side = std::min(w, h);
  return {x + (w - side) / 2, y + (h - side) / 2, side, side};
}

Rect Rect::cut_top(float height, float gap) {
  const float taken = std::min(height, h);
  const Rect strip{x, y, w, taken};
  const float lost = std::min(taken + gap, h);
  y += lost;
  h -= lost;
  return strip;
}

Rect Rect::cut_bottom(float height, float gap) {
  const float taken = std::min(height, h);
  const Rect strip{x, bottom() - taken, w, taken};
  h -= std::min(taken + gap, h);
  return strip;
}

Rect Rect::cut_left(float width, float gap) {
  const float taken = std::min(width, w);
  const Rect strip{x, y, taken, h};
  const float lost = std::min(taken + gap, w);
  x += lost;
  w -= lost;
  return strip;
}

Rect Rect::cut_right(float width, float gap) {
  const float taken = std::min(width, w);
  const Rect strip{right() - taken, y, taken, h};
  w -= std::min(taken + gap, w);
  return strip;
}

std::vector<Rect> rows(const Rect& area, const std::vector<Part>& parts, float gap) {
  std::vector<Rect> result;
  if (parts.empty()) return result;
  float at = area.y;
  for (const float length : divide(area.h, parts, gap)) {
    result.push_back({area.x, at, area.w, length});
    at += length + gap;
  }
  return result;
}

std::vector<Rect> columns(const Rect& area, const std::vector<Part>& parts, float gap) {
  std::vector<Rect> result;
  if (parts.empty()) return result;
  float at = area.x;
  for (const float length : divide(area.w, parts, gap)) {
    result.push_back({at, area.y, length, area.h});
    at += length + gap;
  }
  return result;
}

std::vector<Rect> equal_rows(const Rect& area, int count, float gap) {
  return rows(area, std::vector<Part>(static_cast<std::size_t>(std::max(0, count)), share()), gap);
}

std::vector<Rect> equal_columns(const Rect& area, int count, float gap) {
  return columns(area, std::vector<Part>(static_cast<std::size_t>(std::max(0, count)), share()),
                 gap);
}

}  // namespace yingbin::ui
