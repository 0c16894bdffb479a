// P-quick at the start: with 100,000 guests and 100,000 admissions a station is at a usable door
// within two seconds, with its cache; how long it takes without one is told. The folder was just
// written: its files are in the system's memory, as after a restart of the program, not of the
// machine.
#include <filesystem>

#include "bench/bench.h"
#include "support/big_event.h"

namespace yingbin::bench {
namespace {

constexpr std::size_t kGuests = 100'000;
constexpr double kStartGoal_s = 2;
constexpr int kStarts = 5;

struct StartTimes {
  double wall_s = 0;
  double cpu_s = 0;
  std::uint64_t from_cache = 0;
};

// Until the door has answered its first scan.
StartTimes time_of_start(const std::filesystem::path& folder, const std::string& code) {
  StartTimes times;
  std::unique_ptr<Station> station;
  times.wall_s = 1e-3 * milliseconds_of([&] {
                   times.cpu_s = 1e-3 * cpu_milliseconds_of([&] {
                                   station = open_big_event(folder);
                                   DoorQuestion question;
                                   question.presented = station->presented(code);
                                   const DoorVerdict verdict = station->preview(question);
                                   if (!verdict.invitation)
                                     throw std::logic_error("the door does not know its guest");
                                 });
                 });
  times.from_cache = station->replayed().from_cache;
  return times;
}

std::vector<Figure> measure_start() {
  ScratchFolder folder;
  const std::filesystem::path day = folder.path() / "day";
  std::string code;
  {
    const auto station = found_big_event(day, kGuests);
    const auto guests = order_of_arrival(station->state());
    code = must(station->code_text(guests.front()));
    admit_all(*station, guests);
  }
  std::filesystem::remove_all(day / "cache");
  const StartTimes without = time_of_start(day, code);
  if (without.from_cache != 0) throw std::logic_error("the cache is still there");
  std::vector<double> wall_s;
  std::vector<double> cpu_s;
  for (int i = 0; i < kStarts; ++i) {
    const StartTimes times = time_of_start(day, code);
    if (times.from_cache == 0) throw std::logic_error("there is no cache");
    wall_s.push_back(times.wall_s);
    cpu_s.push_back(times.cpu_s);
  }
  return {value_at_most("start, 100,000 guests and admissions, median", "s",
                        percentile(wall_s, 0.5), 0, kStartGoal_s),
          value_at_most("the same, CPU", "s", percentile(cpu_s, 0.5), 0, kStartGoal_s),
          value_at_most("start without the cache, writing it", "s", without.wall_s, 0, 0),
          value_at_most("the same, CPU", "s", without.cpu_s, 0, 0)};
}

const Registered start{"start", measure_start};

}  // namespace
}  // namespace yingbin::bench
