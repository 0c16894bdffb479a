// A hand scanner that types into the door's real window and drops the final Enter (issue 3).
#include <gtest/gtest.h>

#include <cstdlib>

#include "commands/door_window.h"
#include "support/event_station.h"
#include "ui/virtual_screen.h"

namespace yingbin {
namespace {

TEST(HandScannerAtTheDoor, is_answered_without_a_last_key_though_nothing_else_happens) {
  test::VirtualScreen screen("1280x800");
  if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
  if (std::system("xdotool version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "xdotool is not installed";
  auto window = ui::Window::open({});
  ASSERT_TRUE(window) << window.message();
  EventStation event;
  const auto station = event.found();
  WindowChoice choice;
  choice.sound = "none";
  DoorWindow door(*station, **window, choice, *choose_camera("none", ""), {});
  for (int frame = 0; frame < 3; ++frame) ASSERT_TRUE(door.step(0.01));

  // All keys are there before the door looks: a burst, however busy the machine is.
  ASSERT_EQ(std::system("xdotool type --delay 0 YB1.ABCDEFGHIJKLMN"), 0);
  constexpr double kAsleep_s = 60;
  const double start_s = ui::Window::now_s();
  while (std::holds_alternative<DoorIdle>(door.desk().doing()) &&
         ui::Window::now_s() - start_s < kAsleep_s) {
    ASSERT_TRUE(door.step(kAsleep_s));
  }
  EXPECT_FALSE(std::holds_alternative<DoorIdle>(door.desk().doing()));
  EXPECT_LT(ui::Window::now_s() - start_s, kAsleep_s / 2);
}

}  // namespace
}  // namespace yingbin
