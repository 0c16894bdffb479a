// yingbin-sim: event days from seeds, until one breaks a promise or all are over.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "simulation/day.h"

namespace {

// A hundred days come by everything that may happen.
constexpr std::uint64_t kDaysForEverything = 100;

struct Wish {
  std::uint64_t seed = 1;
  std::uint64_t days = 1;
  bool each = false;
  bool keep_going = false;
};

int run(const Wish& wish) {
  yingbin::Counts counts;
  std::uint64_t records = 0;
  std::uint64_t broken = 0;
  for (std::uint64_t seed = wish.seed; seed < wish.seed + wish.days; ++seed) {
    const yingbin::DayReport day = yingbin::simulate_day(seed, counts);
    records += day.records;
    if (wish.each) {
      std::cout << "--seed " << seed << ": " << day.stations << " stations, " << day.records
                << " records, " << day.admissions << " admissions" << std::endl;
    }
    if (day.violation.empty()) continue;
    ++broken;
    std::cout << "--seed " << seed << ": " << day.violation << std::endl;
    if (!wish.keep_going) return 1;
  }
  std::cout << counts.text() << wish.days << " days, " << records << " records, " << broken
            << " with a broken promise" << std::endl;
  int failed = broken > 0 ? 1 : 0;
  if (wish.days < kDaysForEverything) return failed;
  for (const std::string& name : counts.never()) {
    std::cout << name << " never happened" << std::endl;
    failed = 1;
  }
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Simulated event days: stations, a hub, people and faults from a seed.");
  Wish wish;
  app.add_option("--seed", wish.seed, "of the first day")->capture_default_str();
  app.add_option("--days", wish.days, "how many, each with the next seed")->capture_default_str();
  app.add_flag("--each", wish.each, "a line for each day");
  app.add_flag("--keep-going", wish.keep_going, "after a broken promise, too");
  CLI11_PARSE(app, argc, argv);
  return run(wish);
}
