#include "scan/folder_camera.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "scan/image_file.h"
#include "scan/typed_text.h"
#include "text/say.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

bool is_picture(const fs::path& path) {
  constexpr std::array<std::string_view, 5> kEndings = {".PNG", ".JPG", ".JPEG", ".BMP", ".WEBP"};
  std::string ending = path.extension();
  for (char& c : ending) c = upper_ascii(c);
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

}  // namespace

FolderCamera::FolderCamera(fs::path folder, double rate, Pace pace)
    : folder_(std::move(folder)),
      period_(
          std::chrono::duration_cast<FrameTime::duration>(std::chrono::duration<double>(1 / rate))),
      pace_(pace.now ? std::move(pace) : real_pace()),
      start_(pace_.now()) {}

Pace FolderCamera::real_pace() {
  return {[] { return std::chrono::steady_clock::now(); },
          [this](FrameTime until) {
            std::unique_lock lock(mutex_);
            interrupted_.wait_until(lock, until, [this] { return stopped_; });
          }};
}

Result<std::unique_ptr<FolderCamera>> FolderCamera::open(const fs::path& folder, double rate) {
  return open(folder, rate, {});
}

Result<std::unique_ptr<FolderCamera>> FolderCamera::open(const fs::path& folder, double rate,
                                                         Pace pace) {
  std::unique_ptr<FolderCamera> camera(new FolderCamera(folder, rate, std::move(pace)));
  if (auto listed = camera->list(); !listed) return listed.failure();
  return camera;
}

Result<void> FolderCamera::list() {
  pictures_.clear();
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    if (is_picture(at->path())) pictures_.push_back(at->path());
  }
  if (error) {
    return Failure{say("The folder {} cannot be read: {}", folder_.string(), error.message())};
  }
  std::sort(pictures_.begin(), pictures_.end());
  if (!pictures_.empty()) return {};
  return Failure{say("There is no picture (PNG, JPEG, BMP, WebP) in {}.", folder_.string())};
}

FrameTime FolderCamera::due(std::uint64_t number) const {
  return start_ + period_ * static_cast<std::int64_t>(number - 1);
}

std::uint64_t FolderCamera::newest_due(FrameTime now) const {
  const auto passed = (now - start_) / period_;
  return passed < 0 ? 0 : static_cast<std::uint64_t>(passed) + 1;
}

Result<std::optional<CameraFrame>> FolderCamera::take(std::chrono::milliseconds wait) {
  const FrameTime until = pace_.now() + wait;
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (stopped_) return std::optional<CameraFrame>();
    }
    const FrameTime now = pace_.now();
    const FrameTime next = due(last_ + 1);
    if (next > now) {
      if (now >= until) return std::optional<CameraFrame>();
      pace_.sleep_until(std::min(next, until));
      continue;
    }
    last_ = std::max(last_ + 1, newest_due(now));
    auto frame = read(last_);
    if (!frame || *frame) return frame;
  }
}

Result<std::optional<CameraFrame>> FolderCamera::read(std::uint64_t number) {
  const std::size_t place = (number - 1) % pictures_.size();
  auto picture = read_image_file(pictures_[place]);
  if (picture) {
    unread_in_row_ = 0;
    return std::optional(CameraFrame{std::move(*picture), due(number), number});
  }
  // Pictures may have been taken away, or all of them with their folder.
  if (auto listed = list(); !listed) return listed.failure();
  if (++unread_in_row_ > pictures_.size()) {
    return Failure{
        say("None of the pictures in {} can be read: {}", folder_.string(), picture.message())};
  }
  return std::optional<CameraFrame>();
}

void FolderCamera::interrupt() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  interrupted_.notify_all();
}

}  // namespace yingbin
