// The camera's part of `yingbin check`: which cameras work, in words, and keeping frames on
// request.
#pragma once

#include <chrono>
#include <vector>

#include "commands/check_lines.h"
#include "scan/camera.h"

namespace yingbin {

// How long drivers may take until they are left alone.
struct DriverPatience {
  std::chrono::milliseconds listing{5000};  // all cameras
  std::chrono::milliseconds trying{7000};   // one of them, with the two seconds that it is tried
};

// Opens each for up to two seconds: all that are plugged in, or the one that is named. Goes on to
// the next when a driver hangs.
[[nodiscard]] std::vector<CheckLine> check_cameras(const CameraOptions& options,
                                                   const CameraWorld& world = {},
                                                   const DriverPatience& patience = {});

// Keeps the frames of a camera as pictures, after a warning on standard error. Returns the exit
// code.
int record_frames(const CommonOptions& common, const CameraOptions& options);

}  // namespace yingbin
