// Keys on the screen for letters and digits, which are enough to find a guest by pinyin, initials
// or phone. Keys may be tapped as fast as fingers go.
#pragma once

#include <string>

#include "ui/frame.h"

namespace yingbin::ui {

inline constexpr std::size_t kKeyedCharactersMax = 40;

// Four rows of ten keys; types into `text`, takes off its end, or clears it.
void keyboard(Frame& frame, const Rect& place, std::string& text);

}  // namespace yingbin::ui
