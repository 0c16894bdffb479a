#include "ui/theme.h"

#include <gtest/gtest.h>

#include <tuple>

namespace yingbin::ui {
namespace {

// DESIGN §12: contrast 7:1.
TEST(Theme, every_text_colour_stands_out_seven_to_one_from_its_ground) {
  const std::tuple<const char*, Colour, Colour> pairs[] = {
      {"ink on cream", kInk, kCream},
      {"ink on white", kInk, kWhite},
      {"soft ink on cream", kInkSoft, kCream},
      {"soft ink on white", kInkSoft, kWhite},
      {"white on ground", kWhite, kGround},
      {"white on raised ground", kWhite, kGroundRaised},
      {"white on stripes", kWhite, kGroundStripe},
      {"white on brand", kWhite, kBrand},
      {"white on deep brand", kWhite, kBrandDeep},
      {"brand on white", kBrand, kWhite},
      {"brand on cream", kBrand, kCream},
      {"white on red", kWhite, kRed},
      {"red on white", kRed, kWhite},
      {"white on green", kWhite, kGreen},
      {"white on blue", kWhite, kBlue},
      {"white on purple", kWhite, kPurple},
      {"ink on amber", kInk, kAmber},
      {"deep amber on white", kAmberDeep, kWhite},
      {"deep amber on cream", kAmberDeep, kCream},
  };
  for (const auto& [name, text, ground] : pairs) EXPECT_GE(contrast(text, ground), 7.0) << name;
}

TEST(Theme, contrast_is_that_of_wcag) {
  EXPECT_NEAR(contrast(kWhite, rgb(0x000000)), 21.0, 0.01);
  EXPECT_NEAR(contrast(rgb(0x777777), kWhite), 4.48,
              0.01);  // the usual example that just fails 4.5
}

TEST(Theme, text_on_a_colour_is_the_one_that_reads_better) {
  EXPECT_EQ(text_on(kRed), kWhite);
  EXPECT_EQ(text_on(kAmber), kInk);
}

// DESIGN §12: body text at least 6 mm, seat 25 mm, on a screen that is large enough for a page.
TEST(Theme, sizes_are_real_millimetres_on_a_usual_kiosk_screen) {
  const Theme theme(Screen{1920, 1080, 344, 194, {}});  // 15.6 inch
  const float real = 1920.0F / 344.0F;
  EXPECT_GE(theme.pixels_per_mm(), real);
  EXPECT_GE(theme.em(TextSize::body) * 0.92F, 6 * real - 0.01F);
  EXPECT_GE(theme.em(TextSize::huge) * 0.92F, 25 * real - 0.01F);
  EXPECT_GE(theme.guest_target(), 20 * real);
}

TEST(Theme, a_page_of_300_by_190_mm_always_fits) {
  for (const Screen& screen :
       {Screen{1280, 800, 217, 136, {}}, Screen{1024, 768, 0, 0, {}},
        Screen{1080, 1920, 194, 344, {}}, Screen{3840, 2160, 344, 194, {}}}) {
    const Theme theme(screen);
    const auto longer = static_cast<float>(std::max(screen.width, screen.height));
    const auto shorter = static_cast<float>(std::min(screen.width, screen.height));
    EXPECT_LE(theme.mm(300), longer + 0.1F) << screen.width;
    EXPECT_LE(theme.mm(190), shorter + 0.1F) << screen.width;
  }
}

TEST(Theme, a_screen_that_lies_about_its_size_counts_as_96_dpi) {
  const float usual = Theme(Screen{1920, 1080, 0, 0, {}}).pixels_per_mm();
  // A projector: 16 by 9 "centimetres"; a television: aspect ratio in millimetres; a swapped pair.
  EXPECT_EQ(Theme(Screen{1920, 1080, 16, 9, {}}).pixels_per_mm(), usual);
  EXPECT_EQ(Theme(Screen{1920, 1080, 1600, 900, {}}).pixels_per_mm(), usual);
  EXPECT_EQ(Theme(Screen{1920, 1080, 194, 344, {}}).pixels_per_mm(), usual);
}

TEST(Theme, a_size_set_by_hand_is_believed) {
  EXPECT_FLOAT_EQ(Theme(Screen{1920, 1080, 344, 194, 3.0}).pixels_per_mm(), 3.0F);
}

}  // namespace
}  // namespace yingbin::ui
