#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <fmt/core.h>

#include "commands/check_lines.h"
#include "scan/serial_scanner.h"
#include "text/say.h"
#include "ui/display.h"
#include "ui/font_files.h"
#include "ui/sound_player.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMiB = 1024 * 1024;
constexpr std::uintmax_t kSpaceMin = 50 * kMiB;  // a day's records and their cache
constexpr std::uintmax_t kSpaceEnough = 1024 * kMiB;
constexpr double kSaveSlow_ms = 50;  // a guest would notice
constexpr int kSaves = 20;

// The folder itself, or the nearest above it that exists.
fs::path existing(fs::path folder) {
  std::error_code error;
  while (!fs::exists(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

// "; found: /dev/serial/by-id/…" for each serial line that is plugged in.
std::string serial_lines() {
  std::string lines;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/dev/serial/by-id", error))
    lines += (lines.empty() ? " " : ", ") + entry.path().string();
  return lines.empty() ? lines : say("; plugged in:{}", lines);
}

// A file of its own, gone when it is closed.
class ScratchFile {
 public:
  explicit ScratchFile(const fs::path& folder) {
    std::string name = (folder / ".check-XXXXXX").string();
    file_ = mkstemp(name.data());
    error_ = file_ < 0 ? errno : 0;
    if (file_ >= 0) unlink(name.c_str());
  }
  ~ScratchFile() {
    if (file_ >= 0) close(file_);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  // 0, or the system's error.
  [[nodiscard]] int save() {
    static constexpr std::array<char, 4096> kPage{};
    if (error_ == 0 && write(file_, kPage.data(), kPage.size()) != ssize_t{kPage.size()})
      error_ = errno == 0 ? ENOSPC : errno;
    if (error_ == 0 && fdatasync(file_) != 0) error_ = errno;
    return error_;
  }

 private:
  int file_ = -1;
  int error_ = 0;
};

}  // namespace

CheckLine check_display() {
  const ui::Display display = ui::look_at_display();
  return {"display", display.works ? Health::works : Health::lacking, display.words};
}

CheckLine check_fonts() {
  if (const auto font = ui::find_chinese_font(ui::Weight::bold))
    return {"fonts", Health::works, font->path};
  return {"fonts", Health::broken,
          say("The font Noto Sans CJK SC is missing, so Chinese cannot be shown on screens and "
              "cards. Install the package fonts-noto-cjk.")};
}

CheckLine check_sound(const WindowChoice& window) {
  ui::SoundPlayer player({window.sound, window.volume});
  player.wait_until_quiet();
  const ui::SoundState state = player.state();
  return {"sound", state.works ? Health::works : Health::lacking, state.words};
}

CheckLine check_scanner(const WindowChoice& window) {
  if (window.scanner.empty()) {
    return {"scanner", Health::lacking,
            say("no serial one was named with --scanner; scanners that type work without{}",
                serial_lines())};
  }
  SerialOptions options{window.scanner, window.scanner_baud};
  if (const auto tried = try_serial_scanner(options); !tried)
    return {"scanner", Health::lacking, tried.message()};
  return {"scanner", Health::works, say("{} can be listened to", window.scanner)};
}

CheckLine check_disk(const fs::path& folder) {
  const fs::path place = existing(folder);
  std::error_code error;
  const fs::space_info space = fs::space(place, error);
  if (error)
    return {"disk", Health::broken, say("{} cannot be read: {}", place.string(), error.message())};
  const std::string free = fmt::format("{} MiB", space.available / kMiB);
  if (space.available < kSpaceMin)
    return {
        "disk", Health::broken,
        say("only {} left for {}: make room, or the door will have to stop", free, place.string())};
  ScratchFile file(place);
  std::array<double, kSaves> saves_ms{};
  for (double& ms : saves_ms) {
    const auto start = std::chrono::steady_clock::now();
    if (const int failed = file.save())
      return {"disk", Health::broken,
              say("nothing can be recorded in {}: {}. Give this user the right to write there, or "
                  "choose another folder with --data.",
                  place.string(), std::strerror(failed))};
    ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  }
  std::ranges::sort(saves_ms);
  const double median_ms = saves_ms[kSaves / 2];
  const std::string slowest = fmt::format("{:.1f}", saves_ms.back());
  if (median_ms > kSaveSlow_ms)
    return {"disk", Health::lacking,
            say("{} free; to save takes {} ms, at most {} ms: guests will wait. Use a solid-state "
                "disk, no memory card and no network folder.",
                free, fmt::format("{:.1f}", median_ms), slowest)};
  if (space.available < kSpaceEnough)
    return {"disk", Health::lacking,
            say("only {} left for {}: enough for today", free, place.string())};
  return {"disk", Health::works,
          say("{} free; to save takes {} ms, at most {} ms", free, fmt::format("{:.1f}", median_ms),
              slowest)};
}

CheckLine check_clock(ClockState state) {
  switch (state) {
    case ClockState::trusted:
      return {"clock", Health::works, say("follows a time server")};
    case ClockState::coasting:
      return {"clock", Health::works, say("plausible; no time server confirms it")};
    case ClockState::untrusted:
      break;
  }
  return {"clock", Health::broken, say("wrong or unknown: set the date and time of this machine")};
}

}  // namespace yingbin
