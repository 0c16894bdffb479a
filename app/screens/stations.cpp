#include "screens/stations.h"

#include <algorithm>

#include "screens/door_pages.h"

// The list of stations, one of them, and the two questions before what cannot be taken back.
namespace yingbin {
namespace {

using namespace ui;

constexpr float kRowMm = 17;
constexpr float kPersonMm = 16;

struct MarkFace {
  Sign sign;
  Colour colour;
  std::string word;
};

MarkFace face_of(StationMark mark) {
  switch (mark) {
    case StationMark::well:
      return {Sign::tick, kGreen, ""};
    case StationMark::silent:
      return {Sign::clock, kAmberDeep, say("Silent")};
    case StationMark::clock_wrong:
      return {Sign::clock, kRed, say("Clock wrong")};
    case StationMark::copied:
      return {Sign::people, kRed, say("Disk copied")};
    case StationMark::lost:
      return {Sign::question, kRed, say("Lost")};
    case StationMark::revoked:
      return {Sign::barred, kInkSoft, say("Revoked")};
  }
  return {Sign::question, kInkSoft, ""};
}

std::string mark_words(const StationEntry& entry) {
  std::vector<std::string> words;
  for (StationMark mark : entry.marks) words.push_back(face_of(mark).word);
  return joined(words);
}

TextStyle fitting(TextSize size, Weight weight = Weight::regular, Colour colour = kInk,
                  Across across = Across::left) {
  TextStyle style = style_of(size, weight, colour, across);
  style.shrink_min = 0.55F;
  return style;
}

Intent draw_entry(const StationEntry& entry, std::size_t number, Frame& frame, const Rect& place) {
  Intent intent;
  if (tappable_row(frame, place, "station " + std::to_string(number))) {
    intent = TapStation{entry.origin};
  }
  Rect inner = place.inset(frame.mm(4), frame.mm(2));
  const MarkFace worst = face_of(entry.marks.front());
  sign(frame, inner.cut_left(frame.mm(8), frame.mm(4)), worst.sign, worst.colour);
  const auto parts = columns(inner, {share(1.5F), share(0.9F), share(1.4F)}, frame.mm(4));
  const std::string here = entry.here ? say("this station") : "";
  const auto lines = equal_rows(parts[0], 2, frame.mm(0.5F));
  TextStyle name = fitting(TextSize::body, Weight::bold);
  name.shrink_min = 0.45F;
  label(frame, lines[0], entry.name, name);
  label(frame, lines[1], joined({entry.role, here}),
        fitting(TextSize::small, Weight::regular, kInkSoft));
  TextStyle marks = fitting(TextSize::body, Weight::bold, worst.colour);
  marks.lines_max = 2;
  label(frame, parts[1], mark_words(entry), marks);
  const auto told = equal_rows(parts[2], 2, frame.mm(0.5F));
  if (!entry.here) label(frame, told[0], entry.heard, fitting(TextSize::body));
  label(frame, entry.here ? parts[2] : told[1], entry.unsent,
        fitting(TextSize::small, Weight::regular, kInkSoft));
  return intent;
}

// Title and a line below it; cuts itself off the top.
void draw_title(const std::string& title, const std::string& line, Frame& frame, Rect& area) {
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::title), frame.mm(2)), title,
        fitting(TextSize::title, Weight::bold));
  if (line.empty()) return;
  label(frame, area.cut_top(text_height(frame.fonts, TextSize::body), frame.mm(4)), line,
        fitting(TextSize::body, Weight::regular, kInkSoft));
}

Intent back_and_help(Frame& frame, const Foot& foot) {
  const Intent back = draw_back(frame, foot.left);
  const Intent help = draw_help(frame, foot.help);
  return back ? back : help;
}

// Facts one below the other, each as high as it needs; what is left of the area stays in it.
void draw_facts(const std::vector<std::string>& facts, Frame& frame, Rect& area) {
  for (const std::string& fact : facts) {
    TextStyle style = fitting(TextSize::body);
    style.lines_max = 3;
    const float height = lay_text(frame.fonts, fact, style, area.w, area.h).height + 1;
    label(frame, area.cut_top(height, frame.mm(4)), fact, style);
  }
}

std::string act_name(StationAct::Kind kind) {
  switch (kind) {
    case StationAct::Kind::declare_lost:
      return "declare lost";
    case StationAct::Kind::found:
      return "found";
    case StationAct::Kind::release:
      return "release";
    case StationAct::Kind::settle_copy:
      return "settle copy";
  }
  return {};
}

DoorIntent intent_of(StationAct::Kind kind, OriginId origin) {
  switch (kind) {
    case StationAct::Kind::declare_lost:
      return TapStation{origin, StationStep::second_person};
    case StationAct::Kind::found:
      return TapStationFound{origin};
    case StationAct::Kind::release:
      return TapStation{origin, StationStep::release};
    case StationAct::Kind::settle_copy:
      return TapSettleCopy{origin};
  }
  return TapBack{};
}

// One below the other; a reason stands once, under the last of those it holds back.
Intent draw_acts(const StationPage& page, Frame& frame, Rect area) {
  Intent intent;
  for (std::size_t i = 0; i < page.acts.size(); ++i) {
    const StationAct& act = page.acts[i];
    const bool harm = act.kind == StationAct::Kind::declare_lost;
    const ButtonFace face{.name = act_name(act.kind),
                          .text = act.text,
                          .look = harm ? ButtonLook::danger : ButtonLook::secondary,
                          .enabled = act.reason.empty()};
    const Rect key = area.cut_top(frame.theme.staff_target() + frame.mm(1), frame.mm(2));
    if (button(frame, key, face)) intent = intent_of(act.kind, page.station.origin);
    const bool again = i + 1 < page.acts.size() && page.acts[i + 1].reason == act.reason;
    if (act.reason.empty() || again) continue;
    TextStyle style = fitting(TextSize::small, Weight::regular, kInkSoft);
    style.lines_max = 2;
    label(frame, area.cut_top(text_height(frame.fonts, TextSize::small, 2), frame.mm(3)),
          act.reason, style);
  }
  return intent;
}

}  // namespace

Intent draw_page(const StationsPage& page, DoorLocal& local, Frame& frame, Rect area) {
  const Foot foot = cut_foot(area, frame);
  Intent intent = back_and_help(frame, foot);
  draw_title(say("Stations"), page.news, frame, area);
  const float gap = frame.mm(2);
  const auto room = static_cast<std::size_t>((area.h + gap) / (frame.mm(kRowMm) + gap));
  const ListPart part = part_of_list(page.stations.size(), room, local, frame, foot.right);
  for (std::size_t i = part.first; i < part.end; ++i) {
    const Rect row = area.cut_top(frame.mm(kRowMm), gap);
    if (auto tapped = draw_entry(page.stations[i], i + 1, frame, row)) intent = tapped;
  }
  return intent;
}

Intent draw_page(const StationPage& page, DoorLocal&, Frame& frame, Rect area) {
  const Foot foot = cut_foot(area, frame);
  const Intent intent = back_and_help(frame, foot);
  const auto halves = area.portrait()
                          ? rows(area, {share(1), share(1)}, frame.theme.margin())
                          : columns(area, {share(1.3F), share(1)}, frame.theme.margin());
  card(frame, halves[0]);
  Rect inner = halves[0].inset(frame.theme.padding(), frame.mm(5));
  label(frame, inner.cut_top(text_height(frame.fonts, TextSize::prompt), frame.mm(3)),
        page.station.name, fitting(TextSize::prompt, Weight::bold));
  for (StationMark mark : page.station.marks) {
    const MarkFace face = face_of(mark);
    if (face.word.empty()) continue;
    Rect line = inner.cut_top(frame.mm(8), frame.mm(2));
    sign(frame, line.cut_left(frame.mm(8), frame.mm(3)), face.sign, face.colour);
    label(frame, line, face.word, fitting(TextSize::body, Weight::bold, face.colour));
  }
  std::vector<std::string> facts{joined({page.station.role, page.station.heard})};
  if (!page.station.unsent.empty()) facts.push_back(page.station.unsent);
  facts.insert(facts.end(), page.facts.begin(), page.facts.end());
  draw_facts(facts, frame, inner);
  const Intent tapped = draw_acts(page, frame, halves[1]);
  return tapped ? tapped : intent;
}

Intent draw_page(const SecondPersonPage& page, DoorLocal& local, Frame& frame, Rect area) {
  const Foot foot = cut_foot(area, frame);
  Intent intent = back_and_help(frame, foot);
  draw_title(say("Declare {} lost: who is the second person?", page.station), "", frame, area);
  draw_facts(page.facts, frame, area);
  const float gap = frame.mm(2.5F);
  const int across = area.w > frame.mm(240) ? 4 : area.w > frame.mm(150) ? 3 : 2;
  const auto down = std::max(1, static_cast<int>((area.h + gap) / (frame.mm(kPersonMm) + gap)));
  const auto room = static_cast<std::size_t>(across * down);
  const ListPart part = part_of_list(page.persons.size(), room, local, frame, foot.right);
  std::vector<Rect> places;
  for (std::size_t i = part.first; i < part.end; ++i) {
    if (places.empty()) {
      places = equal_columns(area.cut_top(frame.mm(kPersonMm), gap), across, gap);
      std::reverse(places.begin(), places.end());
    }
    const ButtonFace face{.name = "second " + std::to_string(i + 1),
                          .text = page.persons[i].name,
                          .size = TextSize::body};
    if (button(frame, places.back(), face)) {
      intent = TapDeclareLost{page.origin, page.persons[i].id};
    }
    places.pop_back();
  }
  return intent;
}

Intent draw_page(const ReleasePage& page, DoorLocal&, Frame& frame, Rect area) {
  const Foot foot = cut_foot(area, frame);
  Intent intent = back_and_help(frame, foot);
  card(frame, area);
  Rect inner = area.inset(frame.mm(9), frame.mm(7));
  TextStyle question = fitting(TextSize::prompt, Weight::bold);
  question.lines_max = 2;
  label(frame, inner.cut_top(text_height(frame.fonts, TextSize::prompt, 2), frame.mm(6)),
        say("Did somebody look at the chairs of {}, and are they empty?", page.station), question);
  draw_facts(page.facts, frame, inner);
  if (button(frame, foot.right,
             {.name = "looked",
              .text = say("Yes, release {} seats", page.seats),
              .look = ButtonLook::primary})) {
    intent = TapRelease{page.origin, {}};
  }
  return intent;
}

}  // namespace yingbin
