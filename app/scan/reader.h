// Finds QR codes in a picture. `read_codes` spends what a still needs; `CameraReader` what each
// frame of a camera may. Both only read: whether a text is an invitation, and whose, is for its
// parser.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "scan/gray_frame.h"
#include "scan/grid_reader.h"
#include "scan/reading.h"

namespace yingbin {

// Every attempt in turn until one finds an invitation: for stills. Half a second on a large empty
// picture.
[[nodiscard]] Reading read_codes(const GrayFrame& frame);

// For the frames of one camera. Looks first where the invitation was on the frame before; else at
// the whole frame, at what it adds up of a code that is hard to read, and in one costly way,
// another on each frame.
class CameraReader {
 public:
  [[nodiscard]] Reading next(const GrayFrame& frame);

 private:
  Reading look_around(const GrayFrame& frame);
  Reading look_harder(const GrayFrame& frame);

  std::optional<PixelBox> last_;  // where an invitation was
  int held_ = 0;                  // frames since all of a frame was looked at
  std::size_t turn_ = 0;
  GridReader grid_;
};

}  // namespace yingbin
