#include "scan/hand_scanner.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string_view>
#include <vector>

#include "scan/invitation_code.h"

namespace yingbin {
namespace {

using namespace std::chrono_literals;

const std::string kCode = "YB1." + std::string(65, 'A') + std::string(65, '7');

// A desk: keys with their times go in, and all that came out is kept.
struct Desk {
  HandScanner scanner;
  KeyTime now{1'000'000};
  std::u32string typed;
  std::vector<std::string> codes;

  void take(HandScan scan) {
    typed += scan.typed;
    if (scan.code) codes.push_back(*scan.code);
  }
  // Characters `gap` apart, the first of them `gap` after what came before.
  void keys(std::u32string_view text, KeyTime gap) {
    for (char32_t c : text) {
      now += gap;
      take(scanner.type(c, now));
    }
  }
  void keys(std::string_view ascii, KeyTime gap) {
    keys(std::u32string(ascii.begin(), ascii.end()), gap);
  }
  void pause(KeyTime length) {
    now += length;
    take(scanner.poll(now));
  }
};

using Codes = std::vector<std::string>;

TEST(HandScanner, a_burst_with_enter_or_tab_is_a_code_and_nothing_reaches_the_field) {
  for (const std::string ending : {"\r", "\n", "\t", "\r\n", "\r\t", "\t\r", "\n\n"}) {
    Desk desk;
    desk.keys(kCode, 5ms);
    desk.keys(ending, 5ms);
    desk.pause(1s);
    EXPECT_EQ(desk.codes, Codes{kCode});
    EXPECT_TRUE(desk.typed.empty()) << ending;
  }
}

TEST(HandScanner, a_code_counts_at_once_when_its_enter_comes) {
  Desk desk;
  desk.keys(kCode, 1ms);
  EXPECT_TRUE(desk.codes.empty());
  desk.keys("\r", 1ms);
  EXPECT_EQ(desk.codes, Codes{kCode});
}

TEST(HandScanner, a_scanner_that_drops_the_final_enter_is_understood_after_a_pause) {
  Desk desk;
  desk.keys(kCode, 5ms);
  ASSERT_EQ(desk.scanner.wake_at(), desk.now + HandScanner::kGapMax);
  desk.pause(34ms);
  EXPECT_TRUE(desk.codes.empty());
  desk.pause(1ms);
  EXPECT_EQ(desk.codes, Codes{kCode});
  EXPECT_FALSE(desk.scanner.wake_at());
}

TEST(HandScanner, an_enter_that_comes_late_does_not_reach_the_field) {
  Desk desk;
  desk.keys(kCode, 5ms);
  desk.pause(60ms);
  desk.keys("\r", 40ms);
  EXPECT_EQ(desk.codes, Codes{kCode});
  EXPECT_TRUE(desk.typed.empty());
  desk.keys("\r", 1s);  // this one a person pressed
  EXPECT_EQ(desk.typed, U"\n");
}

TEST(HandScanner, the_next_code_is_understood_even_if_nothing_polled_in_between) {
  Desk desk;
  const std::string other = "OTHER-EVENT-0002";
  desk.keys(kCode, 5ms);
  desk.now += 3s;
  desk.keys(other + "\r", 5ms);
  EXPECT_EQ(desk.codes, (Codes{kCode, other}));
}

TEST(HandScanner, a_code_sent_twice_counts_once) {
  for (const std::string between : {"\r", "\t", "\r\n", ""}) {
    Desk desk;
    desk.keys(kCode + between, 5ms);
    desk.keys(kCode + "\r", 5ms);
    EXPECT_EQ(desk.codes, Codes{kCode}) << between.size();
    EXPECT_TRUE(desk.typed.empty());
  }
  Desk apart;
  apart.keys(kCode, 5ms);
  apart.pause(100ms);
  apart.keys(kCode, 5ms);
  apart.pause(100ms);
  EXPECT_EQ(apart.codes, Codes{kCode});
  EXPECT_TRUE(apart.typed.empty());
}

TEST(HandScanner, a_code_shown_again_after_half_a_second_counts_again) {
  Desk desk;
  desk.keys(kCode + "\r", 5ms);
  desk.pause(600ms);
  desk.keys(kCode + "\r", 5ms);
  EXPECT_EQ(desk.codes, (Codes{kCode, kCode}));
}

TEST(HandScanner, a_foreign_code_that_repeats_itself_stays_whole) {
  Desk desk;
  desk.keys(
      "1234567890"
      "1234567890"
      "\r",
      5ms);
  EXPECT_EQ(desk.codes, Codes{"12345678901234567890"});
}

TEST(HandScanner, one_of_ours_survives_a_stumble_of_a_busy_machine) {
  Desk desk;
  desk.keys(kCode.substr(0, 70), 5ms);
  desk.pause(200ms);
  desk.keys(kCode.substr(70) + "\r", 5ms);
  EXPECT_EQ(desk.codes, Codes{kCode});
  EXPECT_TRUE(desk.typed.empty());
}

TEST(HandScanner, a_key_pressed_just_before_the_scan_goes_to_the_field) {
  Desk desk;
  desk.keys("z", 20ms);
  desk.keys(kCode + "\r", 20ms);
  EXPECT_EQ(desk.codes, Codes{kCode});
  EXPECT_EQ(desk.typed, U"z");
}

TEST(HandScanner, caps_lock_and_full_width_do_not_hide_a_code) {
  Desk desk;
  std::u32string wide;
  for (char c : kCode) wide += static_cast<char32_t>(0xFF01 + (c - '!'));
  desk.keys(wide + U"\r", 5ms);
  ASSERT_EQ(desk.codes.size(), 1u);
  EXPECT_EQ(normalise_code(desk.codes.front()), kCode);
}

TEST(HandScanner, typing_comes_back_complete_and_soon) {
  Desk desk;
  desk.keys("z", 100ms);
  ASSERT_EQ(desk.scanner.wake_at(), desk.now + 35ms);
  desk.pause(35ms);
  EXPECT_EQ(desk.typed, U"z");
  desk.keys("hang wei\t13800138000\n", 60ms);
  desk.pause(35ms);
  EXPECT_EQ(desk.typed, U"zhang wei\t13800138000\n");
  EXPECT_TRUE(desk.codes.empty());
}

TEST(HandScanner, what_only_looks_fast_is_still_typing) {
  const struct {
    const char* why;
    std::u32string text;
    KeyTime gap;
  } kCases[] = {
      {"two hands rolling over nine keys", U"asdfjklei", 10ms},
      {"nine keys and Enter", U"138001380\n", 10ms},
      {"a key held down, repeating 33 times a second", std::u32string(200, U'a'), 30ms},
      {"a key held down, then Enter", std::u32string(50, U'8') + U"\n", 30ms},
      {"an input method commits a sentence of hanzi at once", U"张三和李四今天一起来了", 0ms},
      {"an input method commits raw pinyin at once", U"zhangsanlisi", 0ms},
      {"rare hanzi", std::u32string(12, U'𬱖') + U"龑", 0ms},
  };
  for (const auto& c : kCases) {
    Desk desk;
    desk.now += 1s;
    desk.keys(c.text, c.gap);
    desk.pause(300ms);
    EXPECT_EQ(desk.typed, c.text) << c.why;
    EXPECT_TRUE(desk.codes.empty()) << c.why;
  }
}

TEST(HandScanner, what_never_ends_is_bounded) {
  Desk desk;
  std::string endless;
  for (int i = 0; i < 20'000; ++i) endless += static_cast<char>('A' + i % 26);
  desk.keys(endless + "\r", 1ms);
  std::string all;
  for (const std::string& code : desk.codes) {
    EXPECT_LE(code.size(), HandScanner::kBurstMax);
    all += code;
  }
  EXPECT_EQ(all, endless);
}

// Never eats human typing: any keys at human speed come back as they were.
RC_GTEST_PROP(HandScanner, whatever_a_person_types_comes_back, ()) {
  const auto keys = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 95), rc::gen::inRange(35, 400)));
  Desk desk;
  std::u32string expected;
  for (const auto& [key, gap] : keys) {
    const char32_t c = key == 0 ? U'\n' : static_cast<char32_t>(' ' + key);
    expected += c;
    desk.keys(std::u32string(1, c), std::chrono::milliseconds(gap));
  }
  desk.pause(1s);
  RC_ASSERT(desk.typed == expected);
  RC_ASSERT(desk.codes.empty());
}

// Whatever the mixture, no character is lost and none appears twice, as long as no code is
// repeated.
RC_GTEST_PROP(HandScanner, every_character_ends_in_the_field_or_in_a_code, ()) {
  const auto parts = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(1, 40), rc::gen::inRange(0, 80)));
  Desk desk;
  std::size_t expected = 0;
  int serial = 0;
  for (const auto& [length, gap] : parts) {
    std::string text = std::to_string(++serial);
    while (text.size() < static_cast<std::size_t>(length))
      text += static_cast<char>('a' + text.size() % 26);
    desk.keys(text, std::chrono::milliseconds(gap));
    expected += text.size();
  }
  desk.pause(1s);
  std::size_t came_out = desk.typed.size();
  for (const std::string& code : desk.codes) came_out += code.size();
  RC_ASSERT(came_out == expected);
}

}  // namespace
}  // namespace yingbin
