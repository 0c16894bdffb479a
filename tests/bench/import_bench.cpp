// B1 at its largest: a list of 100,000 rows becomes guests with invitations, on disk, in under 20 s
// and 200 MB.
#include <fstream>

#include "bench/bench.h"
#include "station/guest_import.h"
#include "support/big_event.h"
#include "support/names.h"

namespace yingbin::bench {
namespace {

constexpr std::size_t kRows = 100'000;
constexpr double kImportGoal_s = 20;
constexpr double kMemoryGoal_mb = 200;

void write_list(const std::filesystem::path& file, const PlannedEvent& plan) {
  NameGenerator generator(7);
  std::ofstream list(file);
  list << "编号,姓名,电话,地址,同伴,人数,业务员,等级,来源\n";
  for (std::size_t i = 0; i < kRows; ++i) {
    const bool couple = random_below(generator, 3) == 0;
    list << 'K' << 100'000 + i << ',' << random_chinese_name(generator) << ','
         << random_phone(generator) << ",青岛路 " << random_below(generator, 300) + 1 << " 号,"
         << (couple ? random_chinese_name(generator) : "") << ',' << (couple ? 2 : 1) << ','
         << plan.staff[random_below(generator, plan.staff.size())].name << ','
         << "ABC"[random_below(generator, 3)] << ",电话\n";
  }
  if (!list.flush()) throw std::runtime_error("the list cannot be written here");
}

// In MB, from /proc/self/status: "VmRSS" now, or "VmHWM", the most since reset_peak().
double megabytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == field + ":" && status >> kib) return kib / 1000;
  }
  throw std::runtime_error("the system does not tell how much memory is used");
}

void reset_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

std::vector<Figure> measure_import() {
  ScratchFolder folder;
  const PlannedEvent plan = big_plan();
  write_list(folder.path() / "list.csv", plan);
  auto station = must(Station::found(folder.path() / "day", plan, {}));
  reset_peak();
  const double before_mb = megabytes("VmRSS");
  std::size_t rejected = 0;
  GuestImport import(
      *station, [&](const Rejection&) { ++rejected; },
      [](std::uint64_t, std::uint64_t) { return true; });
  double cpu_ms = 0;
  const double wall_ms = milliseconds_of(
      [&] { cpu_ms = cpu_milliseconds_of([&] { must(import.run(folder.path() / "list.csv")); }); });
  const double peak_mb = megabytes("VmHWM") - before_mb;
  if (import.counts().taken + import.counts().merged != kRows) {
    throw std::logic_error("not every row of the list was taken");
  }
  return {
      value_at_most("import of 100,000 rows", "s", wall_ms * 1e-3, 0, kImportGoal_s),
      value_at_most("the same, CPU", "s", cpu_ms * 1e-3, 0, kImportGoal_s),
      value_at_most("the same, memory with all guests in it", "MB", peak_mb, 0, kMemoryGoal_mb)};
}

const Registered import_list{"import", measure_import};

}  // namespace
}  // namespace yingbin::bench
