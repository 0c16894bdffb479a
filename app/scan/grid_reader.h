// Reads our codes module by module (module_grid.h) where ZXing cannot; over the frames of a camera
// it follows the code and adds up what each frame shows of its modules.
#pragma once

#include <array>
#include <optional>

#include "scan/code_corners.h"
#include "scan/module_grid.h"
#include "scan/reading.h"

namespace yingbin {

class GridReader {
 public:
  // Where finder patterns seem to be in the square, a part of the frame.
  [[nodiscard]] Reading search(const GrayFrame& frame, const PixelBox& square,
                               Lean lean = Lean::none);

  // Where the code was on the frame before. Nothing if it is not there.
  [[nodiscard]] Reading follow(const GrayFrame& frame);

 private:
  Reading read_at(const GrayFrame& frame, const CodeCorners& about);

  std::optional<CodeCorners> followed_;
  std::array<ModuleValues, kPapers> sums_ = {};
};

}  // namespace yingbin
