// Which of the machine's cameras a door looks through, opening after opening: the named one, or the
// best that gives pictures, or the one that somebody went on to. The scanning thread asks it for
// the next source; any thread may ask how many cameras there are.
#pragma once

#include <atomic>
#include <memory>

#include "scan/camera.h"

namespace yingbin {

class CameraPick : public std::enable_shared_from_this<CameraPick> {
 public:
  static constexpr int kLookEvery = 20;  // pictures or waits of a source, between two looks

  explicit CameraPick(CameraChoice choice, CameraWorld world = {});

  // The source that is due, or why none of them can be opened.
  [[nodiscard]] Result<std::unique_ptr<FrameSource>> open();
  // From the next opening on it is the one after the last used, until it is told so again.
  void go_on();
  // As of the last look, which the sources it opened take from time to time.
  [[nodiscard]] int count() const { return count_; }

 private:
  class Watched;
  [[nodiscard]] std::vector<VideoDevice> look();
  void look_again();
  [[nodiscard]] std::vector<std::filesystem::path> due(const std::vector<VideoDevice>& devices);
  [[nodiscard]] Result<std::unique_ptr<FrameSource>> open_device(const std::filesystem::path& path);

  CameraChoice choice_;
  CameraWorld world_;
  std::atomic<int> count_ = 0;
  // The scanning thread's:
  std::vector<std::string> names_;  // as of the last look
  std::filesystem::path used_;      // the device opened last
  std::filesystem::path chosen_;    // by going on; empty before
  bool gave_pictures_ = false;      // the source opened last
};

}  // namespace yingbin
