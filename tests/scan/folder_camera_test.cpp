// A folder of pictures as a camera, on a clock that moves only when told.
#include "scan/folder_camera.h"

#include <gtest/gtest.h>

#include "scan/camera_pictures.h"

namespace yingbin {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPeriod{100};

class AtTheFolder : public testing::Test {
 protected:
  void picture(const std::string& name, int width, int height, std::uint8_t gray) {
    write_png(blank_frame(width, height, gray), folder_ / name);
  }
  std::unique_ptr<FolderCamera> open() {
    auto camera = FolderCamera::open(folder_.path(), 10, pace());
    EXPECT_TRUE(camera) << camera.message();
    return *std::move(camera);
  }
  Pace pace() {
    return {[this] { return now_; }, [this](FrameTime until) { now_ = until; }};
  }
  // The next frame: its first pixel, number and time since the start in periods.
  std::string next(FolderCamera& camera) {
    auto taken = camera.take(kPeriod);
    if (!taken) return taken.message();
    if (!*taken) return "nothing";
    const CameraFrame& frame = **taken;
    EXPECT_TRUE(frame.picture.whole());
    return std::to_string(frame.picture.pixels[0]) + " " + std::to_string(frame.number) + " " +
           std::to_string((frame.at - start_) / kPeriod);
  }

  ScratchFolder folder_;
  FrameTime start_{std::chrono::hours(5)};
  FrameTime now_ = start_;
};

TEST_F(AtTheFolder, pictures_come_by_name_at_the_rate_and_again) {
  picture("b.png", 40, 30, 20);
  picture("a.PNG", 40, 30, 10);
  picture("c.png", 40, 30, 30);
  write_text(folder_ / "notes.txt", "not a picture");
  const auto camera = open();
  EXPECT_EQ(next(*camera), "10 1 0");
  EXPECT_EQ(next(*camera), "20 2 1");
  EXPECT_EQ(next(*camera), "30 3 2");
  EXPECT_EQ(next(*camera), "10 4 3");
  EXPECT_EQ(now_ - start_, 3 * kPeriod);
}

TEST_F(AtTheFolder, a_slow_reader_gets_the_newest_picture) {
  for (std::uint8_t i = 0; i < 10; ++i) picture(std::to_string(i) + ".png", 40, 30, i);
  const auto camera = open();
  EXPECT_EQ(next(*camera), "0 1 0");
  now_ += 7 * kPeriod + milliseconds(30);
  EXPECT_EQ(next(*camera), "7 8 7");  // stamped with when it was due, not with when it was taken
  EXPECT_EQ(next(*camera), "8 9 8");
}

TEST_F(AtTheFolder, waits_no_longer_than_asked) {
  picture("a.png", 40, 30, 10);
  const auto camera = open();
  EXPECT_EQ(next(*camera), "10 1 0");
  auto taken = camera->take(milliseconds(30));
  ASSERT_TRUE(taken);
  EXPECT_FALSE(*taken);
  EXPECT_EQ(now_ - start_, milliseconds(30));
  camera->interrupt();
  EXPECT_EQ(next(*camera), "nothing");
  EXPECT_EQ(now_ - start_, milliseconds(30));
}

TEST_F(AtTheFolder, the_size_may_change_from_picture_to_picture) {
  picture("a.png", 40, 30, 10);
  picture("b.png", 1921, 17, 20);
  picture("c.png", 1, 1, 30);
  const auto camera = open();
  for (const auto& [width, height] : {std::pair(40, 30), {1921, 17}, {1, 1}, {40, 30}}) {
    const auto taken = camera->take(kPeriod);
    ASSERT_TRUE(taken && *taken);
    EXPECT_EQ((*taken)->picture.width, width);
    EXPECT_EQ((*taken)->picture.height, height);
  }
}

TEST_F(AtTheFolder, a_broken_picture_is_left_out) {
  picture("a.png", 40, 30, 10);
  write_text(folder_ / "b.png", "\x89PNG\r\n\x1A\n and then nothing");
  write_text(folder_ / "c.jpg", "");
  picture("d.png", 40, 30, 40);
  const auto camera = open();
  EXPECT_EQ(next(*camera), "10 1 0");
  EXPECT_EQ(next(*camera), "nothing");
  EXPECT_EQ(next(*camera), "nothing");
  EXPECT_EQ(next(*camera), "40 4 3");
  EXPECT_EQ(next(*camera), "10 5 4");
}

TEST_F(AtTheFolder, a_folder_of_broken_pictures_is_told) {
  write_text(folder_ / "a.png", "one");
  write_text(folder_ / "b.png", "two");
  const auto camera = open();
  std::string told;
  for (int i = 0; i < 10 && (told.empty() || told == "nothing"); ++i) told = next(*camera);
  EXPECT_NE(told.find("None of the pictures"), std::string::npos) << told;
}

TEST_F(AtTheFolder, a_picture_that_was_taken_away_is_no_fault_but_a_folder_is) {
  picture("a.png", 40, 30, 10);
  picture("b.png", 40, 30, 20);
  const auto camera = open();
  EXPECT_EQ(next(*camera), "10 1 0");
  std::filesystem::remove(folder_ / "b.png");
  EXPECT_EQ(next(*camera), "nothing");
  EXPECT_EQ(next(*camera), "10 3 2");
  std::filesystem::remove_all(folder_.path());
  const std::string told = next(*camera);
  EXPECT_NE(told.find(folder_.path().string()), std::string::npos) << told;
}

TEST_F(AtTheFolder, an_empty_or_missing_folder_is_told_when_it_is_opened) {
  EXPECT_FALSE(FolderCamera::open(folder_.path()));
  EXPECT_FALSE(FolderCamera::open(folder_ / "nowhere"));
}

}  // namespace
}  // namespace yingbin
