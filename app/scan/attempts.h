// The ways in which ZXing is asked for the codes of a picture, each with its own filter. Which of
// them pay was measured on door pictures (yingbin-bench reading); the reader puts them in order.
#pragma once

#include "scan/reading.h"

namespace yingbin {

// One way to look at a frame: at all of it, or at the square with the finest texture, enlarged.
enum class Attempt {
  whole,
  whole_harder,
  half,  // averaged down: less noise and blur a pixel
  third,
  square_sharp,
  square_twice,
  square_threshold,
  inverted,
  mirrored,  // ZXing reads most mirrored codes unasked, but not all
};

// `square` is a part of the frame, and the frame is whole.
[[nodiscard]] Reading attempt_codes(const GrayFrame& frame, const PixelBox& square,
                                    Attempt attempt);

// A quick look at the place where a code was on the frame before.
[[nodiscard]] Reading read_place(const GrayFrame& frame, const PixelBox& last);

// The frame with the codes that were read painted over, so that others are looked for.
[[nodiscard]] GrayFrame without_codes(GrayFrame frame, const Reading& reading);

}  // namespace yingbin
