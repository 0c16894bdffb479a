// The scanning thread under a camera that the test plays. Faults of issue 3: unplugged, stalled,
// 0x0 frames, odd strides, confetti, strobe light, a web address, 4,000 bytes, two invitations.
#include "scan/scan_thread.h"

#include <gtest/gtest.h>

#include <future>
#include <random>
#include <set>

#include "scan/camera_pictures.h"
#include "scan/invitation_code.h"
#include "scan/scripted_camera.h"

namespace yingbin {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Texts = std::vector<std::string>;

constexpr int kWaitsOfAStall = 20;  // 2 s of 100 ms

std::string invitation(std::uint64_t id) {
  return make_invitation_code({7, id, 1, 0}, InviteSecretKey());
}

// A reader of pictures whose first pixel is the code: 0 none, else a letter.
Reading read_letter(const GrayFrame& frame) {
  if (frame.pixels[0] == 0) return {};
  return {{{std::string(1, static_cast<char>(frame.pixels[0])), {}}}};
}

GrayFrame letter(char code) { return blank_frame(64, 48, static_cast<std::uint8_t>(code)); }

class AtTheCamera : public testing::Test {
 protected:
  void start(std::function<Reading(const GrayFrame&)> read = read_letter) {
    thread_ = std::make_unique<ScanThread>(
        ScanParts{camera_.opener("first"), std::move(read), window_.wake(), milliseconds(0)});
  }
  [[nodiscard]] bool hear(std::size_t codes) {
    return window_.hear(*thread_, [&] { return window_.texts().size() >= codes; });
  }
  [[nodiscard]] bool hear(CameraState state) {
    return window_.hear(*thread_, [&] { return window_.health.state == state; });
  }

  ScriptedCamera camera_;
  Listener window_;
  std::unique_ptr<ScanThread> thread_;  // ends before the others
};

TEST_F(AtTheCamera, a_code_is_handed_over_with_the_time_of_its_frame) {
  start();
  camera_.make(letter('a'), milliseconds(1234));
  ASSERT_TRUE(hear(1));
  EXPECT_EQ(window_.codes[0].texts, Texts{"a"});
  EXPECT_EQ(window_.codes[0].at, FrameTime(std::chrono::hours(1) + milliseconds(1234)));
  EXPECT_EQ(window_.health.state, CameraState::works);
  EXPECT_EQ(window_.health.source, "first");
}

// Nothing queues: while one picture is read the camera makes ten; only the tenth is read next.
TEST_F(AtTheCamera, a_slow_reader_gets_the_newest_picture) {
  std::mutex mutex;
  std::condition_variable changed;
  bool reading = false;
  bool go_on = false;
  std::vector<int> read;
  start([&](const GrayFrame& frame) {
    std::unique_lock lock(mutex);
    read.push_back(frame.pixels[0]);
    reading = true;
    changed.notify_all();
    changed.wait(lock, [&] { return go_on; });
    return Reading{};
  });
  camera_.make(letter(1));
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return reading; });
  }
  for (char i = 2; i <= 11; ++i) camera_.make(letter(i));
  {
    const std::lock_guard lock(mutex);
    go_on = true;
    changed.notify_all();
  }
  camera_.wait_until_idle();
  const ScanCounts counts = thread_->counts();
  EXPECT_EQ(counts.taken, 2u);
  EXPECT_EQ(counts.read, 2u);
  EXPECT_EQ(counts.left_out, 9u);
  const std::lock_guard lock(mutex);
  EXPECT_EQ(read, (std::vector{1, 11}));
}

TEST_F(AtTheCamera, wakes_the_window_only_when_there_is_something_to_do) {
  start();
  thread_->show_preview(false);
  camera_.make(letter('a'));
  camera_.wait_until_idle();
  const int woken = window_.woken();
  for (int i = 0; i < 50; ++i) {
    camera_.make(letter('a'));
    camera_.wait_until_idle();
  }
  EXPECT_EQ(window_.woken(), woken);
  EXPECT_EQ(thread_->counts().read, 51u);
}

TEST_F(AtTheCamera, pictures_for_the_page_are_small_and_at_most_ten_a_second) {
  start();
  for (int i = 0; i < 100; ++i) {
    camera_.make(blank_frame(1921, 1081, 0), milliseconds(20));
    camera_.wait_until_idle();
    window_.take(*thread_);
  }
  EXPECT_EQ(window_.previews.size(), 20u);
  EXPECT_LE(window_.previews[0].width, ScanThread::kPreviewSide);
  EXPECT_LE(window_.previews[0].height, ScanThread::kPreviewSide);
  EXPECT_TRUE(window_.previews[0].whole());
}

TEST_F(AtTheCamera, a_window_that_does_not_listen_is_woken_once) {
  start();
  for (int i = 0; i < 40; ++i) {
    camera_.make(letter(static_cast<char>('a' + i % 2)), seconds(4));
    camera_.wait_until_idle();
  }
  EXPECT_EQ(window_.woken(), 1);
  window_.take(*thread_);
  EXPECT_LE(window_.codes.size(), ScanThread::kCodesMax);
}

TEST_F(AtTheCamera, a_camera_that_is_pulled_out_is_told_and_found_again) {
  start();
  camera_.make(letter('a'));
  ASSERT_TRUE(hear(1));
  camera_.pull("The plug is out.");
  ASSERT_TRUE(hear(CameraState::no_picture));
  EXPECT_EQ(window_.health.why, "The plug is out.");
  camera_.put_in();
  camera_.make(letter('b'));
  ASSERT_TRUE(hear(2));
  EXPECT_EQ(window_.health.state, CameraState::works);
  EXPECT_TRUE(window_.health.why.empty());
}

TEST_F(AtTheCamera, a_camera_that_stalls_is_told_opened_anew_and_recovers) {
  start();
  camera_.make(letter('a'));
  ASSERT_TRUE(hear(1));
  camera_.stall(kWaitsOfAStall - 1);
  camera_.wait_until_idle();
  window_.take(*thread_);
  EXPECT_EQ(window_.health.state, CameraState::works);
  EXPECT_EQ(camera_.openings(), 1);
  camera_.stall(1);
  ASSERT_TRUE(hear(CameraState::no_picture));
  EXPECT_NE(window_.health.why.find("first"), std::string::npos);
  camera_.wait_until_idle();
  EXPECT_EQ(camera_.openings(), 2);
  camera_.make(letter('b'));
  ASSERT_TRUE(hear(2));
  EXPECT_EQ(window_.health.state, CameraState::works);
}

// A driver that hangs in the kernel never comes back to the thread: the window sees the time pass.
TEST_F(AtTheCamera, a_camera_that_never_answers_is_told) {
  start();
  camera_.make(letter('a'));
  ASSERT_TRUE(hear(1));
  camera_.wait_until_idle();
  const FrameTime now = std::chrono::steady_clock::now();
  EXPECT_EQ(thread_->take_news(now - seconds(1)).health.state, CameraState::works);
  const ScanNews news = thread_->take_news(now + seconds(30));
  EXPECT_EQ(news.health.state, CameraState::no_picture);
  EXPECT_FALSE(news.health.why.empty());
}

TEST_F(AtTheCamera, a_camera_that_is_not_there_is_looked_for_until_it_is) {
  camera_.pull("Nothing there.");
  start();
  ASSERT_TRUE(hear(CameraState::no_picture));
  camera_.put_in();
  camera_.make(letter('a'));
  EXPECT_TRUE(hear(1));
  EXPECT_GE(camera_.openings(), 2);
}

TEST_F(AtTheCamera, cameras_are_switched_while_it_runs) {
  ScriptedCamera second;
  start();
  camera_.make(letter('a'));
  ASSERT_TRUE(hear(1));
  thread_->use(second.opener("second"));
  second.make(letter('b'));
  ASSERT_TRUE(hear(2));
  EXPECT_EQ(window_.health.source, "second");
  // The same phone before the other camera is still the same phone.
  second.make(letter('a'));
  second.wait_until_idle();
  window_.take(*thread_);
  EXPECT_EQ(window_.texts(), (Texts{"a", "b"}));
  thread_.reset();  // before `second`
}

// The door must not show a picture, or say a name, of a camera that is not looked at any more.
TEST_F(AtTheCamera,
       the_camera_before_is_forgotten_while_another_is_opened_however_long_that_takes) {
  start();
  camera_.make(letter('a'));
  ASSERT_TRUE(hear(CameraState::works));
  std::promise<void> answers;
  thread_->use([hung = answers.get_future().share()]() -> Result<std::unique_ptr<FrameSource>> {
    hung.wait();
    return Failure{"Not there."};
  });
  EXPECT_TRUE(hear(CameraState::opening));
  EXPECT_EQ(window_.health.source, "");
  const ScanNews later = thread_->take_news(std::chrono::steady_clock::now() + seconds(10));
  EXPECT_EQ(later.health.state, CameraState::no_picture);
  EXPECT_EQ(later.health.why, "The camera does not answer. Pull its plug and put it in again.");
  answers.set_value();
  EXPECT_TRUE(hear(CameraState::no_picture));
  EXPECT_EQ(window_.health.why, "Not there.");
}

TEST_F(AtTheCamera, ends_while_it_waits_for_a_picture_or_for_a_camera) {
  start();
  camera_.wait_until_idle();
  thread_.reset();
  camera_.pull("Gone.");
  thread_ = std::make_unique<ScanThread>(
      ScanParts{camera_.opener("first"), read_letter, window_.wake(), std::chrono::hours(1)});
  ASSERT_TRUE(hear(CameraState::no_picture));
  thread_.reset();
}

TEST_F(AtTheCamera, frames_that_are_none_are_survived_and_told) {
  start([](const GrayFrame& frame) {
    EXPECT_TRUE(frame.whole());
    return Reading{};
  });
  camera_.make(letter(0));
  ASSERT_TRUE(hear(CameraState::works));
  const std::vector<GrayFrame> broken = {
      {},
      {0, 0, 0, {}},
      {64, 0, 64, {}},
      {-1, 48, 64, std::vector<std::uint8_t>(64)},
      {64, 48, 63, std::vector<std::uint8_t>(64 * 48)},
      {64, 48, 64, std::vector<std::uint8_t>(64 * 48 - 1)},
      {1 << 30, 1 << 30, 1 << 30, std::vector<std::uint8_t>(10)},
  };
  for (const GrayFrame& picture : broken) {
    camera_.make(picture);
    camera_.wait_until_idle();
  }
  EXPECT_EQ(thread_->counts().broken, broken.size());
  EXPECT_EQ(thread_->counts().read, 1u);
  // A camera that gives nothing else gives no picture.
  for (int i = 0; i < 30; ++i) {
    camera_.make({});
    camera_.wait_until_idle();
  }
  window_.take(*thread_);
  EXPECT_EQ(window_.health.state, CameraState::no_picture);
}

// From here on with the real reader.

TEST_F(AtTheCamera, rows_with_room_between_them_are_read) {
  start({});
  const std::string code = invitation(1);
  const GrayFrame plain = frame_with({code});
  GrayFrame padded = blank_frame(plain.width + 37, plain.height, 0);
  padded.width = plain.width;
  for (int y = 0; y < plain.height; ++y) {
    std::copy_n(plain.pixels.begin() + y * plain.stride, plain.width,
                padded.pixels.begin() + y * padded.stride);
  }
  padded.pixels.resize(padded.pixels.size() - 37);  // the last row may end early
  camera_.make(padded);
  ASSERT_TRUE(hear(1));
  EXPECT_EQ(window_.texts(), Texts{code});
}

TEST_F(AtTheCamera, the_size_may_change_from_frame_to_frame) {
  start({});
  Texts codes;
  for (const auto& [width, height] : {std::pair(640, 480), {1280, 720}, {300, 300}, {1920, 1080}}) {
    codes.push_back(invitation(codes.size()));
    for (int i = 0; i < 3; ++i) {  // the guest before is gone
      camera_.make(blank_frame(width, height, 180), milliseconds(500));
      camera_.wait_until_idle();
    }
    camera_.make(frame_with({codes.back()}, 4, width, height));
    ASSERT_TRUE(hear(codes.size())) << width;
    camera_.wait_until_idle();
  }
  EXPECT_EQ(window_.texts(), codes);
}

TEST_F(AtTheCamera, confetti_and_strobe_light_are_no_codes) {
  start({});
  std::mt19937 random(20261123);
  for (int i = 0; i < 20; ++i) {
    GrayFrame confetti = blank_frame(640, 480, static_cast<std::uint8_t>(i % 2 * 255));
    for (int piece = 0; i % 4 < 2 && piece < 400; ++piece) {
      const auto left = static_cast<int>(random() % 620), top = static_cast<int>(random() % 460);
      const auto gray = static_cast<std::uint8_t>(random());
      for (int y = top; y < top + 12; ++y)
        std::fill_n(confetti.pixels.begin() + y * 640 + left, 12, gray);
    }
    camera_.make(std::move(confetti), milliseconds(33));
    camera_.wait_until_idle();
  }
  const std::string code = invitation(1);
  camera_.make(frame_with({code}));
  ASSERT_TRUE(hear(1));
  EXPECT_EQ(window_.texts(), Texts{code});
}

TEST_F(AtTheCamera, a_web_address_is_handed_over_as_any_code) {
  start({});
  camera_.make(frame_with({"https://example.org/menu?table=7"}));
  ASSERT_TRUE(hear(1));
  EXPECT_EQ(window_.texts(), Texts{"https://example.org/menu?table=7"});
}

// The largest QR code of bytes holds 2,953, of digits 7,089.
TEST_F(AtTheCamera, a_code_of_four_thousand_bytes_is_handed_over) {
  const std::string text(4000, '7');
  start([&](const GrayFrame&) { return Reading{{{text, {}}}}; });
  camera_.make(letter(0));
  ASSERT_TRUE(hear(1));
  EXPECT_EQ(window_.texts(), Texts{text});
}

TEST_F(AtTheCamera, of_two_invitations_in_one_picture_one_counts_at_a_time) {
  start({});
  const Texts codes = {invitation(1), invitation(2)};
  const GrayFrame both = frame_with(codes, 3, 640, 300);
  for (int i = 0; i < 10; ++i) {
    camera_.make(both);
    camera_.wait_until_idle();
  }
  window_.take(*thread_);
  ASSERT_EQ(window_.texts().size(), 1u);
  for (int i = 0; i < 30; ++i) {
    camera_.make(both);
    camera_.wait_until_idle();
  }
  window_.take(*thread_);
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()),
            (std::set<std::string>{window_.texts().front(), window_.texts().back()}));
}

TEST_F(AtTheCamera, the_invitation_is_taken_whatever_else_is_in_the_picture) {
  start({});
  const std::string code = invitation(1);
  for (int i = 0; i < 5; ++i) {
    camera_.make(frame_with({"https://example.org", code}, 3, 640, 300));
    camera_.wait_until_idle();
  }
  window_.take(*thread_);
  EXPECT_EQ(window_.texts(), Texts{code});
}

TEST_F(AtTheCamera, a_tap_lets_the_code_in_view_count_again) {
  start();
  camera_.make(letter('a'));
  ASSERT_TRUE(hear(1));
  thread_->forget();
  camera_.make(letter('a'));
  ASSERT_TRUE(hear(2));
  EXPECT_EQ(window_.texts(), (Texts{"a", "a"}));
}

}  // namespace
}  // namespace yingbin
