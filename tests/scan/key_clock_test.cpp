#include "scan/key_clock.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace yingbin {
namespace {

using std::chrono::milliseconds;

// A loop that draws a frame of 80 ms whenever it has heard something, and hears keys only between.
HandScan heard_by_slow_loop(std::string_view keys, milliseconds apart) {
  constexpr KeyTime kFrame = milliseconds(80);
  HandScan all;
  KeyClock clock;
  HandScanner scanner;
  const auto add = [&](HandScan more) {
    all.typed += more.typed;
    if (more.code) all.code = std::move(more.code);
  };
  const auto tell = [&](const std::vector<PressedKey>& known) {
    for (const PressedKey& key : known) add(scanner.type(key.character, key.at));
  };
  KeyTime now = milliseconds(1000);
  KeyTime pressed = now;
  std::size_t next = 0;
  for (int frame = 0; frame < 500; ++frame) {
    clock.listens(now);
    bool any = false;
    for (; next < keys.size() && pressed <= now; ++next, pressed += apart, any = true) {
      tell(clock.hear(static_cast<unsigned char>(keys[next]), now));
    }
    if (!any) {  // asleep until the next key, or until the scanner is to be asked
      const KeyTime wake =
          std::min(scanner.wake_at().value_or(now + milliseconds(1000)), now + milliseconds(1000));
      const bool key = next < keys.size() && pressed <= wake;
      now = std::max(now, key ? pressed : wake);
      if (key) {
        tell(clock.hear(static_cast<unsigned char>(keys[next++]), now));
        pressed += apart;
      }
    }
    tell(clock.settle());
    add(scanner.poll(clock.told(now)));
    now += kFrame;
  }
  return all;
}

// Issue 3: a burst is never mistaken for typing, however long a frame takes …
TEST(KeyClock, a_burst_during_slow_frames_is_one_code) {
  for (const int apart_ms : {1, 2, 5, 8, 12, 20}) {
    const HandScan heard = heard_by_slow_loop("ABCDEFGHJKMNPQRSTVWX\n", milliseconds(apart_ms));
    EXPECT_EQ(heard.code, "ABCDEFGHJKMNPQRSTVWX") << apart_ms;
    EXPECT_EQ(heard.typed, U"") << apart_ms;
  }
}

// … and typing never for a burst.
TEST(KeyClock, typing_between_slow_frames_stays_typing) {
  for (const int apart_ms : {90, 110, 130, 190, 260, 400}) {
    const HandScan heard = heard_by_slow_loop("zhangweiwangxiaoming", milliseconds(apart_ms));
    EXPECT_FALSE(heard.code) << apart_ms;
    EXPECT_EQ(heard.typed, U"zhangweiwangxiaoming") << apart_ms;
  }
}

TEST(KeyClock, keys_that_did_not_wait_keep_their_time) {
  KeyClock clock;
  clock.listens(milliseconds(100));
  EXPECT_TRUE(clock.hear(U'a', milliseconds(101)).empty()) << "it may have waited";
  const auto known = clock.hear(U'b', milliseconds(130));
  ASSERT_EQ(known.size(), 2U);
  EXPECT_EQ(known[0].at, milliseconds(101));
  EXPECT_EQ(known[1].at, milliseconds(130));
  EXPECT_TRUE(clock.settle().empty());
}

}  // namespace
}  // namespace yingbin
