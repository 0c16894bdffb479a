#include "scan/invitation_modules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "scan/invitation_code.h"
#include "scan/qr_image.h"
#include "support/dice.h"

namespace yingbin {
namespace {

// The same on every run: so are the pictures.
std::string invitation(std::uint64_t id) {
  static const InviteSecretKey kKey(std::array<std::uint8_t, 32>{1, 2, 3});
  return make_invitation_code({7, id, 2, 0}, kKey);
}

std::size_t index(int x, int y) { return static_cast<std::size_t>(y * kSide + x); }

ModuleValues values_of(const std::string& text) {
  const auto qr = make_qr(text);
  EXPECT_TRUE(qr && qr->size == kSide);
  ModuleValues values{};
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = qr->dark[i] ? 1.F : -1.F;
  return values;
}

TEST(InvitationModules, every_mask_and_both_sides_are_read) {
  for (std::uint64_t id = 0; id < 40; ++id) {
    const std::string text = invitation(id);
    const ModuleValues values = values_of(text);
    ASSERT_EQ(decode_modules(values), text);
    ModuleValues mirrored{};
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) mirrored[index(x, y)] = values[index(y, x)];
    }
    ASSERT_EQ(decode_modules(mirrored), text);
  }
}

TEST(InvitationModules, the_fixed_modules_are_those_of_every_code) {
  const ModuleValues values = values_of(invitation(1));
  int fixed = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (fixed_modules()[i] == 0) continue;
    ++fixed;
    EXPECT_EQ(fixed_modules()[i], values[i]) << i;
  }
  EXPECT_EQ(fixed, 3 * 64 + 25 + 2 * 25 + 1);
}

// A hole of 288 modules touches about 48 bytes. A decoder that knows nothing of doubt corrects at
// most 32 of the whole code.
TEST(InvitationModules, a_hole_is_filled) {
  for (std::uint64_t id = 0; id < 10; ++id) {
    const std::string text = invitation(id);
    ModuleValues values = values_of(text);
    for (int y = 12; y < 30; ++y) {
      for (int x = 12; x < 28; ++x) values[index(x, y)] = 0.01F * static_cast<float>(y % 3 - 1);
    }
    EXPECT_EQ(decode_modules(values), text);
  }
}

// Doubt counts: of the same modules turned round, weak ones do less harm than strong ones.
TEST(InvitationModules, weak_modules_are_doubted_first) {
  const std::string text = invitation(3);
  int weak_read = 0, strong_read = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Dice dice(seed);
    ModuleValues weak = values_of(text), strong = weak;
    for (int i = 0; i < 60; ++i) {
      const auto at = static_cast<std::size_t>(dice.below(kSide * kSide));
      weak[at] *= -0.1F;
      strong[at] *= -1;
    }
    weak_read += decode_modules(weak) == text ? 1 : 0;
    strong_read += decode_modules(strong) == text ? 1 : 0;
  }
  EXPECT_GE(weak_read, 18);
  EXPECT_LE(strong_read, 2);
}

// Wrong text never.
TEST(InvitationModules, chance_and_damage_never_make_a_text) {
  Dice dice(4);
  const std::string text = invitation(5);
  const ModuleValues right = values_of(text);
  for (int i = 0; i < 300; ++i) {
    ModuleValues values = right;
    const int spoiled = i % 3 == 0 ? 100 : 30 + i % 50;
    for (float& value : values) {
      const auto other = 0.02F * static_cast<float>(dice.below(101) - 50);
      if (dice.chance(spoiled)) value = other;
    }
    const auto read = decode_modules(values);
    EXPECT_TRUE(!read || *read == text);
  }
  EXPECT_FALSE(decode_modules({}));
}

TEST(InvitationModules, a_code_of_somebody_else_is_not_ours) {
  std::string foreign = "HTTPS://EXAMPLE.COM/";
  foreign.resize(134, 'A');
  EXPECT_FALSE(decode_modules(values_of(foreign)));
}

}  // namespace
}  // namespace yingbin
