// enrol: a station joins an event at a hub, or brings its own there.
#include <ctime>

#include "client/join.h"
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
Result<Enrolment> join(const CommonOptions& common, const fs::path& folder,
                       const JoinTicket& ticket, const std::string& station) {
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
Result<Enrolment> found(const CommonOptions& common, const fs::path& folder,
                        const JoinTicket& ticket, const std::string& name) {
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
