#include "screens/door_pages.h"

// The page between two guests: the camera, who came last, the seats left here.
namespace yingbin {
namespace {

using namespace ui;

constexpr float kEntryMm = 24;
constexpr float kStockMm = 27;

// For staff, in the corner of the picture.
Intent draw_other_camera(Frame& frame, const Rect& picture) {
  const float margin = frame.mm(3);
  const float width = frame.mm(30);
  const ButtonFace face{.name = "other camera",
                        .text = say("Other camera"),
                        .look = ButtonLook::quiet,
                        .ground = Ground::dark,
                        .size = TextSize::small};
  const Rect key{picture.right() - width - margin, picture.y + margin, width,
                 frame.theme.staff_target()};
  if (button(frame, key, face)) return TapOtherCamera{};
  return {};
}

void draw_prompt(Frame& frame, const Rect& area) {
  const Bilingual prompt = Bilingual::say("Please show your invitation");
  const float big = text_height(frame.fonts, TextSize::prompt);
  const float small = prompt.second.empty() ? 0 : text_height(frame.fonts, TextSize::body);
  const float gap = frame.mm(3.5F);
  const float spare = std::max(0.0F, (area.h - big - small - gap) / 2);
  const auto lines = rows(area.inset(0, spare), {fixed(big), fixed(small)}, gap);
  label(frame, lines[0], prompt.first,
        style_of(TextSize::prompt, Weight::bold, kWhite, Across::centre));
  label(frame, lines[1], prompt.second,
        style_of(TextSize::body, Weight::regular, kWhite, Across::centre));
}

Intent draw_picture(const ReadyPage& page, DoorLocal& local, Frame& frame, const Rect& area) {
  Intent intent;
  draw_prompt(frame, scan_frame(frame, area, local.camera, kCream));
  if (page.other_camera) intent = draw_other_camera(frame, area);
  if (local.camera.texture != 0 && press(frame, area, "scan frame", true, Repeat::guarded).tapped &&
      !intent) {
    intent = TapReadAgain{};
  }
  return intent;
}

Intent draw_foot(Frame& frame, const Foot& foot) {
  const Bilingual words = Bilingual::say("No invitation with you");
  const ButtonFace find{
      .name = "find", .text = words.first, .second = words.second, .least_mm = kGuestTargetMm};
  if (button(frame, foot.left, find)) return TapFind{};
  return draw_help(frame, foot.help);
}

Intent draw_entry(const RecentEntry& entry, Frame& frame, const Rect& place) {
  Intent intent;
  card(frame, place);
  Rect inner = place.inset(frame.theme.padding(), frame.mm(3));
  const bool came_in = entry.outcome == DoorOutcome::admitted;
  const Colour colour = entry.undone ? kInkSoft : came_in ? kGreen : kAmberDeep;
  sign(frame, inner.cut_left(frame.mm(8), frame.mm(4)),
       entry.undone ? Sign::barred : sign_of(entry.outcome), colour);
  if (entry.undo && !entry.undone) {
    Rect key = inner.cut_right(frame.mm(25), frame.mm(3));
    key = {key.x, place.y + (place.h - frame.theme.staff_target() - 1) / 2, key.w,
           frame.theme.staff_target() + 1};
    const std::string name = "undo " + std::to_string(entry.undo->id.seq);
    if (button(frame, key, {.name = name, .text = say("Undo"), .size = TextSize::body})) {
      intent = TapUndo{*entry.undo};
    }
  }
  const float first = entry.name.empty() ? 0 : 1.15F;  // nobody is known: one line, in the middle
  const auto lines = rows(inner, {share(first), share(1)}, first > 0 ? frame.mm(1) : 0);
  const std::string more = entry.undone        ? say("undone")
                           : entry.persons > 1 ? say("{} people", entry.persons)
                                               : "";
  const float aside =
      more.empty() ? 0
                   : text_width(frame.fonts, more, TextSize::small, Weight::regular) + frame.mm(4);
  const Rect name_place{lines[0].x, lines[0].y, std::max(0.0F, lines[0].w - aside), lines[0].h};
  const Rect name = label(frame, name_place, entry.name, style_of(TextSize::title, Weight::bold));
  const float x = name.right() + frame.mm(3);
  label(frame, {x, lines[0].y, lines[0].right() - x, lines[0].h}, more,
        style_of(TextSize::small, Weight::regular, kInkSoft));
  TextStyle style = style_of(TextSize::body, Weight::regular, kInkSoft);
  style.shrink_min = 0.6F;
  label(frame, lines[1], entry.line, style);
  return intent;
}

void draw_stock_entry(const StockEntry& entry, Frame& frame, Rect place) {
  const float side = std::min(place.h, frame.mm(8));
  Rect mark = place.cut_left(side, frame.mm(2));
  mark.y += (mark.h - side) / 2;
  mark.h = side;
  draw_zone(entry.sign, frame, mark);
  std::string text = std::to_string(entry.free);
  if (entry.low) text += " " + say("few");
  TextStyle style = style_of(TextSize::title, Weight::bold, entry.low ? kAmberDeep : kInk);
  style.shrink_min = 0.55F;
  label(frame, place, text, style);
}

void draw_stock(const std::vector<StockEntry>& stock, Frame& frame, const Rect& place) {
  card(frame, place);
  Rect inner = place.inset(frame.theme.padding(), frame.mm(3.5F));
  label(frame, inner.cut_top(text_height(frame.fonts, TextSize::small), frame.mm(2)),
        say("Seats this station can give"), style_of(TextSize::small, Weight::regular, kInkSoft));
  const auto columns_max = static_cast<std::size_t>(std::max(1.0F, inner.w / frame.mm(25)));
  const std::size_t shown = std::min(stock.size(), columns_max);
  const auto places = equal_columns(inner, static_cast<int>(shown), frame.mm(2));
  for (std::size_t i = 0; i < shown; ++i) draw_stock_entry(stock[i], frame, places[i]);
}

// Quiet while all is well; by shape, word and colour when somebody should look (rule C3).
Intent draw_watch(const WatchModel& watch, Frame& frame, const Rect& place) {
  Intent intent;
  const auto keys = equal_columns(place, 2, frame.mm(3));
  const auto key = [&](const Rect& where, const char* name, const std::string& text, bool loud) {
    return button(frame, where,
                  {.name = name,
                   .text = text,
                   .look = loud ? ButtonLook::danger : ButtonLook::quiet,
                   .sign = loud ? std::optional(Sign::exclamation) : std::nullopt,
                   .size = TextSize::small});
  };
  const std::string findings =
      watch.findings > 0 ? say("Findings: {}", watch.findings) : say("No findings");
  if (key(keys[0], "findings", findings, watch.findings > 0)) intent = TapFindings{};
  const std::string stations = watch.clock_wrong  ? say("Clock wrong")
                               : watch.silent > 0 ? say("Silent stations: {}", watch.silent)
                                                  : say("Stations: {}", watch.stations);
  if (key(keys[1], "stations", stations, watch.clock_wrong || watch.silent > 0)) {
    intent = TapStations{};
  }
  return intent;
}

Intent draw_right(const ReadyPage& page, Frame& frame, Rect area) {
  const float gap = frame.mm(3.5F);
  Intent intent =
      draw_watch(page.watch, frame, area.cut_bottom(frame.theme.staff_target() + 1, gap));
  if (!page.stock.empty()) draw_stock(page.stock, frame, area.cut_bottom(frame.mm(kStockMm), gap));
  if (page.recent.empty()) return intent;
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::body) + frame.mm(3), frame.mm(1)),
        say("Just came in"), style_of(TextSize::body, Weight::bold));
  for (const RecentEntry& entry : page.recent) {
    if (area.h < frame.mm(kEntryMm) - 1) break;
    const Intent tapped = draw_entry(entry, frame, area.cut_top(frame.mm(kEntryMm), gap));
    if (tapped) intent = tapped;
  }
  return intent;
}

}  // namespace

Intent draw_page(const ReadyPage& page, DoorLocal& local, Frame& frame, Rect area) {
  Rect above = area;
  const Foot foot = cut_foot(above, frame);
  Intent intent = draw_foot(frame, foot);
  const float margin = frame.theme.margin();
  Rect picture = above;
  Rect beside = above;
  if (area.portrait()) {
    const auto halves = rows(above, {share(1.3F), share(1)}, margin);
    picture = halves[0];
    beside = halves[1];
  } else {
    // The picture ends where help does, so that the other column has the whole height.
    picture.w = foot.help.right() - picture.x;
    beside = area;
    beside.cut_left(picture.w, margin);
  }
  const Intent on_picture = draw_picture(page, local, frame, picture);
  const Intent on_right = draw_right(page, frame, beside);
  if (on_picture) intent = on_picture;
  return on_right ? on_right : intent;
}

}  // namespace yingbin
