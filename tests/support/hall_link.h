// A hall's end of its link to the centre, as hub/upstream has it, without sockets: one request at a
// time, handed to the centre's EventHost when the test says so.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "client/pull_loop.h"
#include "client/push_loop.h"
#include "client/resume.h"
#include "hub/event_host.h"

namespace yingbin {

class HallLink final : public LocalRecords {
 public:
  HallLink(EventHost& hall, const Enrolment& enrolment, const DeviceSecretKey& device)
      : hall_(hall),
        push_(enrolment, device, *this, 1),
        pull_(enrolment, verifier_of(hall.state(), hall.event()),
              hub_cursor(hall.station().journal()), 2) {}

  // Until neither has anything to ask without waiting. How many requests that took.
  std::size_t exchange(EventHost& centre, std::int64_t now_ms) {
    std::size_t requests = 0;
    for (bool more = true; more;) {
      more = false;
      // Uploads wait for no download; one of a hub that was restored goes on until it is told.
      for (int i = 0; i < kUploads_max; ++i) {
        const auto push = push_.next(now_ms);
        if (!push) break;
        push_.answered(centre.handle(*push, kTicket).value(), now_ms);
        if (push_.own_origin_elsewhere()) pull_.start_over();
        more = true;
      }
      more = fetch(centre, now_ms) || more;
      if (++requests > 1'000) throw std::runtime_error("the exchange does not end");
      hall_.due();
      centre.due();
    }
    return requests;
  }

  std::vector<Head> heads() override { return hall_.station().journal().heads(); }
  OriginId own_origin() override { return hall_.station().journal().origin(); }
  Result<Outgoing> outgoing_of(OriginId origin, std::uint64_t seq, std::size_t bytes) override {
    return hall_.station().journal().outgoing_of(origin, seq, bytes);
  }
  [[nodiscard]] PushLoop& push() { return push_; }
  std::uint64_t fetched = 0;

 private:
  bool fetch(EventHost& centre, std::int64_t now_ms) {
    std::uint64_t mine = 0;
    for (const Head& head : heads()) {
      if (head.id.origin == own_origin()) mine = std::max(mine, head.id.seq);
    }
    auto pull = pull_.next(now_ms, own_origin(), mine);
    if (!pull) return false;
    push_.report(*pull);
    const auto response = centre.handle(*pull, kTicket);
    if (!response) {
      centre.forget(kTicket);
      return false;
    }
    const auto arrival = pull_.answered(*response, now_ms);
    if (pull_.hub_was_restored()) {
      push_.forget_hub();
      pull_.restored_is_known();
    }
    if (!arrival) return true;
    fetched += arrival->records.size();
    EXPECT_TRUE(arrival->rejected.empty()) << to_text(arrival->rejected.front().first);
    EXPECT_TRUE(hall_.receive(*arrival));
    return true;
  }

  static constexpr Ticket kTicket = 7;
  static constexpr int kUploads_max = 8;

  EventHost& hall_;
  PushLoop push_;
  PullLoop pull_;
};

}  // namespace yingbin
