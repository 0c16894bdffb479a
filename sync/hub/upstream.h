// The link of a hall's hub to the centre's: to that one it is a station like any other, with the
// client of a station, whose records are the event's at this hub. Owned by the thread of the event;
// whatever becomes of the link, the hall is served.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "client/sync_client.h"
#include "hub/event_host.h"

namespace yingbin {

class Upstream {
 public:
  // `wake` may be called by any thread: then `step` has something to do. The host outlives this.
  static Result<std::unique_ptr<Upstream>> start(EventHost& host, const Enrolment& enrolment,
                                                 std::function<void()> wake);

  // Takes a little of what came, tells what was written, notes how the link stands.
  void step();

 private:
  Upstream(EventHost& host, std::function<void()> wake);
  void take();
  [[nodiscard]] UpstreamStatus status() const;

  EventHost& host_;
  std::function<void()> wake_;
  std::string keeping_failed_;
  std::unique_ptr<SyncClient> client_;
};

}  // namespace yingbin
