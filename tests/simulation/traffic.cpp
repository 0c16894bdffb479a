#include "simulation/traffic.h"

#include <algorithm>

namespace yingbin {

namespace {

constexpr std::int64_t kTimeout_ms = 30'000;
constexpr const char* kPortal = "<html><body>Please log in to the hotel network</body></html>";

}  // namespace

void Traffic::flow() {
  for (int rounds = 0;; ++rounds) {
    if (rounds > 3'000) throw Violation("the exchange does not come to rest");
    for (auto& machine : scene_.machines) ask(*machine);
    if (scene_.hub.host) {
      for (const Answered& answered : scene_.hub.host->due()) answer(answered);
    }
    const auto due = under_way_.begin();
    if (due == under_way_.end() || due->first > scene_.now_ms()) return;
    Letter letter = std::move(due->second);
    under_way_.erase(due);
    deliver(letter);
  }
}

void Traffic::ask(Machine& machine) {
  if (!machine.on) return;
  give_up_late(machine);
  for (const Lane lane : {Lane::push, Lane::pull, Lane::wish}) ask_on(machine, lane);
}

void Traffic::give_up_late(Machine& machine) {
  for (auto at = machine.asked.begin(); at != machine.asked.end();) {
    if (scene_.now_ms() - at->second.since_ms < kTimeout_ms) {
      ++at;
      continue;
    }
    const Lane lane = at->first;
    at = machine.asked.erase(at);
    scene_.counts.add(Branch::request_timed_out);
    fail(machine, lane);
  }
}

void Traffic::fail(Machine& machine, Lane lane) {
  const std::int64_t now_ms = machine.linked.now_ms();
  if (lane == Lane::push) machine.linked.push().failed(now_ms);
  if (lane == Lane::pull) machine.linked.pull().failed(now_ms);
}

Request Traffic::ask_as(Machine& machine, Request request) const {
  request.headers[header::kAuthorization] = to_text(machine.linked.enrolment().credential());
  return request;
}

std::optional<Request> Traffic::next(Machine& machine, Lane lane) {
  LinkedStation& linked = machine.linked;
  if (lane == Lane::push) return linked.push().next(linked.now_ms());
  if (lane == Lane::pull) return linked.next_pull();
  const auto wish = linked.hub_link().wish(linked.now_ms());
  if (!wish) return std::nullopt;
  scene_.counts.add(Branch::seats_asked);
  return ask_as(machine, {"POST", event_path(scene_.hub.event, "allotments"), {}, to_json(*wish)});
}

void Traffic::ask_on(Machine& machine, Lane lane) {
  if (machine.asked.contains(lane)) return;
  auto request = next(machine, lane);
  if (!request) return;
  const std::uint64_t ticket = ++last_ticket_;
  machine.asked[lane] = {ticket, scene_.now_ms()};
  tickets_[ticket] = {machine.number, lane};
  if (!request->body.empty()) overheard_ = *request;
  send({machine.number, lane, ticket, false, *std::move(request), {}});
}

void Traffic::send(Letter letter) {
  Line& line = scene_.machines[letter.station]->line;
  Dice& dice = scene_.dice;
  const bool closed =
      line.state == Line::State::cut || (letter.answer && line.state == Line::State::answers_cut);
  if (closed || dice.chance(line.lost_percent)) return scene_.counts.add(Branch::letter_lost);
  if (dice.chance(line.damaged_percent)) damage(letter);
  const auto arrives = [&] {
    const std::int64_t delay_ms =
        line.delay_ms_max > 0 ? dice.below(static_cast<int>(line.delay_ms_max)) : 0;
    if (delay_ms > 0) scene_.counts.add(Branch::letter_delayed);
    return scene_.now_ms() + delay_ms;
  };
  if (!letter.answer && dice.chance(line.doubled_percent)) {
    scene_.counts.add(Branch::letter_doubled);
    under_way_.emplace(arrives(), letter);
  }
  const std::int64_t at_ms = arrives();
  const auto before = under_way_.emplace(at_ms, std::move(letter));
  if (std::next(before) != under_way_.end()) scene_.counts.add(Branch::letters_reordered);
}

void Traffic::damage(Letter& letter) {
  std::string& body = letter.answer ? letter.response.body : letter.request.body;
  Dice& dice = scene_.dice;
  const int kind = dice.below(letter.answer ? 4 : 2);
  if (kind >= 2) {
    scene_.counts.add(Branch::portal_page);
    letter.response = {200, {{header::kContentType, "text/html"}}, kPortal};
  } else if (body.empty()) {
    return;
  } else if (kind == 0) {
    scene_.counts.add(Branch::body_flipped);
    body[static_cast<std::size_t>(dice.next() % body.size())] ^=
        static_cast<char>(1 << dice.below(8));
  } else {
    scene_.counts.add(Branch::body_truncated);
    body.resize(static_cast<std::size_t>(dice.next() % body.size()));
  }
}

void Traffic::deliver(Letter& letter) {
  if (letter.answer) return to_station(letter);
  to_hub(letter);
}

void Traffic::to_hub(Letter& letter) {
  HubMachine& hub = scene_.hub;
  if (!hub.host) return scene_.counts.add(Branch::hub_was_down);
  auto response = hub.host->handle(letter.request, letter.ticket);
  scene_.look_at_hub();
  if (response && scene_.dice.below(2'000) == 0) {
    scene_.counts.add(Branch::hub_died_before_answer);
    hub.die();
    forget_hub_tickets();
    hub.open();
    return scene_.look_again_at_hub(false);
  }
  if (response) answer({letter.ticket, *std::move(response)});
}

void Traffic::answer(const Answered& answered) {
  const auto whose = tickets_.find(answered.ticket);
  if (whose == tickets_.end()) return;
  send({whose->second.first, whose->second.second, answered.ticket, true, {}, answered.response});
}

void Traffic::to_station(Letter& letter) {
  Machine& machine = *scene_.machines[letter.station];
  const auto asked = machine.asked.find(letter.lane);
  // Nobody reads the line any more.
  if (!machine.on || asked == machine.asked.end() || asked->second.ticket != letter.ticket) return;
  machine.asked.erase(asked);
  if (letter.response.status == 401 && machine.revoked)
    scene_.counts.add(Branch::revoked_was_refused);
  if (letter.lane == Lane::push) machine.linked.pushed(letter.response);
  if (letter.lane == Lane::pull) take_pulled(machine, letter.response);
  if (letter.lane == Lane::wish) {
    const auto granted = parse_allotment_answer(letter.response.body);
    if (granted && granted->granted > 0) scene_.counts.add(Branch::seats_granted);
  }
  if (!machine.linked.push().parked().empty()) scene_.counts.add(Branch::run_parked);
  if (!machine.linked.hub_link().doubts().empty()) scene_.counts.add(Branch::run_doubted);
  scene_.look(machine);
}

void Traffic::take_pulled(Machine& machine, const Response& response) {
  if (response.status == 409) scene_.counts.add(Branch::restore_noticed);
  try {
    machine.linked.pulled(response);
  } catch (const std::runtime_error&) {
    // The disk did not take it: the program starts its exchange again from where the disk is.
    scene_.counts.add(Branch::intake_refused);
    machine.disk.stop_failing();
    machine.linked.link();
    machine.asked.clear();
    return;
  }
  if (!response.body.empty() && scene_.dice.below(1'500) == 0) {
    scene_.counts.add(Branch::station_died_after_receiving);
    scene_.look(machine);
    machine.linked.self().die();
    machine.disk.forget_files();
    scene_.start(machine);
    scene_.look_again(machine, false);
  }
}

void Traffic::forget_hub_tickets() { tickets_.clear(); }

void Traffic::heal() {
  under_way_.clear();
  for (auto& machine : scene_.machines) {
    machine->line = Line{};
    for (const auto& [lane, asked] : std::exchange(machine->asked, {})) fail(*machine, lane);
  }
}

}  // namespace yingbin
