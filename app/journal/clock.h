// The hybrid logical clock that stamps records (DESIGN 4). It never runs backwards, says how far it
// can be believed, and refuses nobody's record for its time. The journal owns one per station.
#pragma once

#include <cstdint>

#include "event/record.h"

namespace yingbin {

// Where time comes from; tests inject their own.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  [[nodiscard]] virtual std::int64_t now_ms() const = 0;        // UTC since 1970
  [[nodiscard]] virtual std::int64_t monotonic_ms() const = 0;  // counts while the machine sleeps
  [[nodiscard]] virtual bool synchronised()
      const = 0;  // the system says its clock follows a server
};

class SystemTime final : public TimeSource {
 public:
  [[nodiscard]] std::int64_t now_ms() const override;
  [[nodiscard]] std::int64_t monotonic_ms() const override;
  [[nodiscard]] bool synchronised() const override;
};

// The rules, in order:
//  1. A stamp is at least one more than every stamp before it; `floor` is the last one ever
//  written.
//  2. A time server's word is trusted, unless it lies before kBuiltAt_ms or more than kTolerance_ms
//     before the floor.
//  3. Without one, the system's time coasts if it passed the same test when the station started,
//  was
//     then at most kJump_ms after the floor, and has since kept pace with the monotonic clock.
//  4. Else it is untrusted: stamps go on from the floor at the monotonic clock's pace.
//  5. Another's stamp lifts the floor, to at most kTolerance_ms after our time, unless untrusted.
class Clock {
 public:
  static constexpr std::int64_t kBuiltAt_ms = 1793491200000;  // 2026-11-01: no record is older
  static constexpr std::int64_t kTolerance_ms = 120'000;
  static constexpr std::int64_t kJump_ms = 400LL * 24 * 3600 * 1000;

  struct Stamp {
    std::uint64_t value = 0;  // ms UTC << 16 | counter
    ClockState state = ClockState::untrusted;
  };
  struct Reading {
    std::int64_t ms = 0;
    ClockState state = ClockState::untrusted;
  };

  // `time` must outlive the clock; `floor` is the last stamp that was ever written, 0 for none.
  Clock(const TimeSource& time, std::uint64_t floor);

  Stamp tick();
  void merge(std::uint64_t stamp_of_another);
  [[nodiscard]] Reading read();  // the time as this station believes it, and how much
  [[nodiscard]] std::uint64_t floor() const { return floor_; }

 private:
  [[nodiscard]] bool synchronised(std::int64_t monotonic_ms);

  const TimeSource* time_;
  std::uint64_t floor_;
  std::int64_t anchor_ms_;  // our time at anchor_monotonic_ms_
  std::int64_t anchor_monotonic_ms_;
  bool anchored_;  // the anchor is the system's time, not only the floor
  bool synchronised_ = false;
  std::int64_t asked_at_ms_;  // monotonic; asking the system costs a call
};

}  // namespace yingbin
