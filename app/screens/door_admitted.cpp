#include <algorithm>

#include "screens/door_pages.h"

// Welcome: who, where they sit, the way, and the hall with their seats lit (rule S5).
namespace yingbin {
namespace {

using namespace ui;

constexpr float kPlaceMm = 54;  // of the white card
constexpr float kUndoMm = 58;

// The tick that tells that the admission outlives this machine.
void draw_second_copy(Frame& frame, Rect& line) {
  const TextStyle style = style_of(TextSize::small, Weight::regular, kMint);
  const std::string words = say("Second copy made");
  const float width = text_width(frame.fonts, words, style.size, style.weight) + 2;
  if (width + line.h > line.w * 0.5F) return;
  label(frame, line.cut_right(width, frame.mm(2)), words, style);
  sign(frame, line.cut_right(line.h * 0.5F, frame.mm(4)), Sign::tick, kMint);
}

void draw_welcome(const AdmittedPage& page, Frame& frame, Rect line) {
  if (page.second_copy) draw_second_copy(frame, line);
  const Bilingual words = Bilingual::say("Welcome");
  sign(frame, line.cut_left(line.h * 0.9F, frame.mm(3)), Sign::tick, kWhite);
  const Rect filled =
      label(frame, line, words.first, style_of(TextSize::title, Weight::regular, kWhite));
  line.cut_left(filled.w + frame.mm(4));
  label(frame, line, words.second, style_of(TextSize::body, Weight::regular, kWhite));
}

std::string company(const AdmittedPage& page) {
  const std::string rep = page.rep.empty() ? "" : say("Invited by {}", page.rep);
  const std::string persons = page.persons > 1 ? say("{} people came in", page.persons) : "";
  const std::string left = page.left > 0 ? say("{} may still come", page.left) : "";
  return joined({rep, persons, left});
}

// What stands large on the white card, and what below.
struct PlaceWords {
  std::string large;
  std::string small;
};

PlaceWords words_of(const SeatTold& seat) {
  if (!seat.zone)
    return {say("Standing place"), seat.way.empty() ? say("Please follow the usher") : seat.way};
  if (seat.place.empty()) return {seat.zone->name, joined({say("Any free seat"), seat.way})};
  return {seat.place, seat.way};
}

void draw_place(const SeatTold& seat, Frame& frame, const Rect& place) {
  card(frame, place, {kWhite, 0});
  Rect inner = place.inset(frame.mm(7), frame.mm(5));
  const float side = std::min(inner.h, frame.mm(27));
  Rect mark = inner.cut_left(side, frame.mm(7));
  mark = {mark.x, mark.y + (mark.h - side) / 2, side, side};
  if (seat.zone) {
    draw_zone(*seat.zone, frame, mark);
  } else {
    sign(frame, mark, Sign::people, kBrand);
  }
  const PlaceWords words = words_of(seat);
  TextStyle large = style_of(TextSize::huge, Weight::bold);
  large.lines_max = 2;
  large.shrink_min = 0.28F;
  if (!words.small.empty()) {
    TextStyle small = style_of(TextSize::body, Weight::regular, kInkSoft);
    small.lines_max = 2;
    small.shrink_min = 0.6F;
    const float room = std::min(text_height(frame.fonts, small.size, 2), inner.h * 0.45F);
    const LaidText laid = lay_text(frame.fonts, words.small, small, inner.w, room);
    label(frame, inner.cut_bottom(laid.height + 1, frame.mm(2)), words.small, small);
  }
  label(frame, inner, words.large, large);
}

// The mark by which a guest is known when the other doors cannot be asked (DESIGN 6).
void draw_mark_them(Frame& frame, const Rect& place) {
  card(frame, place, {kAmber, 0});
  Rect inner = place.inset(frame.mm(4), frame.mm(1.5F));
  sign(frame, inner.cut_left(frame.mm(8), frame.mm(3)), Sign::hand, kInk);
  TextStyle style = style_of(TextSize::body, Weight::bold);
  style.lines_max = 2;
  style.shrink_min = 0.6F;
  label(frame, inner, say("Other doors cannot be asked now: tear off the stub or stamp the wrist"),
        style);
}

void draw_hall(const AdmittedPage& page, Frame& frame, const Rect& place) {
  card(frame, place, {kCream, 0});
  Rect inner = place.inset(frame.theme.padding());
  const std::string follow = page.rep.empty() ? "" : say("Please follow {}", page.rep);
  const bool seated = page.seat.zone && !page.seat.place.empty();
  const std::string lit = seated           ? say("Your seat is lit")
                          : page.seat.zone ? say("Your zone is lit")
                                           : "";
  TextStyle style = style_of(TextSize::body, Weight::regular, kInkSoft, Across::centre);
  style.lines_max = 2;
  const Rect words = inner.cut_bottom(text_height(frame.fonts, TextSize::body, 2), frame.mm(3));
  const std::string in_one = joined({lit, follow});
  const bool fits = text_width(frame.fonts, in_one, style.size, style.weight) <= words.w;
  label(frame, words, fits ? in_one : lit + "\n" + follow, style);
  seat_map(frame, inner, "hall", map_of(page.hall, inner.w / (inner.h * 0.84F)));
}

Intent draw_foot(const AdmittedPage& page, Frame& frame, const Foot& foot) {
  Intent intent = draw_help(frame, foot.help, Ground::dark);
  Rect left = foot.left;
  if (page.undo && button(frame, left.cut_left(std::min(left.w, frame.mm(kUndoMm))),
                          {.name = "undo", .text = say("Undo"), .ground = Ground::dark})) {
    intent = TapUndo{*page.undo};
  }
  const Bilingual next = Bilingual::say("Next guest");
  if (button(frame, foot.right,
             {.name = "next",
              .text = next.first,
              .second = next.second,
              .look = ButtonLook::primary,
              .ground = Ground::dark,
              .least_mm = kGuestTargetMm})) {
    intent = TapNextGuest{};
  }
  return intent;
}

}  // namespace

Intent draw_page(const AdmittedPage& page, DoorLocal&, Frame& frame, Rect area) {
  const Intent intent = draw_foot(page, frame, cut_foot(area, frame));
  const bool shows_hall = !page.hall.empty();
  if (shows_hall && !area.portrait()) {
    draw_hall(page, frame, area.cut_right(area.w * 0.4F, frame.theme.margin()));
  } else if (shows_hall) {
    draw_hall(page, frame, area.cut_bottom(area.h * 0.45F, frame.theme.margin()));
  }
  const float gap = frame.mm(4);
  if (!page.certain) draw_mark_them(frame, area.cut_bottom(frame.mm(14), gap));
  const std::string with = company(page);
  const float welcome_height = text_height(frame.fonts, TextSize::title);
  const float name_height = std::min(text_height(frame.fonts, TextSize::huge), area.h * 0.32F);
  const float with_height = with.empty() ? 0 : text_height(frame.fonts, TextSize::body);
  const float place_height =
      std::min(frame.mm(kPlaceMm), area.h - welcome_height - name_height - with_height - 3 * gap);
  // What is left over goes between the parts, evenly, up to a comfortable distance.
  const float spare = area.h - welcome_height - name_height - with_height - place_height;
  const float between = std::clamp(spare / 4, 0.0F, frame.mm(9));
  draw_welcome(page, frame, area.cut_top(welcome_height, between));
  TextStyle name = style_of(TextSize::huge, Weight::bold, kWhite);
  name.shrink_min = 0.3F;
  label(frame, area.cut_top(name_height, between), page.name, name);
  if (!with.empty()) {
    TextStyle style = style_of(TextSize::body, Weight::regular, kWhite);
    style.shrink_min = 0.6F;
    label(frame, area.cut_top(with_height, between), with, style);
  }
  area.h = place_height;
  draw_place(page.seat, frame, area);
  return intent;
}

}  // namespace yingbin
