#include "hub/hub.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "client/http.h"
#include "event/fields.h"
#include "keys/key_files.h"
#include "text/say.h"

namespace yingbin {

namespace {

using Json = nlohmann::ordered_json;

Response json_of(const Json& json) {
  return {200,
          {{header::kContentType, media::kJson}},
          json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Response text_of(int status, std::string text) {
  return {status, {{header::kContentType, media::kText}}, std::move(text)};
}

Response no_such_event() {
  return problem(404, "no_such_event",
                 say("This hub does not hold that event. Connect the station that founded it."));
}

// "/v1/events/<id>/…"
std::optional<EventId> event_of(const std::string& path) {
  constexpr std::string_view kPrefix = "/v1/events/";
  constexpr std::size_t kDigits = 8;
  if (!path.starts_with(kPrefix) || path.size() < kPrefix.size() + kDigits) return std::nullopt;
  const auto id = parse_hex(std::string_view(path).substr(kPrefix.size(), kDigits));
  return id ? std::optional(EventId{*id}) : std::nullopt;
}

bool is_event_folder(const std::filesystem::directory_entry& entry) {
  const std::string name = entry.path().filename();
  return entry.is_directory() && name.size() == 8 && parse_hex(name).has_value();
}

}  // namespace

Result<std::unique_ptr<Hub>> Hub::open(HubOptions options) {
  std::error_code error;
  std::filesystem::create_directories(options.data, error);
  if (error) {
    return Failure{say("The folder {} cannot be made: {}. Choose another with --data.",
                       options.data.string(), error.message())};
  }
  std::unique_ptr<Hub> hub(new Hub(std::move(options)));
  if (!hub->options_.database.empty()) {
    if (auto opened = hub->open_database(); !opened) return opened.failure();
  } else if (auto opened = hub->open_folder(); !opened) {
    return opened.failure();
  }
  return hub;
}

Result<void> Hub::open_folder() {
  if (!options_.upstream.empty()) {
    auto url = hub_url(options_.upstream);
    if (!url) return url.failure();
    options_.upstream = *std::move(url);
  }
  std::error_code error;
  bool joined = false;
  for (const auto& entry : std::filesystem::directory_iterator(options_.data, error)) {
    if (!is_event_folder(entry)) continue;
    joined = joined || is_enrolled(entry.path());
    const EventId event{*parse_hex(entry.path().filename().string())};
    if (auto opened = open_event(event); !opened) notices_.push_back(opened.message());
  }
  if (options_.upstream.empty() || joined) return {};
  return Failure{
      say("This hub has joined no event at {}. There: `yingbin-hub token --event ID --role hub`. "
          "Here: `yingbin-hub join {} TOKEN`. Then serve again.",
          options_.upstream, options_.upstream)};
}

std::shared_ptr<EventThread> Hub::find(EventId event) const {
  const std::lock_guard lock(mutex_);
  const auto at = events_.find(event);
  return at == events_.end() ? nullptr : at->second;
}

std::size_t Hub::events() const {
  const std::lock_guard lock(mutex_);
  return events_.size();
}

Result<void> Hub::open_database() {
  if (!options_.upstream.empty()) {
    return Failure{
        say("A hub on PostgreSQL is a centre and relays to no other: leave out --database on the "
            "machine in the hall.")};
  }
  auto shared = PostgresHub::open(options_.database);
  if (!shared) return shared.failure();
  look_after_events(*shared);
  watcher_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
  return {};
}

// Who owns an event may change at any time: looked at every second.
void Hub::watch(const std::stop_token& stop) {
  std::optional<PostgresHub> shared;
  std::mutex mutex;
  std::condition_variable_any pause;
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex);
    pause.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
    if (stop.stop_requested()) return;
    if (!shared) {
      if (auto opened = PostgresHub::open(options_.database)) shared = *std::move(opened);
    }
    if (shared) look_after_events(*shared);
  }
}

void Hub::look_after_events(PostgresHub& shared) {
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(events_, [](const auto& one) {
      bool ended = false;
      one.second->run([&](EventHost& host) { ended = host.ended(); });
      return ended;
    });
  }
  const auto events = shared.events();
  if (!events) return;
  for (EventId event : *events) {
    // Another process serves it, most likely: tried again.
    if (!find(event)) static_cast<void>(open_event(event));
  }
}

// All hubs on one database are one hub to the stations: one device key.
Result<void> Hub::prepare_shared(HostOptions& options, PostgresHub& shared, Owner owner) {
  DeviceSecretKey fresh;
  const std::string seed(fresh.seed().begin(), fresh.seed().end());
  const auto kept = shared.put_secret_if_absent("device_key", seed);
  if (!kept) return kept.failure();
  auto ledger = PostgresLedger::open(options_.database, options.event, owner);
  if (!ledger) return ledger.failure();
  options.ended = [held = ledger->get()] { return held->ended(); };
  options.ledger = *std::move(ledger);
  if (has_device_key(options.folder)) return {};
  std::array<std::uint8_t, 32> bytes{};
  std::copy_n(kept->begin(), bytes.size(), bytes.begin());
  std::error_code error;  // told by the key's own failure
  std::filesystem::create_directories(options.folder, error);
  auto written = keep_device_key(options.folder, DeviceSecretKey(bytes));
  if (!written) return written.failure();
  return {};
}

Result<std::optional<Enrolment>> Hub::upstream_of(const std::filesystem::path& folder) const {
  if (!options_.database.empty() || !is_enrolled(folder)) return std::optional<Enrolment>();
  auto enrolment = load_enrolment(folder);
  if (!enrolment) return enrolment.failure();
  if (!options_.upstream.empty()) enrolment->url = options_.upstream;
  return std::optional(*std::move(enrolment));
}

Result<std::shared_ptr<EventThread>> Hub::open_event(EventId event) {
  HostOptions options;
  options.folder = options_.data / hex(event.value, 8);
  options.event = event;
  options.tls_pin = options_.tls_pin;
  if (!options_.database.empty()) {
    auto shared = PostgresHub::open(options_.database);
    if (!shared) return shared.failure();
    if (auto ready = prepare_shared(options, *shared, Owner::now); !ready) return ready.failure();
  }
  auto upstream = upstream_of(options.folder);
  if (!upstream) return upstream.failure();
  options.upstream = *upstream;
  auto host = EventHost::open(std::move(options));
  if (!host) return host.failure();
  auto thread = std::make_shared<EventThread>(*std::move(host));
  if (*upstream) {
    if (auto connected = thread->connect(**upstream); !connected) return connected.failure();
  }
  const std::lock_guard lock(mutex_);
  events_[event] = thread;
  return thread;
}

void Hub::ask(Request request, Reply reply) {
  const std::string path = request.path();
  if (path == "/healthz") return reply(text_of(200, health()));
  if (path == "/metrics") return reply(text_of(200, metrics()));
  if (path == "/v1/enrol" && request.method == "POST") return reply(enrol(request));
  const auto event = event_of(path);
  const auto thread = event ? find(*event) : nullptr;
  if (!thread) return reply(no_such_event());
  thread->ask(std::move(request), std::move(reply));
}

Response Hub::enrol(const Request& request) {
  const auto asked = parse_enrol_request(request.body);
  if (!asked) return problem(400, "body", say("This is not how a station asks to be enrolled."));
  TokenUse use;
  switch (tokens_.take(asked->token, time_.monotonic_ms(), use)) {
    case Tokens::Taken::no:
      return problem(403, "token",
                     say("This token is not valid: it was used, is older than ten minutes, or was "
                         "mistyped. Make a new one with `yingbin-hub token`."));
    case Tokens::Taken::too_many_tries:
      return problem(429, "too_many_tries",
                     say("Too many wrong tokens came in. Wait a minute, then try again."));
    case Tokens::Taken::yes:
      break;
  }
  // A founder's token names no event, and only a founder's does.
  const bool founds = static_cast<bool>(asked->founder);
  if (founds != !use.event) {
    return problem(403, "token",
                   founds ? say("This token lets a station join an event. The station that founded "
                                "one needs a founder's token: `yingbin-hub token --founder`.")
                          : say("This is a founder's token: only the station that founded the "
                                "event can use it."));
  }
  const EventId event = founds ? asked->event : use.event;
  auto thread = find(event);
  if (!thread && founds && event) {
    auto opened = open_event(event);
    if (!opened) return problem(503, "storage", opened.message());
    thread = *opened;
  }
  if (!thread) return no_such_event();
  Response response;
  thread->run([&](EventHost& host) { response = host.enrol(*asked, use.role); });
  if (const auto answer = parse_enrol_answer(response.body); response.status == 200 && answer) {
    tokens_.tell(asked->token, answer->digits + " " + asked->station);
  }
  return response;
}

void Hub::administer(const Request& request, const Reply& reply) {
  const std::string path = request.path();
  if (path == "/admin/token") return reply(make_token(request));
  if (path == "/admin/news") {
    const auto news = tokens_.news(request.query("token"));
    return reply(text_of(news ? 200 : 404, news.value_or("")));
  }
  if (path == "/admin/events") return reply(list_events());
  if (path == "/admin/revoke") return reply(revoke(request));
  if (path == "/admin/adopt") {
    return reply(adopt(EventId{parse_hex(request.query("event")).value_or(0)}));
  }
  if (path == "/admin/stations") {
    return reply(list_stations(EventId{parse_hex(request.query("event")).value_or(0)}));
  }
  ask(request, reply);
}

Response Hub::make_token(const Request& request) {
  TokenUse use;
  use.event.value = parse_hex(request.query("event")).value_or(0);
  if (use.event && !find(use.event)) return no_such_event();
  const std::string role = request.query("role");
  if (!role.empty() && !parse_name(role, use.role)) {
    return problem(400, "role",
                   say("There is no such kind of station: door, gift, sales, service, control, "
                       "stage or hub."));
  }
  return json_of({{"token", tokens_.make(use, time_.monotonic_ms())},
                  {"pin", options_.tls_pin},
                  {"valid_s", Tokens::kValid_ms / 1000}});
}

Response Hub::list_events() const {
  Json events = Json::array();
  const std::lock_guard lock(mutex_);
  for (const auto& [id, thread] : events_) {
    Json event = {{"event", hex(id.value, 8)}};
    thread->run([&](EventHost& host) {
      event["name"] = host.state().venue().name;
      event["records"] = host.counts().records;
      event["stations"] = host.counts().stations;
    });
    events.push_back(std::move(event));
  }
  return json_of(events);
}

Response Hub::list_stations(EventId event) const {
  const auto thread = find(event);
  if (!thread) return no_such_event();
  Json stations = Json::array();
  thread->run([&](EventHost& host) {
    for (const StationHeard& heard : host.stations().stations) {
      const Device& device = *host.state().device(heard.origin);
      Json one = {{"origin", hex(heard.origin.value)},
                  {"name", device.named ? device.named->station : ""},
                  {"role", device.named ? std::string(name_of(device.named->role)) : ""},
                  {"revoked", device.revoked},
                  {"lost", device.lost},
                  {"unsent", heard.unsent}};
      if (heard.ago_ms) one["heard_s"] = *heard.ago_ms / 1000;
      stations.push_back(std::move(one));
    }
  });
  return json_of(stations);
}

Response Hub::revoke(const Request& request) {
  const auto thread = find(EventId{parse_hex(request.query("event")).value_or(0)});
  if (!thread) return no_such_event();
  const OriginId origin{parse_hex(request.query("origin")).value_or(0)};
  Response response = text_of(200, "");
  thread->run([&](EventHost& host) {
    const Device* device = host.state().device(origin);
    if (!device || !device->named) {
      response = problem(404, "no_such_station",
                         say("There is no such station: `yingbin-hub stations` lists them."));
      return;
    }
    const auto revoked = host.revoke(origin, "revoked at the hub");
    if (!revoked) response = problem(503, "storage", revoked.message());
  });
  return response;
}

// An event that was joined at the centre while this hub ran.
Response Hub::adopt(EventId event) {
  const bool joined =
      options_.database.empty() && !find(event) && is_enrolled(options_.data / hex(event.value, 8));
  if (!joined) return no_such_event();
  const auto opened = open_event(event);
  return opened ? text_of(200, "") : problem(503, "storage", opened.message());
}

}  // namespace yingbin
