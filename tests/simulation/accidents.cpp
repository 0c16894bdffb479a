#include "simulation/accidents.h"

#include <algorithm>

#include "protocol/batch.h"
#include "protocol/signed_head.h"

namespace yingbin {

namespace {

constexpr std::int64_t kYear_ms = 365LL * 24 * 3'600'000;

}  // namespace

Accidents::Accidents(Scene& scene, Traffic& traffic, int steps)
    : scene_(scene), traffic_(traffic), newer_(scene) {
  draw_lines();
  draw_plan(steps);
  if (scene_.dice.chance(50)) newer_.join();
}

void Accidents::draw_lines() {
  Dice& dice = scene_.dice;
  for (auto& machine : scene_.machines) {
    Line& line = machine->line;
    if (dice.chance(50)) line.lost_percent = dice.below(20);
    if (dice.chance(30)) line.doubled_percent = dice.below(15);
    if (dice.chance(30)) line.damaged_percent = dice.below(8);
    if (dice.chance(60)) line.delay_ms_max = dice.below(15'000);
    machine->clock_honest = dice.chance(70);
    machine->linked.self().time.follows_a_server = machine->clock_honest;
  }
}

// At most one disaster that excuses a seat told twice, so that most days show that none is.
void Accidents::draw_plan(int steps) {
  Dice& dice = scene_.dice;
  const auto part = [&](int percent) { return steps * percent / 100 + dice.below(20); };
  victim_ = static_cast<std::size_t>(dice.between(1, static_cast<int>(scene_.machines.size()) - 1));
  if (dice.chance(30)) plan_.day_cut = part(10);
  if (dice.chance(10)) plan_.revoke = part(70);
  if (dice.chance(25)) {
    plan_.hub_backup = part(20);
    plan_.hub_restore = part(50);
    plan_.hub_elsewhere = dice.chance(50);
  }
  const int disaster = dice.below(100);
  if (disaster < 12) {
    plan_.image = part(25);
    plan_.restore = part(55);
  } else if (disaster < 22) {
    plan_.clone = part(40);
  } else if (disaster < 30) {
    plan_.lie = part(35);
    plan_.lie_ends = part(60);
  } else if (disaster < 45) {
    plan_.lost = part(30);
    plan_.declared = part(50);
    plan_.released = part(60);
    plan_.found = part(80);
  }
}

void Accidents::before_step(int step) {
  large(step);
  small();
  if (newer_.joined() && scene_.dice.below(100) == 0)
    newer_.write(subject_of(scene_.dice.pick(scene_.invitations)));
}

void Accidents::small() {
  Dice& dice = scene_.dice;
  HubMachine& hub = scene_.hub;
  if (!hub.host && scene_.now_ms() >= hub.back_at_ms) {
    hub.open();
    scene_.look_again_at_hub(false);
  }
  if (dice.below(1'000) < 12) kill_station();
  if (dice.below(1'000) < 6) kill_hub();
  if (dice.below(1'000) < 20) change_line();
  if (dice.below(1'000) < 15) change_clock();
  if (dice.below(1'000) < 15) attack();
}

void Accidents::kill_station() {
  Machine* machine = scene_.any_machine_on();
  if (!machine) return;
  const bool lying = plan_.lie >= 0 && machine->number == victim_;  // that power cut comes later
  const bool power = scene_.dice.chance(50) && !lying;
  scene_.look(*machine);
  if (power) {
    scene_.counts.add(Branch::station_lost_power);
    machine->linked.self().lose_power(machine->disk, scene_.dice.next());
  } else {
    scene_.counts.add(Branch::station_killed);
    machine->linked.self().die();
    machine->disk.forget_files();
  }
  scene_.start(*machine);
  scene_.look_again(*machine, false);
}

void Accidents::kill_hub() {
  HubMachine& hub = scene_.hub;
  if (!hub.host) return;
  scene_.look_at_hub();
  if (scene_.dice.chance(50)) {
    scene_.counts.add(Branch::hub_lost_power);
    hub.lose_power(scene_.dice.next());
  } else {
    scene_.counts.add(Branch::hub_killed);
    hub.die();
  }
  traffic_.forget_hub_tickets();
  hub.back_at_ms = scene_.now_ms() + scene_.dice.below(600'000);
}

void Accidents::change_line() {
  Line& line = scene_.any_machine().line;
  if (line.until_ms > scene_.now_ms() + 3'600'000) return;  // cut for the day
  const int chosen = scene_.dice.below(3);
  line.until_ms = scene_.now_ms() + scene_.dice.below(900'000);
  line.state = static_cast<Line::State>(chosen);
  if (line.state == Line::State::cut) scene_.counts.add(Branch::link_cut);
  if (line.state == Line::State::answers_cut) scene_.counts.add(Branch::answers_only_cut);
}

void Accidents::change_clock() {
  Machine& machine = scene_.any_machine();
  if (machine.clock_honest) return;
  WrongTime& time = machine.linked.self().time;
  constexpr std::pair<int, Branch> kYears[] = {
      {1970, Branch::clock_1970}, {2000, Branch::clock_2000}, {2099, Branch::clock_2099}};
  const int chosen = scene_.dice.below(5);
  if (chosen < 3) {
    time.wrong_by_ms = (kYears[chosen].first - 2026) * kYear_ms;
    scene_.counts.add(kYears[chosen].second);
  } else {
    time.wrong_by_ms = scene_.dice.between(-600, 600) * 60'000LL;
    scene_.counts.add(Branch::clock_jumped);
  }
  time.follows_a_server = scene_.dice.chance(20);
}

void Accidents::around_act(Machine& here, const std::function<void()>& act) {
  using support::FaultKind;
  Dice& dice = scene_.dice;
  const bool fails = dice.below(100) < 2;
  if (fails) {
    const FaultKind kind = dice.chance(50) ? FaultKind::full : FaultKind::io_error;
    const std::uint64_t calls = dice.chance(50) ? 1 : 1'000;
    here.disk.fail_call(static_cast<std::uint64_t>(dice.between(1, 4)), kind, calls);
    act();
    if (here.disk.failed())
      scene_.counts.add(kind == FaultKind::full ? Branch::disk_full : Branch::disk_failed);
    for (auto& machine : scene_.machines) scene_.look(*machine);
    if (dice.chance(50)) traffic_.flow();
    here.disk.stop_failing();
  } else {
    act();
  }
  scene_.look(here);
}

void Accidents::attack() {
  if (!scene_.hub.host) return;
  const int chosen = scene_.dice.below(4);
  if (chosen == 0) return wrong_credential();
  if (chosen == 1) return forge(true);
  if (chosen == 2) return forge(false);
  replay();
}

void Accidents::wrong_credential() {
  Machine& machine = scene_.any_machine();
  Request request{"GET", event_path(scene_.hub.event, "records") + "?after=0-0", {}, {}};
  request.headers[header::kAuthorization] =
      to_text(Credential{machine.linked.enrolment().answer.origin, random_secret()});
  const auto response = scene_.hub.host->handle(request, 0);
  if (!response || response->status != 401) throw Violation("a wrong credential was taken");
  scene_.counts.add(Branch::wrong_credential);
}

// A record that nobody wrote, after the last of a station: signed by a thief, or not at all. That
// it is nowhere is checked whenever records are looked at.
void Accidents::forge(bool by_thief) {
  Machine* machine = scene_.any_machine_on();
  if (!machine) return;
  const OriginId origin = machine->linked.own_origin();
  const auto outgoing = machine->linked.outgoing_of(origin, 0, 64 << 20);
  if (!outgoing || outgoing->records.empty()) return;
  const StoredRecord& last = outgoing->records.back().record;
  StoredRecord forged = follow_up(scene_.hub.event, origin, &last, last.kind, last.subjects,
                                  last.body ? last.body->bytes : "{}", scene_.now_ms());
  std::vector<SealedRecord> records{{std::move(forged), std::nullopt, by_thief}};
  DeviceSecretKey thief;
  if (by_thief) sign_own(thief, records);
  Request request = traffic_.ask_as(
      *machine, {"POST", event_path(scene_.hub.event, "records"), {}, pack_batch(records)});
  request.headers[header::kContentType] = media::kBatch;
  static_cast<void>(scene_.hub.host->handle(request, 0));
  scene_.look_at_hub();
  scene_.counts.add(by_thief ? Branch::forged_by_thief : Branch::unsigned_record);
}

// P-once: what was sent is sent again, by whoever listened.
void Accidents::replay() {
  const auto request = traffic_.overheard();
  if (!request) return;
  static_cast<void>(scene_.hub.host->handle(*request, 0));
  scene_.look_at_hub();
  scene_.counts.add(Branch::request_replayed);
}

void Accidents::end_of_day() {
  HubMachine& hub = scene_.hub;
  end_lying();
  if (!hub.host) {
    hub.open();
    scene_.look_again_at_hub(false);
  }
  for (auto& machine : scene_.machines) {
    machine->disk.stop_failing();
    if (!machine->on) scene_.start(*machine);
    scene_.look(*machine);
  }
  if (hub_replaced_) replace_mint();
  if (newer_.joined()) newer_.send_all();
  traffic_.heal();
}

}  // namespace yingbin
