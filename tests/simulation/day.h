// One event day, from a seed alone: stations, guests, faults, and the promises of DESIGN 5 checked
// all along. The same seed is the same day, on every machine.
#pragma once

#include <cstdint>
#include <string>

#include "simulation/branches.h"

namespace yingbin {

struct DayReport {
  std::string violation;  // empty: every promise was kept
  std::size_t stations = 0;
  std::size_t records = 0;
  std::size_t admissions = 0;
};

DayReport simulate_day(std::uint64_t seed, Counts& counts);

}  // namespace yingbin
