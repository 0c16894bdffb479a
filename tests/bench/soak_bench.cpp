// Four hours of door work: 20,000 scans through the desk with every page drawn, ten thousand names
// that come and go in the glyph texture. Memory stays flat and no frame takes over 50 ms. And the
// real window between two guests: it sleeps.
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include <fmt/core.h>

#include "bench/bench.h"
#include "commands/door_desk.h"
#include "screens/door.h"
#include "support/big_event.h"
#include "support/names.h"
#include "support/places.h"
#include "support/program.h"
#include "support/tapper.h"

namespace yingbin::bench {
namespace {

constexpr std::size_t kGuests = 4'000;
constexpr int kScans = 20'000;
constexpr int kWarmUp = 5'000;  // by then every guest has come and every page has been shown
constexpr double kFrameGoal_ms = 50;
constexpr double kGrowthGoal_mib = 16;
constexpr double kIdleGoal_percent = 1;
constexpr auto kIdle = std::chrono::seconds(5);

double resident_mib() {
  std::ifstream file("/proc/self/statm");
  long size = 0;
  long resident = 0;
  file >> size >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// The door as its window keeps it, on a screen without a screen.
class Door {
 public:
  explicit Door(Station& station) : desk_(station) {}

  // One guest: the code, the frames until they have gone, an answer to what is asked.
  void serve(const std::string& code, int number) {
    desk_.scan(code, now_s());
    draw(2);
    if (const auto* asks = std::get_if<DoorAsksPersons>(&desk_.doing())) {
      desk_.take(TapPersons{asks->preview.persons}, now_s());
      draw(2);
    }
    if (number % 50 == 0) look_up();
    if (number % 97 == 0) {
      desk_.take(TapNextAct{NextAct::call_coordinator}, now_s());
      draw(1);
    }
    desk_.take(TapNextGuest{}, now_s());
    draw(1);
  }

  [[nodiscard]] double slowest_ms() const { return slowest_ms_; }
  [[nodiscard]] double p99_ms() const { return percentile(times_, 0.99); }

 private:
  [[nodiscard]] double now_s() const { return tapper_.now_s(); }

  // Somebody types a name; the list shows guests with other characters each time.
  void look_up() {
    desk_.take(TapFind{}, now_s());
    local_.find_text = random_chinese_name(names_).substr(0, 3);
    desk_.take(TypeFind{local_.find_text}, now_s());
    draw(2);
  }

  void draw(int frames) {
    for (int i = 0; i < frames; ++i) {
      const double taken = cpu_milliseconds_of([&] { tapper_.frame(0.2); });
      slowest_ms_ = std::max(slowest_ms_, taken);
      times_.push_back(taken);
    }
  }

  DoorDesk desk_;
  DoorLocal local_;
  NameGenerator names_{7};
  double slowest_ms_ = 0;
  std::vector<double> times_;
  test::Tapper tapper_{1920, 1080, [this](ui::Frame& frame) {
                         desk_.tick(frame.now_s);
                         // A name that nobody has: its characters push others out.
                         DoorModel model = desk_.model();
                         model.header.staff = random_chinese_name(names_);
                         static_cast<void>(draw_door(model, local_, frame));
                       }};
};

std::vector<Figure> measure_soak() {
  ScratchFolder folder;
  const auto station = found_big_event(folder.path() / "day", kGuests);
  std::vector<std::string> codes;
  for (const InvitationId id : order_of_arrival(station->state())) {
    codes.push_back(must(station->code_text(id)));
  }
  Door door(*station);
  double before_mib = 0;
  for (int scan = 0; scan < kScans; ++scan) {
    if (scan == kWarmUp) before_mib = resident_mib();
    const bool foreign = scan % 31 == 0;
    door.serve(foreign ? fmt::format("https://example.org/{}", scan)
                       : codes[static_cast<std::size_t>(scan) % codes.size()],
               scan);
  }
  return {value_at_most("soak: memory more after 20,000 scans than after 5,000", "MiB",
                        resident_mib() - before_mib, before_mib, kGrowthGoal_mib),
          value_at_most("soak: slowest frame, CPU", "ms", door.slowest_ms(), 0, kFrameGoal_ms),
          value_at_most("soak: p99 of all frames, CPU", "ms", door.p99_ms(), 0, 0)};
}

// Seconds of a processor that a program has used.
double used_s(pid_t program) {
  std::ifstream file(fmt::format("/proc/{}/stat", program));
  const std::string stat{std::istreambuf_iterator<char>(file), {}};
  const std::size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos) return 0;
  std::istringstream rest(stat.substr(name_end + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i) rest >> skipped;
  double user = 0;
  double system = 0;
  rest >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::vector<Figure> measure_idle() {
  if (std::getenv("DISPLAY") == nullptr) {
    fmt::print(stderr, "idle: left out, there is no screen; run it with packaging/with-screen\n");
    return {};
  }
  ScratchFolder folder;
  { const auto station = found_big_event(folder.path() / "day", kGuests); }
  Program door({yingbin_program(), "--data", (folder.path() / "day").string(), "--camera", "none",
                "--sound", "none"});
  std::this_thread::sleep_for(kIdle);  // it opens; a bench may wait for real time
  const double before = used_s(door.pid());
  std::this_thread::sleep_for(kIdle);
  const double used = used_s(door.pid()) - before;
  door.kill();
  const double percent = 100 * used / std::chrono::duration<double>(kIdle).count();
  return {value_at_most("idle: one core, without a camera", "%", before > 0 ? percent : 100, 0,
                        kIdleGoal_percent)};
}

const Registered soak{"soak", measure_soak};
const Registered idle{"idle", measure_idle};

}  // namespace
}  // namespace yingbin::bench
