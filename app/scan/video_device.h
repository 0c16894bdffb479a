// The cameras that Video4Linux knows on this machine, and their controls. camera.h opens them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace yingbin {

struct VideoDevice {
  std::filesystem::path path;  // /dev/video0
  std::string name;            // as the driver calls it
};

// Those that give pictures, by number: a camera also has devices for other things.
[[nodiscard]] std::vector<VideoDevice> list_video_devices(
    const std::filesystem::path& folder = "/dev");

// The names of all of Video4Linux's devices, in order. Asks no driver: says cheaply that a plug was
// put in or pulled.
[[nodiscard]] std::vector<std::string> video_names(const std::filesystem::path& folder = "/dev");

// The one after `used`, round and round; the first when that is not there. Nothing of none.
[[nodiscard]] std::optional<VideoDevice> device_after(const std::vector<VideoDevice>& devices,
                                                      const std::filesystem::path& used);

// Exposure, focus, gain, white balance and the like back to automatic or to the driver's default:
// another program may have left them anyhow. Lamps here flicker at 50 Hz. What the driver refuses
// stays as it is. Returns how many were set.
int reset_controls(const std::filesystem::path& device);

}  // namespace yingbin
