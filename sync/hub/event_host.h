// One event at a hub: the owner of its journal and state, answering what stations ask. Values in,
// values out; sockets are the server's business, and the simulator has none. One thread uses it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "client/enrolment.h"
#include "client/pull_loop.h"
#include "hub/answer_cache.h"
#include "hub/credentials.h"
#include "hub/runs.h"
#include "protocol/answers.h"
#include "protocol/message.h"
#include "protocol/verifier.h"
#include "station/station.h"

namespace yingbin {

// A question whose answer may come later; the server's name for it.
using Ticket = std::uint64_t;

struct Answered {
  Ticket ticket = 0;
  Response response;
};

// A batch whose bytes were read and whose digests were compared, on whatever thread it came in.
struct ReadBatch {
  std::vector<SealedRecord> records;
  std::vector<bool> damaged;
};
// None for what carries no batch; a failure for what is none.
std::optional<Result<ReadBatch>> read_batch_of(const Request& request);

struct HostOptions {
  std::filesystem::path folder;  // of this event: keys, cache, and journal where no ledger is given
  EventId event;
  std::unique_ptr<Ledger> ledger;  // null: SQLite in the folder
  std::function<bool()> ended;     // whether the ledger is another process's now; null: never
  std::string name = "hub";        // what people call it
  std::string tls_pin;             // of the certificate that stations see
  JournalSurroundings surroundings;
  std::optional<Enrolment> upstream;  // the centre's hub, where this one joined the event
};

// How a hall's hub stands with the centre's.
struct UpstreamStatus {
  bool connected = false;
  std::optional<std::int64_t> news_ms;       // since all that the centre had was here; none: never
  std::optional<std::uint64_t> unforwarded;  // records that the centre lacks; none: not known yet
  std::string trouble;                       // why nothing is exchanged; empty while all is well
  std::vector<StationHeard> stations;        // as the centre hears them
};

// What /metrics tells of an event.
struct HostCounts {
  std::uint64_t records = 0;  // held
  std::uint64_t taken = 0;    // since the start
  std::uint64_t known = 0;    // came again
  std::uint64_t refused = 0;
  std::uint64_t waiting = 0;   // downloads that wait for news
  std::uint64_t stations = 0;  // enrolled and not revoked
  std::optional<UpstreamStatus> upstream;
};

class EventHost {
 public:
  static constexpr std::int64_t kWait_ms_max = 55'000;  // proxies cut after a minute
  static constexpr std::size_t kWaiting_max = 4'096;
  static constexpr std::uint64_t kSharedRecords_max = 64;  // news of so many is packed once for all

  // Opens the event, or starts it for the founder that a founder's token admits.
  static Result<std::unique_ptr<EventHost>> open(HostOptions options);
  ~EventHost();

  [[nodiscard]] EventId event() const { return options_.event; }
  [[nodiscard]] const EventState& state() const { return station_->state(); }
  [[nodiscard]] Station& station() { return *station_; }
  [[nodiscard]] HostCounts counts() const;
  [[nodiscard]] bool ended() const { return options_.ended && options_.ended(); }

  // The answer, or none where a download waits: then `due` has it when there is news or its time is
  // over. `body` was read within bounds.
  std::optional<Response> handle(const Request& request, Ticket ticket);
  std::optional<Response> handle(const Request& request, std::optional<Result<ReadBatch>> batch,
                                 Ticket ticket);
  // What came in takes effect here, after its sender has the answer: call it after each `handle`.
  std::vector<Answered> due();
  void forget(Ticket ticket);  // whoever asked is gone
  // Monotonic ms at which `due` has something without news; none: nobody waits.
  [[nodiscard]] std::optional<std::int64_t> next_due_ms() const;

  // A station whose token was good. The founder's comes first: it vouches for everybody else.
  Response enrol(const EnrolRequest& request, StationRole role);
  // From now on nothing that it sends is taken; what it recorded before stays.
  Result<void> revoke(OriginId origin, const std::string& reason);

  // What came from the centre, verified: kept in one transaction with how far the exchange got. A
  // failure: nothing was kept.
  Result<void> receive(const Arrival& arrival);
  void note_upstream(UpstreamStatus status);
  // The stations that this hub heard itself, for the centre.
  [[nodiscard]] std::vector<StationHeard> heard_here() const;

  // Everything that stations told and that is not named in a record yet: how they were heard.
  [[nodiscard]] StationsAnswer stations() const;

 private:
  struct Waiting {
    Ticket ticket = 0;
    bool figures = false;  // waits for the figures of the day, not for records
    Cursor after;
    OriginId origin;
    std::uint64_t mine = 0;
    std::int64_t until_ms = 0;
  };
  struct Heard {
    std::int64_t at_ms = 0;
    std::uint64_t unsent = 0;
    bool told_all = false;  // since the start, all that it held came
  };

  EventHost(HostOptions options, DeviceSecretKey device);
  Result<void> start();
  Result<void> load_settings();
  Result<void> remember_upstream();
  Response take(const Request& request, std::optional<Result<ReadBatch>> batch);
  std::optional<Response> give(const Request& request, OriginId asker, Ticket ticket);
  Response records_after(const Cursor& after, OriginId asker, std::uint64_t mine);
  [[nodiscard]] Response heads_and(std::vector<RefusedRun> refused);
  void note(OriginId origin, const Request& request);
  std::optional<Response> figures(const Request& request, Ticket ticket);
  [[nodiscard]] Response figures_now() const;
  std::optional<Response> park(Waiting waiting, std::uint64_t wait_s);
  Response allot(const Request& request, OriginId asker);
  void note_restored();
  void note_new_origin();
  Result<Received> keep(const std::vector<SealedRecord>& believed, const Settings& settings);
  void hand_mint_to(OriginId hub);
  Response hear_stations(const Request& request);
  Result<void> note_move(const Settings& settings);
  void catch_up();
  Response enrol_founder(const EnrolRequest& request);
  Response finish_enrolment(EnrolAnswer answer);
  EnrolAnswer welcome(const EnrolRequest& request, OriginId origin, StationRole role);

  HostOptions options_;
  const TimeSource* time_;
  DeviceSecretKey device_;
  std::unique_ptr<Station> station_;
  Verifier verifier_;
  Credentials credentials_;
  AnswerCache cache_;
  Runs runs_;
  std::vector<Waiting> waiting_;
  std::unordered_map<OriginId, Heard> heard_;
  OriginId served_as_;
  bool revocations_came_ = false;
  std::optional<UpstreamStatus> upstream_;
  std::int64_t upstream_at_ms_ = 0;
  bool restored_ = false;  // from a backup: grants nothing until every holder told all
  HostCounts counts_;
};

// A refusal in the form of RFC 9457.
Response problem(int status, std::string_view code, const std::string& title);

}  // namespace yingbin
