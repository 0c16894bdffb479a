// What is held before the camera: a printed card or a phone with one of our codes, flat, as grey
// values; with the folds of crumpled paper or the reflections and cracks of a screen. And the room
// behind it.
#pragma once

#include <cstdint>
#include <string>

#include <opencv2/core.hpp>

namespace yingbin::bench {

inline constexpr int kTexels = 8;  // of a surface along one side of a module

struct SurfaceWish {
  std::uint64_t seed = 0;
  int crumple = 0;  // level, 0 for none
  int screen = 0;   // level, 0 for none
};

struct Surface {
  std::string text;
  cv::Mat brightness;  // 8 bits, the code in the middle
};

[[nodiscard]] Surface make_surface(const SurfaceWish& wish);

[[nodiscard]] cv::Mat make_room(cv::Size size, cv::RNG& random);

}  // namespace yingbin::bench
