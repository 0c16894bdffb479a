// A running station's exchange with its hub, as the thread of the event sees it: starts the threads
// that send and fetch, takes what came, tells what was written, asks for rights, and says whether
// verdicts are certain (DESIGN 6). Owned by whoever keeps the station open.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "client/sync_client.h"
#include "commands/hub_link.h"

namespace yingbin {

// Whether this station has heard from every other door lately. Alone, it has.
[[nodiscard]] bool hears_every_door(const EventState& state, OriginId self,
                                    const SyncStatus& status);

class HubExchange {
 public:
  static constexpr std::int64_t kNewsAge_ms_max = 15'000;
  static constexpr std::int64_t kDoorAge_ms_max = 30'000;

  // `wake` may be called by any thread: then `step` has something to do. The station stays open
  // longer than this.
  static Result<std::unique_ptr<HubExchange>> start(Station& station, const Enrolment& enrolment,
                                                    std::function<void()> wake);

  // Between two frames, and after anything was written; some 30 ms at most.
  void step();
  [[nodiscard]] const SyncStatus& status() const { return status_; }
  [[nodiscard]] std::uint64_t received() const { return received_; }  // records, since the start
  // A sentence for staff that must not be missed: what came cannot be kept, the hub refuses this
  // station, or what it wrote. Empty while all is well, and while the hub is only out of reach.
  [[nodiscard]] std::string alert() const;
  [[nodiscard]] std::string keeping_failed() const { return keeping_failed_; }
  [[nodiscard]] const std::deque<Doubt>& doubts() const { return link_.doubts(); }
  void set_url(const std::string& url) { client_->set_url(url); }

 private:
  HubExchange(Station& station, const Enrolment& enrolment, std::function<void()> wake);
  Result<void> connect(const Enrolment& enrolment);
  void take();

  Station& station_;
  HubLink link_;
  std::function<void()> wake_;
  SystemTime time_;
  SyncStatus status_;
  std::uint64_t received_ = 0;
  std::string keeping_failed_;
  std::unique_ptr<SyncClient> client_;
};

}  // namespace yingbin
