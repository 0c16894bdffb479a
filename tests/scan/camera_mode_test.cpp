#include "scan/camera_mode.h"

#include <gtest/gtest.h>

#include "scan/pipeline_camera.h"

namespace yingbin {
namespace {

CameraMode mode(const std::string& format, int width, int height, int rate) {
  return {format, width, height, rate, 1};
}

struct Choice {
  const char* name;
  std::vector<CameraMode> modes;
  std::string best;  // "format words"
};

TEST(CameraMode, the_best_is_chosen) {
  const std::vector<Choice> choices = {
      {"a usual webcam: MJPEG alone is quick enough",
       {mode("YUY2", 640, 480, 30), mode("YUY2", 1280, 720, 10), mode("YUY2", 1920, 1080, 5),
        mode("image/jpeg", 640, 480, 30), mode("image/jpeg", 1280, 720, 30),
        mode("image/jpeg", 1920, 1080, 30)},
       "image/jpeg 1280x720@30"},
      {"raw before compressed, grey before colour",
       {mode("image/jpeg", 1280, 720, 30), mode("YUY2", 1280, 720, 30),
        mode("GRAY8", 1280, 720, 30)},
       "GRAY8 1280x720@30"},
      {"a global shutter camera of an odd size",
       {mode("GRAY8", 640, 400, 120), mode("GRAY8", 1280, 800, 60), mode("GRAY8", 1280, 800, 120)},
       "GRAY8 1280x800@60"},
      {"a small old one",
       {mode("YUY2", 320, 240, 30), mode("YUY2", 640, 480, 30)},
       "YUY2 640x480@30"},
      {"too large only: the least of them",
       {mode("image/jpeg", 3840, 2160, 30), mode("image/jpeg", 2592, 1944, 30)},
       "image/jpeg 2592x1944@30"},
      {"all slow: the least slow",
       {mode("YUY2", 1920, 1080, 5), mode("YUY2", 1280, 720, 15)},
       "YUY2 1280x720@15"},
  };
  for (const Choice& choice : choices) {
    const auto best = best_mode(choice.modes, {});
    ASSERT_TRUE(best) << choice.name;
    EXPECT_EQ(best->format + " " + best->words(), choice.best) << choice.name;
  }
}

TEST(CameraMode, a_rate_just_below_thirty_is_thirty) {
  const CameraMode ntsc{"YUY2", 1280, 720, 30'000, 1'001};
  const auto best = best_mode({mode("YUY2", 640, 480, 30), ntsc}, {});
  ASSERT_TRUE(best);
  EXPECT_EQ(*best, ntsc);
  EXPECT_EQ(best->words(), "1280x720@30");
  EXPECT_EQ(best->caps(), "video/x-raw,format=YUY2,width=1280,height=720,framerate=30000/1001");
}

TEST(CameraMode, what_was_asked_for_is_taken_or_refused_with_what_there_is) {
  const std::vector<CameraMode> modes = {mode("YUY2", 640, 480, 15), mode("YUY2", 640, 480, 30),
                                         mode("image/jpeg", 1280, 720, 30)};
  EXPECT_EQ(best_mode(modes, WantedMode{640, 480, 15})->words(), "640x480@15");
  EXPECT_EQ(best_mode(modes, WantedMode{640, 480, {}})->words(), "640x480@30");
  const auto refused = best_mode(modes, WantedMode{1920, 1080, {}});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.message().find("1280x720@30, 640x480@15, 640x480@30"), std::string::npos)
      << refused.message();
  EXPECT_FALSE(best_mode({}, {}));
}

TEST(CameraMode, a_mode_is_written_with_or_without_its_rate) {
  const auto whole = parse_mode("1280x720@29.97");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->width, 1280);
  EXPECT_EQ(whole->height, 720);
  EXPECT_DOUBLE_EQ(whole->rate.value_or(0), 29.97);
  const auto size = parse_mode("640x480");
  ASSERT_TRUE(size);
  EXPECT_FALSE(size->rate);
}

TEST(CameraMode, whatever_else_is_written_is_no_mode) {
  for (const char* text :
       {"", "1280", "1280x", "x720", "0x0", "-1x5", "1280x720@", "1280x720@0", "1280x720@-3",
        "1280x720@30fps", "1280x720 30", "best", "1280*720", "1280x720@nan", "99999999x1"}) {
    EXPECT_FALSE(parse_mode(text)) << text;
  }
}

// What two real drivers say, shortened.
TEST(CameraMode, the_modes_of_a_driver_are_understood) {
  const auto modes = modes_in(
      "video/x-raw, format=(string)YUY2, width=(int)640, height=(int)480, "
      "pixel-aspect-ratio=(fraction)1/1, framerate=(fraction){ 30/1, 15/1 }; "
      "image/jpeg, width=(int)1280, height=(int)720, framerate=(fraction)30/1; "
      "video/x-h264, width=(int)1280, height=(int)720, framerate=(fraction)30/1");
  EXPECT_EQ(modes, (std::vector<CameraMode>{mode("YUY2", 640, 480, 30), mode("YUY2", 640, 480, 15),
                                            mode("image/jpeg", 1280, 720, 30)}));
}

TEST(CameraMode, of_ranges_the_usual_sizes_and_rates_are_offered) {
  const auto modes = modes_in(
      "video/x-raw, format=(string){ NV12, YUY2 }, width=(int)[ 32, 1920 ], "
      "height=(int)[ 32, 1080 ], framerate=(fraction)[ 0/1, 60/1 ]");
  const auto best = best_mode(modes, {});
  ASSERT_TRUE(best);
  EXPECT_EQ(*best, mode("NV12", 1280, 720, 30));
  EXPECT_TRUE(best_mode(modes, WantedMode{1920, 1080, 30}));
}

TEST(CameraMode, words_that_are_no_caps_name_no_mode) {
  for (const char* text : {"", "!", "EMPTY", "ANY", "video/x-raw", "video/x-raw, format=(int)3",
                           "image/jpeg, width=(string)wide, height=(int)1"}) {
    EXPECT_TRUE(modes_in(text).empty()) << text;
  }
}

}  // namespace
}  // namespace yingbin
