// The small words that a venue file is read with: stretches of numbers, likely slips, blanks.
#include <gtest/gtest.h>

#include "roster/characters.h"
#include "roster/stretches.h"

namespace yingbin {
namespace {

TEST(Stretches, are_read_as_people_write_them) {
  const std::vector<Stretch> wanted = {{1, 4}, {9, 9}};
  for (const char* text : {"1-4,9", " 1 - 4 , 9 ", "1～4、9", "1至4，9"}) {
    EXPECT_EQ(parse_stretches(text, 20), wanted) << text;
  }
  for (const char* text : {"", "4-1", "0", "21", "1-", "-1", "1,,2", "1.5", "a", "1-2-3"}) {
    EXPECT_EQ(parse_stretches(text, 20), std::nullopt) << text;
  }
}

TEST(Characters, nearest_takes_a_likely_slip_and_no_wild_guess) {
  constexpr std::string_view kKnown[] = {"name", "seats", "colour", "王芳", "红区"};
  EXPECT_EQ(nearest("nmae", kKnown), "name");
  EXPECT_EQ(nearest("color", kKnown), "colour");
  EXPECT_EQ(nearest("王方", kKnown), "王芳");
  EXPECT_EQ(nearest("李娜", kKnown), std::nullopt);
  EXPECT_EQ(nearest("", kKnown), std::nullopt);
  EXPECT_EQ(nearest("wheelchair", kKnown), std::nullopt);
}

TEST(Characters, trimmed_drops_wide_blanks_at_the_ends_only) {
  EXPECT_EQ(trimmed("\u3000 张\u3000伟\u00A0\n"), "张\u3000伟");
  EXPECT_EQ(trimmed(" \t "), "");
}

}  // namespace
}  // namespace yingbin
