#include "journal/clock.h"

#include <gtest/gtest.h>

namespace yingbin {
namespace {

constexpr std::int64_t kDay_ms = 24LL * 3600 * 1000;
constexpr std::int64_t kToday_ms = Clock::kBuiltAt_ms + 30 * kDay_ms;

class SetTime final : public TimeSource {
 public:
  std::int64_t now_ms() const override { return now; }
  std::int64_t monotonic_ms() const override { return monotonic; }
  bool synchronised() const override { return server; }
  void pass(std::int64_t ms) {
    now += ms;
    monotonic += ms;
  }

  std::int64_t now = kToday_ms;
  std::int64_t monotonic = 5'000;
  bool server = false;
};

std::uint64_t at(std::int64_t ms) { return static_cast<std::uint64_t>(ms) << 16; }
std::int64_t ms_of(std::uint64_t stamp) { return static_cast<std::int64_t>(stamp >> 16); }

TEST(HybridClock, stamps_of_one_millisecond_differ_and_ascend) {
  SetTime time;
  Clock clock(time, 0);
  const auto first = clock.tick().value;
  EXPECT_EQ(first, at(kToday_ms));
  EXPECT_EQ(clock.tick().value, first + 1);
  time.pass(1);
  EXPECT_EQ(clock.tick().value, at(kToday_ms + 1));
}

TEST(HybridClock, without_a_time_server_it_coasts_and_with_one_it_is_trusted) {
  SetTime time;
  EXPECT_EQ(Clock(time, 0).tick().state, ClockState::coasting);
  time.server = true;
  EXPECT_EQ(Clock(time, 0).tick().state, ClockState::trusted);
}

TEST(HybridClock, a_system_time_before_the_last_record_is_untrusted_and_never_written) {
  SetTime time;
  time.now = kToday_ms - 3 * kDay_ms;
  Clock clock(time, at(kToday_ms) + 7);
  const Clock::Stamp stamp = clock.tick();
  EXPECT_EQ(stamp.state, ClockState::untrusted);
  EXPECT_EQ(stamp.value, at(kToday_ms) + 8);
  time.pass(5'000);
  EXPECT_EQ(ms_of(clock.tick().value), kToday_ms + 5'000) << "goes on at the monotonic pace";
}

TEST(HybridClock, a_dead_battery_1970_is_untrusted) {
  SetTime time;
  time.now = 0;
  Clock clock(time, 0);
  EXPECT_EQ(clock.tick().state, ClockState::untrusted);
  EXPECT_GE(ms_of(clock.floor()), Clock::kBuiltAt_ms);
}

TEST(HybridClock, a_system_time_70_years_ahead_is_untrusted_and_does_not_lift_the_floor) {
  SetTime time;
  time.now = kToday_ms + 70 * 365 * kDay_ms;
  Clock clock(time, at(kToday_ms));
  const Clock::Stamp stamp = clock.tick();
  EXPECT_EQ(stamp.state, ClockState::untrusted);
  EXPECT_EQ(ms_of(stamp.value), kToday_ms);
}

TEST(HybridClock, a_jump_while_running_is_untrusted_until_a_time_server_speaks) {
  SetTime time;
  Clock clock(time, 0);
  EXPECT_EQ(clock.tick().state, ClockState::coasting);
  time.pass(1'000);
  time.now += 300 * kDay_ms;
  const Clock::Stamp jumped = clock.tick();
  EXPECT_EQ(jumped.state, ClockState::untrusted);
  EXPECT_EQ(ms_of(jumped.value), kToday_ms + 1'000);
  time.server = true;
  time.pass(60'000);  // the system is asked once a minute
  EXPECT_EQ(clock.tick().state, ClockState::trusted);
}

TEST(HybridClock, small_steps_back_are_bridged_by_the_counter) {
  SetTime time;
  Clock clock(time, 0);
  const auto first = clock.tick().value;
  time.now -= 60'000;
  const Clock::Stamp stamp = clock.tick();
  EXPECT_EQ(stamp.state, ClockState::coasting);
  EXPECT_EQ(stamp.value, first + 1);
}

TEST(HybridClock, anothers_clock_counts_up_to_two_minutes_ahead_of_ours) {
  SetTime time;
  Clock clock(time, 0);
  clock.merge(at(kToday_ms + 30'000));
  EXPECT_EQ(clock.tick().value, at(kToday_ms + 30'000) + 1);
  clock.merge(at(kToday_ms + 70LL * 365 * kDay_ms));
  EXPECT_EQ(ms_of(clock.tick().value), kToday_ms + Clock::kTolerance_ms);
  EXPECT_EQ(clock.tick().state, ClockState::coasting);
}

TEST(HybridClock, an_untrusted_clock_has_nothing_to_measure_anothers_by) {
  SetTime time;
  time.now = 0;
  Clock clock(time, 0);
  const auto before = clock.floor();
  clock.merge(at(kToday_ms + 70LL * 365 * kDay_ms));
  EXPECT_EQ(clock.floor(), before);
}

TEST(HybridClock, the_system_clock_answers) {
  const SystemTime time;
  EXPECT_GT(time.now_ms(), 0);
  EXPECT_GT(time.monotonic_ms(), 0);
}

}  // namespace
}  // namespace yingbin
