// The screens of this machine, and one of them kept awake. Used by the window, from the main
// thread, while GLFW is initialised.
#pragma once

#include <memory>

struct GLFWmonitor;

namespace yingbin::ui {

// The screen of that number, counted from 1; the system's main one for 0 or when there is none of
// that number any more. Null when no screen is connected.
[[nodiscard]] GLFWmonitor* choose_monitor(int wanted);

// True once after a screen was plugged in or pulled out. `watch_monitors` starts it.
void watch_monitors();
[[nodiscard]] bool take_monitor_change();

// The graphics card lost what was on it. False for a card that cannot tell.
[[nodiscard]] bool card_was_reset();

// No screen saver and no sleeping screen while this lives; the X server ends it with the program.
class ScreenAwake {
 public:
  ScreenAwake();
  ~ScreenAwake();
  ScreenAwake(const ScreenAwake&) = delete;
  ScreenAwake& operator=(const ScreenAwake&) = delete;

  // False: the X server knows no screen saver. No error, since then it has none.
  [[nodiscard]] bool holds() const { return holds_; }

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
  bool holds_ = false;
};

}  // namespace yingbin::ui
