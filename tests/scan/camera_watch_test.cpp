#include "scan/camera_watch.h"

#include <gtest/gtest.h>

namespace yingbin {
namespace {

using Time = CameraWatch::Time;

TEST(CameraWatch, each_failure_in_a_row_waits_longer_up_to_a_limit) {
  CameraWatch watch;
  EXPECT_EQ(watch.pause(), Time{0});
  for (int ms : {250, 500, 1000, 2000, 4000, 4000}) {
    watch.lost("why");
    EXPECT_EQ(watch.pause(), Time{ms});
  }
}

// A loose contact: opened, one picture, gone.
TEST(CameraWatch, a_picture_or_two_do_not_end_the_waiting_but_a_second_of_them_does) {
  CameraWatch watch;
  for (int i = 0; i < 10; ++i) {
    watch.opened("camera");
    watch.frame();
    watch.lost("why");
  }
  EXPECT_EQ(watch.pause(), CameraWatch::kPauseMax);
  watch.opened("camera");
  for (int i = 0; i < CameraWatch::kSteadyFrames; ++i) watch.frame();
  watch.lost("why");
  EXPECT_EQ(watch.pause(), CameraWatch::kPauseFirst);
}

TEST(CameraWatch, two_seconds_without_a_picture_are_too_long) {
  CameraWatch watch;
  watch.opened("camera");
  EXPECT_FALSE(watch.quiet(Time{1900}));
  watch.frame();
  EXPECT_FALSE(watch.quiet(Time{1900}));
  EXPECT_TRUE(watch.quiet(Time{100}));
}

TEST(CameraWatch, it_works_from_the_first_picture_on_not_from_the_opening) {
  CameraWatch watch;
  EXPECT_EQ(watch.health().state, CameraState::opening);
  watch.lost("no plug");
  watch.opened("camera");
  EXPECT_EQ(watch.health().state, CameraState::no_picture);
  EXPECT_EQ(watch.health().why, "no plug");
  watch.frame();
  EXPECT_EQ(watch.health(), (CameraHealth{CameraState::works, "camera", ""}));
}

TEST(CameraWatch, of_another_camera_nothing_is_known) {
  CameraWatch watch;
  watch.opened("camera");
  watch.lost("why");
  watch.begin_again();
  EXPECT_EQ(watch.health(), CameraHealth{});
  EXPECT_EQ(watch.pause(), Time{0});
}

}  // namespace
}  // namespace yingbin
