// Draws one card; pictures and sheets are made of it. Each text has a box of its own and shrinks
// until it fits, so texts never overlap, however long a name is.
#pragma once

#include <string_view>
#include <vector>

#include "roster/invitation_card.h"

struct _cairo;

namespace yingbin {

// A6 portrait in points (1/72 inch).
inline constexpr double kCardWidth = 297.64;
inline constexpr double kCardHeight = 419.53;

struct CardBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

// One text as it came out.
struct DrawnText {
  std::string_view field;  // "name", "event" …
  CardBox box;             // what the text covers
  bool in_no_font = false;
  bool cut_off = false;  // too long even at the smallest size
};

// On a context whose unit is a point, the card's corner at the origin.
std::vector<DrawnText> draw_card(_cairo* context, const CardText& card);
// As draw_card, onto nothing: where everything comes to lie.
[[nodiscard]] std::vector<DrawnText> lay_out_card(const CardText& card);

}  // namespace yingbin
