// One grey picture, from a file or a camera: what the reader looks at.
#pragma once

#include <cstdint>
#include <vector>

namespace yingbin {

struct GrayFrame {
  int width = 0;   // pixels
  int height = 0;  // pixels
  int stride = 0;  // bytes from one row to the next, at least width
  std::vector<std::uint8_t>
      pixels;  // 0 black … 255 white; stride × height bytes, the last row may end early

  // Whether the numbers describe the pixels that are there: a camera may deliver anything.
  [[nodiscard]] bool whole() const {
    if (width <= 0 || height <= 0 || stride < width) return false;
    const auto rows_before_last = static_cast<std::uint64_t>(height - 1);
    return rows_before_last * static_cast<std::uint64_t>(stride) +
               static_cast<std::uint64_t>(width) <=
           pixels.size();
  }
};

}  // namespace yingbin
