#include "simulation/scene.h"

#include <algorithm>
#include <cstdlib>

#include "journal/replay.h"

namespace yingbin {

namespace {

constexpr std::int64_t kMorning_ms = Clock::kBuiltAt_ms + 30LL * 24 * 3'600'000;
constexpr std::size_t kLookBytes = 64 << 20;

}  // namespace

Machine::Machine(const std::filesystem::path& folder, std::string door, std::size_t its_number)
    : number(its_number), disk("disk of " + folder.string()), linked(folder, std::move(door)) {
  linked.self().vfs = disk.name();
}

HubMachine::HubMachine(std::filesystem::path its_folder)
    : folder(std::move(its_folder)), disk("disk of " + folder.string()) {}

EventHost& HubMachine::open() {
  host.reset();
  time.started_ms = time.true_ms;
  HostOptions options;
  options.folder = folder;
  options.event = event;
  options.surroundings = {&time, disk.name(), "hub"};
  host = must_do(EventHost::open(std::move(options)));
  return *host;
}

void HubMachine::die() {
  const DiskImage left = image_of(folder);
  host.reset();
  write_image(folder, left);
  disk.forget_files();
}

void HubMachine::lose_power(std::uint64_t seed) {
  const DiskImage left = image_of(folder);
  disk.cut_power();
  host.reset();
  write_image(folder, left);
  disk.restore_power(seed);
}

Scene::Scene(std::uint64_t its_seed, Counts& its_counts)
    : seed(its_seed), counts(its_counts), dice(its_seed), hub(folder / "hub"), truth(its_counts) {
  hub.time.true_ms = kMorning_ms;
  hub.time.follows_a_server = true;
}

void Scene::pass_time(std::int64_t ms) {
  hub.time.true_ms += ms;
  for (auto& machine : machines) machine->linked.self().time.true_ms = hub.time.true_ms;
}

Machine& Scene::any_machine() {
  return *machines[static_cast<std::size_t>(dice.below(static_cast<int>(machines.size())))];
}

Machine* Scene::any_machine_on() {
  for (int tries = 0; tries < 50; ++tries) {
    Machine& machine = any_machine();
    if (machine.on) return &machine;
  }
  return nullptr;
}

void Scene::look_at(std::size_t number, Journal& journal, Looked& looked, bool clock_honest) {
  while (looked.position < journal.count()) {
    const Outgoing news = must_do(journal.outgoing_after(looked.position, kLookBytes));
    if (news.records.empty()) break;
    for (const SealedRecord& sealed : news.records) {
      const StoredRecord& record = sealed.record;
      if (sealed.own) {
        truth.wrote(number, record);
        const auto ms = static_cast<std::int64_t>(record.clock >> 16);
        if (clock_honest && std::abs(ms - now_ms()) > Clock::kTolerance_ms + 1'000) {
          // Only what was written just now can be held against the true time.
          if (record.clock_state == ClockState::trusted && ms > now_ms()) {
            throw Violation("a trusted clock is " + std::to_string(ms - now_ms()) + " ms ahead");
          }
        }
      } else if (all_looked_at_ && !truth.was_written(name_of(record))) {
        throw Violation("machine " + std::to_string(number) + " took " + to_text(name_of(record)) +
                        ", which nobody wrote");
      }
      looked.holds.insert(name_of(record));
    }
    looked.position = news.position;
  }
}

void Scene::look(Machine& machine) {
  if (!machine.on) return;
  Journal& journal = machine.linked.station().journal();
  look_at(machine.number, journal, machine.looked, machine.clock_honest);
  if (machine.origin != journal.origin()) {
    if (machine.origin) counts.add(Branch::new_origin_taken);
    machine.origin = journal.origin();
  }
}

void Scene::look_at_hub() {
  if (hub.host) look_at(kHubMachine, hub.host->station().journal(), hub.looked, true);
}

void Scene::look_at_everybody() {
  all_looked_at_ = false;
  for (auto& machine : machines) look(*machine);
  look_at_hub();
  all_looked_at_ = true;
}

namespace {

void expect_kept(const Looked& before, const Looked& after, const std::string& where) {
  for (const RecordName& name : before.holds) {
    if (!after.holds.contains(name)) {
      throw Violation("P-durable: " + to_text(name) + " was on the disk of " + where +
                      " before it died and is not there now");
    }
  }
}

}  // namespace

void Scene::look_again(Machine& machine, bool may_have_lost) {
  const Looked before = std::exchange(machine.looked, {});
  look(machine);
  if (!may_have_lost)
    return expect_kept(before, machine.looked, "station " + std::to_string(machine.number));
  lose_what_only_it_holds(machine.number);
}

void Scene::look_again_at_hub(bool may_have_lost) {
  const Looked before = std::exchange(hub.looked, {});
  look_at_hub();
  if (!may_have_lost) return expect_kept(before, hub.looked, "the hub");
  lose_what_only_it_holds(kHubMachine);
}

void Scene::lose_what_only_it_holds(std::size_t machine) {
  std::vector<const std::set<RecordName>*> all{&hub.looked.holds};
  for (const auto& one : machines) {
    if (!one->revoked) all.push_back(&one->looked.holds);
  }
  truth.lose(machine, all);
}

void Scene::start(Machine& machine) {
  machine.linked.self().open();
  machine.linked.link();
  machine.asked.clear();
  machine.on = true;
}

}  // namespace yingbin
