// Reads the camera apart from the window: takes the newest picture, looks for codes and hands over
// what the window has to do. Nothing queues: what comes while a picture is read is left out, but
// for the newest. A camera that is lost is opened again and again; one whose driver hangs holds
// nobody up.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "scan/camera_watch.h"
#include "scan/frame_source.h"
#include "scan/reader.h"

namespace yingbin {

using OpenSource = std::function<Result<std::unique_ptr<FrameSource>>()>;

struct ScanParts {
  OpenSource open;                                // called by the scanning thread
  std::function<Reading(const GrayFrame&)> read;  // empty: a CameraReader
  std::function<void()> wake = [] {};             // called by the scanning thread
  CameraWatch::Time pause_first = CameraWatch::kPauseFirst;
  std::chrono::milliseconds farewell{3000};  // how long `end` waits; opening takes up to a second
};

// Codes that count now, of one picture; see HeldCodes. Normally one.
struct CodesRead {
  std::vector<std::string> texts;
  FrameTime at{};
};

struct ScanNews {
  std::vector<CodesRead> codes;      // oldest first
  std::optional<GrayFrame> preview;  // the newest, if it was not taken yet
  CameraHealth health;
};

// What the thread did since it began.
struct ScanCounts {
  std::uint64_t taken = 0;
  std::uint64_t left_out = 0;  // made by the camera, never taken
  std::uint64_t broken = 0;    // taken, but no whole picture
  std::uint64_t read = 0;
  std::uint64_t opened = 0;
};

class ScanThread {
 public:
  static constexpr std::chrono::milliseconds kPreviewEvery{100};
  static constexpr int kPreviewSide = 640;
  static constexpr std::size_t kCodesMax = 16;  // that wait for the window
  static constexpr std::chrono::seconds kBlocked{4};

  explicit ScanThread(ScanParts parts);
  ~ScanThread();
  ScanThread(const ScanThread&) = delete;
  ScanThread& operator=(const ScanThread&) = delete;

  // From the main thread, after a wake or whenever it is awake. A driver that hangs is noticed by
  // `now`.
  [[nodiscard]] ScanNews take_news(FrameTime now);
  [[nodiscard]] ScanCounts counts() const;
  // Ends the thread: waits for the picture that it is reading. False: it hangs in a driver and was
  // left alone with all it needs; it calls nobody any more.
  bool end();
  // Another camera from now on.
  void use(OpenSource open);
  // Whether anybody sees the pictures; without that there are no wakes for them.
  void show_preview(bool on);
  // See HeldCodes.
  void confirm(const std::string& text);
  void forget();

 private:
  struct Work;
  std::shared_ptr<Work> work_;  // the thread's too
  std::thread thread_;
};

}  // namespace yingbin
