#include "commands/door_camera.h"

#include <algorithm>
#include <utility>

#include "commands/opening.h"
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

DoorCamera::DoorCamera(const CameraChoice& choice, std::function<void()> wake, CameraWorld world)
    : asked_(choice.kind != CameraKind::best),
      pick_(std::make_shared<CameraPick>(choice, std::move(world))) {
  if (choice.kind == CameraKind::none) return;
  ScanParts parts;
  parts.open = [pick = pick_] { return pick->open(); };
  parts.wake = std::move(wake);
  thread_ = std::make_unique<ScanThread>(std::move(parts));
}

DoorCamera::~DoorCamera() {
  if (!thread_ || thread_->end()) return;
  fail(say("The camera does not answer and was left alone. Pull its plug before the next start."));
}

DoorCamera::Came DoorCamera::take(const Station& station, FrameTime now) {
  Came came;
  if (!thread_) return came;
  ScanNews news = thread_->take_news(now);
  health_ = std::move(news.health);
  asked_ = asked_ || gives_pictures() || pick_->count() > 0;
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
  if (!thread_) return;
  thread_->use([pick = pick_, is_first = true]() mutable {
    if (std::exchange(is_first, false)) pick->go_on();
    return pick->open();
  });
}

}  // namespace yingbin
