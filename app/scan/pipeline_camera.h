// Pictures out of a GStreamer pipeline: a v4l2 device or a video file; camera.h writes the pipeline
// down. GStreamer decodes in threads of its own; only the newest picture is kept.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scan/camera_mode.h"
#include "scan/frame_source.h"

namespace yingbin {

struct PipelinePlan {
  std::string name;         // for people
  std::string head;         // gst-launch words up to raw pictures, without anybody's file name
  std::string source_path;  // becomes `source_property` of the element named `source`
  std::string source_property;
  bool paced = false;  // pictures come when the file says, not as fast as they can be read
  bool again = false;  // at its end it begins anew
};

class PipelineCamera final : public FrameSource {
 public:
  // Fails when the pipeline cannot be made; a device that is missing may only be told by `take`.
  [[nodiscard]] static Result<std::unique_ptr<PipelineCamera>> open(const PipelinePlan& plan);
  ~PipelineCamera() override;

  [[nodiscard]] Result<std::optional<CameraFrame>> take(std::chrono::milliseconds wait) override;
  void interrupt() override;
  [[nodiscard]] std::string name() const override;

 private:
  struct Pipeline;
  explicit PipelineCamera(std::unique_ptr<Pipeline> pipeline);
  std::unique_ptr<Pipeline> pipeline_;
};

// The modes that caps, as GStreamer writes them, allow. Of ranges the usual sizes and rates.
[[nodiscard]] std::vector<CameraMode> modes_in(const std::string& caps);

// What the driver of a v4l2 device offers; empty when it cannot be asked.
[[nodiscard]] std::vector<CameraMode> modes_of_device(const std::string& device);

}  // namespace yingbin
