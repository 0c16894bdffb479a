// The half of a station's exchange with its hub that belongs to the thread of the event: takes what
// came into the station, keeps its rights filled up, gives up what it must not keep. The other half
// (sync/client) asks and sends.
#pragma once

#include <deque>
#include <map>
#include <optional>

#include "client/enrolment.h"
#include "client/pull_loop.h"
#include "event/allot.h"
#include "station/station.h"

namespace yingbin {

// Runs that were not believed, for whoever looks after the event.
struct Doubt {
  Rejected run;
  std::string message;
};

class HubLink {
 public:
  HubLink(Station& station, const Enrolment& enrolment);

  // The founder's station vouches for the hub and lets it hand out seats from now on; done once,
  // nothing for any other station.
  Result<void> greet();
  Result<void> take(const Arrival& arrival);
  // What to ask the mint for now; of one zone not again within kAgain_ms.
  std::optional<AllotmentRequest> wish(std::int64_t now_ms);

  [[nodiscard]] const std::deque<Doubt>& doubts() const { return doubts_; }  // the latest first

 private:
  static constexpr std::int64_t kAgain_ms = 10'000;
  static constexpr std::size_t kDoubts_max = 100;

  Result<void> settle();

  Station& station_;
  EnrolAnswer hub_;
  std::uint64_t looked_at_ = UINT64_MAX;  // records held when the rights were last counted
  std::map<int, std::int64_t> asked_ms_;  // when, by zone
  std::deque<Doubt> doubts_;
};

}  // namespace yingbin
