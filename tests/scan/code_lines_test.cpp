#include "scan/code_lines.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scan/invitation_code.h"

namespace yingbin {
namespace {

using namespace std::chrono_literals;
using Codes = CodeLines::Codes;

const std::string kCode = "YB1." + std::string(130, 'A');

// A line with a clock that the test moves.
struct Wire {
  CodeLines lines;
  KeyTime now{1'000'000};
  Codes codes;

  void send(std::string_view bytes, KeyTime later = 1ms) {
    now += later;
    keep(lines.take(bytes, now));
  }
  void pause(KeyTime length) {
    now += length;
    keep(lines.poll(now));
  }
  void keep(Codes more) { codes.insert(codes.end(), more.begin(), more.end()); }
};

TEST(CodeLines, every_ending_that_scanners_are_set_to_ends_a_code_once) {
  for (const std::string ending : {"\r", "\n", "\r\n", "\t", "\r\t", "\n\n", "\x03", "\x03\r\n"}) {
    Wire wire;
    wire.send(kCode + ending);
    wire.pause(1s);
    EXPECT_EQ(wire.codes, Codes{kCode});
  }
}

TEST(CodeLines, a_pause_ends_a_code_that_nothing_else_ends) {
  Wire wire;
  wire.send(kCode);
  wire.pause(99ms);
  EXPECT_TRUE(wire.codes.empty());
  ASSERT_EQ(wire.lines.wake_at(), wire.now + 1ms);
  wire.pause(1ms);
  EXPECT_EQ(wire.codes, Codes{kCode});
  EXPECT_EQ(wire.lines.wake_at(), std::nullopt);
}

TEST(CodeLines, a_code_in_pieces_is_put_together) {
  Wire wire;
  for (char c : kCode + "\r") wire.send(std::string(1, c), 50ms);
  EXPECT_EQ(wire.codes, Codes{kCode});
}

TEST(CodeLines, nuls_frames_and_the_name_of_the_symbology_are_no_part_of_a_code) {
  using namespace std::string_literals;
  for (const std::string& sent :
       {"\x02"s + kCode + "\x03", "]Q1" + kCode + "\r", "\x02]Q1" + kCode + "\x03\r\n",
        "\0\0"s + kCode + "\0\r"s, "  " + kCode + "  \r\n"}) {
    Wire wire;
    wire.send(sent);
    wire.pause(1s);
    EXPECT_EQ(wire.codes, Codes{kCode});
  }
}

TEST(CodeLines, a_bracket_that_names_no_symbology_stays) {
  Wire wire;
  wire.send("]Q1\r");
  wire.send("]-1abc\r", 1s);
  wire.send("[VIP]\r", 1s);
  EXPECT_EQ(wire.codes, (Codes{"]Q1", "]-1abc", "[VIP]"}));
}

TEST(CodeLines, nothing_but_endings_is_no_code) {
  Wire wire;
  wire.send("\r\n\t \r\x02\x03\r\n");
  wire.pause(1s);
  EXPECT_TRUE(wire.codes.empty());
}

TEST(CodeLines, a_scanner_that_sends_twice_counts_once) {
  Wire wire;
  wire.send(kCode + "\r" + kCode + "\r");
  wire.send(kCode + kCode + "\r", 400ms);
  EXPECT_EQ(wire.codes, Codes{kCode});
  wire.send(kCode + "\r", 501ms);
  EXPECT_EQ(wire.codes, (Codes{kCode, kCode})) << "the same card shown again";
  wire.send("OTHER\r", 1ms);
  EXPECT_EQ(wire.codes.size(), 3U);
}

TEST(CodeLines, what_is_longer_than_any_code_is_noise_up_to_its_end) {
  Wire wire;
  wire.send(std::string(CodeLines::kLengthMax, 'a') + "\r");
  ASSERT_EQ(wire.codes.size(), 1U);
  wire.send(std::string(CodeLines::kLengthMax + 1, 'b'));
  wire.send(std::string(500'000, 'b') + "\r" + kCode + "\r");
  EXPECT_EQ(wire.codes.size(), 2U);
  EXPECT_EQ(wire.codes.back(), kCode);
}

RC_GTEST_PROP(CodeLines, any_bytes_in_any_pieces_give_bounded_codes_without_endings, ()) {
  Wire wire;
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
  std::size_t sent = 0;
  for (const std::string& piece : pieces) {
    wire.send(piece, KeyTime(*rc::gen::inRange(0, 200'000)));
    sent += piece.size();
  }
  wire.pause(1s);
  std::size_t heard = 0;
  for (const std::string& code : wire.codes) {
    heard += code.size();
    RC_ASSERT(!code.empty());
    RC_ASSERT(code.find_first_of(std::string_view("\r\n\t\x02\x03\0", 6)) == std::string::npos);
  }
  RC_ASSERT(heard <= sent);
}

}  // namespace
}  // namespace yingbin
