// Where pictures come from, as the scanning thread sees it: a seam small enough to fake by hand.
// camera.h opens the real ones.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "scan/gray_frame.h"
#include "text/result.h"

namespace yingbin {

using FrameTime = std::chrono::steady_clock::time_point;

struct CameraFrame {
  GrayFrame picture;         // may be anything: ask whole()
  FrameTime at{};            // when the light fell in, as nearly as the source knows
  std::uint64_t number = 0;  // of all that the source made, from 1: a gap is frames left out
};

class FrameSource {
 public:
  virtual ~FrameSource() = default;
  // The newest picture, if it was not taken yet; waits at most `wait` for one. Nothing: `wait` is
  // over. A Failure: the source is gone; open it anew.
  [[nodiscard]] virtual Result<std::optional<CameraFrame>> take(std::chrono::milliseconds wait) = 0;
  // From any thread: a `take` that waits, and every later one, returns at once.
  virtual void interrupt() = 0;
  [[nodiscard]] virtual std::string name() const = 0;  // for people
};

}  // namespace yingbin
