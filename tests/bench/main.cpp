// yingbin-bench [--json] [NAME…]: runs the benchmarks whose name contains one of the NAMEs, or all.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "bench/bench.h"

namespace yingbin::bench {

double percentile(std::vector<double> measurements, double share) {
  if (measurements.empty()) return 0;
  const auto last = static_cast<double>(measurements.size() - 1);
  const auto rank = static_cast<std::ptrdiff_t>(std::ceil(last * share));
  std::ranges::nth_element(measurements, measurements.begin() + rank);
  return measurements[static_cast<std::size_t>(rank)];
}

namespace {

void print_json(const Figure& figure) {
  const nlohmann::ordered_json line = {{"name", figure.name},   {"unit", figure.unit},
                                       {"value", figure.value}, {"limit", figure.limit},
                                       {"ratio", figure.ratio}, {"goal", figure.goal},
                                       {"met", figure.met}};
  fmt::print("{}\n", line.dump());
}

std::string shown(double number) { return number == 0 ? "-" : fmt::format("{:.4g}", number); }

void print_row(const Figure& figure) {
  fmt::print("{:<52} {:>5} {:>10} {:>10} {:>8} {:>8}  {}\n", figure.name, figure.unit,
             shown(figure.value), shown(figure.limit), shown(figure.ratio), shown(figure.goal),
             figure.goal == 0 ? ""
             : figure.met     ? "met"
                              : "NOT MET");
}

bool is_wanted(std::string_view name, const std::vector<std::string>& wanted) {
  return wanted.empty() || std::ranges::any_of(wanted, [&](const std::string& part) {
           return name.find(part) != std::string_view::npos;
         });
}

// 0 if every goal of what ran was met.
int run(const std::vector<std::string>& wanted, bool as_json) {
  if (!as_json) {
    fmt::print("{:<52} {:>5} {:>10} {:>10} {:>8} {:>8}\n", "name", "unit", "value", "limit",
               "ratio", "goal");
  }
  bool all_met = true;
  for (const Bench& bench : benches()) {
    if (!is_wanted(bench.name, wanted)) continue;
    for (const Figure& figure : bench.function()) {
      as_json ? print_json(figure) : print_row(figure);
      all_met = all_met && figure.met;
    }
    std::fflush(stdout);
  }
  return all_met ? 0 : 1;
}

}  // namespace
}  // namespace yingbin::bench

int main(int argc, char** argv) try {
  CLI::App app{"Measures what DESIGN §5 promises; a limit is measured in the same run."};
  bool as_json = false;
  std::vector<std::string> wanted;
  app.add_flag("--json", as_json, "one JSON object a line");
  app.add_option("NAME", wanted, "only benchmarks whose name contains one of these");
  CLI11_PARSE(app, argc, argv);
  return yingbin::bench::run(wanted, as_json);
} catch (const std::exception& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 1;
}
