// The benchmarks behind every promise about speed (DESIGN §5, §11): each tests/bench/*_bench.cpp
// registers its functions here and main.cpp runs them. A figure stands beside the limit of the
// machine, measured in the same run, because absolute numbers of a shared machine mean little.
#pragma once

#include <chrono>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace yingbin::bench {

struct Figure {
  std::string name;
  std::string unit;
  double value = 0;
  double limit = 0;  // what the bare machine, disk or library needs for the same; 0 for none
  double ratio = 0;  // value / limit, or 0
  double goal = 0;   // the promise: the greatest value or ratio allowed; 0 where none was made
  bool met = true;
};

// `goal` bounds the value, in its unit; 0 for a figure that is only told.
[[nodiscard]] inline Figure value_at_most(std::string name, std::string unit, double value,
                                          double limit, double goal) {
  const double ratio = limit > 0 ? value / limit : 0;
  return {std::move(name), std::move(unit), value, limit, ratio, goal, goal <= 0 || value <= goal};
}

// `goal` bounds value / limit.
[[nodiscard]] inline Figure ratio_at_most(std::string name, std::string unit, double value,
                                          double limit, double goal) {
  const double ratio = limit > 0 ? value / limit : 0;
  return {std::move(name), std::move(unit), value, limit, ratio, goal, goal <= 0 || ratio <= goal};
}

using BenchFunction = std::vector<Figure> (*)();

struct Bench {
  const char* name;
  BenchFunction function;
};

[[nodiscard]] inline std::vector<Bench>& benches() {
  static std::vector<Bench> registered;
  return registered;
}

// At file scope: `const Registered find{"find", measure_find};`
struct Registered {
  Registered(const char* name, BenchFunction function) { benches().push_back({name, function}); }
};

template <class Act>
[[nodiscard]] double milliseconds_of(const Act& act) {
  const auto start = std::chrono::steady_clock::now();
  act();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return taken.count();
}

// For acts that only compute: what other programs do to a shared machine does not count.
template <class Act>
[[nodiscard]] double cpu_milliseconds_of(const Act& act) {
  const auto now = [] {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) * 1e-6;
  };
  const double start = now();
  act();
  return now() - start;
}

// The value that `share` of the measurements do not exceed: 0.5 for the median, 0.99 for p99.
[[nodiscard]] double percentile(std::vector<double> measurements, double share);

}  // namespace yingbin::bench
