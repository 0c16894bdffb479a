// What the two threads of a SyncClient and its owner share. Included by sync_*.cpp only.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "client/http.h"
#include "client/sync_client.h"
#include "keys/key_files.h"

namespace yingbin {

// What the owner of the event told last, and the journal's disk, read by the sending thread.
class SharedRecords final : public LocalRecords {
 public:
  SharedRecords(Journal journal, std::vector<Head> heads, OriginId own)
      : journal_(std::move(journal)), heads_(std::move(heads)), own_(own) {}

  bool publish(std::vector<Head> heads, OriginId own) {
    const std::lock_guard lock(mutex_);
    if (heads == heads_ && own == own_) return false;
    heads_ = std::move(heads);
    own_ = own;
    return true;
  }
  std::vector<Head> heads() override {
    const std::lock_guard lock(mutex_);
    return heads_;
  }
  OriginId own_origin() override {
    const std::lock_guard lock(mutex_);
    return own_;
  }
  Result<Outgoing> outgoing_of(OriginId origin, std::uint64_t seq, std::size_t bytes) override {
    return journal_.outgoing_of(origin, seq, bytes);
  }
  std::uint64_t written() {
    const std::lock_guard lock(mutex_);
    std::uint64_t last = 0;
    for (const Head& head : heads_) {
      if (head.id.origin == own_) last = std::max(last, head.id.seq);
    }
    return last;
  }

 private:
  std::mutex mutex_;
  Journal journal_;  // the sending thread's alone
  std::vector<Head> heads_;
  OriginId own_;
};

// Locks, in the order they are taken: `loops`, which the two threads share; `mutex`, which is held
// for moments only, so that the owner of the event never waits.
struct SyncClient::Parts {
  static constexpr int kRequest_s = 120;  // for the largest batch on the slowest line
  static constexpr std::int64_t kIdle_ms = 1'000;

  Parts(SyncOptions given, DeviceSecretKey key, Journal journal)
      : options(std::move(given)),
        device(std::move(key)),
        records(std::move(journal), options.heads, options.own),
        push(options.enrolment, device, records, options.own.value),
        pull(options.enrolment, options.verifier, options.cursor, ~options.own.value),
        up(options.enrolment.url, options.enrolment.tls_pin),
        down(options.enrolment.url, options.enrolment.tls_pin),
        url(options.enrolment.url) {}

  void send();
  void fetch();
  bool send_records(std::uint64_t seen);
  bool send_wish();
  bool ask_stations();
  [[nodiscard]] Request stations_request();
  void fetched(const Request& request, std::uint64_t turn);
  void pulled(const Response& response);
  [[nodiscard]] std::optional<Request> next_pull(std::uint64_t& turn);
  void heard(bool ok, std::string trouble, bool refused);
  void turn_to_fetch();  // under the mutex
  [[nodiscard]] std::string trouble_with(const Result<Response>& response, std::string refusal);
  void learn_held();
  void pause(std::optional<std::int64_t> wake_ms, std::uint64_t seen, const std::uint64_t& count);
  [[nodiscard]] std::int64_t now_ms() const { return time.monotonic_ms(); }
  [[nodiscard]] Request signed_request(const char* method, const char* what, std::string body);

  SystemTime time;
  SyncOptions options;
  DeviceSecretKey device;
  SharedRecords records;

  std::mutex loops;
  PushLoop push;
  PullLoop pull;
  std::int64_t stations_due_ms = 0;  // the sending thread's

  HubConnection up;
  HubConnection down;

  mutable std::mutex mutex;
  std::condition_variable changed;
  bool stopping = false;
  std::uint64_t to_send = 0;   // counts what concerns the sending thread
  std::uint64_t to_fetch = 0;  // and the fetching one
  std::uint64_t turns = 0;     // answers to requests of an earlier turn are not wanted any more
  std::optional<Cursor> back_to;
  bool start_over = false;
  bool hurry_up = false;    // the hub is at another address
  bool hurry_down = false;  // for the other thread
  std::string url;
  std::string up_trouble;
  std::deque<Arrival> arrivals;
  std::optional<AllotmentRequest> wish;
  std::optional<std::vector<StationHeard>> hears;
  std::int64_t hears_ms = 0;  // when that was so
  SyncStatus now;
  std::optional<std::uint64_t> held_at_first;     // own records at the hub
  std::optional<std::int64_t> fresh_at_ms;        // of the loop
  std::optional<std::int64_t> taken_fresh_at_ms;  // and of what was taken
  std::optional<std::int64_t> stations_at_ms;

  std::thread sender;
  std::thread fetcher;
};

}  // namespace yingbin
