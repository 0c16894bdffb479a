// The real program in a real window with real X events: a hand scanner that types into the focused
// field, a camera from a folder, a finger that undoes.
#include <chrono>
#include <cstdlib>

#include "end_to_end/event_folder.h"
#include "ui/virtual_screen.h"

namespace yingbin {
namespace {

class RealDoor : public testing::Test {
 protected:
  void SetUp() override {
    if (!screen.works()) GTEST_SKIP() << "Xvfb is not installed";
    if (!has_program("xdotool")) GTEST_SKIP() << "xdotool is not installed";
  }

  // At 1280x800 a millimetre of the page has 4.21 pixels; where the page's buttons stand is
  // written in app/screens/door_parts.cpp.
  static void tap(int x, int y) {
    const std::string place = std::to_string(x) + " " + std::to_string(y);
    ASSERT_EQ(std::system(("xdotool mousemove " + place + " click 1").c_str()), 0);
  }
  static void tap_bottom_left() { tap(100, 730); }
  static void tap_main() { tap(1150, 730); }
  static void type(const std::string& text) {
    const std::string typing = "xdotool type --delay 1 '" + text + "' && xdotool key Return";
    ASSERT_EQ(std::system(typing.c_str()), 0);
  }

  // As at a door: until it listens, and until it was understood.
  [[nodiscard]] bool admitted_by_scanning(const std::string& code, int count) const {
    for (int tries = 0; tries < 40; ++tries) {
      type(code);
      if (count_by(event.records(), "kind")["admit_guest"] >= count) return true;
    }
    return false;
  }

  // The button is there as soon as the page is, and a second tap at one place within half a second
  // is none: so until it was understood.
  [[nodiscard]] bool undone_by_tapping() const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < until) {
      tap_bottom_left();
      if (count_by(event.records(), "kind")["undo_admission"] > 0) return true;
    }
    return false;
  }

  // How many records of that kind there are once `done` says yes; asks the real program.
  [[nodiscard]] bool recorded(const std::string& kind, int count) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < until) {
      if (count_by(event.records(), "kind")[kind] >= count) return true;
    }
    return false;
  }

  test::VirtualScreen screen{"1280x800"};
  TemporaryFolder folder;
  EventFolder event =
      event_with_list_in(folder / "event", "王小明,13800000001,1\n李娜,13900005678,1\n");
};

// Issue 3, hand scanners: whatever has focus; the burst goes to the door and not into the box.
TEST_F(RealDoor, a_burst_into_the_focused_field_admits_and_a_finger_undoes_it) {
  const auto codes = event.codes();
  Program door(event.command({"--camera", "none", "--sound", "none"}));
  ASSERT_TRUE(admitted_by_scanning(codes[0], 1));
  tap_main();         // the next guest; or from a refusal, back to the ready page
  tap_bottom_left();  // "No invitation with you": the find field has the focus
  type(codes[1]);
  EXPECT_TRUE(recorded("admit_guest", 2));
  EXPECT_TRUE(undone_by_tapping());
  door.kill();
  (void)door.wait();
}

TEST_F(RealDoor, a_card_before_the_camera_is_undone_by_a_finger) {
  const fs::path cards = folder / "cards";
  (void)event.done({"invite", "--out", cards.string()});
  Program door(event.command({"--camera", cards.string(), "--sound", "none"}));
  ASSERT_TRUE(recorded("admit_guest", 1));
  EXPECT_TRUE(undone_by_tapping());
  door.kill();
  (void)door.wait();
}

}  // namespace
}  // namespace yingbin
