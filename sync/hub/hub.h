// All events of one hub, and what is asked from outside an event: enrolment, health, figures for
// machines, administration. Any thread may ask; sockets are the server's business.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "hub/event_thread.h"
#include "hub/postgres_hub.h"
#include "hub/postgres_ledger.h"
#include "hub/tokens.h"

namespace yingbin {

struct HubOptions {
  std::filesystem::path data;
  std::string database;  // "postgresql://…"; empty: SQLite under `data`
  std::string tls_pin;
  std::string upstream{};  // another address for the centre's hub than where events were joined
};

class Hub {
 public:
  // Opens every event that `data` holds, or the database, as far as no other process serves it:
  // that one's are taken over when it is gone. An event that cannot be opened is told in `notices`
  // and keeps no other from being served.
  static Result<std::unique_ptr<Hub>> open(HubOptions options);

  // From stations: everything under /v1, /healthz and /metrics.
  void ask(Request request, Reply reply);
  // From the hub's own machine, by a socket that only its owner may open: /admin/….
  void administer(const Request& request, const Reply& reply);

  [[nodiscard]] std::vector<std::string> notices() const { return notices_; }
  [[nodiscard]] std::size_t events() const;

 private:
  explicit Hub(HubOptions options) : options_(std::move(options)) {}

  std::shared_ptr<EventThread> find(EventId event) const;
  Result<std::shared_ptr<EventThread>> open_event(EventId event);
  Result<void> open_database();
  Result<void> open_folder();
  Result<std::optional<Enrolment>> upstream_of(const std::filesystem::path& folder) const;
  [[nodiscard]] std::string health() const;
  Result<void> prepare_shared(HostOptions& options, PostgresHub& shared, Owner owner);
  void watch(const std::stop_token& stop);
  void look_after_events(PostgresHub& shared);
  Response enrol(const Request& request);
  Response make_token(const Request& request);
  Response list_stations(EventId event) const;
  Response list_events() const;
  Response revoke(const Request& request);
  Response adopt(EventId event);
  [[nodiscard]] std::string metrics() const;

  HubOptions options_;
  SystemTime time_;
  Tokens tokens_;
  std::vector<std::string> notices_;
  mutable std::mutex mutex_;
  std::map<EventId, std::shared_ptr<EventThread>> events_;
  std::jthread watcher_;  // on a database: takes events over whose owner is gone
};

}  // namespace yingbin
