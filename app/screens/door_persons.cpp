#include <algorithm>

#include "screens/door_pages.h"

// "How many of you are here now?" for an invitation that admits several (rule D2).
namespace yingbin {
namespace {

using namespace ui;

constexpr int kNumbersMax = 12;  // more are counted up and down
constexpr int kNumbersInARow = 6;

Intent draw_numbers(const PersonsPage& page, Frame& frame, const Rect& area) {
  Intent intent;
  const int in_rows = (page.left + kNumbersInARow - 1) / kNumbersInARow;
  const float gap = frame.theme.gap();
  const float height = std::min(
      frame.mm(40), (area.h - gap * static_cast<float>(in_rows - 1)) / static_cast<float>(in_rows));
  const auto across = static_cast<float>(std::min(kNumbersInARow, page.left));
  const float width = std::min(frame.mm(56), (area.w - gap * (across - 1)) / across);
  Rect rest = area;
  for (int number = 1; number <= page.left;) {
    Rect strip = rest.cut_top(height, gap);
    const int in_row = std::min(kNumbersInARow, page.left - number + 1);
    for (int i = 0; i < in_row; ++i, ++number) {
      const std::string text = std::to_string(number);
      if (button(frame, strip.cut_left(width, gap),
                 {.name = "persons " + text,
                  .text = text,
                  .least_mm = kGuestTargetMm,
                  .size = TextSize::prompt})) {
        intent = TapPersons{number};
      }
    }
  }
  return intent;
}

// A coach party: from one to all, by ones and tens.
void draw_counter(const PersonsPage& page, DoorLocal& local, Frame& frame, const Rect& area) {
  Rect strip = area;
  strip.h = std::min(strip.h, frame.mm(34));
  const float gap = frame.theme.gap();
  const auto places = columns(strip, {share(1), share(1), share(1.6F), share(1), share(1)}, gap);
  const auto step = [&](const Rect& place, const char* text, int by) {
    const int wanted = std::clamp(local.persons + by, 1, page.left);
    if (button(frame, place,
               {.name = std::string("step ") + text,
                .text = text,
                .enabled = wanted != local.persons,
                .least_mm = kGuestTargetMm,
                .repeats = true,
                .size = TextSize::prompt})) {
      local.persons = wanted;
    }
  };
  step(places[0], "−10", -10);
  step(places[1], "−1", -1);
  label(frame, places[2], std::to_string(local.persons),
        style_of(TextSize::huge, Weight::bold, kInk, Across::centre));
  step(places[3], "+1", 1);
  step(places[4], "+10", 10);
}

// Who is asked and what; cuts itself off the top.
void draw_words(const PersonsPage& page, Frame& frame, Rect& area) {
  const std::string rep = page.rep.empty() ? "" : say("Invited by {}", page.rep);
  const std::string in =
      page.allowed > page.left ? say("{} came in before", page.allowed - page.left) : "";
  const Bilingual question = Bilingual::say("How many of you are here now?");
  // Airy where there is room for it: two rows of numbers leave none.
  const float air = std::clamp((area.h - frame.mm(88)) / 5, frame.mm(2), frame.mm(8));
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::prompt), air), page.name,
        style_of(TextSize::prompt, Weight::bold));
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::body), air * 1.5F),
        joined({rep, say("Admits {}", page.allowed), in}),
        style_of(TextSize::body, Weight::regular, kInkSoft));
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::title), frame.mm(2)), question.first,
        style_of(TextSize::title, Weight::bold, kBrand));
  if (!question.second.empty()) {
    label(frame, area.cut_top(text_height(frame.fonts, TextSize::small)), question.second,
          style_of(TextSize::small, Weight::regular, kInkSoft));
  }
  area.cut_top(air);
}

Intent draw_foot(const PersonsPage& page, const DoorLocal& local, Frame& frame, const Foot& foot) {
  Intent intent = draw_back(frame, foot.left);
  const Intent help = draw_help(frame, foot.help);
  if (help) intent = help;
  const bool all = page.left <= kNumbersMax || local.persons == page.left;
  const int persons = all ? page.left : local.persons;
  const Bilingual words =
      all ? Bilingual::say("All {} are here", persons) : Bilingual::say("{} are here", persons);
  if (button(frame, foot.right,
             {.name = "admit",
              .text = words.first,
              .second = words.second,
              .look = ButtonLook::primary,
              .least_mm = kGuestTargetMm})) {
    intent = TapPersons{persons};
  }
  return intent;
}

}  // namespace

Intent draw_page(const PersonsPage& page, DoorLocal& local, Frame& frame, Rect area) {
  if (local.persons < 1 || local.persons > page.left) local.persons = std::max(1, page.left);
  const Foot foot = cut_foot(area, frame);
  const Intent done = draw_foot(page, local, frame, foot);
  card(frame, area);
  Rect inner = area.inset(frame.mm(9), frame.mm(5));
  draw_words(page, frame, inner);
  if (page.left > kNumbersMax) {
    draw_counter(page, local, frame, inner);
    return done;
  }
  const Intent number = draw_numbers(page, frame, inner);
  return number ? number : done;
}

}  // namespace yingbin
