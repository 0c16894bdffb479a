// How long to wait after failures: doubling, with jitter, so that ten stations that lost one hub do
// not come back in one instant.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>

namespace yingbin {

class Backoff {
 public:
  static constexpr std::int64_t kFirst_ms = 500;
  static constexpr std::int64_t kLast_ms = 15'000;

  explicit Backoff(std::uint64_t seed) : random_(seed) {}

  // Between half of the step and the whole of it.
  std::int64_t next_ms() {
    const std::int64_t step = step_ms_;
    step_ms_ = std::min(step_ms_ * 2, kLast_ms);
    return step / 2 + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(step / 2));
  }
  void reset() { step_ms_ = kFirst_ms; }

 private:
  std::mt19937_64 random_;
  std::int64_t step_ms_ = kFirst_ms;
};

}  // namespace yingbin
