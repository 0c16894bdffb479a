#include "support/ask_to_close.h"

#include <X11/Xlib.h>

namespace yingbin::test {
namespace {

void send_close(Display* display, Window window) {
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = window;
  event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = static_cast<long>(XInternAtom(display, "WM_DELETE_WINDOW", False));
  XSendEvent(display, window, False, NoEventMask, &event);
}

}  // namespace

bool ask_to_close(const std::string& title) {
  Display* display = XOpenDisplay(nullptr);
  if (display == nullptr) return false;
  Window root = 0;
  Window parent = 0;
  Window* windows = nullptr;
  unsigned count = 0;
  XQueryTree(display, DefaultRootWindow(display), &root, &parent, &windows, &count);
  bool found = false;
  for (unsigned i = 0; i < count; ++i) {
    char* name = nullptr;
    if (XFetchName(display, windows[i], &name) == 0) continue;
    if (title == name) send_close(display, windows[i]);
    found = found || title == name;
    XFree(name);
  }
  if (windows != nullptr) XFree(windows);
  XCloseDisplay(display);
  return found;
}

}  // namespace yingbin::test
