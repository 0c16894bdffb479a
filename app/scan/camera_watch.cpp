#include "scan/camera_watch.h"

#include <algorithm>
#include <utility>

namespace yingbin {

void CameraWatch::opened(std::string source) {
  health_.source = std::move(source);
  quiet_ = Time{0};
  frames_ = 0;
}

void CameraWatch::frame() {
  health_.state = CameraState::works;
  health_.why.clear();
  quiet_ = Time{0};
  if (++frames_ >= kSteadyFrames) pause_ = Time{0};
}

bool CameraWatch::quiet(Time passed) {
  quiet_ += passed;
  return quiet_ >= kStall;
}

void CameraWatch::lost(std::string why) {
  health_.state = CameraState::no_picture;
  health_.why = std::move(why);
  quiet_ = Time{0};
  pause_ = std::clamp(pause_ * 2, pause_first_, kPauseMax);
}

void CameraWatch::begin_again() {
  health_ = {};
  pause_ = Time{0};
  quiet_ = Time{0};
  frames_ = 0;
}

}  // namespace yingbin
