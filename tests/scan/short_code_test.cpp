#include "scan/short_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace yingbin {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::uint64_t bits_with(std::uint64_t bits, int position, std::uint64_t digit) {
  const int shift = kShortCodeBits - 5 * (position + 1);
  return (bits & ~(std::uint64_t{31} << shift)) | digit << shift;
}

// Cards already printed carry these.
TEST(ShortCode, reads_as_it_always_did) {
  EXPECT_EQ(make_short_code(0), "0000000000");
  EXPECT_EQ(grouped_short_code(make_short_code(0x123456789ab)), "14D2P-F2DBR");
}

RC_GTEST_PROP(ShortCode, what_was_made_is_parsed, (std::uint64_t bits)) {
  const std::string code = make_short_code(bits);
  RC_ASSERT(code.size() == 10u);
  RC_ASSERT(parse_short_code(code) == code);
  RC_ASSERT(parse_short_code(grouped_short_code(code)) == code);
  RC_ASSERT(make_short_code(bits & ((std::uint64_t{1} << kShortCodeBits) - 1)) == code);
}

// The check is linear, so these few codes stand for all: every position, every pair of digits.
TEST(ShortCode, every_single_wrong_character_is_found) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 200; ++round) {
    const std::string good = make_short_code(random());
    for (std::size_t at = 0; at < good.size(); ++at) {
      for (char digit : kDigits) {
        std::string bad = good;
        bad[at] = digit;
        EXPECT_EQ(parse_short_code(bad).has_value(), bad == good) << good << ' ' << bad;
      }
    }
  }
}

TEST(ShortCode, every_exchange_of_two_characters_is_found) {
  std::mt19937_64 random(2);
  for (int at = 0; at < 9; ++at) {
    for (std::uint64_t first = 0; first < 32; ++first) {
      for (std::uint64_t second = 0; second < 32; ++second) {
        std::uint64_t bits = bits_with(random(), at, first);
        if (at < 8) bits = bits_with(bits, at + 1, second);
        const std::string good = make_short_code(bits);
        std::string bad = good;
        std::swap(bad[static_cast<std::size_t>(at)], bad[static_cast<std::size_t>(at) + 1]);
        EXPECT_EQ(parse_short_code(bad).has_value(), bad == good) << good << ' ' << bad;
      }
    }
  }
}

TEST(ShortCode, exchanges_of_characters_further_apart_are_found_too) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 500; ++round) {
    const std::string good = make_short_code(random());
    for (std::size_t a = 0; a < good.size(); ++a) {
      for (std::size_t b = a + 1; b < good.size(); ++b) {
        std::string bad = good;
        std::swap(bad[a], bad[b]);
        EXPECT_EQ(parse_short_code(bad).has_value(), bad == good) << good << ' ' << bad;
      }
    }
  }
}

TEST(ShortCode, is_understood_however_a_person_types_it) {
  const std::string code = make_short_code(0x0000000010a1);  // has 0 and 1 in it
  ASSERT_NE(code.find('0'), std::string::npos);
  ASSERT_NE(code.find('1'), std::string::npos);
  const auto with = [&](char from, const std::string& to) {
    std::string text;
    for (char c : code) text += c == from ? to : std::string(1, c);
    return text;
  };
  std::string lower = code;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return static_cast<char>(std::tolower(c)); });
  for (const std::string& text :
       {lower, with('0', "O"), with('0', "o"), with('1', "I"), with('1', "l"), with('0', "０"),
        code.substr(0, 5) + " - " + code.substr(5), code.substr(0, 5) + "—" + code.substr(5),
        " " + code + "\r\n", code.substr(0, 2) + "　" + code.substr(2)}) {
    EXPECT_EQ(parse_short_code(text), code) << text;
  }
}

TEST(ShortCode, other_text_is_none) {
  for (const std::string& text :
       {std::string(), std::string("0"), std::string("000000000"), std::string("00000000000"),
        std::string("0000U00000"), std::string("张伟张伟张伟"), std::string("13800138000"),
        std::string("YB1.AAAAAA"), std::string(100000, '0'),
        std::string(300, '-') + "0000000000"}) {
    EXPECT_FALSE(parse_short_code(text)) << text.substr(0, 40);
  }
}

}  // namespace
}  // namespace yingbin
