#include "ui/widgets.h"

#include <imgui.h>

#include <algorithm>

#include "ui/utf8.h"

namespace yingbin::ui {
namespace {

ImVec2 corner(const Rect& place) { return {place.x, place.y}; }
ImVec2 far_corner(const Rect& place) { return {place.right(), place.bottom()}; }

struct ButtonColours {
  Colour fill;
  Colour edge;  // alpha 0: none
  Colour text;
};

ButtonColours colours_of(ButtonLook look, Ground ground) {
  const bool dark = ground == Ground::dark;
  switch (look) {
    case ButtonLook::primary:
      return dark ? ButtonColours{kWhite, 0, kBrand} : ButtonColours{kBrand, 0, kWhite};
    case ButtonLook::secondary:
      return dark ? ButtonColours{kBrandDeep, 0, kWhite} : ButtonColours{kWhite, kBrand, kBrand};
    case ButtonLook::quiet:
      return dark ? ButtonColours{0, faded(kWhite, 0.7F), kWhite}
                  : ButtonColours{kCream, kLine, kInkSoft};
    case ButtonLook::danger:
      return dark ? ButtonColours{kWhite, 0, kRed} : ButtonColours{kRed, 0, kWhite};
  }
  return {kWhite, kBrand, kBrand};
}

// A greyed button stays readable (its words explain themselves) but loses its weight.
ButtonColours greyed(ButtonColours colours, Ground ground) {
  const bool dark = ground == Ground::dark;
  colours.fill = dark ? faded(kWhite, 0.08F) : kCream;
  colours.edge = dark ? 0 : kLine;
  colours.text = dark ? faded(kWhite, 0.6F) : rgb(0x77777F);
  return colours;
}

void draw_ground(Frame& frame, const Rect& place, const ButtonColours& colours, bool held) {
  const float radius = frame.theme.radius();
  Colour fill = colours.fill;
  if (held) {
    fill = (fill >> 24) == 0 ? faded(kWhite, 0.15F)
                             : mixed(fill, fill == kWhite ? kInk : kWhite, 0.14F);
  }
  frame.draw.AddRectFilled(corner(place), far_corner(place), fill, radius);
  if ((colours.edge >> 24) != 0) {
    const float edge = frame.theme.edge();
    const Rect line = place.inset(edge / 2);
    frame.draw.AddRect(corner(line), far_corner(line), colours.edge, radius, 0, edge);
  }
}

// Text with an optional smaller line below, in the middle. True when nothing was cut off.
bool draw_words(Frame& frame, Rect area, const ButtonFace& face, Colour colour) {
  TextStyle style;
  style.size = face.size;
  style.weight = Weight::bold;
  style.colour = colour;
  style.across = face.sign ? Across::left : Across::centre;
  TextStyle below = style;
  below.size = TextSize::small;
  below.weight = Weight::regular;
  bool fits = true;
  Rect second;
  if (!face.second.empty()) {
    const float line = text_height(frame.fonts, style.size);
    const float small = text_height(frame.fonts, below.size);
    const float gap = std::min(frame.mm(2), std::max(0.0F, area.h - line - small));
    const float spare = std::max(0.0F, (area.h - line - small - gap) / 2);
    area = area.inset(0, spare);
    second = area.cut_bottom(small, gap);
    const LaidText laid = lay_text(frame.fonts, face.second, below, second.w, second.h);
    draw_text(frame.draw, frame.fonts, laid, below, second);
    fits = laid.fits;
  }
  // One line a little smaller is calmer than two.
  style.shrink_min = 0.8F;
  LaidText laid = lay_text(frame.fonts, face.text, style, area.w, area.h);
  if (!laid.fits) {
    style.shrink_min = 0.6F;
    style.lines_max = face.second.empty() ? 2 : 1;
    laid = lay_text(frame.fonts, face.text, style, area.w, area.h);
  }
  draw_text(frame.draw, frame.fonts, laid, style, area);
  return fits && laid.fits;
}

bool draw_face(Frame& frame, const Rect& place, const ButtonFace& face, Colour colour) {
  Rect inner = place.inset(std::min(frame.mm(3.5F), place.w * 0.08F), frame.mm(1.5F));
  if (!face.sign) return draw_words(frame, inner, face, colour);
  const float side = std::min(inner.h, frame.fonts.em(face.size) * 1.15F);
  if (face.text.empty()) {
    const Point middle = place.centre();
    draw_sign(frame.draw, {middle.x - side / 2, middle.y - side / 2, side, side}, *face.sign,
              colour);
    return true;
  }
  const float words =
      std::max(text_width(frame.fonts, face.text, face.size, Weight::bold),
               text_width(frame.fonts, face.second, TextSize::small, Weight::regular));
  const float gap = frame.mm(2);
  const float spare = std::max(0.0F, inner.w - side - gap - words) / 2;
  inner = inner.inset(spare, 0);
  const Rect mark = inner.cut_left(side, gap);
  draw_sign(frame.draw, mark, *face.sign, colour);
  return draw_words(frame, inner, face, colour);
}

}  // namespace

void paint(Frame& frame, const Rect& place, Colour colour) {
  frame.draw.AddRectFilled(corner(place), far_corner(place), colour);
}

void card(Frame& frame, const Rect& place, const CardLook& look) {
  draw_ground(frame, place, {look.fill, look.edge, kInk}, false);
}

Rect label(Frame& frame, const Rect& place, std::string_view text, const TextStyle& style) {
  if (text.empty()) return {place.x, place.y, 0, 0};
  const LaidText laid = lay_text(frame.fonts, text, style, place.w, place.h);
  const Rect filled = draw_text(frame.draw, frame.fonts, laid, style, place);
  frame.log.add(
      {WidgetKind::label, std::string(text), filled, true, laid.fits, std::string(text), 0});
  return filled;
}

bool button(Frame& frame, const Rect& place, const ButtonFace& face) {
  const Repeat repeat = face.repeats ? Repeat::at_once : Repeat::guarded;
  const Press now = press(frame, place, face.name, face.enabled, repeat);
  ButtonColours colours = colours_of(face.look, face.ground);
  if (!face.enabled) colours = greyed(colours, face.ground);
  draw_ground(frame, place, colours, now.held);
  const bool fits = draw_face(frame, place, face, colours.text);
  frame.log.add(
      {WidgetKind::button, face.name, place, face.enabled, fits, face.text, face.least_mm});
  return now.tapped;
}

bool tappable_row(Frame& frame, const Rect& place, const std::string& name, bool enabled) {
  const Press now = press(frame, place, name, enabled, Repeat::guarded);
  draw_ground(frame, place, {kWhite, kLine, kInk}, now.held);
  frame.log.add({WidgetKind::row, name, place, enabled, true, {}, kStaffTargetMm});
  return now.tapped;
}

Rect pill(Frame& frame, Rect& strip, std::string_view text, const PillLook& look) {
  TextStyle style;
  style.size = TextSize::small;
  style.colour = look.text;
  const float side = frame.mm(3.2F);
  const float dot = look.dot ? frame.mm(2.2F) : 0;
  const float between = look.dot ? frame.mm(1.8F) : 0;
  const float wanted =
      text_width(frame.fonts, text, style.size, style.weight) + 2 * side + dot + between;
  const Rect place = strip.cut_right(std::min(wanted + 1, strip.w), frame.mm(3));
  frame.draw.AddRectFilled(corner(place), far_corner(place), look.fill, place.h / 2);
  Rect inner = place.inset(side, 0);
  if (look.dot) {
    const Rect spot = inner.cut_left(dot, between);
    frame.draw.AddCircleFilled({spot.centre().x, spot.centre().y}, dot / 2, *look.dot);
  }
  label(frame, inner, text, style);
  return place;
}

void zone_mark(Frame& frame, const Rect& place, ZoneShape shape, Colour colour,
               std::string_view character) {
  draw_zone_mark(frame, place, shape, colour, character);
  frame.log.add(
      {WidgetKind::picture, "zone " + std::string(character), place.square(), true, true, {}, 0});
}

void sign(Frame& frame, const Rect& place, Sign which, Colour colour) {
  draw_sign(frame.draw, place, which, colour);
  frame.log.add({WidgetKind::picture, "sign", place.square(), true, true, {}, 0});
}

FieldEvent text_field(Frame& frame, const Rect& place, const FieldFace& face, std::string& text) {
  FieldEvent event = FieldEvent::none;
  for (const TypedCharacter& typed : face.focused ? frame.typed : std::vector<TypedCharacter>{}) {
    if (typed.character == U'\n') {
      event = FieldEvent::entered;
    } else if (typed.character == U'\b') {
      drop_last_character(text);
      event = FieldEvent::changed;
    } else if (typed.character >= 0x20 && typed.character != 0x7F &&
               characters(text).size() < face.characters_max) {
      append_utf8(text, typed.character);
      event = FieldEvent::changed;
    }
  }
  draw_ground(frame, place, {kWhite, face.focused ? kBrand : kLine, kInk}, false);
  Rect inner = place.inset(frame.mm(4), frame.mm(1));
  TextStyle style;
  style.size = TextSize::title;
  style.colour = text.empty() ? kInkSoft : kInk;
  const LaidText laid =
      lay_text(frame.fonts, text.empty() ? face.hint : text, style, inner.w, inner.h);
  const Rect filled = draw_text(frame.draw, frame.fonts, laid, style, inner);
  if (face.focused) {
    const float x = text.empty() ? inner.x - frame.mm(1) : filled.right() + frame.mm(0.6F);
    frame.draw.AddRectFilled({x, filled.y}, {x + frame.theme.edge(), filled.bottom()}, kBrand);
  }
  frame.log.add({WidgetKind::field, face.name, place, true, laid.fits, text, kStaffTargetMm});
  return event;
}

}  // namespace yingbin::ui
