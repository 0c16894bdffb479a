#include "ui/widgets.h"

#include <gtest/gtest.h>

#include "support/tapper.h"
#include "ui/demo_page.h"

namespace yingbin::ui {
namespace {

using test::DemoPage;
using test::Tapper;

Tapper demo(DemoPage& page, int width, int height) {
  return Tapper(width, height, [&page](Frame& frame) { demo_page(frame, page); });
}

struct Size {
  int width;
  int height;
};
class EverySize : public testing::TestWithParam<Size> {};

TEST_P(EverySize, nothing_overlaps_nothing_is_cut_off_every_target_is_large_enough) {
  DemoPage page;
  Tapper tapper = demo(page, GetParam().width, GetParam().height);
  EXPECT_EQ(tapper.faults(), "");
  EXPECT_TRUE(tapper.targets_at_least(kStaffTargetMm).empty());
}

TEST_P(EverySize, every_button_answers_its_tap) {
  DemoPage page;
  Tapper tapper = demo(page, GetParam().width, GetParam().height);
  ASSERT_EQ(tapper.tappable().size(), 6U);
  for (const std::string& name : tapper.tappable()) {
    page.tapped.clear();
    EXPECT_TRUE(tapper.tap(name));
    EXPECT_EQ(page.tapped, name + " ");
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, EverySize,
                         testing::Values(Size{1920, 1080}, Size{1280, 800}, Size{1366, 768},
                                         Size{3840, 2160}),
                         [](const auto& tested) { return std::to_string(tested.param.width); });

TEST(Button, a_greyed_button_cannot_be_tapped) {
  DemoPage page;
  Tapper tapper = demo(page, 1280, 800);
  EXPECT_FALSE(tapper.tap("grey"));
  const Point middle = tapper.place("grey").centre();
  tapper.finger(middle, true, 1);
  tapper.finger(middle, false);
  EXPECT_EQ(page.tapped, "");
}

TEST(Button, a_finger_that_slides_off_cancels_even_if_it_comes_back) {
  DemoPage page;
  Tapper tapper = demo(page, 1280, 800);
  const Point on = tapper.place("next").centre();
  tapper.finger(on, true, 1);
  tapper.finger({on.x, on.y - 200}, true);
  tapper.finger(on, true);
  tapper.finger(on, false);
  EXPECT_EQ(page.tapped, "");
}

TEST(Button, a_finger_that_came_down_elsewhere_does_not_tap) {
  DemoPage page;
  Tapper tapper = demo(page, 1280, 800);
  const Point on = tapper.place("next").centre();
  tapper.finger({on.x, on.y - 200}, true, 1);
  tapper.finger(on, true);
  tapper.finger(on, false);
  EXPECT_EQ(page.tapped, "");
}

TEST(Button, a_finger_that_comes_down_and_is_first_seen_there_taps_without_hovering) {
  DemoPage page;
  Tapper tapper = demo(page, 1280, 800);
  const Point on = tapper.place("next").centre();
  tapper.finger(on, true, 1);
  tapper.finger(on, false);
  EXPECT_EQ(page.tapped, "next ");
}

TEST(Button, the_second_tap_of_a_double_tap_does_nothing_and_a_later_one_does) {
  DemoPage page;
  Tapper tapper = demo(page, 1280, 800);
  const Point on = tapper.place("next").centre();
  for (const double pause : {1.0, 0.1, 0.6}) {
    tapper.finger(on, true, pause);
    tapper.finger(on, false);
  }
  EXPECT_EQ(page.tapped, "next next ");
}

// The page changes under the finger: what is there then must not be hit.
TEST(Button, the_second_tap_does_not_hit_what_the_first_brought_up) {
  std::string tapped;
  bool second_page = false;
  Tapper tapper(1280, 800, [&](Frame& frame) {
    const Rect place{100, 100, 300, 120};
    if (button(frame, place, {.name = second_page ? "two" : "one", .text = "好"})) {
      tapped += second_page ? "two " : "one ";
      second_page = true;
    }
  });
  const Point on{200, 150};
  for (const double pause : {1.0, 0.2, 0.6}) {
    tapper.finger(on, true, pause);
    tapper.finger(on, false);
  }
  EXPECT_EQ(tapped, "one two ");
}

TEST(Button, keys_may_be_tapped_as_fast_as_fingers_go) {
  std::string tapped;
  Tapper tapper(1280, 800, [&](Frame& frame) {
    if (button(frame, {0, 0, 100, 100}, {.name = "8", .text = "8", .repeats = true})) tapped += "8";
    if (button(frame, {100, 0, 100, 100}, {.name = "9", .text = "9", .repeats = true}))
      tapped += "9";
  });
  for (const float x : {95.0F, 95.0F, 105.0F}) {
    tapper.finger({x, 50}, true, 0.08);
    tapper.finger({x, 50}, false, 0.05);
  }
  EXPECT_EQ(tapped, "889");
}

TEST(Field, takes_what_is_typed_with_rare_characters_and_backspace) {
  DemoPage page;
  Tapper tapper = demo(page, 1280, 800);
  tapper.type("王\U0002CC56a\b");
  EXPECT_EQ(page.typed, "王𬱖");
  tapper.type("\n");
  EXPECT_EQ(page.tapped, "entered ");
}

TEST(Field, holds_no_more_than_its_most_and_no_control_characters) {
  std::string text;
  Tapper tapper(1280, 800, [&](Frame& frame) {
    (void)text_field(frame, {0, 0, 900, 100}, {.name = "f", .hint = "", .characters_max = 3}, text);
  });
  tapper.type("\x1B[2J王秀英");
  EXPECT_EQ(text, "[2J");
}

TEST(Log, finds_what_overlaps_is_cut_off_leaves_the_screen_or_is_too_small) {
  Tapper tapper(1280, 800, [](Frame& frame) {
    (void)button(frame, {10, 10, 200, 100}, {.name = "one", .text = "一"});
    (void)button(frame, {150, 50, 200, 100}, {.name = "two", .text = "二"});
    (void)button(frame, {600, 10, 20, 20}, {.name = "tiny", .text = "一句放不下的话"});
    label(frame, {1200, 700, 300, 60}, "出了屏幕的字在这里");
  });
  EXPECT_EQ(tapper.log().overlaps().size(), 1U);
  EXPECT_EQ(tapper.all_text_fits().size(), 1U);
  EXPECT_EQ(tapper.targets_at_least_asked().size(), 1U);
  EXPECT_EQ(tapper.no_overlaps().size(), 2U);
}

TEST(Log, what_a_row_holds_does_not_overlap_it) {
  Tapper tapper(1280, 800, [](Frame& frame) {
    (void)tappable_row(frame, {10, 10, 600, 100}, "row");
    label(frame, {20, 20, 300, 60}, "王**");
  });
  EXPECT_EQ(tapper.faults(), "");
}

}  // namespace
}  // namespace yingbin::ui
