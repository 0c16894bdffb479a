#include "screens/door_pages.h"

// Closing a station: for administrators, so that no guest ends on the desktop.
namespace yingbin {
namespace {

using namespace ui;

std::string reason_of(const LeavePage& page) {
  if (page.allowed) return say("Guests cannot check in here until it is opened again.");
  return say("{} may not close it. It can be closed by: {}", page.staff, joined(page.who));
}

}  // namespace

Intent draw_page(const LeavePage& page, DoorLocal&, Frame& frame, Rect area) {
  const Foot foot = cut_foot(area, frame);
  Intent intent = draw_help(frame, foot.help);
  const Intent back = draw_back(frame, foot.left);
  if (back) intent = back;
  if (page.allowed &&
      button(frame, foot.right,
             {.name = "leave", .text = say("Close the station"), .look = ButtonLook::danger})) {
    intent = TapLeave{};
  }
  card(frame, area);
  Rect inner = area.inset(frame.mm(9), frame.mm(8));
  label(frame, inner.cut_top(text_height(frame.fonts, TextSize::prompt), frame.mm(6)),
        say("Close this station?"), style_of(TextSize::prompt, Weight::bold));
  TextStyle style = style_of(TextSize::title);
  style.lines_max = 4;
  style.shrink_min = 0.6F;
  style.down = Down::top;
  label(frame, inner, reason_of(page), style);
  return intent;
}

}  // namespace yingbin
