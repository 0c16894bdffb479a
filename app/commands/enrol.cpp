// enrol: a station joins an event at a hub, or brings its own there.
#include <ctime>
#include <sstream>

#include "client/http.h"
#include "commands/folders.h"
#include "commands/hub_link.h"
#include "commands/json_line.h"
#include "commands/opening.h"
#include "commands/print_line.h"
#include "keys/key_files.h"
#include "text/say.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

constexpr int kAnswer_s = 20;

// Where to go, by which right, and by what to know the hub; the pin is in a scanned text only.
struct Ticket {
  std::string url;
  std::string token;
  std::string pin;
};

Result<Ticket> read_ticket(const std::vector<std::string>& words) {
  std::istringstream text;
  std::string joined;
  for (const std::string& word : words) joined += word + " ";
  text.str(joined);
  std::vector<std::string> parts;
  for (std::string part; text >> part;) parts.push_back(part);
  const bool scanned = !parts.empty() && parts.front() == "YBH1";
  if (scanned) parts.erase(parts.begin());
  if (parts.size() != (scanned ? 3U : 2U)) {
    return Failure{
        say("Give the hub's address and the token that `yingbin-hub token` printed, or "
            "the whole text of its QR code.")};
  }
  auto url = hub_url(parts[0]);
  if (!url) return url.failure();
  return Ticket{*std::move(url), parts[1], scanned ? parts[2] : ""};
}

fs::path folder_for(const CommonOptions& common, const std::string& station) {
  if (!common.data.empty()) return common.data;
  const auto here = choose_event({});
  if (here && !is_enrolled(*here)) return *here;
  return new_event_folder(station, static_cast<std::int64_t>(std::time(nullptr)) * 1000);
}

bool holds_event(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "journal.db", error);
}

Failure explained(const Response& response, const std::string& url) {
  const std::string title = problem_title(response.body);
  return is_from_hub(response) && !title.empty() ? Failure{title} : not_a_hub(url);
}

// Asks whether a hub is there at all before the token goes out; learns its key where none is known.
Result<void> find_hub(HubConnection& hub, const std::string& url) {
  const auto health = hub.perform({"GET", "/healthz", {}, {}}, kAnswer_s);
  if (!health) return health.failure();
  if (health->status != 200 || health->body != "ok\n" || hub.tls_pin().empty()) {
    return not_a_hub(url);
  }
  return {};
}

Result<Enrolment> ask_to_join(const Ticket& ticket, EnrolRequest request) {
  HubConnection hub(ticket.url, ticket.pin);
  if (auto found = find_hub(hub, ticket.url); !found) return found.failure();
  request.token = ticket.token;
  const auto response = hub.perform(
      {"POST", "/v1/enrol", {{header::kContentType, media::kJson}}, to_json(request)}, kAnswer_s);
  if (!response) return response.failure();
  if (response->status != 200) return explained(*response, ticket.url);
  const auto answer = parse_enrol_answer(response->body);
  if (!answer) return not_a_hub(ticket.url);
  if (six_digits(request.key, answer->hub_key, hub.tls_pin()) != answer->digits) {
    return Failure{
        say("STOP: somebody stands between this station and the hub at {}. Nothing was "
            "kept. Revoke the station at the hub, and use another network.",
            ticket.url)};
  }
  if (request.event && answer->event != request.event) {
    return Failure{say("The hub answered for another event. Nothing was kept; make a new token.")};
  }
  return Enrolment{ticket.url, hub.tls_pin(), request.station, *answer};
}

Result<DeviceSecretKey> device_key(const fs::path& folder) {
  if (has_device_key(folder)) return load_device_key(folder);
  std::error_code error;
  fs::create_directories(folder, error);
  return create_device_key(folder);
}

StationOptions options_of(const CommonOptions& common, const std::string& station) {
  StationOptions options;
  options.door = station;
  options.staff = common.staff;
  return options;
}

// An empty station, which fills at the first exchange. What was agreed with the hub is kept first:
// where this fails, the same command goes on without a new token.
Result<Enrolment> join(const CommonOptions& common, const fs::path& folder, const Ticket& ticket,
                       const std::string& station) {
  Result<Enrolment> enrolment = is_enrolled(folder) ? load_enrolment(folder) : Failure{};
  if (!enrolment || enrolment->url != ticket.url) {
    const auto device = device_key(folder);
    if (!device) return device.failure();
    EnrolRequest request;
    request.station = station;
    request.key = device->public_key();
    enrolment = ask_to_join(ticket, request);
    if (!enrolment) return enrolment;
    if (auto saved = save_enrolment(folder, *enrolment); !saved) return saved.failure();
  }
  const EnrolAnswer& answer = enrolment->answer;
  auto joined = Station::join(folder, answer.event, answer.origin, options_of(common, station));
  if (!joined) return joined.failure();
  return enrolment;
}

// The station that founded the event brings it to the hub, and vouches for the hub.
Result<Enrolment> found(const CommonOptions& common, const fs::path& folder, const Ticket& ticket,
                        const std::string& name) {
  auto station = Station::open(folder, options_of(common, name));
  if (!station) return station.failure();
  auto device = load_device_key(folder);
  if (!device) return device.failure();
  const OpenEvent* opened = (*station)->state().event().opened;
  if (!opened || opened->founder != device->public_key()) {
    return Failure{
        say("The folder {} belongs to another station's event already. Give a new folder "
            "with --data.",
            folder.string())};
  }
  EnrolRequest request;
  request.station = name;
  request.key = device->public_key();
  request.event = (*station)->journal().event();
  request.founder = (*station)->journal().origin();
  auto enrolment = ask_to_join(ticket, request);
  if (!enrolment) return enrolment;
  if (auto saved = save_enrolment(folder, *enrolment); !saved) return saved.failure();
  if (auto greeted = HubLink(**station, *enrolment).greet(); !greeted) return greeted.failure();
  return enrolment;
}

void tell(const CommonOptions& common, const fs::path& folder, const Enrolment& enrolment) {
  const EnrolAnswer& answer = enrolment.answer;
  if (common.json) {
    return print_json({{"event", hex(answer.event.value, 8)},
                       {"origin", hex(answer.origin.value)},
                       {"station", enrolment.station},
                       {"hub", enrolment.url},
                       {"digits", answer.digits},
                       {"folder", folder.string()}});
  }
  print_line(say("Enrolled as {} at {}.", enrolment.station, enrolment.url));
  print_line(say("Six digits: {}. The hub must show the same; if not, revoke this station there.",
                 answer.digits));
  print_line(say("Its folder is {}. Fetch the event with: yingbin --data {} sync --once",
                 folder.string(), folder.string()));
}

}  // namespace

int enrol_station(const CommonOptions& common, const EnrolOptions& options) {
  const auto ticket = read_ticket(options.words);
  if (!ticket) {
    fail(ticket.failure());
    return 2;
  }
  const std::string station = options.station.empty() ? common.door : options.station;
  const fs::path folder = folder_for(common, station);
  const auto enrolment = holds_event(folder) ? found(common, folder, *ticket, station)
                                             : join(common, folder, *ticket, station);
  if (!enrolment) return fail(enrolment.failure());
  tell(common, folder, *enrolment);
  return 0;
}

}  // namespace yingbin
