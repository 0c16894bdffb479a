#include "scan/scan_thread.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "scan/held_codes.h"
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

// What the thread and the window share. Whoever lives longer keeps it.
struct ScanThread::Work {
  explicit Work(ScanParts given) : parts(std::move(given)), watch(parts.pause_first) {
    if (!parts.read) parts.read = camera_reader();
  }

  void run();
  void work();
  void open_source();
  void close_source();
  void see(const CameraFrame& frame);
  void broken(const CameraFrame& frame);
  void give_preview(const CameraFrame& frame);
  void read(const CameraFrame& frame);
  void give(const std::function<void(ScanNews&)>& change);
  void publish_health();
  void lost(std::string why);
  void stalled();
  [[nodiscard]] bool ends();
  [[nodiscard]] bool another_is_chosen();
  [[nodiscard]] bool has_ended_within_farewell();

  ScanParts parts;
  CameraWatch watch;  // this and the next ones are the scanning thread's
  std::optional<FrameTime> last_frame;
  std::optional<FrameTime> last_preview;
  std::uint64_t last_number = 0;

  std::atomic<bool> preview_wanted = true;
  std::atomic<FrameTime> alive = std::chrono::steady_clock::now();
  std::mutex wake_mutex;     // held while the window is woken; taken before the other
  mutable std::mutex mutex;  // guards what follows
  std::condition_variable changed;
  std::unique_ptr<FrameSource> source;  // used by the scanning thread, interrupted by others
  std::optional<OpenSource> other;
  bool stopping = false;
  bool ended = false;
  HeldCodes held;
  ScanNews news;
  bool has_news = false;
  ScanCounts counts;
};

ScanThread::ScanThread(ScanParts parts) : work_(std::make_shared<Work>(std::move(parts))) {
  thread_ = std::thread([work = work_] { work->run(); });
}

ScanThread::~ScanThread() { end(); }

bool ScanThread::end() {
  if (!thread_.joinable()) return true;
  const bool ended = work_->has_ended_within_farewell();
  if (ended) {
    thread_.join();
  } else {
    thread_.detach();
  }
  return ended;
}

bool ScanThread::Work::has_ended_within_farewell() {
  {
    const std::lock_guard no_wake(wake_mutex);
    const std::lock_guard lock(mutex);
    stopping = true;
    if (source) source->interrupt();
    changed.notify_all();
  }
  std::unique_lock lock(mutex);
  return changed.wait_for(lock, parts.farewell, [this] { return ended; });
}

bool ScanThread::Work::ends() {
  const std::lock_guard lock(mutex);
  return stopping;
}

void ScanThread::Work::run() {
  work();
  const std::lock_guard lock(mutex);
  ended = true;
  changed.notify_all();
}

void ScanThread::Work::work() {
  while (!ends()) {
    alive = std::chrono::steady_clock::now();
    if (!source) {
      open_source();
      continue;
    }
    auto taken = source->take(kWait);
    alive = std::chrono::steady_clock::now();
    if (!taken) {
      lost(taken.message());
    } else if (*taken) {
      see(**taken);
    } else if (watch.quiet(kWait)) {
      stalled();
    }
    if (another_is_chosen()) close_source();
  }
  close_source();
}

bool ScanThread::Work::another_is_chosen() {
  const std::lock_guard lock(mutex);
  return other.has_value();
}

// Waits first, if the camera was lost; then opens what is chosen by now.
void ScanThread::Work::open_source() {
  {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, watch.pause(), [this] { return stopping || other; });
    if (stopping) return;
    if (other) {
      parts.open = std::move(*other);
      other.reset();
      watch.begin_again();
    }
  }
  publish_health();  // of another camera: the picture and the name of the one before are gone
  auto opened = parts.open();
  if (!opened) return lost(opened.message());
  watch.opened((*opened)->name());
  last_number = 0;
  last_frame.reset();
  const std::lock_guard lock(mutex);
  source = *std::move(opened);
  ++counts.opened;
}

void ScanThread::Work::close_source() {
  std::unique_ptr<FrameSource> closing;  // closes after the lock is gone: that may take its time
  const std::lock_guard lock(mutex);
  closing.swap(source);
}

void ScanThread::Work::lost(std::string why) {
  close_source();
  watch.lost(std::move(why));
  publish_health();
}

void ScanThread::Work::stalled() {
  lost(say("Nothing came from {} for {} seconds. Check its plug.", watch.health().source,
           std::chrono::duration_cast<std::chrono::seconds>(CameraWatch::kStall).count()));
}

void ScanThread::Work::see(const CameraFrame& frame) {
  {
    const std::lock_guard lock(mutex);
    ++counts.taken;
    if (frame.number > last_number) counts.left_out += frame.number - last_number - 1;
  }
  last_number = frame.number;
  if (!frame.picture.whole()) return broken(frame);
  last_frame = frame.at;
  watch.frame();
  publish_health();
  if (preview_wanted) give_preview(frame);
  read(frame);
}

// A camera that gives only such frames gives no picture.
void ScanThread::Work::broken(const CameraFrame& frame) {
  {
    const std::lock_guard lock(mutex);
    ++counts.broken;
  }
  const auto passed = last_frame ? frame.at - *last_frame : FrameTime::duration{0};
  last_frame = frame.at;
  const auto passed_ms = std::chrono::duration_cast<CameraWatch::Time>(passed);
  if (watch.quiet(std::clamp(passed_ms, CameraWatch::Time{0}, CameraWatch::kStall))) stalled();
}

void ScanThread::Work::give_preview(const CameraFrame& frame) {
  const bool due =
      !last_preview || frame.at < *last_preview || frame.at - *last_preview >= kPreviewEvery;
  if (!due) return;
  last_preview = frame.at;
  GrayFrame small = preview_of(frame.picture, kPreviewSide);
  give([&](ScanNews& fresh) { fresh.preview = std::move(small); });
}

void ScanThread::Work::read(const CameraFrame& frame) {
  std::vector<SeenCode> seen;
  for (FoundCode& code : parts.read(frame.picture).codes) {
    const bool ours = looks_like_ours(code.text);
    seen.push_back({std::move(code.text), ours});
  }
  CodesRead read{{}, frame.at};
  {
    const std::lock_guard lock(mutex);
    ++counts.read;
    read.texts = held.look(seen, frame.at);
  }
  if (read.texts.empty()) return;
  give([&](ScanNews& fresh) {
    if (fresh.codes.size() == kCodesMax) fresh.codes.erase(fresh.codes.begin());
    fresh.codes.push_back(std::move(read));
  });
}

// Wakes the window once for all that it has not taken yet.
void ScanThread::Work::give(const std::function<void(ScanNews&)>& change) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex);
    change(news);
    wake = !std::exchange(has_news, true);
  }
  if (!wake) return;
  const std::lock_guard waking(wake_mutex);
  if (!ends()) parts.wake();
}

void ScanThread::Work::publish_health() {
  {
    const std::lock_guard lock(mutex);
    if (news.health == watch.health()) return;
  }
  give([&](ScanNews& fresh) { fresh.health = watch.health(); });
}

ScanNews ScanThread::take_news(FrameTime now) {
  Work& work = *work_;
  ScanNews news;
  {
    const std::lock_guard lock(work.mutex);
    news.codes.swap(work.news.codes);
    news.preview.swap(work.news.preview);
    news.health = work.news.health;
    work.has_news = false;
  }
  if (news.health.state != CameraState::no_picture && now - work.alive.load() > kBlocked) {
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
  const std::lock_guard lock(work_->mutex);
  return work_->counts;
}

void ScanThread::use(OpenSource open) {
  const std::lock_guard lock(work_->mutex);
  work_->other = std::move(open);
  if (work_->source) work_->source->interrupt();
  work_->changed.notify_all();
}

void ScanThread::show_preview(bool on) { work_->preview_wanted = on; }

void ScanThread::confirm(const std::string& text) {
  const std::lock_guard lock(work_->mutex);
  work_->held.confirm(text);
}

void ScanThread::forget() {
  const std::lock_guard lock(work_->mutex);
  work_->held.forget();
}

}  // namespace yingbin
