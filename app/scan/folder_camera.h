// A folder of pictures that acts as a camera: for tests, the demo, and for looking again at what a
// camera kept. The pictures come in the order of their names, at a steady rate, again and again.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "scan/frame_source.h"

namespace yingbin {

// What time is to a folder camera. `sleep_until` may return early.
struct Pace {
  std::function<FrameTime()> now;
  std::function<void(FrameTime)> sleep_until;
};

class FolderCamera final : public FrameSource {
 public:
  static constexpr double kRate = 30;  // frames a second

  // Fails when there is no picture in the folder.
  [[nodiscard]] static Result<std::unique_ptr<FolderCamera>> open(
      const std::filesystem::path& folder, double rate = kRate);
  [[nodiscard]] static Result<std::unique_ptr<FolderCamera>> open(
      const std::filesystem::path& folder, double rate, Pace pace);

  // A picture that is due is left out when the next is due too. One that cannot be read is left
  // out; when none of a round can be read, or the folder is gone, that is a Failure.
  [[nodiscard]] Result<std::optional<CameraFrame>> take(std::chrono::milliseconds wait) override;
  void interrupt() override;
  [[nodiscard]] std::string name() const override { return folder_.string(); }

 private:
  FolderCamera(std::filesystem::path folder, double rate, Pace pace);
  [[nodiscard]] Pace real_pace();
  [[nodiscard]] Result<void> list();
  [[nodiscard]] FrameTime due(std::uint64_t number) const;
  [[nodiscard]] std::uint64_t newest_due(FrameTime now) const;
  [[nodiscard]] Result<std::optional<CameraFrame>> read(std::uint64_t number);

  std::filesystem::path folder_;
  FrameTime::duration period_;
  Pace pace_;
  FrameTime start_;
  std::vector<std::filesystem::path> pictures_;
  std::uint64_t last_ = 0;         // the number of the frame that was taken last
  std::size_t unread_in_row_ = 0;  // pictures that could not be read, one after the other
  std::mutex mutex_;
  std::condition_variable interrupted_;
  bool stopped_ = false;
};

}  // namespace yingbin
