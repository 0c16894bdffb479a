// Where in a frame an invitation's code may lie: the outer corners of its modules, as the code
// counts them (the corner without a finder pattern third).
#pragma once

#include <array>
#include <vector>

#include "scan/gray_frame.h"

namespace yingbin {

struct PixelPoint {
  double x = 0, y = 0;
};
using CodeCorners = std::array<PixelPoint, 4>;

// Corners of the upright box around a code, in pixels of the frame.
struct PixelBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
};

// The square of the frame with the finest texture in both directions, which a code mostly has.
[[nodiscard]] PixelBox finest_square(const GrayFrame& frame);

// Which way a card is held away from the camera, so that it looks narrower than it is.
enum class Lean { none, across, down, rising, falling };

// Guesses from three spots that look like finder patterns, the likeliest first: also where blur or
// noise hide them from ZXing. `square` is a part of the frame.
[[nodiscard]] std::vector<CodeCorners> guess_corners(const GrayFrame& frame, const PixelBox& square,
                                                     Lean lean = Lean::none);

}  // namespace yingbin
