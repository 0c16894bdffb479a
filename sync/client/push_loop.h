// What a station still has to send to its hub, one request at a time: every record that the hub
// does not hold, its own first, and others' too, which a hub that was restored has lost. Decides
// what to ask next and what an answer means; no socket, no clock, no thread, so that the simulator
// runs it as it ships.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "client/backoff.h"
#include "client/enrolment.h"
#include "journal/journal.h"
#include "keys/signing_key.h"

namespace yingbin {

// Where the loop reads what this station holds. Called only inside `next`.
class LocalRecords {
 public:
  virtual ~LocalRecords() = default;
  virtual std::vector<Head> heads() = 0;
  virtual OriginId own_origin() = 0;
  virtual Result<Outgoing> outgoing_of(OriginId origin, std::uint64_t seq,
                                       std::size_t bytes_max) = 0;
};

// A run that the hub does not take: shown, and not sent again until the hub's view of it changes,
// or a minute has passed: it may have been damaged on its way.
struct Parked {
  RefusedRun run;
  std::string why;  // for people
};

class PushLoop {
 public:
  PushLoop(Enrolment enrolment, const SecretKey& device, LocalRecords& records, std::uint64_t seed);

  // The next request, or none until `wake_ms` or news.
  std::optional<Request> next(std::int64_t now_ms);
  void answered(const Response& response, std::int64_t now_ms);
  void failed(std::int64_t now_ms);       // no answer came, or not from a hub
  void forget_hub();                      // it was restored: what it held is not known any more
  void retry_now() { wake_ms_.reset(); }  // the hub may be elsewhere

  // When to ask again without news; none: only after news.
  [[nodiscard]] std::optional<std::int64_t> wake_ms() const {
    return wake_ms_ ? wake_ms_ : look_ms_;
  }

  // Tells with any other request how far this one got (rule C2).
  void report(Request& request);
  // Records written here that the hub is not known to hold.
  [[nodiscard]] std::uint64_t unsent();
  [[nodiscard]] bool hub_holds(const RecordId& id) const;  // of this station's own
  // The last numbers that the hub holds, by origin; none: not known yet.
  [[nodiscard]] std::optional<std::map<OriginId, std::uint64_t>> held() const;
  [[nodiscard]] const std::map<OriginId, Parked>& parked() const { return parked_; }
  // The hub holds records of this origin that were never written here: the disk was copied.
  [[nodiscard]] bool own_origin_elsewhere() const { return elsewhere_; }
  [[nodiscard]] std::string refusal() const { return refusal_; }  // why the hub answers no at all

 private:
  struct Sending {
    OriginId origin;
    std::uint64_t after = 0;
    std::uint64_t until = 0;  // the last number sent
  };

  std::optional<Request> batch_of(const Head& head);
  [[nodiscard]] bool hub_has(const Head& head);
  [[nodiscard]] bool has_branches(OriginId origin);
  [[nodiscard]] std::uint64_t start_for(const Head& head) const;
  void learn(const PushAnswer& answer);
  void wait(std::int64_t now_ms);
  [[nodiscard]] bool told_all();
  [[nodiscard]] Request request(std::string body) const;

  Enrolment enrolment_;
  const SecretKey& device_;
  LocalRecords& records_;
  Backoff backoff_;
  bool known_ = false;  // what the hub holds
  OriginId hub_;        // which hub that is
  std::map<OriginId, std::set<HeldHead>> held_;
  std::map<OriginId, std::uint64_t> from_;  // where to go on in a chain
  std::optional<Sending> sending_;
  std::map<OriginId, Parked> parked_;
  std::set<OriginId> once_more_;  // parked ones that it is time to try
  std::optional<std::int64_t> look_ms_;
  std::optional<std::int64_t> wake_ms_;
  bool elsewhere_ = false;
  std::string refusal_;
};

}  // namespace yingbin
