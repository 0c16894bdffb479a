#include "ui/screen.h"

#define GLFW_INCLUDE_GLEXT
#include <GLFW/glfw3.h>
#include <X11/extensions/scrnsaver.h>

#include <atomic>
#include <memory>

namespace yingbin::ui {
namespace {

std::atomic<bool>& monitors_changed() {
  static std::atomic<bool> flag = false;  // GLFW's callback carries no pointer
  return flag;
}

}  // namespace

GLFWmonitor* choose_monitor(int wanted) {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  if (count == 0) return nullptr;
  return monitors[wanted >= 1 && wanted <= count ? wanted - 1
                                                 : 0];  // GLFW lists the main one first
}

void watch_monitors() {
  glfwSetMonitorCallback([](GLFWmonitor*, int) { monitors_changed() = true; });
}

bool take_monitor_change() { return monitors_changed().exchange(false); }

bool card_was_reset() {
  using GetStatus = GLenum (*)();
  for (const char* name : {"glGetGraphicsResetStatus", "glGetGraphicsResetStatusARB"}) {
    const auto get = reinterpret_cast<GetStatus>(glfwGetProcAddress(name));
    if (get != nullptr) return get() != GL_NO_ERROR;
  }
  return false;  // a card that cannot tell
}

// A connection of its own: GLFW hides its.
struct ScreenAwake::Connection {
  struct End {
    void operator()(Display* opened) const { XCloseDisplay(opened); }
  };
  std::unique_ptr<Display, End> display{XOpenDisplay(nullptr)};
};

ScreenAwake::ScreenAwake() : connection_(std::make_unique<Connection>()) {
  Display* display = connection_->display.get();
  int event = 0;
  int error = 0;
  if (display == nullptr || XScreenSaverQueryExtension(display, &event, &error) == 0) return;
  XScreenSaverSuspend(display, True);
  XSync(display, False);
  holds_ = true;
}

ScreenAwake::~ScreenAwake() = default;  // with its connection the X server forgets the wish

}  // namespace yingbin::ui
