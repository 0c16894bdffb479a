#include "scan/camera.h"

#include <utility>

#include "scan/folder_camera.h"
#include "scan/pipeline_camera.h"
#include "text/say.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

using Source = std::unique_ptr<FrameSource>;

template <class Opened>
Result<Source> as_source(Result<Opened> opened) {
  if (!opened) return opened.failure();
  return Source(*std::move(opened));
}

Result<Source> open_device(const std::string& path, const std::string& name,
                           const std::optional<WantedMode>& wanted) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    return Failure{say("There is no camera at {}. Plug it in, or choose another.", path)};
  }
  reset_controls(path);
  PipelinePlan plan;
  plan.name = name.empty() ? path : name + " (" + path + ")";
  plan.source_path = path;
  plan.source_property = "device";
  plan.head = "v4l2src name=source";
  const auto modes = modes_of_device(path);
  // A driver that names nothing may still give pictures in a mode of its own choice.
  if (modes.empty() && !wanted) {
    plan.head += " ! decodebin";
    return as_source(PipelineCamera::open(plan));
  }
  auto mode = best_mode(modes, wanted);
  if (!mode) return mode.failure();
  plan.head += " ! " + mode->caps();
  if (mode->format == "image/jpeg") plan.head += " ! jpegdec";
  return as_source(PipelineCamera::open(plan));
}

Result<Source> open_best(const std::optional<WantedMode>& wanted) {
  Failure failure{say("No camera is plugged in.")};
  for (const VideoDevice& device : list_video_devices()) {
    auto opened = open_device(device.path, device.name, wanted);
    if (opened) return opened;
    failure = opened.failure();
  }
  return failure;
}

Result<Source> open_file(const fs::path& path) {
  PipelinePlan plan;
  plan.name = path.string();
  plan.head = "filesrc name=source ! decodebin expose-all-streams=false caps=video/x-raw";
  plan.source_path = path.string();
  plan.source_property = "location";
  plan.paced = true;
  plan.again = true;
  return as_source(PipelineCamera::open(plan));
}

CameraKind kind_of(const std::string& text) {
  if (text.empty()) return CameraKind::best;
  if (text == "none") return CameraKind::none;
  std::error_code error;
  const fs::path path = text;
  if (fs::is_directory(path, error)) return CameraKind::folder;
  if (fs::is_regular_file(path, error)) return CameraKind::file;
  return CameraKind::device;
}

}  // namespace

Result<CameraChoice> choose_camera(const std::string& text, const std::string& mode) {
  CameraChoice choice;
  choice.kind = kind_of(text);
  if (choice.kind != CameraKind::none) choice.path = text;
  if (choice.kind == CameraKind::device && !text.starts_with("/dev/")) {
    return Failure{
        say("{} is no camera. Give a device like /dev/video0, a folder of pictures, "
            "a video file, or none.",
            text)};
  }
  if (mode.empty()) return choice;
  auto wanted = parse_mode(mode);
  if (!wanted) return wanted.failure();
  choice.mode = *wanted;
  return choice;
}

Result<Source> open_camera(const CameraChoice& choice) {
  switch (choice.kind) {
    case CameraKind::none:
      return Failure{say("No camera is wanted.")};
    case CameraKind::best:
      return open_best(choice.mode);
    case CameraKind::device:
      return open_device(choice.path.string(), {}, choice.mode);
    case CameraKind::folder:
      return as_source(FolderCamera::open(choice.path));
    case CameraKind::file:
      return open_file(choice.path);
  }
  return Failure{};
}

}  // namespace yingbin
