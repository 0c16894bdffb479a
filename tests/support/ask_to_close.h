// What a window manager sends for Alt+F4, for tests of the real window. Apart, since Xlib's macros
// and GoogleTest do not agree.
#pragma once

#include <string>

namespace yingbin::test {

// Asks the top window of that title to close (WM_DELETE_WINDOW); false if there is none.
[[nodiscard]] bool ask_to_close(const std::string& title);

}  // namespace yingbin::test
