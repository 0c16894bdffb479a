#include "journal/clock.h"

#include <sys/timex.h>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace yingbin {

namespace {

constexpr std::int64_t kAskEvery_ms = 60'000;

std::int64_t ms_of(std::uint64_t stamp) { return static_cast<std::int64_t>(stamp >> 16); }
std::uint64_t stamp_at(std::int64_t ms) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(ms, 0)) << 16;
}

}  // namespace

std::int64_t SystemTime::now_ms() const {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t SystemTime::monotonic_ms() const {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

bool SystemTime::synchronised() const {
  timex asked{};  // modes 0: only ask
  return adjtimex(&asked) != TIME_ERROR;
}

Clock::Clock(const TimeSource& time, std::uint64_t floor)
    : time_(&time),
      floor_(floor),
      anchor_monotonic_ms_(time.monotonic_ms()),
      synchronised_(time.synchronised()),
      asked_at_ms_(anchor_monotonic_ms_) {
  const std::int64_t now = time.now_ms();
  const bool after_all = now >= kBuiltAt_ms && now >= ms_of(floor) - kTolerance_ms;
  const bool no_jump = floor == 0 || now - ms_of(floor) <= kJump_ms;
  anchored_ = after_all && (no_jump || synchronised_);
  anchor_ms_ = anchored_ ? now : std::max(kBuiltAt_ms, ms_of(floor));
}

bool Clock::synchronised(std::int64_t monotonic_ms) {
  if (monotonic_ms - asked_at_ms_ >= kAskEvery_ms) {
    synchronised_ = time_->synchronised();
    asked_at_ms_ = monotonic_ms;
  }
  return synchronised_;
}

Clock::Reading Clock::read() {
  const std::int64_t now = time_->now_ms();
  const std::int64_t monotonic = time_->monotonic_ms();
  const bool after_all = now >= kBuiltAt_ms && now >= ms_of(floor_) - kTolerance_ms;
  if (synchronised(monotonic) && after_all) {
    anchor_ms_ = now;  // a time server may also have put a wrong clock right
    anchor_monotonic_ms_ = monotonic;
    anchored_ = true;
    return {now, ClockState::trusted};
  }
  const std::int64_t expected = anchor_ms_ + (monotonic - anchor_monotonic_ms_);
  if (anchored_ && after_all && std::abs(now - expected) <= kTolerance_ms) {
    return {now, ClockState::coasting};
  }
  return {std::max(expected, ms_of(floor_)), ClockState::untrusted};
}

Clock::Stamp Clock::tick() {
  const Reading now = read();
  floor_ = std::max(floor_ + 1, stamp_at(now.ms));
  return {floor_, now.state};
}

void Clock::merge(std::uint64_t stamp_of_another) {
  const Reading now = read();
  if (now.state == ClockState::untrusted) return;
  floor_ = std::max(floor_, std::min(stamp_of_another, stamp_at(now.ms + kTolerance_ms)));
}

}  // namespace yingbin
