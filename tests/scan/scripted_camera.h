// A camera played by the test, and what the scanning thread tells of it: nothing moves but by the
// test's word, and nobody sleeps.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>

#include "scan/scan_thread.h"

namespace yingbin {

// Outlives the sources that the thread opens on it. Frames are 100 ms apart unless said otherwise.
class ScriptedCamera {
 public:
  // The camera makes a picture; the last one that nobody took is gone.
  void make(GrayFrame picture, std::chrono::milliseconds after = std::chrono::milliseconds(100)) {
    const std::lock_guard lock(mutex_);
    now_ += after;
    newest_ = CameraFrame{std::move(picture), now_, ++made_};
    changed_.notify_all();
  }
  // Nothing comes for so many waits of the thread; they pass at once.
  void stall(int waits) {
    const std::lock_guard lock(mutex_);
    stalled_waits_ += waits;
    changed_.notify_all();
  }
  // The plug is pulled: what is open fails, and so does every opening until it is put in again.
  void pull(std::string why) {
    const std::lock_guard lock(mutex_);
    pulled_ = std::move(why);
    changed_.notify_all();
  }
  void put_in() {
    const std::lock_guard lock(mutex_);
    pulled_.clear();
  }
  // Waits until the thread waits for a picture that is not there.
  void wait_until_idle() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ && !newest_ && stalled_waits_ == 0; });
  }

  [[nodiscard]] OpenSource opener(const std::string& name) {
    return [this, name]() -> Result<std::unique_ptr<FrameSource>> {
      const std::lock_guard lock(mutex_);
      ++openings_;
      if (!pulled_.empty()) return Failure{pulled_};
      opened_at_ = made_ - (newest_ ? 1 : 0);
      return std::unique_ptr<FrameSource>(std::make_unique<Source>(*this, name));
    };
  }
  [[nodiscard]] int openings() {
    const std::lock_guard lock(mutex_);
    return openings_;
  }

 private:
  class Source final : public FrameSource {
   public:
    Source(ScriptedCamera& camera, std::string name) : camera_(camera), name_(std::move(name)) {}
    Result<std::optional<CameraFrame>> take(std::chrono::milliseconds) override {
      return camera_.take(interrupted_);
    }
    void interrupt() override {
      const std::lock_guard lock(camera_.mutex_);
      interrupted_ = true;
      camera_.changed_.notify_all();
    }
    std::string name() const override { return name_; }

   private:
    ScriptedCamera& camera_;
    std::string name_;
    bool interrupted_ = false;
  };

  Result<std::optional<CameraFrame>> take(const bool& interrupted) {
    std::unique_lock lock(mutex_);
    waiting_ = true;
    changed_.notify_all();
    changed_.wait(lock,
                  [&] { return interrupted || newest_ || stalled_waits_ > 0 || !pulled_.empty(); });
    waiting_ = false;
    if (!interrupted && !pulled_.empty()) return Failure{pulled_};
    if (!interrupted && newest_) {
      newest_->number -= opened_at_;
      return std::exchange(newest_, {});
    }
    if (stalled_waits_ > 0) --stalled_waits_;
    return std::optional<CameraFrame>();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  FrameTime now_{std::chrono::hours(1)};
  std::optional<CameraFrame> newest_;
  std::uint64_t made_ = 0;
  std::uint64_t opened_at_ = 0;  // what was made before
  std::string pulled_;
  int stalled_waits_ = 0;
  int openings_ = 0;
  bool waiting_ = false;
};

// Stands for the window: sleeps until it is woken, then takes what there is.
class Listener {
 public:
  std::function<void()> wake() {
    return [this] {
      const std::lock_guard lock(mutex_);
      ++woken_;
      changed_.notify_all();
    };
  }
  // Takes news from `thread` until `enough`; false when nothing more comes for a minute.
  template <class Enough>
  [[nodiscard]] bool hear(ScanThread& thread, Enough enough) {
    take(thread);
    while (!enough()) {
      std::unique_lock lock(mutex_);
      if (!changed_.wait_for(lock, std::chrono::minutes(1), [this] { return woken_ > heard_; }))
        return false;
      heard_ = woken_;
      lock.unlock();
      take(thread);
    }
    return true;
  }
  void take(ScanThread& thread) {
    ScanNews news = thread.take_news({});
    for (CodesRead& read : news.codes) codes.push_back(std::move(read));
    if (news.preview) previews.push_back(std::move(*news.preview));
    health = news.health;
  }
  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (const CodesRead& read : codes) all.insert(all.end(), read.texts.begin(), read.texts.end());
    return all;
  }
  [[nodiscard]] int woken() {
    const std::lock_guard lock(mutex_);
    return woken_;
  }

  std::vector<CodesRead> codes;
  std::vector<GrayFrame> previews;
  CameraHealth health;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int woken_ = 0;
  int heard_ = 0;
};

}  // namespace yingbin
