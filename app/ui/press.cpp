#include <cmath>

#include "ui/widgets.h"

namespace yingbin::ui {
namespace {

// Old fingers tap twice. The second tap must not land on whatever the first one brought up.
constexpr double kGuardSeconds = 0.5;
constexpr float kGuardMm = 12;
// A finger rolls a little when it lifts.
constexpr float kSlackMm = 3;

bool second_of_a_double_tap(const Frame& frame, const std::string& name, Repeat repeat) {
  const Touch& touch = frame.touch;
  if (frame.now_s - touch.tapped_s >= kGuardSeconds) return false;
  if (repeat == Repeat::at_once && (touch.tapped == name || touch.tapped_repeats)) return false;
  const float distance =
      std::hypot(frame.pointer.x - touch.tapped_at.x, frame.pointer.y - touch.tapped_at.y);
  return touch.tapped == name || distance < frame.mm(kGuardMm);
}

}  // namespace

Press press(Frame& frame, const Rect& place, const std::string& name, bool enabled, Repeat repeat) {
  Touch& touch = frame.touch;
  if (!enabled) {
    if (touch.held == name) touch.held.clear();
    return {};
  }
  if (frame.pressed && place.contains(frame.pointer) && touch.held.empty() &&
      !second_of_a_double_tap(frame, name, repeat)) {
    touch.held = name;
  }
  if (touch.held != name) return {};
  if (!place.inset(-frame.mm(kSlackMm)).contains(frame.pointer)) {
    touch.held.clear();
    return {};
  }
  if (!frame.released) return {true, false};
  touch.held.clear();
  touch.tapped = name;
  touch.tapped_repeats = repeat == Repeat::at_once;
  touch.tapped_at = frame.pointer;
  touch.tapped_s = frame.now_s;
  return {false, true};
}

bool long_press(Frame& frame, const Rect& place, const std::string& name, double seconds) {
  if (!press(frame, place, name, true, Repeat::guarded).held) return false;
  const double left_s = frame.touch.pressed_s + seconds - frame.now_s;
  if (left_s > 0) {
    frame.redraw_after(left_s);
    return false;
  }
  frame.touch.held.clear();
  return true;
}

}  // namespace yingbin::ui
