#include "roster/card_text.h"

#include <algorithm>

namespace yingbin {

namespace {

constexpr double kShrink = 0.95;

struct FreeFont {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

PangoRectangle extents_of(PangoLayout* layout) {
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  return logical;
}

}  // namespace

CardPen::CardPen(cairo_t* context)
    : context_(context), layout_(pango_cairo_create_layout(context)) {
  PangoContext* pango = pango_layout_get_context(layout_.get());
  pango_cairo_context_set_resolution(pango, 72);  // a font's point is the card's unit
  // Han characters are shared between languages; without this they may take Japanese shapes.
  pango_context_set_language(pango, pango_language_from_string("zh-cn"));
  // No hinting: a picture and a sheet then break their lines alike.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(pango, options);
  cairo_font_options_destroy(options);
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
}

void CardPen::use(const Colour& colour) {
  cairo_set_source_rgb(context_, colour.red, colour.green, colour.blue);
}

void CardPen::set_font(const TextStyle& style, double size) {
  const std::unique_ptr<PangoFontDescription, FreeFont> font(pango_font_description_new());
  pango_font_description_set_family_static(
      font.get(), style.even_width ? "Noto Sans Mono CJK SC" : "Noto Sans CJK SC");
  pango_font_description_set_weight(font.get(),
                                    style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
  pango_layout_set_font_description(layout_.get(), font.get());
}

DrawnText CardPen::write(std::string_view field, const std::string& text, const CardBox& box,
                         const TextStyle& style) {
  PangoLayout* layout = layout_.get();
  constexpr PangoAlignment kAlignments[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                            PANGO_ALIGN_RIGHT};
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  pango_layout_set_alignment(layout, kAlignments[static_cast<std::size_t>(style.side)]);
  pango_layout_set_width(layout, static_cast<int>(box.width * PANGO_SCALE));
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(
      attributes, pango_attr_letter_spacing_new(static_cast<int>(style.spacing * PANGO_SCALE)));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_height(layout, -1);
  pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE);
  const auto fits = [&] {
    const PangoRectangle covered = extents_of(layout);
    return covered.height <= box.height * PANGO_SCALE && covered.width <= box.width * PANGO_SCALE;
  };
  double size = style.size;
  const auto shrink_until = [&](const auto& good, double size_min) {
    for (set_font(style, size); !good() && size * kShrink >= size_min; set_font(style, size)) {
      size *= kShrink;
    }
  };
  if (style.size_one_line_min > 0) {
    shrink_until([&] { return pango_layout_get_line_count(layout) == 1; }, style.size_one_line_min);
  }
  shrink_until(fits, style.size_min);
  DrawnText drawn{field, {}, pango_layout_get_unknown_glyphs_count(layout) > 0, !fits()};
  if (drawn.cut_off) {
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(layout, static_cast<int>(box.height * PANGO_SCALE));
  }
  const PangoRectangle covered = extents_of(layout);
  const double height = static_cast<double>(covered.height) / PANGO_SCALE;
  const double top = box.y + (box.height - height) / 2;
  drawn.box = {box.x + static_cast<double>(covered.x) / PANGO_SCALE, top,
               static_cast<double>(covered.width) / PANGO_SCALE, height};
  use(style.colour);
  cairo_move_to(context_, box.x, top);
  pango_cairo_show_layout(context_, layout);
  return drawn;
}

}  // namespace yingbin
