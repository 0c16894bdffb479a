#include "screens/door.h"

#include "screens/door_pages.h"

namespace yingbin {
namespace {

constexpr float kHeaderMm = 13;
constexpr float kAlertMm = 13;
constexpr float kStripMm = 25;
constexpr float kNamePart = 0.4F;  // of the header: the event's name stands there
constexpr double kLeaveHold_s = 3;

// The strip stands on its own ground, so that nobody takes it for a part of the page.
Intent draw_strip(const SampleStrip& strip, ui::Frame& frame, ui::Rect place) {
  ui::paint(frame, place, ui::kGround);
  return draw_sample_strip(strip, frame, place.inset(frame.theme.margin(), frame.mm(2)));
}

}  // namespace

std::optional<DoorIntent> draw_door(const DoorModel& model, DoorLocal& local, ui::Frame& frame) {
  const bool welcome = std::holds_alternative<AdmittedPage>(model.page);
  ui::Rect area = frame.area;
  ui::paint(frame, area, welcome ? ui::kBrand : ui::kCream);
  const ui::Rect header = area.cut_top(frame.mm(kHeaderMm));
  draw_header(model.header, frame, header, welcome ? HeaderLook::welcome : HeaderLook::full);
  if (!model.header.alert.empty()) {
    draw_alert(model.header.alert, frame, area.cut_top(frame.mm(kAlertMm)));
  }
  Intent tapped;
  // Deliberate and hidden: guests do not find it, and nobody does it by accident.
  const ui::Rect name{header.x, header.y, header.w * kNamePart, header.h};
  if (ui::long_press(frame, name, "event name", kLeaveHold_s)) tapped = HoldLeave{};
  if (model.strip) {
    const Intent sample = draw_strip(*model.strip, frame, area.cut_bottom(frame.mm(kStripMm)));
    if (sample) tapped = sample;
  }
  area = area.inset(frame.theme.margin(), frame.mm(5));
  const Intent on_page =
      std::visit([&](const auto& page) { return draw_page(page, local, frame, area); }, model.page);
  return on_page ? on_page : tapped;
}

}  // namespace yingbin
