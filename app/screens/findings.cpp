#include "screens/findings.h"

#include <algorithm>

#include "screens/door_pages.h"

// The list of what contradicts, and one of it with every side's evidence.
namespace yingbin {
namespace {

using namespace ui;

constexpr float kRowMm = 18;
constexpr float kSideMm = 84;  // the narrowest card of evidence

struct KindFace {
  Sign sign;
  Colour colour;
};

KindFace face_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::admitted_twice:
      return {Sign::exclamation, kAmberDeep};
    case FindingKind::admitted_after_revoke:
      return {Sign::barred, kRed};
    case FindingKind::unknown_invitation:
      return {Sign::question, kPurple};
    case FindingKind::seat_contested:
      return {Sign::people, kRed};
    case FindingKind::right_contested:
      return {Sign::hand, kAmberDeep};
    case FindingKind::copied_disk:
      return {Sign::elsewhere, kRed};
  }
  return {Sign::question, kInkSoft};
}

TextStyle fitting(TextSize size, Weight weight = Weight::regular, Colour colour = kInk,
                  int lines_max = 1) {
  TextStyle style = style_of(size, weight, colour);
  style.shrink_min = 0.55F;
  style.lines_max = lines_max;
  return style;
}

Intent draw_entry(const FindingEntry& entry, std::size_t number, Frame& frame, const Rect& place) {
  Intent intent;
  if (tappable_row(frame, place, "finding " + std::to_string(number))) {
    intent = TapFinding{entry.finding};
  }
  Rect inner = place.inset(frame.mm(4), frame.mm(2));
  const KindFace face = face_of(entry.finding.kind);
  sign(frame, inner.cut_left(frame.mm(9), frame.mm(4)), face.sign, face.colour);
  const auto parts = columns(inner, {share(1), share(1.3F)}, frame.mm(4));
  label(frame, parts[0], finding_title(entry.finding.kind),
        fitting(TextSize::body, Weight::bold, face.colour, 2));
  const auto lines = equal_rows(parts[1], 2, frame.mm(0.5F));
  label(frame, lines[0], entry.about, fitting(TextSize::body));
  label(frame, lines[1], entry.line, fitting(TextSize::small, Weight::regular, kInkSoft));
  return intent;
}

void draw_nothing(Frame& frame, const Rect& area) {
  TextStyle style = style_of(TextSize::title, Weight::regular, kInkSoft, Across::centre);
  style.lines_max = 2;
  label(frame, area, say("Nothing contradicts: no guest and no seat was told twice."), style);
}

// What may be done about one side, at the foot of its card.
Intent draw_side_act(const FindingPage& page, const FindingSide& side, std::size_t number,
                     Frame& frame, const Rect& place) {
  const auto key = [&](const char* what, const std::string& text) {
    return button(frame, place,
                  {.name = what + std::to_string(number), .text = text, .size = TextSize::body});
  };
  if (side.undo && key("undo ", say("Undo this admission"))) return TapUndo{*side.undo};
  if (side.keeps && key("keep ", say("They keep the seat"))) {
    return TapSettleSeat{seat_of(page.finding.subject), side.keeps};
  }
  if (side.releases && key("release ", say("I looked: release the seat"))) {
    return TapRelease{side.releases, {seat_of(page.finding.subject)}};
  }
  return {};
}

Intent draw_side(const FindingPage& page, std::size_t number, Frame& frame, const Rect& place) {
  const FindingSide& side = page.sides[number - 1];
  card(frame, place);
  Rect inner = place.inset(frame.mm(4.5F), frame.mm(3.5F));
  Intent intent;
  if (side.undo || side.keeps || side.releases) {
    const Rect key = inner.cut_bottom(frame.theme.staff_target() + 1, frame.mm(2));
    intent = draw_side_act(page, side, number, frame, key);
  }
  label(frame, inner.cut_top(text_height(frame.fonts, TextSize::body), frame.mm(2)), side.title,
        fitting(TextSize::body, Weight::bold));
  const float gap = frame.mm(1.5F);
  const auto height = [&](TextSize size) { return text_height(frame.fonts, size) + 1; };
  const auto count = static_cast<float>(side.lines.size());
  const bool roomy = inner.h >= count * (height(TextSize::body) + gap);
  const TextSize size = roomy ? TextSize::body : TextSize::small;
  const auto lines = rows(inner, std::vector(side.lines.size(), fixed(height(size))), gap);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    label(frame, lines[i], side.lines[i], fitting(size));
  }
  return intent;
}

std::size_t sides_in(const Rect& area, const Frame& frame) {
  return static_cast<std::size_t>(std::max(1.0F, area.w / frame.mm(kSideMm)));
}

// Beside each other where there is room, more by turning to them.
Intent draw_sides(const FindingPage& page, DoorLocal& local, Frame& frame, const Rect& area,
                  const Rect& more) {
  Intent intent;
  const std::size_t room = sides_in(area, frame);
  const ListPart part = part_of_list(page.sides.size(), room, local, frame, more);
  const auto places =
      equal_columns(area, static_cast<int>(std::min(room, page.sides.size())), frame.mm(3));
  for (std::size_t i = part.first; i < part.end; ++i) {
    const Intent tapped = draw_side(page, i + 1, frame, places[i - part.first]);
    if (tapped) intent = tapped;
  }
  return intent;
}

// How many are really in, counted up and down; `main` says it.
Intent draw_count(const FindingCount& count, bool may, DoorLocal& local, Frame& frame,
                  const Rect& strip, const Rect& main) {
  const int chosen = std::clamp(local.really_in.value_or(count.counted), 0, count.told);
  Rect rest = strip;
  const auto step = [&](const Rect& place, const char* text, int by) {
    const int wanted = std::clamp(chosen + by, 0, count.told);
    if (button(frame, place,
               {.name = std::string("step ") + text,
                .text = text,
                .enabled = may && wanted != chosen,
                .repeats = true})) {
      local.really_in = wanted;
    }
  };
  const float key = frame.mm(22);
  step(rest.cut_right(key, frame.mm(3)), "+1", 1);
  label(frame, rest.cut_right(frame.mm(18), frame.mm(3)), std::to_string(chosen),
        style_of(TextSize::prompt, Weight::bold, kInk, Across::centre));
  step(rest.cut_right(key, frame.mm(4)), "−1", -1);
  label(frame, rest, say("Really in the hall (told {})", count.told),
        fitting(TextSize::body, Weight::bold, kInk, 2));
  if (button(frame, main,
             {.name = "settle",
              .text = say("{} are really in", chosen),
              .look = ButtonLook::primary,
              .enabled = may})) {
    return TapSettleAdmissions{count.invitation, chosen};
  }
  return {};
}

Intent draw_copied(const FindingPage& page, Frame& frame, const Rect& main) {
  const ButtonFace face{.name = "settle copy",
                        .text = say("Both copies were compared"),
                        .look = ButtonLook::primary,
                        .enabled = static_cast<bool>(page.copied)};
  if (button(frame, main, face)) return TapSettleCopy{page.copied};
  return {};
}

// The sign, what it is and whom it is about, what to do; cut off the top.
void draw_words(const FindingPage& page, Frame& frame, Rect& area) {
  const KindFace face = face_of(page.finding.kind);
  const float height = text_height(frame.fonts, TextSize::title);
  Rect line = area.cut_top(height, frame.mm(2));
  sign(frame, line.cut_left(height, frame.mm(3)), face.sign, face.colour);
  const auto halves = columns(line, {share(1), share(1.2F)}, frame.mm(4));
  label(frame, halves[0], finding_title(page.finding.kind),
        fitting(TextSize::title, Weight::bold, face.colour));
  label(frame, halves[1], page.about, fitting(TextSize::title));
  const TextStyle style = fitting(TextSize::body, Weight::regular, kInk, 2);
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::body, 2), frame.mm(2)), page.advice,
        style);
  if (page.reason.empty()) return;
  Rect why = area.cut_top(text_height(frame.fonts, TextSize::body), frame.mm(2));
  sign(frame, why.cut_left(why.h, frame.mm(2)), Sign::hand, kAmberDeep);
  label(frame, why, page.reason, fitting(TextSize::body, Weight::bold, kAmberDeep));
}

}  // namespace

Intent draw_page(const FindingsPage& page, DoorLocal& local, Frame& frame, Rect area) {
  const Foot foot = cut_foot(area, frame);
  Intent intent = draw_back(frame, foot.left);
  if (auto help = draw_help(frame, foot.help)) intent = help;
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::title), frame.mm(4)),
        say("Findings"), fitting(TextSize::title, Weight::bold));
  if (page.findings.empty()) draw_nothing(frame, area);
  const float gap = frame.mm(2);
  const auto room = static_cast<std::size_t>((area.h + gap) / (frame.mm(kRowMm) + gap));
  const ListPart part = part_of_list(page.findings.size(), room, local, frame, foot.right);
  for (std::size_t i = part.first; i < part.end; ++i) {
    const Rect row = area.cut_top(frame.mm(kRowMm), gap);
    if (auto tapped = draw_entry(page.findings[i], i + 1, frame, row)) intent = tapped;
  }
  return intent;
}

Intent draw_page(const FindingPage& page, DoorLocal& local, Frame& frame, Rect area) {
  const Foot foot = cut_foot(area, frame);
  Intent intent = draw_back(frame, foot.left);
  if (auto help = draw_help(frame, foot.help)) intent = help;
  draw_words(page, frame, area);
  const bool may = page.reason.empty();
  Rect strip = area;
  if (page.count || page.sides.size() > sides_in(area, frame)) {
    strip = area.cut_bottom(frame.theme.staff_target() + 1, frame.mm(3));
  }
  Intent act;
  if (page.count) {
    act = draw_count(*page.count, may, local, frame, strip.cut_right(strip.w * 0.62F, frame.mm(4)),
                     foot.right);
  }
  if (page.finding.kind == FindingKind::copied_disk) act = draw_copied(page, frame, foot.right);
  const Intent on_side = draw_sides(page, local, frame, area, strip);
  for (const Intent& one : {on_side, act}) {
    if (one) intent = one;
  }
  return intent;
}

}  // namespace yingbin
