// The door's camera: a device, a folder of pictures or a video file, opened as one source of
// frames. The scanning thread opens it, and again whenever it was lost.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scan/camera_mode.h"
#include "scan/frame_source.h"
#include "scan/video_device.h"

namespace yingbin {

enum class CameraKind { none, best, device, folder, file };

struct CameraChoice {
  CameraKind kind = CameraKind::none;
  std::filesystem::path path;      // of the device, folder or file
  std::optional<WantedMode> mode;  // of a device; nothing: the best it has
};

// `text` as in --camera: a device, a folder, a video file, "none", or empty for the best camera
// there is. A device need not be there yet; anything else must.
[[nodiscard]] Result<CameraChoice> choose_camera(const std::string& text, const std::string& mode);

[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_camera(const CameraChoice& choice);

// The cameras of this machine, as functions: a seam small enough to fake by hand.
struct CameraWorld {
  std::function<std::vector<VideoDevice>()> list = [] { return list_video_devices(); };
  std::function<std::vector<std::string>()> names = [] { return video_names(); };
  std::function<Result<std::unique_ptr<FrameSource>>(const CameraChoice&)> open = open_camera;
};

}  // namespace yingbin
