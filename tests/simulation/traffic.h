// The network of a simulated day: requests and answers under way, which are lost, doubled, late,
// damaged or answered by somebody else.
#pragma once

#include <map>

#include "simulation/scene.h"

namespace yingbin {

class Traffic {
 public:
  explicit Traffic(Scene& scene) : scene_(scene) {}

  // Everything that is due now is asked, delivered, answered, until nothing more happens without
  // time passing.
  void flow();
  void forget_hub_tickets();  // the hub died: nobody waits there any more
  void heal();                // every line fair, nothing under way
  // A copy of a request that was sent before, or nothing.
  [[nodiscard]] std::optional<Request> overheard() const { return overheard_; }
  [[nodiscard]] Request ask_as(Machine& machine, Request request) const;

 private:
  struct Letter {
    std::size_t station = 0;
    Lane lane = Lane::push;
    std::uint64_t ticket = 0;
    bool answer = false;
    Request request;
    Response response;
  };

  void ask(Machine& machine);
  void ask_on(Machine& machine, Lane lane);
  std::optional<Request> next(Machine& machine, Lane lane);
  void give_up_late(Machine& machine);
  void send(Letter letter);
  void damage(Letter& letter);
  void deliver(Letter& letter);
  void to_hub(Letter& letter);
  void to_station(Letter& letter);
  void take_pulled(Machine& machine, const Response& response);
  void answer(const Answered& answered);
  void fail(Machine& machine, Lane lane);

  Scene& scene_;
  std::multimap<std::int64_t, Letter> under_way_;
  std::map<std::uint64_t, std::pair<std::size_t, Lane>> tickets_;  // whose they are
  std::uint64_t last_ticket_ = 0;
  std::optional<Request> overheard_;
};

}  // namespace yingbin
