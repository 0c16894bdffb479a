#include "scan/video_device.h"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace yingbin {

namespace fs = std::filesystem;

namespace {

// An open character device, or none.
class Device {
 public:
  explicit Device(const fs::path& path)
      : fd_(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) {
    struct stat info {};
    if (fd_ < 0 || (::fstat(fd_, &info) == 0 && S_ISCHR(info.st_mode))) return;
    ::close(fd_);
    fd_ = -1;
  }
  ~Device() {
    if (fd_ >= 0) ::close(fd_);
  }
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  template <class Request>
  [[nodiscard]] bool ask(unsigned long what, Request& request) const {
    int answer = -1;
    do answer = ::ioctl(fd_, what, &request);
    while (answer < 0 && errno == EINTR);
    return answer == 0;
  }

 private:
  int fd_ = -1;
};

std::optional<int> number_of(const fs::path& path) {
  const std::string name = path.filename();
  constexpr std::string_view kStart = "video";
  if (!name.starts_with(kStart)) return {};
  int number = 0;
  const char* end = name.data() + name.size();
  const auto [at, error] = std::from_chars(name.data() + kStart.size(), end, number);
  if (error != std::errc() || at != end) return {};
  return number;
}

std::optional<std::string> name_of_capture(const fs::path& path) {
  const Device device(path);
  v4l2_capability capability{};
  if (!device.ask(VIDIOC_QUERYCAP, capability)) return {};
  const auto can = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? capability.device_caps
                                                                         : capability.capabilities;
  if ((can & V4L2_CAP_VIDEO_CAPTURE) == 0) return {};
  const auto* name = reinterpret_cast<const char*>(capability.card);
  return std::string(name, std::find(name, name + sizeof capability.card, '\0'));
}

// What a control is to be, when it is one of those that spoil pictures.
std::optional<int> reset_value(const v4l2_queryctrl& control) {
  switch (control.id) {
    case V4L2_CID_EXPOSURE_AUTO:
      // Cameras know either full automatic or aperture priority: the default is the one they know.
      return control.default_value == V4L2_EXPOSURE_MANUAL ? V4L2_EXPOSURE_APERTURE_PRIORITY
                                                           : control.default_value;
    case V4L2_CID_FOCUS_AUTO:
    case V4L2_CID_AUTO_WHITE_BALANCE:
    case V4L2_CID_AUTOGAIN:
      return 1;
    case V4L2_CID_POWER_LINE_FREQUENCY:
      return V4L2_CID_POWER_LINE_FREQUENCY_50HZ;
    case V4L2_CID_BRIGHTNESS:
    case V4L2_CID_CONTRAST:
    case V4L2_CID_GAMMA:
    case V4L2_CID_SHARPNESS:
    case V4L2_CID_BACKLIGHT_COMPENSATION:
    case V4L2_CID_ZOOM_ABSOLUTE:
    case V4L2_CID_PAN_ABSOLUTE:
    case V4L2_CID_TILT_ABSOLUTE:
      return control.default_value;
    default:
      return {};
  }
}

}  // namespace

std::vector<VideoDevice> list_video_devices(const fs::path& folder) {
  std::vector<std::pair<int, VideoDevice>> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const auto number = number_of(entry.path());
    if (!number) continue;
    if (auto name = name_of_capture(entry.path())) {
      found.push_back({*number, {entry.path(), std::move(*name)}});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<VideoDevice> devices;
  for (auto& [number, device] : found) devices.push_back(std::move(device));
  return devices;
}

std::vector<std::string> video_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (number_of(entry.path())) names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<VideoDevice> device_after(const std::vector<VideoDevice>& devices,
                                        const fs::path& used) {
  if (devices.empty()) return {};
  std::error_code error;  // a link that udev made names the device too
  const fs::path real = fs::weakly_canonical(used, error);
  const auto at = std::find_if(devices.begin(), devices.end(), [&](const VideoDevice& device) {
    return device.path == used || device.path == real;
  });
  return at == devices.end() || at + 1 == devices.end() ? devices.front() : *(at + 1);
}

int reset_controls(const fs::path& path) {
  const Device device(path);
  int set = 0;
  v4l2_queryctrl control{};
  control.id = V4L2_CTRL_FLAG_NEXT_CTRL;
  while (device.ask(VIDIOC_QUERYCTRL, control)) {
    constexpr auto kCannot = V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY;
    const auto value = reset_value(control);
    if (value && (control.flags & kCannot) == 0) {
      v4l2_control wish{control.id, *value};
      if (device.ask(VIDIOC_S_CTRL, wish)) ++set;
    }
    control.id |= V4L2_CTRL_FLAG_NEXT_CTRL;
  }
  return set;
}

}  // namespace yingbin
