#include "scan/reed_solomon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "support/dice.h"

namespace yingbin {
namespace {

constexpr int kChecks = 16;
constexpr int kLength = 43;

using Block = std::vector<std::uint8_t>;

// The worked example of ISO/IEC 18004: "01234567" in version 1-M, with its ten check bytes.
Block example() {
  return {0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC,
          0x11, 0xEC, 0x11, 0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55};
}

// Check bytes that are all lost are worked out from the rest.
Block encoded(Dice& dice) {
  Block block(kLength, 0);
  std::generate(block.begin(), block.end() - kChecks,
                [&] { return static_cast<std::uint8_t>(dice.below(256)); });
  std::vector<int> checks(kChecks);
  std::iota(checks.begin(), checks.end(), kLength - kChecks);
  EXPECT_TRUE(correct_block(block, kChecks, checks));
  return block;
}

std::vector<int> some_places(Dice& dice, int count) {
  std::vector<int> places(kLength);
  std::iota(places.begin(), places.end(), 0);
  dice.shuffle(places);
  places.resize(static_cast<std::size_t>(count));
  return places;
}

void spoil(Block& block, const std::vector<int>& places, Dice& dice) {
  for (int place : places) {
    std::uint8_t& byte = block[static_cast<std::size_t>(place)];
    byte = static_cast<std::uint8_t>(byte ^ dice.between(1, 255));
  }
}

TEST(ReedSolomon, knows_the_example_of_the_standard) {
  Block block = example();
  EXPECT_EQ(correct_block(block, 10, {}), 0);
  block[3] ^= 0x40;
  block[20] ^= 0xFF;
  EXPECT_EQ(correct_block(block, 10, {}), 2);
  EXPECT_EQ(block, example());
}

TEST(ReedSolomon, corrects_all_errors_and_losses_that_the_check_bytes_allow) {
  Dice dice(1);
  for (int lost = 0; lost <= kChecks; ++lost) {
    for (int wrong = 0; wrong * 2 + lost <= kChecks; ++wrong) {
      const Block right = encoded(dice);
      const std::vector<int> places = some_places(dice, lost + wrong);
      Block block = right;
      spoil(block, places, dice);
      const auto doubtful = std::span(places).first(static_cast<std::size_t>(lost));
      ASSERT_EQ(correct_block(block, kChecks, doubtful), wrong) << lost << " lost";
      ASSERT_EQ(block, right);
    }
  }
}

TEST(ReedSolomon, bytes_that_are_right_may_be_doubted) {
  Dice dice(2);
  const Block right = encoded(dice);
  const std::vector<int> places = some_places(dice, 8);
  Block block = right;
  block[static_cast<std::size_t>(places[0])] ^= 1;
  ASSERT_TRUE(correct_block(block, kChecks, places));
  EXPECT_EQ(block, right);
}

TEST(ReedSolomon, what_is_beyond_repair_stays_as_it_is) {
  Dice dice(3);
  int refused = 0;
  for (int i = 0; i < 200; ++i) {
    Block block = encoded(dice);
    spoil(block, some_places(dice, 14), dice);
    const Block before = block;
    if (correct_block(block, kChecks, {})) continue;
    ++refused;
    EXPECT_EQ(block, before);
  }
  EXPECT_GT(refused, 195);
  Block block = encoded(dice);
  block[0] ^= 1;
  EXPECT_FALSE(correct_block(block, kChecks, some_places(dice, kChecks + 1)));
}

}  // namespace
}  // namespace yingbin
