#include "scan/scan_thread.h"

#include <algorithm>
#include <utility>

#include "scan/invitation_code.h"
#include "scan/preview.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::chrono::milliseconds kWait{100};

std::function<Reading(const GrayFrame&)> camera_reader() {
  return [reader = std::make_shared<CameraReader>()](const GrayFrame& frame) {
    return reader->next(frame);
  };
}

bool looks_like_ours(const std::string& text) {
  return std::holds_alternative<InvitationCode>(parse_invitation_code(normalise_code(text)));
}

}  // namespace

ScanThread::ScanThread(ScanParts parts)
    : parts_(std::move(parts)),
      watch_(parts_.pause_first),
      alive_(std::chrono::steady_clock::now()) {
  if (!parts_.read) parts_.read = camera_reader();
  thread_ = std::thread([this] { run(); });
}

ScanThread::~ScanThread() { stop(); }

void ScanThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    if (source_) source_->interrupt();
    changed_.notify_all();
  }
  thread_.join();
}

bool ScanThread::ends() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void ScanThread::run() {
  while (!ends()) {
    alive_ = std::chrono::steady_clock::now();
    if (!source_) {
      open_source();
      continue;
    }
    auto taken = source_->take(kWait);
    alive_ = std::chrono::steady_clock::now();
    if (!taken) {
      lost(taken.message());
    } else if (*taken) {
      see(**taken);
    } else if (watch_.quiet(kWait)) {
      stalled();
    }
    if (another_is_chosen()) close_source();
  }
  close_source();
}

bool ScanThread::another_is_chosen() {
  const std::lock_guard lock(mutex_);
  return other_.has_value();
}

// Waits first, if the camera was lost; then opens what is chosen by now.
void ScanThread::open_source() {
  {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, watch_.pause(), [this] { return stopping_ || other_; });
    if (stopping_) return;
    if (other_) {
      parts_.open = std::move(*other_);
      other_.reset();
      watch_.begin_again();
    }
  }
  publish_health();  // of another camera: the picture and the name of the one before are gone
  auto opened = parts_.open();
  if (!opened) return lost(opened.message());
  watch_.opened((*opened)->name());
  last_number_ = 0;
  last_frame_.reset();
  const std::lock_guard lock(mutex_);
  source_ = *std::move(opened);
  ++counts_.opened;
}

void ScanThread::close_source() {
  std::unique_ptr<FrameSource> closing;  // closes after the lock is gone: that may take its time
  const std::lock_guard lock(mutex_);
  closing.swap(source_);
}

void ScanThread::lost(std::string why) {
  close_source();
  watch_.lost(std::move(why));
  publish_health();
}

void ScanThread::stalled() {
  lost(say("Nothing came from {} for {} seconds. Check its plug.", watch_.health().source,
           std::chrono::duration_cast<std::chrono::seconds>(CameraWatch::kStall).count()));
}

void ScanThread::see(const CameraFrame& frame) {
  {
    const std::lock_guard lock(mutex_);
    ++counts_.taken;
    if (frame.number > last_number_) counts_.left_out += frame.number - last_number_ - 1;
  }
  last_number_ = frame.number;
  if (!frame.picture.whole()) return broken(frame);
  last_frame_ = frame.at;
  watch_.frame();
  publish_health();
  if (preview_wanted_) give_preview(frame);
  read(frame);
}

// A camera that gives only such frames gives no picture.
void ScanThread::broken(const CameraFrame& frame) {
  {
    const std::lock_guard lock(mutex_);
    ++counts_.broken;
  }
  const auto passed = last_frame_ ? frame.at - *last_frame_ : FrameTime::duration{0};
  last_frame_ = frame.at;
  const auto passed_ms = std::chrono::duration_cast<CameraWatch::Time>(passed);
  if (watch_.quiet(std::clamp(passed_ms, CameraWatch::Time{0}, CameraWatch::kStall))) stalled();
}

void ScanThread::give_preview(const CameraFrame& frame) {
  const bool due =
      !last_preview_ || frame.at < *last_preview_ || frame.at - *last_preview_ >= kPreviewEvery;
  if (!due) return;
  last_preview_ = frame.at;
  GrayFrame small = preview_of(frame.picture, kPreviewSide);
  give([&](ScanNews& news) { news.preview = std::move(small); });
}

void ScanThread::read(const CameraFrame& frame) {
  std::vector<SeenCode> seen;
  for (FoundCode& code : parts_.read(frame.picture).codes) {
    const bool ours = looks_like_ours(code.text);
    seen.push_back({std::move(code.text), ours});
  }
  CodesRead read{{}, frame.at};
  {
    const std::lock_guard lock(mutex_);
    ++counts_.read;
    read.texts = held_.look(seen, frame.at);
  }
  if (read.texts.empty()) return;
  give([&](ScanNews& news) {
    if (news.codes.size() == kCodesMax) news.codes.erase(news.codes.begin());
    news.codes.push_back(std::move(read));
  });
}

// Wakes the window once for all that it has not taken yet.
void ScanThread::give(const std::function<void(ScanNews&)>& change) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    change(news_);
    wake = !std::exchange(has_news_, true);
  }
  if (wake) parts_.wake();
}

void ScanThread::publish_health() {
  {
    const std::lock_guard lock(mutex_);
    if (news_.health == watch_.health()) return;
  }
  give([&](ScanNews& news) { news.health = watch_.health(); });
}

ScanNews ScanThread::take_news(FrameTime now) {
  ScanNews news;
  {
    const std::lock_guard lock(mutex_);
    news.codes.swap(news_.codes);
    news.preview.swap(news_.preview);
    news.health = news_.health;
    has_news_ = false;
  }
  if (news.health.state != CameraState::no_picture && now - alive_.load() > kBlocked) {
    news.health.state = CameraState::no_picture;
    const std::string& source = news.health.source;
    news.health.why =
        source.empty()
            ? say("The camera does not answer. Pull its plug and put it in again.")
            : say("The camera {} does not answer. Pull its plug and put it in again.", source);
  }
  return news;
}

ScanCounts ScanThread::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void ScanThread::use(OpenSource open) {
  const std::lock_guard lock(mutex_);
  other_ = std::move(open);
  if (source_) source_->interrupt();
  changed_.notify_all();
}

void ScanThread::confirm(const std::string& text) {
  const std::lock_guard lock(mutex_);
  held_.confirm(text);
}

void ScanThread::forget() {
  const std::lock_guard lock(mutex_);
  held_.forget();
}

}  // namespace yingbin
