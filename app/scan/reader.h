// Finds QR codes in a picture. `read_codes` spends what a still needs; `CameraReader` what each
// frame of a camera may. Both only read: whether a text is an invitation, and whose, is for its
// parser.
#pragma once

#include <string>
#include <vector>

#include "scan/gray_frame.h"

namespace yingbin {

// Corners of the upright box around a code, in pixels of the frame.
struct PixelBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
};

struct FoundCode {
  std::string text;  // as encoded: may be long (7,089 characters), empty lines, NUL bytes, anything
  PixelBox box;
};

// Each text once, our invitations first, else in the order found. Empty: no code could be read.
struct Reading {
  std::vector<FoundCode> codes;
};

// One way to look at a frame. The first two look at all of it as it is; `square_…` at the square
// with the finest texture, enlarged and filtered (MEASURED.md, the cascade); the rest at all of it,
// changed.
enum class Attempt {
  whole,
  whole_harder,
  square_twice,
  square_smooth,
  square_sharp,
  square_contrast,
  square_threshold,
  half,
  third,
  inverted,
  mirrored,  // ZXing reads most mirrored codes unasked, but not all
  whole_sharp,
};

[[nodiscard]] Reading attempt_codes(const GrayFrame& frame, Attempt attempt);

// Every attempt in turn until one finds a code: for stills. Up to a second on a large empty
// picture.
[[nodiscard]] Reading read_codes(const GrayFrame& frame);

// For the frames of one camera: the whole frame and one costly attempt, another on each frame.
class CameraReader {
 public:
  [[nodiscard]] Reading next(const GrayFrame& frame);

 private:
  std::size_t turn_ = 0;
};

}  // namespace yingbin
