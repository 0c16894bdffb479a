#include "scan/preview.h"

#include <gtest/gtest.h>

#include "scan/scan_support.h"

namespace yingbin {
namespace {

TEST(Preview, each_pixel_is_the_mean_of_its_block) {
  GrayFrame frame = blank_frame(4, 2, 0);
  frame.pixels = {0, 100, 10, 20, 100, 200, 30, 40};
  const GrayFrame small = preview_of(frame, 2);
  EXPECT_EQ(small.width, 2);
  EXPECT_EQ(small.height, 1);
  EXPECT_EQ(small.pixels, (std::vector<std::uint8_t>{100, 25}));
}

TEST(Preview, fits_whatever_comes) {
  for (const auto& [width, height] :
       {std::pair(1280, 720), {1921, 1081}, {1, 5000}, {5000, 1}, {640, 480}, {1, 1}, {641, 3}}) {
    const GrayFrame small = preview_of(blank_frame(width, height, 77), 640);
    EXPECT_TRUE(small.whole()) << width << "x" << height;
    EXPECT_LE(small.width, 640);
    EXPECT_LE(small.height, 640);
    for (std::uint8_t pixel : small.pixels) ASSERT_EQ(pixel, 77);
  }
}

TEST(Preview, of_a_frame_that_is_not_whole_there_is_none) {
  EXPECT_TRUE(preview_of({}, 640).pixels.empty());
  EXPECT_TRUE(preview_of({64, 48, 64, std::vector<std::uint8_t>(100)}, 640).pixels.empty());
}

}  // namespace
}  // namespace yingbin
