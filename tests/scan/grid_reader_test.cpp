#include "scan/grid_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "scan/attempts.h"
#include "scan/invitation_code.h"
#include "scan_support.h"

namespace yingbin {
namespace {

// The same on every run: so are the pictures.
std::string invitation(std::uint64_t id) {
  static const InviteSecretKey kKey(std::array<std::uint8_t, 32>{1, 2, 3});
  return make_invitation_code({7, id, 2, 0}, kKey);
}

GrayFrame card(const std::string& text, int left, int top) {
  GrayFrame frame = blank_frame(640, 480, 180);
  const auto qr = make_qr(text);
  EXPECT_TRUE(qr);
  draw_qr(frame, *qr, left, top, 4);
  return frame;
}

std::string text_of(const Reading& reading) {
  return reading.codes.size() == 1 ? reading.codes.front().text : "";
}

constexpr PixelBox kAll{120, 40, 520, 440};

TEST(GridReader, reads_a_noisy_code_and_says_where_it_is) {
  const std::string text = invitation(1);
  const GrayFrame frame = dimmed(card(text, 200, 120), 100, 0.15, 12, 1);
  EXPECT_TRUE(attempt_codes(frame, kAll, Attempt::whole_harder).codes.empty());
  const Reading reading = GridReader().search(frame, kAll);
  ASSERT_EQ(text_of(reading), text);
  EXPECT_NEAR(reading.codes.front().box.left, 216, 3);
  EXPECT_NEAR(reading.codes.front().box.bottom, 136 + 41 * 4, 3);
}

// Each frame alone is too noisy, moved by a pixel or two against the one before.
TEST(GridReader, adds_up_what_the_frames_of_a_camera_show) {
  const std::string text = invitation(2);
  GridReader camera;
  int alone = 0, frames = 0;
  std::string read;
  while (read.empty() && frames < 15) {
    const auto seed = static_cast<unsigned>(frames);
    const GrayFrame frame = dimmed(card(text, 200 + frames % 3, 120 + frames), 100, 0.15, 32, seed);
    alone += text_of(GridReader().search(frame, kAll)) == text ? 1 : 0;
    Reading reading = camera.follow(frame);
    if (reading.codes.empty()) reading = camera.search(frame, kAll);
    read = text_of(reading);
    ++frames;
  }
  EXPECT_EQ(alone, 0);
  EXPECT_EQ(read, text);
  EXPECT_GT(frames, 2);
}

TEST(GridReader, another_card_is_not_added_to_the_one_before) {
  GridReader camera;
  for (std::uint64_t id = 10; id < 13; ++id) {
    const std::string text = invitation(id);
    int read = 0;
    for (unsigned frame = 0; frame < 12; ++frame) {
      const auto seed = static_cast<unsigned>(id) * 12 + frame;
      const Reading reading =
          camera.search(dimmed(card(text, 200, 120), 100, 0.15, 32, seed), kAll);
      if (reading.codes.empty()) continue;
      EXPECT_EQ(text_of(reading), text);
      ++read;
    }
    EXPECT_GE(read, 2) << id;
  }
}

TEST(GridReader, nothing_is_read_or_followed_where_nothing_is) {
  GridReader camera;
  GrayFrame frame = dimmed(blank_frame(640, 480, 128), 100, 0.5, 40, 3);
  EXPECT_TRUE(camera.search(frame, kAll).codes.empty());
  EXPECT_TRUE(camera.follow(frame).codes.empty());
  EXPECT_TRUE(camera.search(blank_frame(30, 30), {0, 0, 30, 30}).codes.empty());
}

}  // namespace
}  // namespace yingbin
