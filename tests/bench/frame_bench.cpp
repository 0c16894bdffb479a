// P-quick on the screen: building a frame of any page of the door takes under 2 ms of CPU: from the
// state of an event of 5,000 places to the model, and from the model to ImGui's draw lists, without
// a graphics card. Also every example page of the screen tests, in both shapes of screen.
#include <algorithm>

#include "bench/bench.h"
#include "screens/door_pages_example.h"
#include "screens/door_present.h"
#include "support/big_event.h"
#include "support/tapper.h"

namespace yingbin::bench {
namespace {

constexpr std::size_t kGuests = 4'000;
constexpr std::size_t kAdmitted = 2'000;
constexpr double kFrameGoal_ms = 2;
constexpr int kFrames = 300;

struct Shape {
  const char* name;
  int width;
  int height;
};
constexpr Shape kShapes[] = {{"1920x1080", 1920, 1080}, {"1080x1920", 1080, 1920}};

using MakeModel = std::function<DoorModel()>;

// p99 of the frames after the first, which loads glyphs.
double frame_p99_ms(const Shape& shape, const MakeModel& make_model) {
  DoorLocal local;
  local.find_text = "wang";
  test::Tapper tapper(shape.width, shape.height, [&](ui::Frame& frame) {
    static_cast<void>(draw_door(make_model(), local, frame));
  });
  tapper.frame();
  std::vector<double> times;
  for (int i = 0; i < kFrames; ++i) {
    times.push_back(cpu_milliseconds_of([&] { tapper.frame(); }));
  }
  return percentile(times, 0.99);
}

struct LivePage {
  std::string name;
  DoorSituation situation;
};

DoorEvent told(Station& station, const DoorQuestion& question) {
  const DoorAnswer answer = must(station.admit(question));
  return {answer.verdict, answer.record, true};
}

std::vector<LivePage> live_pages(Station& station) {
  const auto guests = order_of_arrival(station.state());
  DoorSituation situation;
  situation.context = station.context();
  situation.now_ms = station.now_ms();
  const DoorEvent admitted = told(station, chosen_from_list(guests.at(kAdmitted)));
  const DoorEvent again = told(station, chosen_from_list(guests.at(kAdmitted)));
  situation.recent = {admitted, again, admitted};
  DoorLooksUp looks;
  looks.query = "wang";
  for (const FindHit& hit : must(station.find(looks.query, 9))) {
    looks.found.push_back(GuestId{hit.key});
  }
  std::vector<LivePage> pages;
  const auto add = [&](const char* name, DoorDoing doing) {
    pages.push_back({name, situation});
    pages.back().situation.doing = std::move(doing);
  };
  add("ready", DoorIdle{});
  add("persons", DoorAsksPersons{admitted.verdict});
  add("admitted", DoorTells{admitted});
  add("refused", DoorTells{again});
  add("notice", DoorNotice{true, "已撤销", {"王**", "座位已空出"}});
  add("find", std::move(looks));
  return pages;
}

std::vector<Figure> measure_live_pages() {
  ScratchFolder folder;
  const auto station = found_big_event(folder.path() / "day", kGuests);
  auto arriving = order_of_arrival(station->state());
  arriving.resize(kAdmitted);
  admit_all(*station, arriving);
  std::vector<Figure> figures;
  for (const LivePage& page : live_pages(*station)) {
    for (const Shape& shape : kShapes) {
      const double p99 =
          frame_p99_ms(shape, [&] { return present(station->state(), page.situation); });
      figures.push_back(value_at_most("frame: " + page.name + ", " + shape.name + ", CPU, p99",
                                      "ms", p99, 0, kFrameGoal_ms));
    }
  }
  return figures;
}

// The slowest of the examples stands for all.
std::vector<Figure> measure_example_pages() {
  std::vector<Figure> figures;
  for (const Shape& shape : kShapes) {
    double slowest = 0;
    std::string which;
    for (const auto& [name, page] : test::every_page()) {
      const DoorModel model{test::example_header(), page, test::sample_strip()};
      const double p99 = frame_p99_ms(shape, [&] { return model; });
      if (p99 > slowest) which = name;
      slowest = std::max(slowest, p99);
    }
    figures.push_back(value_at_most("frame: slowest example (" + which + "), " + shape.name, "ms",
                                    slowest, 0, kFrameGoal_ms));
  }
  return figures;
}

const Registered live{"frame-live", measure_live_pages};
const Registered examples{"frame-example", measure_example_pages};

}  // namespace
}  // namespace yingbin::bench
