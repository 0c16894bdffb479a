// A real station joined to a hub without sockets: requests are handed to an EventHost when the test
// says so. What is lost, late or doubled on the way is the test's doing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "client/pull_loop.h"
#include "client/push_loop.h"
#include "commands/hub_link.h"
#include "hub/event_host.h"
#include "support/simulated_station.h"

namespace yingbin {

class LinkedStation final : public LocalRecords {
 public:
  LinkedStation(std::filesystem::path folder, std::string door);

  // A station that founded the event connects, and names the hub; another joins the event.
  // `hub` opens the hub's side once the event has an id.
  void found(const PlannedEvent& plan, const std::function<EventHost&(EventId)>& hub);
  void join(EventHost& hub, StationRole role = StationRole::door);
  // This one's folder is a copy of the other's: the same device, to its hub.
  void take_over(const LinkedStation& other);
  // The loops start again, as after a restart of the program.
  void link();

  [[nodiscard]] Station& station() { return self_.station(); }
  [[nodiscard]] const EventState& state() const { return self_.state(); }
  [[nodiscard]] SimulatedStation& self() { return self_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return self_.folder(); }
  [[nodiscard]] const std::string& door() const { return door_; }
  [[nodiscard]] PushLoop& push() { return *push_; }
  [[nodiscard]] PullLoop& pull() { return *pull_; }
  [[nodiscard]] const Enrolment& enrolment() const { return enrolment_; }
  [[nodiscard]] std::optional<Request> next_pull();
  void pulled(const Response& response);
  void pushed(const Response& response);
  [[nodiscard]] HubLink& hub_link() { return *link_; }
  [[nodiscard]] std::int64_t now_ms() const { return self_.time.monotonic_ms(); }

  // Exchanges until neither has anything to ask without waiting. How many requests that took.
  std::size_t exchange(EventHost& hub);

  std::vector<Head> heads() override { return station().journal().heads(); }
  OriginId own_origin() override { return station().journal().origin(); }
  Result<Outgoing> outgoing_of(OriginId origin, std::uint64_t seq, std::size_t bytes) override {
    return station().journal().outgoing_of(origin, seq, bytes);
  }

 private:
  void enrol(EventHost& hub, StationRole role, OriginId founder);

  SimulatedStation self_;
  std::string door_;
  Enrolment enrolment_;
  std::optional<DeviceSecretKey> device_;
  std::unique_ptr<PushLoop> push_;
  std::unique_ptr<PullLoop> pull_;
  std::unique_ptr<HubLink> link_;
};

}  // namespace yingbin
