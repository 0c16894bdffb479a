#include <algorithm>
#include <charconv>

#include "screens/door_pages.h"

namespace yingbin {
namespace {

using namespace ui;

constexpr float kHelpMm = 46;
constexpr float kBackMm = 58;
constexpr float kMoreMm = 80;
constexpr float kPillInset = 1.6F;  // mm above and below a pill in the bar

// Thousands apart by a thin gap, as in "1 236".
std::string grouped(int number) {
  std::string digits = std::to_string(number);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), " ");
  }
  return digits;
}

std::string arrived_text(const HeaderModel& header) {
  std::string arrived = grouped(header.arrived);
  if (header.in_doubt > 0) arrived += fmt::format(" +{}?", header.in_doubt);
  if (header.expected <= 0) return say("Arrived {}", arrived);
  return say("Arrived {} / {}", arrived, grouped(header.expected));
}

struct Saved {
  std::string text;
  PillLook look;
};

std::string age_words(std::int64_t seconds) {
  if (seconds < 60) return say("news {} s old", seconds);
  return seconds < 3'600 ? say("news {} min old", seconds / 60)
                         : say("news {} h old", seconds / 3'600);
}

// What is safe, how much exists only here, how old the knowledge of the others is.
std::string shared_words(const SharedModel& shared) {
  const std::string saved = !shared.only_here ? say("Saved here")
                            : *shared.only_here > 0
                                ? say("Saved here · {} only here", *shared.only_here)
                                : say("Saved here · second copy");
  if (!shared.news_s) return joined({saved, say("hub not reached yet")});
  return joined({saved, *shared.news_s > SharedModel::kNewsOld_s ? age_words(*shared.news_s) : ""});
}

bool all_well(const SharedModel& shared) {
  return shared.only_here == 0U && shared.news_s && *shared.news_s <= SharedModel::kNewsOld_s;
}

Saved saved_of(const HeaderModel& header, HeaderLook look) {
  const Colour fill = look == HeaderLook::welcome ? kBrandDeep : kGroundRaised;
  if (header.shared && header.saved != SavedState::failed) {
    const Colour dot = all_well(*header.shared) ? kMint : kAmber;
    return {shared_words(*header.shared), {fill, kWhite, dot}};
  }
  switch (header.saved) {
    case SavedState::saved_here:
      return {say("Saved here"), {fill, kWhite, kMint}};
    case SavedState::second_copy:
      return {say("Saved here · second copy"), {fill, kWhite, kMint}};
    case SavedState::failed:
      return {say("Not saved!"), {kRed, kWhite, kAmber}};
  }
  return {};
}

// Puts a text at the right end of the strip if there is room beside `kept` pixels on the left.
void right_text(Frame& frame, Rect& strip, const std::string& text, float kept) {
  if (text.empty()) return;
  const TextStyle style = style_of(TextSize::small, Weight::regular, kWhite, Across::right);
  const float width = text_width(frame.fonts, text, style.size, style.weight) + 2;
  if (width + frame.mm(4) + kept > strip.w) return;  // the less important gives way
  label(frame, strip.cut_right(width, frame.mm(4)), text, style);
}

}  // namespace

Foot cut_foot(Rect& area, const Frame& frame) {
  const float gap = frame.theme.gap();
  const Rect strip = area.cut_bottom(frame.theme.guest_target(), gap);
  const auto places = columns(strip, {share(1), fixed(frame.mm(kHelpMm)), share(1)}, gap);
  return {places[0], places[1], places[2]};
}

Intent draw_help(Frame& frame, const Rect& place, Ground ground) {
  const Bilingual words = Bilingual::say("Ask for help");
  const ButtonFace face{.name = "help",
                        .text = words.first,
                        .second = words.second,
                        .ground = ground,
                        .least_mm = kGuestTargetMm};
  if (button(frame, place, face)) return TapNextAct{NextAct::call_coordinator};
  return {};
}

Intent draw_back(Frame& frame, Rect left) {
  const ButtonFace face{
      .name = "back", .text = say("Back"), .look = ButtonLook::quiet, .sign = Sign::back};
  if (button(frame, left.cut_left(std::min(left.w, frame.mm(kBackMm))), face)) return TapBack{};
  return {};
}

ListPart part_of_list(std::size_t count, std::size_t room, DoorLocal& local, Frame& frame,
                      Rect more) {
  room = std::max<std::size_t>(room, 1);
  if (local.list_from >= count) local.list_from = 0;
  const ListPart part{local.list_from, std::min(count, local.list_from + room)};
  if (count <= room) return part;
  const Rect key = more.cut_right(std::min(more.w, frame.mm(kMoreMm)));
  const std::string text = say("{} to {} of {} · more", part.first + 1, part.end, count);
  if (button(frame, key, {.name = "step more", .text = text, .size = TextSize::body})) {
    local.list_from = part.end < count ? part.end : 0;
  }
  return part;
}

void draw_header(const HeaderModel& header, Frame& frame, const Rect& whole, HeaderLook look) {
  if (look == HeaderLook::full) paint(frame, whole, kGround);
  Rect strip = whole.inset(frame.theme.margin(), 0);
  Rect pills = strip.inset(0, frame.mm(kPillInset));
  if (!header.staff.empty() && look == HeaderLook::full) pill(frame, pills, header.staff);
  const Saved saved = saved_of(header, look);
  pill(frame, pills, saved.text, saved.look);
  strip.w = pills.w;
  const TextStyle bold = style_of(TextSize::body, Weight::bold, kWhite);
  if (look == HeaderLook::welcome) {
    label(frame, strip, header.door, bold);
    return;
  }
  const float name = text_width(frame.fonts, header.event_name, bold.size, bold.weight) * 0.85F;
  const float door = text_width(frame.fonts, header.door, bold.size, Weight::regular) + frame.mm(5);
  const std::string next = header.next.empty() ? "" : say("Next: {}", header.next);
  const std::string now = header.now.empty() ? "" : say("Now: {}", header.now);
  // From the right: next, now, arrived; but arrived is wanted most.
  Rect figures = strip;
  const float arrived =
      text_width(frame.fonts, arrived_text(header), TextSize::small, Weight::regular) + frame.mm(5);
  const float now_width =
      now.empty() ? 0
                  : text_width(frame.fonts, now, TextSize::small, Weight::regular) + frame.mm(5);
  right_text(frame, figures, next, name + door + arrived + now_width);
  right_text(frame, figures, now, name + door + arrived);
  right_text(frame, figures, arrived_text(header), std::min(name, figures.w * 0.5F));
  const bool both_fit = figures.w >= name + door;
  if (both_fit) {
    const Rect place = {figures.x, figures.y, figures.w - door, figures.h};
    const Rect filled = label(frame, place, header.event_name, bold);
    const float x = filled.right() + frame.mm(4);
    label(frame, {x, figures.y, figures.right() - x, figures.h}, header.door,
          style_of(TextSize::body, Weight::regular, kWhite));
  } else {
    label(frame, figures, header.door, bold);
  }
}

void draw_alert(const std::string& alert, Frame& frame, const Rect& whole) {
  paint(frame, whole, kAmber);
  Rect strip = whole.inset(frame.theme.margin(), frame.mm(1));
  sign(frame, strip.cut_left(frame.mm(8), frame.mm(3)), Sign::exclamation, kInk);
  TextStyle style = style_of(TextSize::body, Weight::bold, kInk);
  style.lines_max = 2;
  style.shrink_min = 0.6F;
  label(frame, strip, alert, style);
}

Intent draw_sample_strip(const SampleStrip& strip, Frame& frame, const Rect& place) {
  Rect area = place;
  const Rect code = area.cut_left(area.h, frame.mm(4));
  qr_code(frame, code, "sample code", strip.modules, strip.size);
  Intent intent;
  const Rect key = area.cut_right(std::max(area.w * 0.36F, frame.mm(60)), frame.mm(4));
  if (button(frame, key,
             {.name = "sample",
              .text = say("Hold this card to the camera"),
              .look = ButtonLook::primary,
              .ground = Ground::dark,
              .size = TextSize::body})) {
    intent = TapSampleCard{};
  }
  const auto lines = equal_rows(area, 2, frame.mm(1));
  label(frame, lines[0], say("Sample card {} of {}", strip.number, strip.count),
        style_of(TextSize::small, Weight::regular, kWhite));
  label(frame, lines[1], joined({strip.name, strip.purpose}),
        style_of(TextSize::body, Weight::bold, kWhite));
  return intent;
}

Colour colour_of(const ZoneSign& sign) {
  std::uint32_t hex = 0;
  const char* from = sign.colour.data() + (sign.colour.empty() ? 0 : 1);
  const char* to = sign.colour.data() + sign.colour.size();
  const bool written = sign.colour.size() == 7 && sign.colour[0] == '#' &&
                       std::from_chars(from, to, hex, 16).ptr == to;
  return written ? rgb(hex) : kGreen;
}

ui::ZoneShape shape_of(const ZoneSign& sign) {
  switch (sign.shape) {
    case yingbin::ZoneShape::square:
      return ui::ZoneShape::square;
    case yingbin::ZoneShape::triangle:
      return ui::ZoneShape::triangle;
    case yingbin::ZoneShape::circle:
      return ui::ZoneShape::circle;
    case yingbin::ZoneShape::diamond:
      return ui::ZoneShape::diamond;
    case yingbin::ZoneShape::hexagon:
      return ui::ZoneShape::hexagon;
    case yingbin::ZoneShape::star:
      return ui::ZoneShape::star;
  }
  return ui::ZoneShape::square;
}

void draw_zone(const ZoneSign& sign, Frame& frame, const Rect& place) {
  zone_mark(frame, place, shape_of(sign), colour_of(sign), sign.mark);
}

Sign sign_of(DoorOutcome outcome) {
  switch (outcome) {
    case DoorOutcome::admitted:
      return Sign::tick;
    case DoorOutcome::already_in:
      return Sign::exclamation;
    case DoorOutcome::party_full:
      return Sign::people;
    case DoorOutcome::revoked:
      return Sign::barred;
    case DoorOutcome::other_event:
      return Sign::elsewhere;
    case DoorOutcome::forged:
      return Sign::cross;
    case DoorOutcome::unknown:
      return Sign::question;
    case DoorOutcome::unreadable:
      return Sign::blurred;
  }
  return Sign::question;
}

// All carry white text but amber; each its own, the shape says the same.
Colour colour_of(DoorOutcome outcome) {
  switch (outcome) {
    case DoorOutcome::admitted:
      return kBrand;
    case DoorOutcome::already_in:
      return kAmber;
    case DoorOutcome::party_full:
      return kAmberDeep;
    case DoorOutcome::revoked:
      return kRed;
    case DoorOutcome::other_event:
      return kBlue;
    case DoorOutcome::forged:
      return rgb(0x5C0F1E);
    case DoorOutcome::unknown:
      return kPurple;
    case DoorOutcome::unreadable:
      return kInkSoft;
  }
  return kInkSoft;
}

TextStyle style_of(TextSize size, Weight weight, Colour colour, Across across) {
  TextStyle style;
  style.size = size;
  style.weight = weight;
  style.colour = colour;
  style.across = across;
  return style;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!result.empty()) result += " · ";
    result += part;
  }
  return result;
}

}  // namespace yingbin
