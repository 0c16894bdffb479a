// One frame of a page and what lasts from frame to frame: theme, fonts, the finger. Made by the
// window or, in tests, by the tapper; handed to every draw function.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/fonts.h"
#include "ui/layout.h"
#include "ui/theme.h"
#include "ui/widget_log.h"

struct ImDrawList;

namespace yingbin::ui {

// Characters as typed; the keys that are none come as '\n' Enter, '\b', '\t', 0x1B Escape.
struct TypedCharacter {
  char32_t character = 0;
  double at_s = 0;
};

// What happened since the last frame. At most one change of `down` a frame, or a quick tap is lost.
struct Input {
  Point pointer;
  bool down = false;
  double now_s = 0;  // any steady clock
  std::vector<TypedCharacter> typed;
};

// The finger, remembered between frames.
struct Touch {
  bool was_down = false;
  std::string held;  // the widget under the finger since it came down; empty: none
  Point tapped_at;
  std::string tapped;
  bool tapped_repeats = false;
  double tapped_s = -1000;
  double pressed_s = 0;  // when the finger last came down
};

struct Frame {
  const Theme& theme;
  Fonts& fonts;
  ImDrawList& draw;
  WidgetLog& log;
  Touch& touch;
  Rect area;  // the whole screen
  Point pointer;
  bool down = false;
  bool pressed = false;   // the finger came down in this frame
  bool released = false;  // it went up
  double now_s = 0;
  std::vector<TypedCharacter> typed;
  std::optional<double> redraw_s;  // draw again after so long, though nothing happens

  [[nodiscard]] float mm(float millimetres) const { return theme.mm(millimetres); }
  // For what moves or counts down; the soonest wish wins.
  void redraw_after(double seconds);
};

// Frames on the current ImGui context, which must outlive it.
class Canvas {
 public:
  explicit Canvas(const Screen& screen);

  // A frame to draw on; ends with `end`, after which ImGui::GetDrawData() is the picture.
  [[nodiscard]] Frame begin(const Input& input);
  void end(const Frame& frame);

  [[nodiscard]] const Theme& theme() const { return theme_; }
  [[nodiscard]] Fonts& fonts() { return fonts_; }
  [[nodiscard]] const WidgetLog& log() const { return log_; }

 private:
  Rect area_;
  Theme theme_;
  Fonts fonts_;
  WidgetLog log_;
  Touch touch_;
  double last_s_ = 0;
};

}  // namespace yingbin::ui
