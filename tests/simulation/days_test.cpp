// A hundred event days with everything that goes wrong on them (DESIGN 5). One that breaks a
// promise is repeated by `yingbin-sim --seed N`.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "simulation/day.h"

namespace yingbin {
namespace {

constexpr std::uint64_t kDays = 100;
// Days on which a promise is still broken, found and not mended yet (issue 4).
constexpr std::uint64_t kOpen[] = {62, 80};
constexpr std::uint64_t kShard = 20;

class Days : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Days, keep_every_promise) {
  Counts counts;
  for (std::uint64_t seed = GetParam(); seed < GetParam() + kShard; ++seed) {
    if (std::find(std::begin(kOpen), std::end(kOpen), seed) != std::end(kOpen)) {
      std::printf("left out, see issue 4: yingbin-sim --seed %d\n", static_cast<int>(seed));
      continue;
    }
    const DayReport day = simulate_day(seed, counts);
    EXPECT_EQ(day.violation, "") << "yingbin-sim --seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(From, Days, testing::Range<std::uint64_t>(1, kDays + 1, kShard),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace yingbin
