// Points and rectangles in pixels, and how a page is cut into rows and columns. Every screen uses
// it.
#pragma once

#include <vector>

namespace yingbin::ui {

struct Point {
  float x = 0;
  float y = 0;
};

struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] Point centre() const { return {x + w / 2, y + h / 2}; }
  [[nodiscard]] bool portrait() const { return h > w; }
  [[nodiscard]] bool contains(Point p) const;
  [[nodiscard]] bool contains(const Rect& inner) const;
  [[nodiscard]] bool overlaps(const Rect& other) const;
  // Smaller on every side; a negative amount grows it.
  [[nodiscard]] Rect inset(float horizontal, float vertical) const;
  [[nodiscard]] Rect inset(float all) const { return inset(all, all); }
  // The largest square in the middle.
  [[nodiscard]] Rect square() const;

  // Each cuts a strip off this rectangle (with `gap` lost between) and returns the strip.
  Rect cut_top(float height, float gap = 0);
  Rect cut_bottom(float height, float gap = 0);
  Rect cut_left(float width, float gap = 0);
  Rect cut_right(float width, float gap = 0);
};

// One part of a division: `pixels` of its own and `weight` of what is left over.
struct Part {
  float pixels = 0;
  float weight = 0;
};
[[nodiscard]] constexpr Part fixed(float pixels) { return {pixels, 0}; }
[[nodiscard]] constexpr Part share(float weight = 1) { return {0, weight}; }

// As many rectangles as parts, in order, `gap` pixels apart. Parts that ask for more than there is
// are all made smaller in proportion.
[[nodiscard]] std::vector<Rect> rows(const Rect& area, const std::vector<Part>& parts, float gap);
[[nodiscard]] std::vector<Rect> columns(const Rect& area, const std::vector<Part>& parts,
                                        float gap);
// `count` equal parts.
[[nodiscard]] std::vector<Rect> equal_rows(const Rect& area, int count, float gap);
[[nodiscard]] std::vector<Rect> equal_columns(const Rect& area, int count, float gap);

}  // namespace yingbin::ui
