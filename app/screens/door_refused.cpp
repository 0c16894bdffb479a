#include <algorithm>

#include "screens/door_pages.h"
#include "screens/words.h"

// What did not end in a welcome, and the finished undo: what it is, what is known, what to do next
// (rules D1 and D13).
namespace yingbin {
namespace {

using namespace ui;

constexpr std::size_t kActsMax = 8;
constexpr std::size_t kActsInARow = 4;

// The words of outcome_title, which a test compares, with the English ones beside them.
Bilingual title_of(DoorOutcome outcome) {
  switch (outcome) {
    case DoorOutcome::admitted:
      return Bilingual::say("Welcome");
    case DoorOutcome::already_in:
      return Bilingual::say("Already in");
    case DoorOutcome::party_full:
      return Bilingual::say("Party is full");
    case DoorOutcome::revoked:
      return Bilingual::say("Invitation withdrawn");
    case DoorOutcome::other_event:
      return Bilingual::say("For another event");
    case DoorOutcome::forged:
      return Bilingual::say("Not a genuine invitation");
    case DoorOutcome::unknown:
      return Bilingual::say("Not one of our codes");
    case DoorOutcome::unreadable:
      return Bilingual::say("Could not be read");
  }
  return {};
}

// What the button says: the general word, or more exactly where the page knows how many.
std::string act_text(NextAct act, const RefusedPage& page) {
  if (act == NextAct::admit_fewer && page.left > 0) return say("Let the other {} in", page.left);
  if (act == NextAct::admit_more && page.needs_approval)
    return say("Let one more in (coordinator agrees)");
  return next_act_label(act);
}

std::string act_name(NextAct act) {
  return "act " + std::string(Names<NextAct>::list[static_cast<std::size_t>(act)].second);
}

// The likeliest stands bottom right, the others to its left and then in a row above.
Intent draw_acts(const RefusedPage& page, Frame& frame, Rect& area) {
  Intent intent;
  const std::size_t count = std::min(page.next.size(), kActsMax);
  const float gap = frame.theme.gap();
  for (std::size_t start = 0; start < count; start += kActsInARow) {
    const std::size_t in_row = std::min(kActsInARow, count - start);
    const bool first_row = start == 0;
    const Rect strip =
        area.cut_bottom(first_row ? frame.theme.guest_target() : frame.mm(kStaffTargetMm + 1), gap);
    const auto places =
        equal_columns(strip, static_cast<int>(std::max<std::size_t>(in_row, 2)), gap);
    for (std::size_t i = 0; i < in_row; ++i) {
      const NextAct act = page.next[start + i];
      const bool likeliest = first_row && i == 0;
      if (button(frame, places[places.size() - 1 - i],
                 {.name = act_name(act),
                  .text = act_text(act, page),
                  .look = likeliest ? ButtonLook::primary : ButtonLook::secondary})) {
        intent = TapNextAct{act};
      }
    }
  }
  return intent;
}

// Sign, words and colour: three ways to say the same.
void draw_verdict(Frame& frame, const Rect& place, Sign what, Colour colour,
                  const Bilingual& title) {
  card(frame, place, {colour, 0});
  const Colour ink = text_on(colour);
  Rect inner = place.inset(frame.mm(5), frame.mm(6));
  const float small = title.second.empty() ? 0 : text_height(frame.fonts, TextSize::body, 2);
  const Rect second = inner.cut_bottom(small, frame.mm(2));
  const Rect first = inner.cut_bottom(text_height(frame.fonts, TextSize::prompt, 2), frame.mm(3));
  const float side = std::min({inner.w, inner.h, frame.mm(62)});
  const Point middle = inner.centre();
  sign(frame, {middle.x - side / 2, middle.y - side / 2, side, side}, what, ink);
  TextStyle style = style_of(TextSize::prompt, Weight::bold, ink, Across::centre);
  style.lines_max = 2;
  style.shrink_min = 0.6F;
  label(frame, first, title.first, style);
  style = style_of(TextSize::body, Weight::regular, ink, Across::centre);
  style.lines_max = 2;
  style.down = Down::top;
  label(frame, second, title.second, style);
}

struct Line {
  std::string text;
  TextStyle style;
  float gap = 0;  // before the next
};

// One below the other, the whole in the middle of the card; smaller when there is too much.
void draw_lines(Frame& frame, Rect area, std::vector<Line> lines) {
  std::vector<float> heights;
  float total = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto rest = static_cast<float>(lines.size() - i);
    const float room = std::max(1.0F, (area.h - total) / rest - lines[i].gap);
    heights.push_back(lay_text(frame.fonts, lines[i].text, lines[i].style, area.w, room).height +
                      1);
    total += heights.back() + lines[i].gap;
  }
  area.cut_top(std::max(0.0F, (area.h - total) * 0.45F));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    label(frame, area.cut_top(heights[i], lines[i].gap), lines[i].text, lines[i].style);
  }
}

Line fact_line(const Frame& frame, const std::string& fact) {
  TextStyle style = style_of(TextSize::title);
  style.lines_max = 3;
  style.shrink_min = 0.6F;
  return {fact, style, frame.mm(5)};
}

std::vector<Rect> halves_of(const Rect& area, Frame& frame) {
  if (area.portrait()) return equal_rows(area, 2, frame.theme.margin());
  return columns(area, {share(1), share(1.5F)}, frame.theme.margin());
}

}  // namespace

Intent draw_page(const RefusedPage& page, DoorLocal&, Frame& frame, Rect area) {
  const Intent intent = draw_acts(page, frame, area);
  const auto halves = halves_of(area, frame);
  draw_verdict(frame, halves[0], sign_of(page.outcome), colour_of(page.outcome),
               title_of(page.outcome));
  card(frame, halves[1]);
  std::vector<Line> lines;
  if (!page.name.empty())
    lines.push_back({page.name, style_of(TextSize::prompt, Weight::bold), frame.mm(4)});
  if (!page.rep.empty()) {
    lines.push_back({say("Invited by {}", page.rep),
                     style_of(TextSize::body, Weight::regular, kInkSoft), frame.mm(9)});
  }
  for (const std::string& fact : page.facts) lines.push_back(fact_line(frame, fact));
  draw_lines(frame, halves[1].inset(frame.mm(8), frame.mm(5)), std::move(lines));
  return intent;
}

Intent draw_page(const NoticePage& page, DoorLocal&, Frame& frame, Rect area) {
  Intent intent;
  Rect strip = area.cut_bottom(frame.theme.guest_target(), frame.theme.gap());
  if (button(frame, strip.cut_right(std::min(strip.w, frame.mm(90))),
             {.name = "next", .text = say("Next guest"), .look = ButtonLook::primary})) {
    intent = TapNextGuest{};
  }
  const auto halves = halves_of(area, frame);
  draw_verdict(frame, halves[0], page.good ? Sign::tick : Sign::hand,
               page.good ? kBrand : kAmberDeep, {page.title, ""});
  card(frame, halves[1]);
  std::vector<Line> lines;
  for (const std::string& line : page.lines) lines.push_back(fact_line(frame, line));
  draw_lines(frame, halves[1].inset(frame.mm(8), frame.mm(5)), std::move(lines));
  return intent;
}

}  // namespace yingbin
