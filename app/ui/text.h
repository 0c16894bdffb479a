// Text on the screen: measured, wrapped for Chinese and Latin, made smaller to fit, cut off only as
// a last resort. Used by the widgets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/fonts.h"
#include "ui/layout.h"
#include "ui/theme.h"

struct ImDrawList;

namespace yingbin::ui {

enum class Across { left, centre, right };
enum class Down { top, middle, bottom };

struct TextStyle {
  TextSize size = TextSize::body;
  Weight weight = Weight::regular;
  Colour colour = kInk;
  Across across = Across::left;
  Down down = Down::middle;
  int lines_max = 1;
  float shrink_min = 0.72F;  // smallest scale tried before the text is cut off
};

// Lines at one size, ready to draw.
struct LaidText {
  std::vector<std::string> lines;
  float em = 0;
  float width = 0;   // of the widest line
  float height = 0;  // top of the first line's hanzi to the bottom of the last one's
  bool fits = true;  // false: something was cut off
};

// Distance of two baselines, in ems.
inline constexpr float kLineOfEm = 1.32F;

[[nodiscard]] float text_width(Fonts& fonts, std::string_view text, TextSize size, Weight weight);
// Pixels that `lines` lines need.
[[nodiscard]] float text_height(const Fonts& fonts, TextSize size, int lines = 1);
[[nodiscard]] LaidText lay_text(Fonts& fonts, std::string_view text, const TextStyle& style,
                                float width, float height);
// Draws it inside `area` and returns the rectangle the characters fill.
Rect draw_text(ImDrawList& draw, Fonts& fonts, const LaidText& text, const TextStyle& style,
               const Rect& area);

}  // namespace yingbin::ui
