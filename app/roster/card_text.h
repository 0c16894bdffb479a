// Text in a box, set by Pango. Only card_drawing.cpp calls this.
#pragma once

#include <memory>
#include <string>

#include <pango/pangocairo.h>

#include "roster/card_drawing.h"

namespace yingbin {

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

enum class Side { left, centre, right };

struct TextStyle {
  double size = 10;              // points
  double size_one_line_min = 0;  // shrinks down to this before it takes a second line
  double size_min = 6;
  bool bold = false;
  bool even_width = false;  // every letter as wide as the next: codes
  double spacing = 0;       // points between letters
  Side side = Side::left;
  Colour colour;
};

// Draws with one layout, which is dear to make, as many texts as a card has.
class CardPen {
 public:
  explicit CardPen(cairo_t* context);

  // In the middle of the box's height, over as many lines as fit; smaller until it fits.
  DrawnText write(std::string_view field, const std::string& text, const CardBox& box,
                  const TextStyle& style);
  void use(const Colour& colour);
  [[nodiscard]] cairo_t* context() const { return context_; }

 private:
  struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };

  void set_font(const TextStyle& style, double size);

  cairo_t* context_;
  std::unique_ptr<PangoLayout, Unref> layout_;
};

}  // namespace yingbin
