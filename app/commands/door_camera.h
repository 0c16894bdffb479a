// The camera of one door: keeps the scanning thread, picks the code that counts, and says what is
// wrong in words for staff. The window asks it within each frame.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scan/camera_pick.h"
#include "scan/scan_thread.h"
#include "station/station.h"

namespace yingbin {

// Of the codes of one picture the first that the station knows, else the first.
[[nodiscard]] std::string chosen_code(const Station& station,
                                      const std::vector<std::string>& texts);
// Whether it is an invitation at all, whatever became of it.
[[nodiscard]] bool is_invitation(const Station& station, const std::string& text);

class DoorCamera {
 public:
  struct Came {
    std::vector<std::string> codes;    // to be scanned, oldest first
    std::optional<GrayFrame> picture;  // newer than the last
  };

  // `wake` is called by another thread when there is something to take. A choice of none is no
  // camera.
  DoorCamera(const CameraChoice& choice, std::function<void()> wake, CameraWorld world = {});
  // Leaves a camera alone whose driver hangs, and says so on standard error.
  ~DoorCamera();

  [[nodiscard]] Came take(const Station& station, FrameTime now);
  [[nodiscard]] bool gives_pictures() const { return health_.state == CameraState::works; }
  // Which camera it is, for people; empty before one was opened.
  [[nodiscard]] const std::string& source() const { return health_.source; }
  // A sentence for staff; empty while all is well, and where nobody asked for a camera.
  [[nodiscard]] std::string alert() const;
  // Whether anybody sees the pictures now.
  void show_pictures(bool on);
  // The tap: what is in view may count again.
  void read_again();
  [[nodiscard]] bool has_another() const { return pick_->count() > 1; }
  void use_another();

 private:
  bool asked_ = false;  // for a camera, by name or by plugging one in
  CameraHealth health_;
  // Devices are asked by the scanning thread alone: a driver that hangs must not hold the window.
  std::shared_ptr<CameraPick> pick_;
  std::unique_ptr<ScanThread> thread_;
};

}  // namespace yingbin
