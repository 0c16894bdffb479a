// Which of a camera's many modes to run it in. Pure: camera.cpp asks the driver for the modes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace yingbin {

struct CameraMode {
  std::string format;  // GStreamer's: "image/jpeg", else raw: "GRAY8", "YUY2", "NV12" …
  int width = 0;       // pixels
  int height = 0;
  int rate_numerator = 0;  // frames a second, as the fraction that the driver names
  int rate_denominator = 1;

  [[nodiscard]] double rate() const;
  [[nodiscard]] std::string words() const;  // "1280x720@30"
  [[nodiscard]] std::string caps() const;   // as GStreamer writes it
  bool operator==(const CameraMode&) const = default;
};

// "1280x720" or "1280x720@30": what somebody asked for.
struct WantedMode {
  int width = 0;
  int height = 0;
  std::optional<double> rate;
};
[[nodiscard]] Result<WantedMode> parse_mode(std::string_view text);

// From 1280x720 to 1920x1080 at 30 frames a second and no more than it takes, grey or as it is
// before compressed; when nothing is so good, the nearest. Fails when `wanted` is not there, with
// what is.
[[nodiscard]] Result<CameraMode> best_mode(const std::vector<CameraMode>& modes,
                                           const std::optional<WantedMode>& wanted);

}  // namespace yingbin
