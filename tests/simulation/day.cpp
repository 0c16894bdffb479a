#include "simulation/day.h"

#include "simulation/accidents.h"
#include "simulation/checks.h"
#include "simulation/people.h"
#include "simulation/seeded_random.h"

namespace yingbin {

namespace {

constexpr int kGuests = 200;
constexpr int kSteps = 520;
constexpr int kStations_min = 4;
constexpr int kStations_max = 16;
constexpr int kRounds_max = 400;  // of the evening, ten seconds each

class Day {
 public:
  Day(std::uint64_t seed, Counts& counts)
      : scene_(seed, counts), traffic_(scene_), people_(scene_) {}

  void run() {
    open_doors();
    Accidents accidents(scene_, traffic_, kSteps);
    for (int step = 0; step < kSteps; ++step) {
      scene_.pass_time(scene_.dice.below(16'000));
      accidents.before_step(step);
      if (Machine* here = scene_.any_machine_on())
        accidents.around_act(*here, [&] { people_.act(*here); });
      for (auto& machine : scene_.machines) scene_.look(*machine);
      traffic_.flow();
    }
    accidents.end_of_day();
    meet();
    check_agreement(scene_);
    settle();
    check_settled(scene_);
  }

  DayReport report() const {
    DayReport report;
    report.stations = scene_.machines.size();
    report.records = scene_.hub.looked.holds.size();
    report.admissions = scene_.truth.admissions();
    return report;
  }

 private:
  void open_doors() {
    PlannedEvent plan;
    plan.venue = simulated_venue();
    plan.staff = {{kFirstRep, "王芳", {Role::rep}},
                  {StaffId{2}, "李强", {Role::rep}},
                  {kSecondPerson, "总指挥", {Role::coordinator}}};
    // Most days are small: large ones take their time.
    const int stations = scene_.dice.chance(15) ? scene_.dice.between(8, kStations_max)
                                                : scene_.dice.between(kStations_min, 7);
    for (int number = 0; number < stations; ++number) {
      const std::string name = "s" + std::to_string(number);
      scene_.machines.push_back(std::make_unique<Machine>(scene_.folder / name,
                                                          std::to_string(number + 1) + " 号门",
                                                          static_cast<std::size_t>(number)));
    }
    scene_.pass_time(0);
    for (auto& machine : scene_.machines) machine->linked.self().time.follows_a_server = true;
    LinkedStation& founder = scene_.machines.front()->linked;
    founder.found(plan, [&](EventId event) -> EventHost& {
      scene_.hub.event = event;
      return scene_.hub.open();
    });
    people_.prepare(kGuests);
    founder.exchange(*scene_.hub.host);
    for (auto& machine : scene_.machines) {
      if (machine->number > 0) machine->linked.join(*scene_.hub.host);
    }
    for (int round = 0; round < 2; ++round) {
      for (auto& machine : scene_.machines) machine->linked.exchange(*scene_.hub.host);
    }
    scene_.look_at_everybody();
  }

  // Until everybody has everything, or for as long as a person would wait.
  void meet() {
    for (int round = 0; round < kRounds_max; ++round) {
      scene_.pass_time(10'000);
      const std::size_t before = scene_.hub.looked.holds.size();
      traffic_.flow();
      for (auto& machine : scene_.machines) scene_.look(*machine);
      scene_.look_at_hub();
      const bool quiet = before == scene_.hub.looked.holds.size();
      if (quiet && all_hold_the_same(scene_)) return;
    }
  }

  // What comes up while a right is given up late is settled, too.
  void settle() {
    Machine& coordinator = *taking_part(scene_).front();
    for (int round = 0; round < 3 && people_.settle(coordinator); ++round) {
      scene_.look(coordinator);
      meet();
    }
  }

  Scene scene_;
  Traffic traffic_;
  People people_;
};

}  // namespace

DayReport simulate_day(std::uint64_t seed, Counts& counts) {
  seed_random(seed);
  Day day(seed, counts);
  std::string violation;
  try {
    day.run();
  } catch (const std::exception& failure) {
    violation = failure.what();
  }
  DayReport report = day.report();
  report.violation = violation;
  return report;
}

}  // namespace yingbin
