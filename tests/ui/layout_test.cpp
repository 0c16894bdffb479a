#include "ui/layout.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yingbin::ui {
namespace {

TEST(Layout, cutting_a_strip_leaves_the_rest_and_loses_the_gap) {
  Rect area{0, 0, 100, 50};
  const Rect top = area.cut_top(10, 5);
  EXPECT_EQ(top.h, 10);
  EXPECT_EQ(area.y, 15);
  EXPECT_EQ(area.h, 35);
  const Rect right = area.cut_right(20, 2);
  EXPECT_EQ(right.x, 80);
  EXPECT_EQ(area.w, 78);
}

TEST(Layout, cutting_more_than_there_is_takes_all_of_it) {
  Rect area{0, 0, 100, 50};
  EXPECT_EQ(area.cut_bottom(80, 5).h, 50);
  EXPECT_EQ(area.h, 0);
}

TEST(Layout, fixed_parts_come_first_and_shares_divide_what_is_left) {
  const auto parts = columns({10, 0, 120, 9}, {fixed(20), share(1), share(3)}, 10);
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_FLOAT_EQ(parts[1].x, 40);
  EXPECT_FLOAT_EQ(parts[1].w, 20);
  EXPECT_FLOAT_EQ(parts[2].w, 60);
}

RC_GTEST_PROP(LayoutProperty, parts_stay_inside_in_order_and_never_overlap, ()) {
  const auto count = *rc::gen::inRange(1, 9);
  std::vector<Part> parts;
  for (int i = 0; i < count; ++i) {
    const auto size = static_cast<float>(*rc::gen::inRange(0, 90));
    parts.push_back(*rc::gen::arbitrary<bool>() ? fixed(size) : share(size));
  }
  const Rect area{3, 4, 50, 200};
  const auto places = rows(area, parts, 2);
  RC_ASSERT(places.size() == parts.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    RC_ASSERT(area.contains(places[i]));
    if (i > 0) RC_ASSERT(places[i].y >= places[i - 1].bottom() + 1.9F);
  }
}

TEST(Layout, rectangles_that_only_touch_do_not_overlap) {
  EXPECT_FALSE((Rect{0, 0, 10, 10}.overlaps({10, 0, 10, 10})));
  EXPECT_TRUE((Rect{0, 0, 10, 10}.overlaps({8, 8, 10, 10})));
}

}  // namespace
}  // namespace yingbin::ui
