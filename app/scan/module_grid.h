// Lays the 41 × 41 grid of an invitation's code over a frame and says of each module how dark it
// is: the paper may be crumpled, the light uneven, the lens out of focus. Called with corners that
// are about right (ZXing's, a guess, or those of the frame before).
#pragma once

#include <array>
#include <optional>

#include "scan/code_corners.h"
#include "scan/invitation_modules.h"

namespace yingbin {

inline constexpr std::size_t kPapers = 3;

struct ModuleGrid {
  CodeCorners corners;  // corrected
  double likeness = 0;  // of the three finder patterns, 0 … 1
  // About 1 for a module that is surely dark, -1 surely light; if the paper is flat, bent, and
  // crumpled.
  std::array<ModuleValues, kPapers> values = {};
};

// Nothing where no code of ours can be.
[[nodiscard]] std::optional<ModuleGrid> read_modules(const GrayFrame& frame,
                                                     const CodeCorners& about);

}  // namespace yingbin
