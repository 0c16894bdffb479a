#include "scan/preview.h"

#include <algorithm>

namespace yingbin {

namespace {

std::uint8_t mean(const GrayFrame& frame, int left, int top, int side) {
  unsigned sum = 0;
  for (int y = top; y < top + side; ++y) {
    const auto start = static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.stride) +
                       static_cast<std::size_t>(left);
    for (std::size_t x = start; x < start + static_cast<std::size_t>(side); ++x)
      sum += frame.pixels[x];
  }
  return static_cast<std::uint8_t>(sum /
                                   (static_cast<unsigned>(side) * static_cast<unsigned>(side)));
}

}  // namespace

GrayFrame preview_of(const GrayFrame& frame, int side_max) {
  GrayFrame small;
  if (!frame.whole()) return small;
  const int longest = std::max(frame.width, frame.height);
  // A picture that is a mere line keeps at least one pixel across.
  const int block =
      std::clamp((longest + side_max - 1) / side_max, 1, std::min(frame.width, frame.height));
  small.width = small.stride = std::min(side_max, frame.width / block);
  small.height = std::min(side_max, frame.height / block);
  small.pixels.reserve(static_cast<std::size_t>(small.width) *
                       static_cast<std::size_t>(small.height));
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x)
      small.pixels.push_back(mean(frame, x * block, y * block, block));
  }
  return small;
}

}  // namespace yingbin
