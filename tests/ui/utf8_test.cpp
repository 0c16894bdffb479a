#include "ui/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yingbin::ui {
namespace {

TEST(Utf8, reads_characters_beyond_the_basic_plane) {
  EXPECT_EQ(characters("王𬱖a"), U"王\U0002CC56a");
}

TEST(Utf8, broken_bytes_become_replacement_characters_and_nothing_is_lost_after_them) {
  EXPECT_EQ(characters("\xFFok"), U"\uFFFDok");
  EXPECT_EQ(characters("\xE7\x8E"), U"\uFFFD\uFFFD");   // cut off
  EXPECT_EQ(characters("\xC0\x80"), U"\uFFFD\uFFFD");   // written too long
  EXPECT_EQ(characters("\xED\xA0\x80z").back(), U'z');  // half a pair
}

TEST(Utf8, dropping_the_last_character_takes_all_its_bytes) {
  std::string text = "王𬱖";
  drop_last_character(text);
  EXPECT_EQ(text, "王");
  drop_last_character(text);
  drop_last_character(text);
  EXPECT_EQ(text, "");
}

RC_GTEST_PROP(Utf8Property, writing_and_reading_gives_the_same_character, ()) {
  const auto value = *rc::gen::inRange<std::uint32_t>(1, 0x110000);
  RC_PRE(value < 0xD800 || value > 0xDFFF);
  std::string text;
  append_utf8(text, value);
  RC_ASSERT(characters(text) == std::u32string(1, value));
}

RC_GTEST_PROP(Utf8Property, any_bytes_are_read_to_their_end, (const std::string& bytes)) {
  RC_ASSERT(characters(bytes).size() <= bytes.size());
}

}  // namespace
}  // namespace yingbin::ui
