#include "commands/door_camera.h"

#include <algorithm>
#include <utility>

#include "text/say.h"

namespace yingbin {

bool is_invitation(const Station& station, const std::string& text) {
  DoorQuestion question;
  question.presented = station.presented(text);
  const DoorOutcome outcome = station.preview(question).outcome;
  return outcome != DoorOutcome::unknown && outcome != DoorOutcome::unreadable;
}

std::string chosen_code(const Station& station, const std::vector<std::string>& texts) {
  const auto known = std::find_if(texts.begin(), texts.end(), [&](const std::string& text) {
    return is_invitation(station, text);
  });
  if (known != texts.end()) return *known;
  return texts.empty() ? std::string() : texts.front();
}

DoorCamera::DoorCamera(const CameraChoice& choice, std::function<void()> wake)
    : choice_(choice), asked_(choice.kind != CameraKind::best) {
  if (choice.kind == CameraKind::none) return;
  ScanParts parts;
  parts.open = opener(choice);
  parts.wake = std::move(wake);
  thread_ = std::make_unique<ScanThread>(std::move(parts));
}

OpenSource DoorCamera::opener(const CameraChoice& choice) const {
  return [choice, devices = devices_]() -> Result<std::unique_ptr<FrameSource>> {
    if (choice.kind != CameraKind::best && choice.kind != CameraKind::device)
      return open_camera(choice);
    const auto found = list_video_devices();
    devices->count = static_cast<int>(found.size());
    if (choice.kind == CameraKind::device) devices->used = choice.path;
    auto opened = open_camera(choice);
    if (!opened) return opened;
    for (const VideoDevice& device : found) {
      if ((*opened)->name().ends_with("(" + device.path.string() + ")"))
        devices->used = device.path;
    }
    return opened;
  };
}

// Chosen at the first opening; from then on it stays with that one.
OpenSource DoorCamera::opener_of_another() const {
  CameraChoice choice = choice_;
  choice.kind = CameraKind::device;
  choice.path.clear();
  return [choice, devices = devices_]() mutable {
    const auto found = list_video_devices();
    devices->count = static_cast<int>(found.size());
    if (choice.path.empty()) {
      if (const auto next = device_after(found, devices->used)) choice.path = next->path;
    }
    if (choice.path.empty()) return open_camera({CameraKind::best, {}, choice.mode});
    devices->used = choice.path;
    return open_camera(choice);
  };
}

DoorCamera::Came DoorCamera::take(const Station& station, FrameTime now) {
  Came came;
  if (!thread_) return came;
  ScanNews news = thread_->take_news(now);
  health_ = std::move(news.health);
  asked_ = asked_ || gives_pictures() || devices_->count > 0;
  came.picture = std::move(news.preview);
  for (const CodesRead& read : news.codes) {
    std::string code = chosen_code(station, read.texts);
    if (is_invitation(station, code)) thread_->confirm(code);
    came.codes.push_back(std::move(code));
  }
  return came;
}

std::string DoorCamera::alert() const {
  if (!asked_ || health_.state != CameraState::no_picture) return {};
  return say("No picture from the camera. Hand scanner and names work. {}", health_.why);
}

void DoorCamera::show_pictures(bool on) {
  if (thread_) thread_->show_preview(on);
}

void DoorCamera::read_again() {
  if (thread_) thread_->forget();
}

void DoorCamera::use_another() {
  if (thread_) thread_->use(opener_of_another());
}

}  // namespace yingbin
