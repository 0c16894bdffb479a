// A station's exchange with its hub while the program runs: sends what the hub lacks, fetches what
// is new, asks when the others were heard. Two threads of its own, sending and fetching, so that
// neither waits for the other nor anybody for the network. The owner of the event tells it what was
// written, takes what came, and reads how it goes; every call of its returns at once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/enrolment.h"
#include "client/pull_loop.h"
#include "client/push_loop.h"

namespace yingbin {

struct SyncStatus {
  bool connected = false;
  std::optional<std::int64_t> news_ms;  // since all that the hub had was taken; none: never yet
  std::optional<std::uint64_t> unsent;  // records that only this station has; none: not known yet
  std::uint64_t sent = 0;               // own records that the hub took in this run
  bool all_sent = false;                // the hub holds all that may leave this machine
  std::vector<Parked> parked;           // what the hub does not take, and why
  std::string trouble;                  // why nothing is exchanged; empty while all is well
  bool refused = false;                 // the trouble is the hub's own no
  std::map<OriginId, std::uint64_t> held;  // the last numbers that the hub holds
  std::vector<StationHeard> stations;
  std::optional<std::int64_t> stations_ms;  // since they were asked for
  bool wishing = false;                     // a wish for seats has no answer yet
  std::string wish_reason;                  // why the last one was not granted whole

  [[nodiscard]] bool hub_holds(const RecordId& id) const;
};

struct SyncOptions {
  std::filesystem::path data;  // the journal's folder
  Enrolment enrolment;
  Verifier verifier;  // knows every origin whose name is held already
  Cursor cursor;      // how far the journal got
  std::vector<Head> heads;
  OriginId own;
  std::function<void()> wake;  // any thread: there is something to take or another status
};

class SyncClient {
 public:
  static constexpr std::size_t kArrivals_max = 4;
  static constexpr std::int64_t kStations_ms = 5'000;
  static constexpr std::int64_t kFull_ms = 5'000;  // after an arrival that could not be kept

  static Result<std::unique_ptr<SyncClient>> start(SyncOptions options);
  ~SyncClient();  // within a second, whatever the network does
  SyncClient(const SyncClient&) = delete;
  SyncClient& operator=(const SyncClient&) = delete;

  // After anything was written: the ends of all chains held here, and the name of this station.
  void publish(std::vector<Head> heads, OriginId own);
  // The oldest of what came; to be taken in the order given.
  std::optional<Arrival> take();
  // An arrival could not be kept: what the journal remembers is where to go on, after a while.
  void rewind(const Cursor& cursor);
  void ask(const AllotmentRequest& wish);  // the latest counts
  void set_url(const std::string& url);    // the hub moved
  // Of a hub in a hall: the stations that it hears itself, told upstream from now on.
  void hears(std::vector<StationHeard> stations);
  [[nodiscard]] SyncStatus status() const;

 private:
  struct Parts;
  explicit SyncClient(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace yingbin
