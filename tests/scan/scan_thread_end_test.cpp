// The end of the scanning thread when a camera's driver hangs (issue 3): nobody waits for it.
#include <gtest/gtest.h>

#include <future>

#include "scan/scan_thread.h"
#include "scan/scripted_camera.h"

namespace yingbin {
namespace {

using std::chrono::milliseconds;

// A driver that hangs, until the test lets it go; whatever the thread keeps tells when it is gone.
class HangingDriver {
 public:
  void hang() {
    hangs_.set_value();
    go_on_.get_future().wait();
  }
  void wait_until_it_hangs() { hangs_.get_future().wait(); }
  // And until the thread that hung in it has ended.
  void let_go() {
    go_on_.set_value();
    kept_.reset();
    gone_.get_future().wait();
  }
  [[nodiscard]] std::shared_ptr<int> kept() const { return kept_; }

 private:
  std::promise<void> hangs_;
  std::promise<void> go_on_;
  std::promise<void> gone_;
  std::shared_ptr<int> kept_{new int(0), [this](const int* kept) {
                               delete kept;
                               gone_.set_value();
                             }};
};

TEST(ScanThreadAtTheEnd, a_driver_that_hangs_in_opening_holds_nobody_up_and_wakes_nobody_after) {
  HangingDriver driver;
  Listener window;
  ScanParts parts;
  parts.open = [&driver, kept = driver.kept()]() -> Result<std::unique_ptr<FrameSource>> {
    driver.hang();
    return Failure{"gone"};
  };
  parts.read = [](const GrayFrame&) { return Reading(); };
  parts.wake = window.wake();
  parts.farewell = milliseconds(1);
  auto thread = std::make_unique<ScanThread>(std::move(parts));
  driver.wait_until_it_hangs();
  EXPECT_FALSE(thread->end());
  thread.reset();
  const int woken = window.woken();
  driver.let_go();
  EXPECT_EQ(window.woken(), woken);
}

TEST(ScanThreadAtTheEnd, a_driver_that_hangs_in_closing_holds_nobody_up) {
  class Source final : public FrameSource {
   public:
    explicit Source(HangingDriver& driver) : driver_(driver) {}
    ~Source() override { driver_.hang(); }
    Result<std::optional<CameraFrame>> take(milliseconds) override { return Failure{"lost"}; }
    void interrupt() override {}
    std::string name() const override { return "camera"; }

   private:
    HangingDriver& driver_;
  };
  HangingDriver driver;
  ScanParts parts;
  parts.open = [&driver, kept = driver.kept()]() -> Result<std::unique_ptr<FrameSource>> {
    return std::unique_ptr<FrameSource>(std::make_unique<Source>(driver));
  };
  parts.read = [](const GrayFrame&) { return Reading(); };
  parts.farewell = milliseconds(1);
  auto thread = std::make_unique<ScanThread>(std::move(parts));
  driver.wait_until_it_hangs();
  EXPECT_FALSE(thread->end());
  thread.reset();
  driver.let_go();
}

}  // namespace
}  // namespace yingbin
