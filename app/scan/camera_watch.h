// Whether the camera works, and when to open it anew. Pure: the scanning thread tells it what
// happened, in milliseconds that passed; it reads no clock.
#pragma once

#include <chrono>
#include <string>

namespace yingbin {

enum class CameraState { opening, works, no_picture };

struct CameraHealth {
  CameraState state = CameraState::opening;
  std::string source;  // what gives the pictures, for people; empty before it was opened
  std::string why;     // with no_picture: a sentence that says what to do
  bool operator==(const CameraHealth&) const = default;
};

class CameraWatch {
 public:
  using Time = std::chrono::milliseconds;
  static constexpr Time kStall{2000};  // so long without a picture is a fault
  static constexpr Time kPauseFirst{250};
  static constexpr Time kPauseMax{4000};
  static constexpr int kSteadyFrames = 30;  // after these it is no loose contact

  explicit CameraWatch(Time pause_first = kPauseFirst) : pause_first_(pause_first) {}

  void opened(std::string source);
  void frame();
  // No picture for so long. True: that is too long, it is lost.
  [[nodiscard]] bool quiet(Time passed);
  // It could not be opened, or went away.
  void lost(std::string why);
  // Another camera was chosen: nothing is known of it yet.
  void begin_again();

  // How long to wait before the next opening: longer each time, until it ran for a while.
  [[nodiscard]] Time pause() const { return pause_; }
  [[nodiscard]] const CameraHealth& health() const { return health_; }

 private:
  CameraHealth health_;
  Time pause_first_;
  Time pause_{0};
  Time quiet_{0};
  int frames_ = 0;  // since it was opened
};

}  // namespace yingbin
