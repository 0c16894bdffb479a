#include "ui/fonts.h"

#include <fontconfig/fontconfig.h>
#include <gtest/gtest.h>

#include "support/tapper.h"
#include "ui/text.h"
#include "ui/utf8.h"

namespace yingbin::ui {
namespace {

test::Tapper nothing(int width = 1920, int height = 1080) {
  return test::Tapper(width, height, [](Frame&) {});
}

// Darkness inside a glyph's part of the texture: 0 when nothing was drawn there.
long coverage(Fonts& fonts, const Glyph& glyph) {
  long sum = 0;
  const auto left =
      static_cast<int>(glyph.from.x * static_cast<float>(fonts.texture_width()) + 0.5F);
  const auto top =
      static_cast<int>(glyph.from.y * static_cast<float>(fonts.texture_height()) + 0.5F);
  for (int y = 0; y < static_cast<int>(glyph.place.h); ++y) {
    for (int x = 0; x < static_cast<int>(glyph.place.w); ++x) {
      sum += fonts.pixels()[(top + y) * fonts.texture_width() + left + x] >> 24;
    }
  }
  return sum;
}

TEST(Fonts, the_chinese_font_is_found_in_both_weights) {
  ASSERT_TRUE(find_chinese_font(Weight::regular));
  ASSERT_TRUE(find_chinese_font(Weight::bold));
  EXPECT_NE(find_chinese_font(Weight::regular)->path, find_chinese_font(Weight::bold)->path);
}

TEST(Fonts, hanzi_are_as_high_as_the_theme_says) {
  test::Tapper tapper = nothing();
  for (int i = 0; i < kTextSizes; ++i) {
    const auto size = static_cast<TextSize>(i);
    const Glyph& glyph = tapper.fonts().glyph(U'国', size, Weight::regular);
    const float wanted = tapper.theme().mm(height_mm(size));
    EXPECT_NEAR(glyph.place.h, wanted, wanted * 0.06F + 1) << i;
  }
}

TEST(Fonts, rare_characters_of_names_are_drawn_and_differ) {
  test::Tapper tapper = nothing();
  Fonts& fonts = tapper.fonts();
  const long box = coverage(fonts, fonts.glyph(0x25A1, TextSize::title, Weight::bold));
  for (const char32_t c : std::u32string(U"龑翀\U0002CC56\U00020BB7䶮㛃堃囍")) {
    const Glyph& glyph = fonts.glyph(c, TextSize::title, Weight::bold);
    EXPECT_GT(glyph.place.w, 0) << static_cast<unsigned>(c);
    EXPECT_GT(coverage(fonts, glyph), 0) << static_cast<unsigned>(c);
    EXPECT_NE(coverage(fonts, glyph), box) << static_cast<unsigned>(c);
  }
}

TEST(Fonts, a_character_that_no_font_has_is_a_box) {
  test::Tapper tapper = nothing();
  Fonts& fonts = tapper.fonts();
  const long box = coverage(fonts, fonts.glyph(0x25A1, TextSize::body, Weight::regular));
  ASSERT_GT(box, 0);
  EXPECT_EQ(coverage(fonts, fonts.glyph(0x10FFFD, TextSize::body, Weight::regular)), box);
}

// As on a machine where the font package was forgotten.
TEST(Fonts, without_font_files_latin_is_still_drawn_and_the_warning_says_what_to_install) {
  FcConfig* const usual = FcConfigReference(FcConfigGetCurrent());
  ASSERT_TRUE(FcConfigSetCurrent(FcConfigCreate()));
  {
    test::Tapper tapper = nothing();
    Fonts& fonts = tapper.fonts();
    EXPECT_NE(fonts.warning().find("fonts-noto-cjk"), std::string::npos);
    EXPECT_GT(fonts.glyph(U'A', TextSize::body, Weight::regular).place.w, 0);
    EXPECT_GT(fonts.glyph(U'王', TextSize::huge, Weight::bold).advance, 0);
    EXPECT_GT(fonts.glyph(0x2CC56, TextSize::body, Weight::bold).advance, 0);
  }
  ASSERT_TRUE(FcConfigSetCurrent(usual));
  FcConfigDestroy(usual);
}

TEST(Fonts, control_characters_take_room_but_draw_nothing) {
  test::Tapper tapper = nothing();
  EXPECT_EQ(tapper.fonts().glyph(0x1B, TextSize::body, Weight::regular).place.w, 0);
  EXPECT_EQ(tapper.fonts().glyph(0x202E, TextSize::body, Weight::regular).advance, 0);
}

TEST(Fonts, a_new_character_is_uploaded_once) {
  test::Tapper tapper = nothing();
  Fonts& fonts = tapper.fonts();
  (void)fonts.take_patch();
  fonts.need("龘", TextSize::huge, Weight::bold);
  const auto patch = fonts.take_patch();
  ASSERT_TRUE(patch);
  EXPECT_LT(patch->width * patch->height, 300 * 300);
  fonts.need("龘", TextSize::huge, Weight::bold);
  EXPECT_FALSE(fonts.take_patch());
}

// 5,000 different hanzi at the largest size are far more than the texture holds.
TEST(Fonts, memory_stays_bounded_however_many_characters_pass) {
  std::string text;
  test::Tapper tapper(1920, 1080,
                      [&](Frame& frame) { frame.fonts.need(text, TextSize::huge, Weight::bold); });
  const int height = tapper.fonts().texture_height();
  for (char32_t c = 0x4E00; c < 0x4E00 + 5000; c += 10) {
    text.clear();
    for (char32_t i = 0; i < 10; ++i) append_utf8(text, c + i);
    tapper.frame();
    if (tapper.fonts().wants_redraw()) tapper.frame();
    ASSERT_FALSE(tapper.fonts().wants_redraw()) << "page of ten characters does not fit";
    ASSERT_LT(tapper.fonts().glyph_count(), 400U);
  }
  EXPECT_EQ(tapper.fonts().texture_height(), height);
  EXPECT_LE(tapper.fonts().texture_width(), 4096);
  EXPECT_LE(height, 4096);
}

TEST(Text, lines_break_between_hanzi_but_not_before_a_comma) {
  test::Tapper tapper = nothing();
  TextStyle style;
  style.lines_max = 3;
  style.shrink_min = 1;
  const float em = tapper.fonts().em(TextSize::body);
  const LaidText text = lay_text(tapper.fonts(), "从左侧通道进，靠走道", style, em * 6.2F, em * 6);
  ASSERT_EQ(text.lines.size(), 2U);
  EXPECT_EQ(text.lines[0], "从左侧通道");
  EXPECT_EQ(text.lines[1], "进，靠走道");
  EXPECT_TRUE(text.fits);
}

TEST(Text, latin_words_stay_whole) {
  test::Tapper tapper = nothing();
  TextStyle style;
  style.lines_max = 3;
  style.shrink_min = 1;
  const float width =
      text_width(tapper.fonts(), "Please show your", TextSize::body, Weight::regular) + 4;
  const LaidText text = lay_text(tapper.fonts(), "Please show your invitation", style, width, 400);
  ASSERT_EQ(text.lines.size(), 2U);
  EXPECT_EQ(text.lines[1], "invitation");
}

TEST(Text, text_shrinks_before_it_is_cut_off) {
  test::Tapper tapper = nothing();
  const float full = text_width(tapper.fonts(), "欧阳娜娜", TextSize::huge, Weight::bold);
  TextStyle style;
  style.size = TextSize::huge;
  style.weight = Weight::bold;
  style.shrink_min = 0.5F;
  const LaidText shrunk = lay_text(tapper.fonts(), "欧阳娜娜", style, full * 0.7F, 1000);
  EXPECT_TRUE(shrunk.fits);
  EXPECT_LE(shrunk.width, full * 0.7F + 1);
  const LaidText cut = lay_text(tapper.fonts(), "欧阳娜娜", style, full * 0.4F, 1000);
  EXPECT_FALSE(cut.fits);
  EXPECT_NE(cut.lines[0].find("…"), std::string::npos);
}

TEST(Text, text_without_any_room_is_cut_off_not_endless) {
  test::Tapper tapper = nothing();
  TextStyle style;
  style.lines_max = 4;
  EXPECT_FALSE(lay_text(tapper.fonts(), "很长的一句话", style, 1, 1).fits);
  EXPECT_TRUE(lay_text(tapper.fonts(), "", style, 100, 100).fits);
}

}  // namespace
}  // namespace yingbin::ui
