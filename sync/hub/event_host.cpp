#include "hub/event_host.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "event/allot.h"
#include "event/stations.h"
#include "hub/event_host_parts.h"
#include "hub/figures_json.h"
#include "keys/key_files.h"
#include "protocol/batch.h"
#include "protocol/signed_head.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr const char* kServedAs = "served_as";  // the hub's own origin
constexpr const char* kRestored = "restored";   // "1" from when it was noticed

constexpr int kGrantSeats_max = 10'000;

const SystemTime kSystemTime;

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Result<DeviceSecretKey> device_key(const std::filesystem::path& folder) {
  std::error_code error;  // told by the key's own failure
  if (std::filesystem::create_directories(folder, error)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  return has_device_key(folder) ? load_device_key(folder) : create_device_key(folder);
}

Result<Journal> open_journal(HostOptions& options) {
  if (options.ledger) {
    return Journal::on(std::move(options.ledger), options.folder, options.event,
                       options.surroundings);
  }
  std::error_code error;
  if (std::filesystem::exists(options.folder / "journal.db", error)) {
    return Journal::open(options.folder, Access::write, options.surroundings);
  }
  const OriginId origin = options.upstream ? options.upstream->answer.origin : OriginId{};
  return Journal::create(options.folder, options.event, origin, options.surroundings);
}

}  // namespace

Response problem(int status, std::string_view code, const std::string& title) {
  return {status, {{header::kContentType, media::kProblem}}, problem_json(status, code, title)};
}

EventHost::EventHost(HostOptions options, DeviceSecretKey device)
    : options_(std::move(options)),
      time_(options_.surroundings.time ? options_.surroundings.time : &kSystemTime),
      device_(std::move(device)),
      verifier_(options_.event) {}

EventHost::~EventHost() = default;

Result<std::unique_ptr<EventHost>> EventHost::open(HostOptions options) {
  auto device = device_key(options.folder);
  if (!device) return device.failure();
  std::unique_ptr<EventHost> host(new EventHost(std::move(options), *std::move(device)));
  if (auto started = host->start(); !started) return started.failure();
  return host;
}

Result<void> EventHost::start() {
  auto journal = open_journal(options_);
  if (!journal) return journal.failure();
  StationOptions options;
  options.door = options_.name;
  options.surroundings = options_.surroundings;
  auto station = Station::on(*std::move(journal), options);
  if (!station) return station.failure();
  station_ = *std::move(station);
  if (auto remembered = remember_upstream(); !remembered) return remembered;
  return load_settings();
}

Result<void> EventHost::load_settings() {
  const auto settings = station_->journal().settings();
  if (!settings) return settings.failure();
  credentials_.load(*settings);
  if (auto begun = runs_.begin(station_->journal(), *settings); !begun) return begun;
  const auto restored = settings->find(kRestored);
  restored_ = restored != settings->end() && restored->second == "1";
  if (auto noted = note_move(*settings); !noted) return noted;
  const auto founder = settings->find(host_setting::kFounder);
  if (founder != settings->end()) {
    if (const auto known = parse_founder(founder->second)) {
      verifier_.know(known->origin, known->key, /*names=*/true);
    }
  }
  verifier_.know(station_->journal().origin(), device_.public_key(), /*names=*/true);
  for (OriginId id : state().device_ids()) {
    const NameOrigin* named = state().device(id)->named;
    if (named) verifier_.know(id, named->key, named->role == StationRole::hub);
    if (state().device(id)->revoked) verifier_.revoke(id);
  }
  return {};
}

// A journal that finds itself copied goes on under a new origin by itself.
Result<void> EventHost::note_move(const Settings& settings) {
  served_as_ = station_->journal().origin();
  const std::string self = hex(served_as_.value);
  const auto before = settings.find(kServedAs);
  if (before != settings.end() && before->second == self) return {};
  Settings now{{kServedAs, self}};
  if (before != settings.end()) {
    restored_ = true;
    now[kRestored] = "1";
  }
  return station_->journal().put_settings(now);
}

// What was granted after the backup is not known here: as a new origin the hub takes nothing for
// granted, and stations push all they hold (DESIGN 8).
void EventHost::note_restored() {
  if (restored_) return;
  // Kept even if this fails: then it is noticed again.
  static_cast<void>(station_->go_on_as_new_origin());
  note_new_origin();
}

void EventHost::note_new_origin() {
  restored_ = true;
  for (auto& [origin, heard] : heard_) heard.told_all = false;
  served_as_ = station_->journal().origin();
  static_cast<void>(
      station_->journal().put_settings({{kRestored, "1"}, {kServedAs, hex(served_as_.value)}}));
  verifier_.know(served_as_, device_.public_key(), /*names=*/true);
}

// Of the mint: grants what it holds and never what it only believes to hold.
Response EventHost::allot(const Request& request, OriginId asker) {
  const auto wish = parse_allotment_request(request.body);
  if (!wish) return problem(400, "body", say("A wish for seats names a zone and a number."));
  const OriginId self = station_->journal().origin();
  if (restored_) {
    std::set<OriginId> heard;
    for (const auto& [origin, one] : heard_) {
      if (one.told_all) heard.insert(origin);
    }
    const auto unheard = unheard_holders(state(), self, heard);
    if (!unheard.empty()) {
      return json_answer(to_json(AllotmentAnswer{
          0, say("The hub was restored from a backup. It hands out seats once every station has "
                 "connected again or was declared lost; {} are missing.",
                 unheard.size())}));
    }
    // All that was granted is known again; another backup would be noticed anew.
    if (auto known = station_->journal().put_settings({{kRestored, "0"}}); !known) {
      return problem(503, "storage", known.message());
    }
    restored_ = false;
  }
  AllotRequest ask;
  ask.zone = wish->zone;
  ask.seats = std::clamp(wish->seats, 0, kGrantSeats_max);
  ask.together = std::clamp(wish->together, 1, 100);
  const Answer answer = decide_allotment(state(), self, asker, ask);
  if (!answer.allowed()) {
    return json_answer(to_json(AllotmentAnswer{0, std::string(name_of(answer.refused))}));
  }
  if (auto written = station_->record(answer.acts); !written) {
    return problem(503, "storage", written.message());
  }
  int granted = 0;
  for (const Act& act : answer.acts) {
    if (const auto* grant = std::get_if<GrantSeats>(&act)) {
      granted += static_cast<int>(grant->seats.size());
    }
  }
  return json_answer(to_json(AllotmentAnswer{granted, ""}));
}

HostCounts EventHost::counts() const {
  HostCounts counts = counts_;
  counts.upstream = upstream_;
  counts.records = station_->journal().count();
  counts.waiting = waiting_.size();
  for (OriginId id : state().device_ids()) {
    counts.stations += state().device(id)->in_service() ? 1 : 0;
  }
  return counts;
}

void EventHost::note(OriginId origin, const Request& request) {
  Heard& heard = heard_[origin];
  heard.at_ms = time_->monotonic_ms();
  const std::string unsent = request.header_of(header::kUnsent);
  if (!unsent.empty()) heard.unsent = number_of(unsent);
  const auto told = parse_hex(request.header_of(header::kTold));
  if (told && *told == station_->journal().origin().value) heard.told_all = true;
}

std::optional<Result<ReadBatch>> read_batch_of(const Request& request) {
  const bool batch = request.method == "POST" && !request.body.empty() &&
                     request.header_of(header::kContentType) == media::kBatch;
  if (!batch) return std::nullopt;
  auto records = unpack_batch(request.body);
  if (!records) return records.failure();
  ReadBatch read{*std::move(records), {}};
  read.damaged = damaged_among(read.records);
  return read;
}

std::optional<Response> EventHost::handle(const Request& request, Ticket ticket) {
  return handle(request, read_batch_of(request), ticket);
}

std::optional<Response> EventHost::handle(const Request& request,
                                          std::optional<Result<ReadBatch>> batch, Ticket ticket) {
  catch_up();
  const auto credential = parse_credential(request.header_of(header::kAuthorization));
  if (!credential || !credentials_.hold(*credential)) {
    return problem(401, "unknown_station",
                   say("This hub does not know the station, or no longer: enrol it again with a "
                       "new token."));
  }
  const Device* device = state().device(credential->origin);
  if (device && device->revoked) {
    return problem(401, "revoked",
                   say("This station was shut out of the event. What it recorded before stays."));
  }
  note(credential->origin, request);
  const bool from_hub = device && device->named && device->named->role == StationRole::hub;
  if (from_hub) hand_mint_to(credential->origin);
  const std::string path = request.path();
  if (path == event_path(event(), "records")) {
    if (request.method == "POST") return take(request, std::move(batch));
    if (request.method == "GET") return give(request, credential->origin, ticket);
  } else if (path == event_path(event(), "figures") && request.method == "GET") {
    return figures(request, ticket);
  } else if (path == event_path(event(), "stations")) {
    if (request.method == "GET") return json_answer(to_json(stations()));
    if (request.method == "POST" && from_hub) return hear_stations(request);
  } else if (path == event_path(event(), "allotments") && request.method == "POST") {
    return allot(request, credential->origin);
  } else {
    return problem(404, "no_such_path", say("This hub has nothing under that address."));
  }
  return problem(405, "method", say("This hub does not answer that kind of question here."));
}

Response EventHost::heads_and(std::vector<RefusedRun> refused) {
  PushAnswer answer{station_->journal().origin(), {}, std::move(refused)};
  for (const Head& head : station_->journal().heads()) {
    answer.heads.push_back({head.id, prefix_of(head.digest)});
  }
  return json_answer(to_json(answer));
}

Response EventHost::take(const Request& request, std::optional<Result<ReadBatch>> batch) {
  if (request.body.empty()) return heads_and({});
  if (!batch) return problem(415, "media_type", say("This hub takes batches of records here."));
  if (!*batch) return problem(400, "batch", batch->message());
  Verdicts verdicts = verifier_.check(std::move((*batch)->records), (*batch)->damaged);
  std::vector<RefusedRun> refused;
  for (const Rejected& run : verdicts.rejected) {
    refused.push_back({run.first, park_reason(run.reason), 0});
  }
  if (!verdicts.believed.empty()) {
    const auto received = keep(verdicts.believed, {});
    if (!received) return problem(503, "storage", received.message());
    for (const Refusal& refusal : received->refused) {
      refused.push_back({refusal.id, ParkReason::gap, refusal.held});
    }
  }
  counts_.refused += refused.size();
  return heads_and(std::move(refused));
}

std::optional<Response> EventHost::give(const Request& request, OriginId asker, Ticket ticket) {
  const auto after = parse_cursor(request.query("after"));
  if (!after) return problem(400, "cursor", say("`after` must be a cursor that this hub gave."));
  if (!runs_.fits(*after, station_->journal().count())) {
    note_restored();
    return problem(409, "cursor_unknown",
                   say("This hub no longer has what it gave before: it was restored from a backup. "
                       "Start from the beginning."));
  }
  const std::uint64_t mine = number_of(request.query("mine"));
  const std::uint64_t wait_s = number_of(request.query("wait"));
  const bool news = after->position < station_->journal().count();
  if (news || wait_s == 0) return records_after(*after, asker, mine);
  return park({ticket, false, *after, asker, mine, 0}, wait_s);
}

std::optional<Response> EventHost::park(Waiting waiting, std::uint64_t wait_s) {
  if (waiting_.size() >= kWaiting_max) {
    return problem(503, "busy", say("Too many stations wait at this hub. It will be tried again."));
  }
  const auto wait_ms = static_cast<std::int64_t>(std::min<std::uint64_t>(wait_s, 3'600) * 1000);
  waiting.until_ms = time_->monotonic_ms() + std::min(wait_ms, kWait_ms_max);
  waiting_.push_back(waiting);
  return std::nullopt;
}

// The day at a glance (rule C1), for whoever watches without a station.
Response EventHost::figures_now() const {
  Response response = json_answer(figures_json(state()));
  response.headers[header::kCursor] = std::to_string(station_->journal().count());
  return response;
}

std::optional<Response> EventHost::figures(const Request& request, Ticket ticket) {
  const std::uint64_t after = number_of(request.query("after"));
  const std::uint64_t wait_s = number_of(request.query("wait"));
  if (after < station_->journal().count() || wait_s == 0) return figures_now();
  return park({ticket, true, {after, 0}, {}, 0, 0}, wait_s);
}

Response EventHost::records_after(const Cursor& after, OriginId asker, std::uint64_t mine) {
  const std::uint64_t held = station_->journal().count();
  const bool shared = after.position + kSharedRecords_max >= held;
  const PackedAnswer* packed = shared ? cache_.find(after, held) : nullptr;
  PackedAnswer fresh;
  if (!packed) {
    auto outgoing = station_->journal().outgoing_after(after.position, kBatchBytes_wanted);
    if (!outgoing) return problem(503, "storage", outgoing.message());
    sign_own(device_, outgoing->records);
    fresh = {after, held, after, outgoing->more, {}};
    if (!outgoing->records.empty()) {
      fresh.until = {outgoing->position, runs_.current()};
    }
    if (!shared) {
      std::erase_if(outgoing->records, [&](const SealedRecord& sealed) {
        return sealed.record.id.origin == asker && sealed.record.id.seq <= mine;
      });
    }
    fresh.body = pack_batch(outgoing->records);
    packed = shared ? &cache_.put(std::move(fresh)) : &fresh;
  }
  return {200,
          {{header::kContentType, media::kBatch},
           {header::kCursor, to_text(packed->until)},
           {header::kRun, hex(runs_.current())},
           {header::kMore, packed->more ? "1" : "0"}},
          packed->body};
}

// A state that does not follow is told by whatever is asked next; the records are on disk.
void EventHost::catch_up() {
  static_cast<void>(station_->catch_up());
  // What this hub wrote came back and is not on its disk: the disk is a copy, or from a backup.
  if (station_->journal().origin() != served_as_) note_new_origin();
  if (!std::exchange(revocations_came_, false)) return;
  for (OriginId id : state().device_ids()) {
    if (state().device(id)->revoked) verifier_.revoke(id);
  }
}

std::vector<Answered> EventHost::due() {
  catch_up();
  std::vector<Answered> answers;
  const std::uint64_t held = station_->journal().count();
  const std::int64_t now_ms = time_->monotonic_ms();
  std::erase_if(waiting_, [&](const Waiting& waiting) {
    if (waiting.after.position >= held && now_ms < waiting.until_ms) return false;
    answers.push_back(
        {waiting.ticket, waiting.figures
                             ? figures_now()
                             : records_after(waiting.after, waiting.origin, waiting.mine)});
    return true;
  });
  return answers;
}

void EventHost::forget(Ticket ticket) {
  std::erase_if(waiting_, [&](const Waiting& waiting) { return waiting.ticket == ticket; });
}

std::optional<std::int64_t> EventHost::next_due_ms() const {
  std::optional<std::int64_t> next;
  for (const Waiting& waiting : waiting_) {
    next = std::min(next.value_or(waiting.until_ms), waiting.until_ms);
  }
  return next;
}

}  // namespace yingbin
