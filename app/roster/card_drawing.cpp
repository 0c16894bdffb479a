#include "roster/card_drawing.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "roster/card_text.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr Colour kPaper{1, 1, 1};
constexpr Colour kInk{0.11, 0.12, 0.14};
constexpr Colour kQuiet{0.36, 0.38, 0.42};    // labels; 7:1 on paper
constexpr Colour kNeutral{0.20, 0.27, 0.33};  // instead of a zone's colour
constexpr double kMargin = 24;
constexpr double kInner = kCardWidth - 2 * kMargin;
constexpr int kQuietModules = 4;  // ISO/IEC 18004: the light border a reader needs

Colour parse_colour(std::string_view text) {
  unsigned value = 0;
  if (text.size() != 7 || text.front() != '#') return kNeutral;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
  if (error != std::errc{} || end != text.data() + 7) return kNeutral;
  return {(value >> 16) / 255.0, (value >> 8 & 255) / 255.0, (value & 255) / 255.0};
}

// Relative luminance (WCAG 2.1), to write in white or ink on a zone's colour.
double luminance(const Colour& colour) {
  const auto linear = [](double c) {
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

Colour readable_on(const Colour& ground) { return luminance(ground) > 0.18 ? kInk : kPaper; }

void fill_round(CardPen& pen, const CardBox& box, double radius, const Colour& colour) {
  cairo_t* cairo = pen.context();
  constexpr double kQuarter = std::numbers::pi / 2;
  const double right = box.x + box.width - radius;
  const double bottom = box.y + box.height - radius;
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, right, box.y + radius, radius, -kQuarter, 0);
  cairo_arc(cairo, right, bottom, radius, 0, kQuarter);
  cairo_arc(cairo, box.x + radius, bottom, radius, kQuarter, 2 * kQuarter);
  cairo_arc(cairo, box.x + radius, box.y + radius, radius, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cairo);
  pen.use(colour);
  cairo_fill(cairo);
}

// A zone's shape around a centre. `corners` lie on two circles in turn: a star's second is smaller.
void polygon(cairo_t* cairo, double x, double y, double radius, int corners, double turn,
             double second = 1) {
  for (int i = 0; i < corners; ++i) {
    const double reach = i % 2 == 1 ? radius * second : radius;
    const double angle = turn + 2 * std::numbers::pi * i / corners;
    cairo_line_to(cairo, x + reach * std::cos(angle), y + reach * std::sin(angle));
  }
  cairo_close_path(cairo);
}

// The shape's path; answers how large a mark inside it may be, as a part of `radius`.
double shape_path(cairo_t* cairo, ZoneShape shape, double x, double y, double radius) {
  constexpr double kUp = -std::numbers::pi / 2;
  cairo_new_path(cairo);
  switch (shape) {
    case ZoneShape::square:
      polygon(cairo, x, y, radius, 4, kUp + std::numbers::pi / 4);
      return 1.0;
    case ZoneShape::triangle:
      polygon(cairo, x, y + radius * 0.22, radius * 1.18, 3, kUp);
      return 0.72;
    case ZoneShape::circle:
      cairo_arc(cairo, x, y, radius * 0.9, 0, 2 * std::numbers::pi);
      return 0.95;
    case ZoneShape::diamond:
      polygon(cairo, x, y, radius * 1.05, 4, kUp);
      return 0.8;
    case ZoneShape::hexagon:
      polygon(cairo, x, y, radius * 0.98, 6, 0);
      return 0.95;
    case ZoneShape::star:
      polygon(cairo, x, y, radius * 1.12, 10, kUp, 0.5);
      return 0.6;
  }
  return 1.0;
}

// Where a symbol's first module lies and how large one is. On a picture a module is a whole number
// of pixels: readers then see no module that is wider than its neighbour.
CardBox first_module(cairo_t* cairo, const QrModules& code, const CardBox& box) {
  const double module = box.width / (code.size + 2 * kQuietModules);
  if (cairo_surface_get_type(cairo_get_target(cairo)) != CAIRO_SURFACE_TYPE_IMAGE) {
    return {box.x + module * kQuietModules, box.y + module * kQuietModules, module, module};
  }
  double scale = 1;
  double none = 0;
  cairo_user_to_device_distance(cairo, &scale, &none);
  const double whole = std::max(1.0, std::floor(module * scale)) / scale;
  const double inset = (box.width - whole * code.size) / 2;
  const auto on_pixel = [&](double at) { return std::round(at * scale) / scale; };
  return {on_pixel(box.x + inset), on_pixel(box.y + inset), whole, whole};
}

// One path for the whole symbol, so that no printer shows seams between modules.
void draw_code(CardPen& pen, const QrModules& code, const CardBox& box) {
  if (code.size == 0) return;
  cairo_t* cairo = pen.context();
  const CardBox first = first_module(cairo, code, box);
  for (int row = 0; row < code.size; ++row) {
    const auto dark = [&](int column) {
      return column < code.size && code.dark[static_cast<std::size_t>(row * code.size + column)];
    };
    for (int column = 0; column < code.size;) {
      int end = column;
      while (dark(end)) ++end;
      if (end > column) {
        cairo_rectangle(cairo, first.x + column * first.width, first.y + row * first.height,
                        (end - column) * first.width, first.height);
      }
      column = end + 1;
    }
  }
  cairo_set_source_rgb(cairo, 0, 0, 0);
  cairo_fill(cairo);
}

// One card while it is drawn, from top to bottom.
struct CardDrawing {
  const CardText& card;
  CardPen pen;
  Colour zone = card.zone_name.empty() ? kNeutral : parse_colour(card.zone_colour);
  std::vector<DrawnText> drawn = {};

  void write(std::string_view field, const std::string& text, const CardBox& box,
             const TextStyle& style) {
    if (!text.empty()) drawn.push_back(pen.write(field, text, box, style));
  }

  void ground() {
    pen.use(kPaper);
    cairo_rectangle(pen.context(), 0, 0, kCardWidth, kCardHeight);
    cairo_fill(pen.context());
    pen.use(zone);
    cairo_rectangle(pen.context(), 0, 0, kCardWidth, 8);
    cairo_fill(pen.context());
  }

  void head() {
    const Colour title = luminance(zone) > 0.18 ? kQuiet : zone;
    write("title", say("Invitation"), {kMargin, 18, kInner, 17},
          {.size = 11.5, .spacing = 5, .side = Side::centre, .colour = title});
    write("event", card.event, {kMargin, 36, kInner, 38},
          {.size = 21,
           .size_one_line_min = 15,
           .size_min = 8,
           .bold = true,
           .side = Side::centre,
           .colour = kInk});
    const std::string guest =
        card.honorific.empty() ? card.guest_name : card.guest_name + " " + card.honorific;
    write("name", guest, {kMargin, 75, kInner, 39},
          {.size = 25,
           .size_one_line_min = 13,
           .size_min = 7,
           .bold = true,
           .side = Side::centre,
           .colour = kInk});
  }

  void code() {
    constexpr double kSide = 158;
    draw_code(pen, card.code, {(kCardWidth - kSide) / 2, 112, kSide, kSide});
    write("code", card.short_code, {kMargin, 265, kInner, 22},
          {.size = 16,
           .bold = true,
           .even_width = true,
           .spacing = 1.5,
           .side = Side::centre,
           .colour = kInk});
  }

  // The zone's sign: its mark inside its shape, around a centre.
  void sign(double x, double y, const Colour& ink) {
    constexpr double kRadius = 20;
    const double room = shape_path(pen.context(), card.zone_shape, x, y, kRadius);
    pen.use(ink);
    cairo_fill(pen.context());
    const double side = kRadius * room * 1.3;
    const double lower = card.zone_shape == ZoneShape::triangle ? 4.5 : 0;
    write("mark", card.zone_mark, {x - side / 2, y - side / 2 + lower, side, side},
          {.size = side * 0.68, .size_min = 5, .bold = true, .side = Side::centre, .colour = zone});
  }

  void seat() {
    const CardBox panel{kMargin, 290, kInner, 52};
    const Colour ink = readable_on(zone);
    fill_round(pen, panel, 7, zone);
    double left = panel.x + 14;
    if (!card.zone_mark.empty() && !card.zone_name.empty()) {
      sign(left + 17, panel.y + panel.height / 2, ink);
      left += 48;
    }
    const double right = panel.x + panel.width - 14;
    constexpr double kPersons = 62;
    const bool both = !card.zone_name.empty() && !card.seat.empty();
    const std::string place =
        card.zone_name.empty() ? say("Your seat is named at the door") : card.zone_name;
    const double width = right - kPersons - 6 - left;
    write("zone", place, {left, panel.y + 4, width, both ? 17.0 : panel.height - 8},
          {.size = both ? 12.0 : 17.0, .size_min = 6, .colour = ink});
    if (both) {
      write("seat", card.seat, {left, panel.y + 21, width, 27},
            {.size = 18, .size_min = 7, .bold = true, .colour = ink});
    }
    const auto persons = static_cast<unsigned long>(std::max(1, card.persons));
    write("persons", say_count("{} person", "{} persons", persons),
          {right - kPersons, panel.y + 4, kPersons, panel.height - 8},
          {.size = 15, .size_min = 7, .bold = true, .side = Side::right, .colour = ink});
  }

  void detail(std::string_view field, const std::string& label, const std::string& text, double y,
              double height) {
    if (text.empty()) return;
    write(std::string_view("label"), label, {kMargin, y, 46, height},
          {.size = 9.5, .size_min = 6, .colour = kQuiet});
    write(field, text, {kMargin + 52, y, kInner - 52, height},
          {.size = 11.5, .size_one_line_min = 9, .size_min = 5.5, .colour = kInk});
  }

  void details() {
    detail("time", say("Time"), card.time, 347, 17);
    detail("place", say("Place"), card.place, 365, 25);
    detail("rep", say("Invited by"), card.rep, 391, 17);
  }
};

}  // namespace

std::vector<DrawnText> draw_card(_cairo* context, const CardText& card) {
  CardDrawing drawing{card, CardPen(context)};
  drawing.ground();
  drawing.head();
  drawing.code();
  drawing.seat();
  drawing.details();
  return std::move(drawing.drawn);
}

std::vector<DrawnText> lay_out_card(const CardText& card) {
  cairo_surface_t* surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, nullptr);
  cairo_t* context = cairo_create(surface);
  std::vector<DrawnText> drawn = draw_card(context, card);
  cairo_destroy(context);
  cairo_surface_destroy(surface);
  return drawn;
}

}  // namespace yingbin
