// A number for what a frame shows, so that the window does not draw the same picture again. Called
// by the window after every frame.
#pragma once

#include <imgui.h>

#include <cstdint>

namespace yingbin::ui {

// Two pictures of the same number are the same, but for a chance of one in 2^64. Never 0. What is
// in the textures does not count.
[[nodiscard]] std::uint64_t number_of(const ImDrawData& picture);

}  // namespace yingbin::ui
