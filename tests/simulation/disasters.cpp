// The large things of a day: disks that go back in time, that are copied, that lie; stations that
// are lost, declared lost, found, shut out; a hub from a backup.
#include <algorithm>

#include "event/stations.h"
#include "simulation/accidents.h"
#include "simulation/people.h"

namespace yingbin {

void Accidents::large(int step) {
  if (step == plan_.day_cut) {
    Line& line = scene_.any_machine().line;
    line.state = Line::State::cut;
    line.until_ms = INT64_MAX;
    scene_.counts.add(Branch::link_cut_all_day);
  }
  for (auto& machine : scene_.machines) {
    if (machine->line.until_ms <= scene_.now_ms()) machine->line.state = Line::State::fair;
  }
  if (step == plan_.hub_backup) back_up_hub();
  if (step == plan_.hub_restore) restore_hub();
  if (step == plan_.hub_restore + 60) replace_mint();
  if (step == plan_.image) station_image_ = scene_.machines[victim_]->linked.self().image();
  if (step == plan_.restore) restore_station();
  if (step == plan_.clone) clone_station();
  if (step == plan_.lie) start_lying();
  if (step == plan_.lie_ends) end_lying();
  if (step == plan_.lost) lose_station();
  if (step == plan_.declared) declare_lost();
  if (step == plan_.released) release_lost();
  if (step == plan_.found) find_lost();
  if (step == plan_.revoke) revoke_station();
}

void Accidents::back_up_hub() { hub_image_ = image_of(scene_.hub.folder); }

// In place the backup looks like the same disk, and is noticed by what stations read before; on
// another machine the journal itself notices.
void Accidents::restore_hub() {
  HubMachine& hub = scene_.hub;
  if (hub_image_.empty()) return;
  scene_.look_at_hub();
  hub.host.reset();
  traffic_.forget_hub_tickets();
  if (plan_.hub_elsewhere) {
    std::filesystem::remove_all(hub.folder);
  }
  write_image(hub.folder, hub_image_);
  hub.disk.forget_files();
  hub.open();
  scene_.look_again_at_hub(true);
  hub_replaced_ = true;
  scene_.counts.add(plan_.hub_elsewhere ? Branch::hub_restored_elsewhere
                                        : Branch::hub_restored_in_place);
}

// Two people let the hub's new origin hand out seats instead of the one that is gone.
void Accidents::replace_mint() {
  if (!hub_replaced_ || !scene_.hub.host) return;
  const OriginId to = scene_.hub.host->station().journal().origin();
  Machine* machine = scene_.any_machine_on();
  if (!machine) return;
  Station& station = machine->linked.station();
  const Answer answer =
      decide_mint_replacement(station.state(), to, kSecondPerson, station.context());
  if (!answer.allowed() || !station.record(answer.acts)) return;
  scene_.counts.add(Branch::mint_replaced);
  scene_.look(*machine);
}

void Accidents::restore_station() {
  Machine& machine = *scene_.machines[victim_];
  if (station_image_.empty()) return;
  scene_.truth.excuse("a station's disk went back in time");
  scene_.look(machine);
  machine.linked.self().die();
  machine.disk.forget_files();
  machine.linked.self().restore(station_image_);
  machine.linked.link();
  machine.asked.clear();
  machine.on = true;
  scene_.look_again(machine, true);
  scene_.counts.add(Branch::station_restored);
}

// The folder is copied to another machine, and both go on (DESIGN 4).
void Accidents::clone_station() {
  const Machine& original = *scene_.machines[victim_];
  if (!original.on || original.revoked) return;
  scene_.truth.excuse("a disk was copied");
  const std::size_t number = scene_.machines.size();
  const auto folder = scene_.folder / ("copy" + std::to_string(number));
  write_image(folder, image_of(original.linked.folder()));
  auto copy = std::make_unique<Machine>(folder, original.linked.door(), number);
  copy->linked.take_over(original.linked);
  copy->line = original.line;
  copy->clock_honest = original.clock_honest;
  scene_.machines.push_back(std::move(copy));
  scene_.start(*scene_.machines.back());
  scene_.look(*scene_.machines.back());
  scene_.counts.add(Branch::station_cloned);
}

void Accidents::start_lying() { scene_.machines[victim_]->disk.set_flush(support::Flush::lying); }

void Accidents::end_lying() {
  Machine& machine = *scene_.machines[victim_];
  if (plan_.lie < 0 || !machine.on) return;
  plan_.lie = -1;
  scene_.truth.excuse("a disk said that it had flushed and had not");
  scene_.look(machine);
  machine.disk.set_flush(support::Flush::honest);
  const DiskImage before = machine.linked.self().image();
  machine.linked.self().lose_power(machine.disk, scene_.dice.next());
  try {
    scene_.start(machine);
    const auto found = machine.linked.station().journal().check({});
    if (!found || !found->defects.empty()) throw std::runtime_error("damaged");
  } catch (const std::runtime_error&) {
    // Such a disk may be beyond opening, or beyond use; the station gets the one that it had.
    machine.disk.forget_files();
    machine.linked.self().restore(before);
    scene_.start(machine);
  }
  scene_.look_again(machine, true);
  scene_.counts.add(Branch::flush_lied);
}

void Accidents::lose_station() {
  Machine& machine = *scene_.machines[victim_];
  scene_.truth.excuse("a station was declared lost");
  scene_.look(machine);
  if (scene_.dice.chance(70)) {
    machine.linked.self().die();
    machine.disk.forget_files();
    machine.on = false;
  }  // else it serves on while others think it lost
  scene_.counts.add(Branch::station_lost);
}

Station* Accidents::any_other(std::size_t than) {
  for (int tries = 0; tries < 20; ++tries) {
    Machine* machine = scene_.any_machine_on();
    if (machine && machine->number != than) return &machine->linked.station();
  }
  return nullptr;
}

void Accidents::declare_lost() {
  Station* station = any_other(victim_);
  if (!station) return;
  const OriginId lost = scene_.machines[victim_]->origin;
  const Answer answer = decide_lost(station->state(), lost, kSecondPerson, station->context());
  if (answer.allowed() && station->record(answer.acts))
    scene_.counts.add(Branch::station_declared_lost);
}

void Accidents::release_lost() {
  Station* station = any_other(victim_);
  if (!station) return;
  const OriginId lost = scene_.machines[victim_]->origin;
  const Answer answer = decide_release(station->state(), lost, {}, station->context());
  if (answer.allowed() && station->record(answer.acts)) scene_.counts.add(Branch::seats_released);
}

void Accidents::find_lost() {
  Machine& machine = *scene_.machines[victim_];
  if (!machine.on) {
    scene_.start(machine);
    scene_.look_again(machine, false);
  }
  Station* station = any_other(victim_);
  if (!station) return;
  const Answer answer = decide_found(station->state(), machine.origin, station->context());
  if (answer.allowed() && station->record(answer.acts)) scene_.counts.add(Branch::station_found);
}

void Accidents::revoke_station() {
  Machine& machine = *scene_.machines[victim_];
  if (!scene_.hub.host || !machine.on || plan_.lost >= 0 || plan_.clone >= 0) return;
  must_do(scene_.hub.host->revoke(machine.linked.enrolment().answer.origin, "left in a taxi"));
  machine.revoked = true;
  scene_.look_at_hub();
  scene_.counts.add(Branch::station_revoked);
}

}  // namespace yingbin
