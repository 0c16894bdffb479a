// The camera's part of `yingbin check`: which cameras work, in words, and keeping frames on
// request.
#pragma once

#include <vector>

#include "commands/check_lines.h"

namespace yingbin {

// Opens each for up to two seconds: all that are plugged in, or the one that is named.
[[nodiscard]] std::vector<CheckLine> check_cameras(const CameraOptions& options);

// Keeps the frames of a camera as pictures, after a warning on standard error. Returns the exit
// code.
int record_frames(const CommonOptions& common, const CameraOptions& options);

}  // namespace yingbin
