#include <algorithm>

#include "screens/door_pages.h"
#include "screens/words.h"

// What did not end in a welcome, and the finished undo: what it is, what is known, what to do next
// (rules D1 and D13).
namespace yingbin {
namespace {

using namespace ui;

constexpr std::size_t kActsMax = 8;
constexpr float kTwoActsMm = 104;  // room for two beside each other

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
  if (act == NextAct::admit_more && page.needs_approval) return say("One more, if approved");
  return next_act_label(act);
}

std::string act_name(NextAct act) {
  return "act " + std::string(Names<NextAct>::list[static_cast<std::size_t>(act)].second);
}

Intent draw_act(NextAct act, const RefusedPage& page, Frame& frame, const Rect& place,
                ButtonLook look) {
  const ButtonFace face{.name = act_name(act), .text = act_text(act, page), .look = look};
  if (button(frame, place, face)) return TapNextAct{act};
  return {};
}

// What the page offers beside the likeliest. Help stands in its own place and is not offered twice,
// unless it is what should be done; "next guest" is the way back and stands on the left.
std::vector<NextAct> other_acts(const RefusedPage& page) {
  std::vector<NextAct> others;
  for (std::size_t i = 1; i < page.next.size() && others.size() < kActsMax; ++i) {
    const NextAct act = page.next[i];
    if (act != NextAct::call_coordinator && act != NextAct::next_guest) others.push_back(act);
  }
  return others;
}

// Places for acts, the best first: right of help, left of it, then in rows above the foot.
std::vector<Rect> places_of(std::size_t count, bool back, const Foot& foot, Frame& frame,
                            Rect& area) {
  const float gap = frame.theme.gap();
  std::vector<Rect> places;
  const int across = foot.right.w >= frame.mm(kTwoActsMm) ? 2 : 1;
  const auto right = equal_columns(foot.right, across, gap);
  places.assign(right.rbegin(), right.rend());
  const auto left = equal_columns(foot.left, across, gap);
  places.insert(places.end(), left.rbegin(), left.rend() - (back ? 1 : 0));
  while (places.size() < count) {
    const Rect strip = area.cut_bottom(frame.mm(kStaffTargetMm + 1), gap);
    const auto above = equal_columns(strip, across * 2, gap);
    places.insert(places.end(), above.rbegin(), above.rend());
  }
  // One act alone has the whole right side.
  if (count == 1) places[0] = foot.right;
  return places;
}

// The likeliest stands bottom right, the others to its left and then in a row above.
Intent draw_acts(const RefusedPage& page, Frame& frame, Rect& area) {
  const Foot foot = cut_foot(area, frame);
  Intent intent = draw_help(frame, foot.help);
  if (page.next.empty()) return intent;
  const std::vector<NextAct> others = other_acts(page);
  const bool back =
      page.next[0] != NextAct::next_guest &&
      std::find(page.next.begin(), page.next.end(), NextAct::next_guest) != page.next.end();
  const auto places = places_of(others.size() + 1, back, foot, frame, area);
  const auto draw = [&](NextAct act, const Rect& place, ButtonLook look) {
    const Intent tapped = draw_act(act, page, frame, place, look);
    if (tapped) intent = tapped;
  };
  draw(page.next[0], places[0], ButtonLook::primary);
  for (std::size_t i = 0; i < others.size(); ++i) {
    draw(others[i], places[i + 1], ButtonLook::secondary);
  }
  if (back) {
    const int across = foot.left.w >= frame.mm(kTwoActsMm) ? 2 : 1;
    draw(NextAct::next_guest, equal_columns(foot.left, across, frame.theme.gap())[0],
         ButtonLook::secondary);
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
  const Foot foot = cut_foot(area, frame);
  Intent intent = draw_help(frame, foot.help);
  if (page.back) {
    const Intent back = draw_back(frame, foot.left);
    if (back) intent = back;
  }
  if (button(frame, foot.right,
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
