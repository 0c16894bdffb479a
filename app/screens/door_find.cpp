#include <algorithm>

#include "screens/door_pages.h"
#include "ui/keyboard.h"

// Looking a guest up by name, pinyin, initials, phone or rep (rule D3). Nothing is listed before
// something is typed (rule D5).
namespace yingbin {
namespace {

using namespace ui;

constexpr float kRowMinMm = 15;
constexpr float kRowMaxMm = 24;

Intent draw_found(const FoundGuest& guest, std::size_t number, Frame& frame, const Rect& place) {
  Intent intent;
  if (tappable_row(frame, place, "found " + std::to_string(number)))
    intent = TapFound{guest.invitation};
  Rect inner = place.inset(frame.mm(4), frame.mm(1.2F));
  if (guest.arrived) {
    Rect mark = inner.cut_right(frame.mm(7), frame.mm(2));
    sign(frame, mark, Sign::tick, kGreen);
  }
  const float second = guest.line.empty() ? 0 : 1;
  const auto lines = rows(inner, {share(1.2F), share(second)}, frame.mm(0.5F) * second);
  const std::string rep = guest.rep.empty() ? "" : say("Invited by {}", guest.rep);
  const std::string beside = joined({guest.phone, rep});
  TextStyle bold = style_of(TextSize::title, Weight::bold);
  bold.shrink_min = 0.6F;
  const float wanted = text_width(frame.fonts, guest.name, bold.size, bold.weight);
  const Rect name_place{lines[0].x, lines[0].y, std::min(wanted + 1, lines[0].w * 0.5F),
                        lines[0].h};
  const Rect name = label(frame, name_place, guest.name, bold);
  const float x = name.right() + frame.mm(3);
  TextStyle small = style_of(TextSize::small, Weight::regular, kInk);
  small.shrink_min = 0.6F;
  label(frame, {x, lines[0].y, lines[0].right() - x, lines[0].h}, beside, small);
  small.colour = kInkSoft;
  label(frame, lines[1], guest.line, small);
  return intent;
}

void draw_hint(const FindPage& page, const DoorLocal& local, Frame& frame, const Rect& area) {
  TextStyle style = style_of(TextSize::body, Weight::regular, kInkSoft, Across::centre);
  style.lines_max = 4;
  const bool typed = !local.find_text.empty() && page.query == local.find_text;
  std::string hint = say(
      "Type a name, pinyin or its initials, the phone's last digits, a rep, or the ten characters "
      "below the code.");
  if (typed) hint = say("Nobody found. Try the phone's last digits or the rep's name.");
  if (typed && page.mistyped) {
    hint = say("One of the ten characters is wrong. Compare them with the card, one by one.");
  }
  label(frame, area, hint, style);
}

Intent draw_list(const FindPage& page, const DoorLocal& local, Frame& frame, Rect area) {
  Intent intent;
  if (page.found.empty()) {
    draw_hint(page, local, frame, area);
    return intent;
  }
  const float gap = frame.mm(2);
  const float more_height = text_height(frame.fonts, TextSize::small) + frame.mm(2);
  const auto rows_in = [&](float height) {
    return static_cast<std::size_t>(std::max(1.0F, (height + gap) / (frame.mm(kRowMinMm) + gap)));
  };
  if (page.more || page.found.size() > rows_in(area.h)) {
    label(frame, area.cut_bottom(more_height, gap), say("There are more: type on."),
          style_of(TextSize::small, Weight::regular, kInkSoft, Across::centre));
  }
  const std::size_t shown = std::min(page.found.size(), rows_in(area.h));
  const auto count = static_cast<float>(shown);
  const float height = std::min(frame.mm(kRowMaxMm), (area.h - gap * (count - 1)) / count);
  for (std::size_t i = 0; i < shown; ++i) {
    const Intent tapped = draw_found(page.found[i], i + 1, frame, area.cut_top(height, gap));
    if (tapped) intent = tapped;
  }
  return intent;
}

Intent draw_typing(DoorLocal& local, Frame& frame, Rect area) {
  const std::string before = local.find_text;
  const float gap = frame.theme.gap();
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::title), gap), say("Find a guest"),
        style_of(TextSize::title, Weight::bold));
  (void)text_field(frame, area.cut_top(frame.mm(kStaffTargetMm + 3), gap),
                   {.name = "find text", .hint = say("Name, pinyin or phone")}, local.find_text);
  keyboard(frame, area, local.find_text);
  if (local.find_text != before) return TypeFind{local.find_text};
  return {};
}

}  // namespace

Intent draw_page(const FindPage& page, DoorLocal& local, Frame& frame, Rect area) {
  const Foot foot = cut_foot(area, frame);
  const auto halves = area.portrait()
                          ? rows(area, {share(1), share(1)}, frame.theme.margin())
                          : columns(area, {share(1.25F), share(1)}, frame.theme.margin());
  const Intent typed = draw_typing(local, frame, halves[0]);
  const Intent found = draw_list(page, local, frame, halves[1]);
  const Intent back = draw_back(frame, foot.left);
  const Intent help = draw_help(frame, foot.help);
  for (const Intent& intent : {back, help, found}) {
    if (intent) return intent;
  }
  return typed;
}

}  // namespace yingbin
