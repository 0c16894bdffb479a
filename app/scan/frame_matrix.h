// A frame as OpenCV sees it; for the .cpp files of the reader alone.
#pragma once

#include <opencv2/core.hpp>

#include "scan/gray_frame.h"

namespace yingbin {

// OpenCV only reads from it, though its type cannot say so.
[[nodiscard]] inline cv::Mat matrix_of(const GrayFrame& frame) {
  return {frame.height, frame.width, CV_8UC1, const_cast<std::uint8_t*>(frame.pixels.data()),
          static_cast<std::size_t>(frame.stride)};
}

}  // namespace yingbin
