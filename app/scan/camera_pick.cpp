#include "scan/camera_pick.h"

#include <algorithm>
#include <utility>

#include "text/say.h"

namespace yingbin {

namespace fs = std::filesystem;

using Source = std::unique_ptr<FrameSource>;

// A source that tells its pick whether it gives pictures, and has it look around.
class CameraPick::Watched final : public FrameSource {
 public:
  Watched(Source source, std::shared_ptr<CameraPick> pick)
      : source_(std::move(source)), pick_(std::move(pick)) {}

  Result<std::optional<CameraFrame>> take(std::chrono::milliseconds wait) override {
    if (++taken_ % kLookEvery == 0) pick_->look_again();
    auto taken = source_->take(wait);
    if (taken && *taken && (*taken)->picture.whole()) pick_->gave_pictures_ = true;
    return taken;
  }
  void interrupt() override { source_->interrupt(); }
  std::string name() const override { return source_->name(); }

 private:
  Source source_;
  std::shared_ptr<CameraPick> pick_;
  int taken_ = 0;
};

CameraPick::CameraPick(CameraChoice choice, CameraWorld world)
    : choice_(std::move(choice)), world_(std::move(world)) {}

std::vector<VideoDevice> CameraPick::look() {
  names_ = world_.names();
  auto devices = world_.list();
  count_ = static_cast<int>(devices.size());
  return devices;
}

// Drivers are asked only when a plug was put in or pulled.
void CameraPick::look_again() {
  if (world_.names() != names_) static_cast<void>(look());
}

// One that was opened and gave nothing is the last to be tried again.
std::vector<fs::path> CameraPick::due(const std::vector<VideoDevice>& devices) {
  if (!chosen_.empty()) return {chosen_};
  if (choice_.kind == CameraKind::device) return {choice_.path};
  std::vector<fs::path> paths;
  for (const VideoDevice& device : devices) paths.push_back(device.path);
  auto first = std::find(paths.begin(), paths.end(), used_);
  if (first == paths.end()) return paths;
  if (!gave_pictures_) ++first;
  std::rotate(paths.begin(), first, paths.end());
  return paths;
}

Result<Source> CameraPick::open() {
  const bool is_device = choice_.kind == CameraKind::best || choice_.kind == CameraKind::device;
  if (!is_device) return world_.open(choice_);
  Failure failure{say("No camera is plugged in.")};
  for (const fs::path& path : due(look())) {
    used_ = path;
    auto opened = open_device(path);
    gave_pictures_ = false;
    if (opened) return Source(std::make_unique<Watched>(*std::move(opened), shared_from_this()));
    failure = opened.failure();
  }
  return failure;
}

// A mode is a demand on the camera that was named with it, and a wish to any other.
Result<Source> CameraPick::open_device(const fs::path& path) {
  auto opened = world_.open({CameraKind::device, path, choice_.mode});
  const bool is_named = choice_.kind == CameraKind::device && path == choice_.path;
  if (opened || !choice_.mode || is_named) return opened;
  return world_.open({CameraKind::device, path, {}});
}

void CameraPick::go_on() {
  const auto next = device_after(look(), used_);
  if (next) chosen_ = next->path;
}

}  // namespace yingbin
