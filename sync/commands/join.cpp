#include "commands/join.h"

#include <fmt/core.h>

#include "client/join.h"
#include "hub/admin_client.h"
#include "keys/key_files.h"
#include "text/say.h"

namespace yingbin {

namespace fs = std::filesystem;

namespace {

// Keys and what was agreed, made apart and put in place whole: a hub that starts meanwhile sees all
// of it or nothing.
Result<Enrolment> ask_from(const fs::path& staging, const JoinTicket& ticket,
                           const std::string& name) {
  std::error_code error;
  fs::remove_all(staging, error);
  fs::create_directories(staging, error);
  const auto device = create_device_key(staging);
  if (!device) return device.failure();
  EnrolRequest request;
  request.station = name;
  request.key = device->public_key();
  auto enrolment = ask_to_join(ticket, request);
  if (!enrolment) return enrolment;
  if (enrolment->answer.role != StationRole::hub) {
    return Failure{
        say("This token is for a station. At the centre: `yingbin-hub token --event {} --role "
            "hub`. Revoke there what this one made.",
            hex(enrolment->answer.event.value, 8))};
  }
  if (auto saved = save_enrolment(staging, *enrolment); !saved) return saved.failure();
  return enrolment;
}

Result<Enrolment> join(const fs::path& data, const JoinTicket& ticket, const std::string& name) {
  const fs::path staging = data / "joining";
  auto enrolment = ask_from(staging, ticket, name);
  std::error_code error;
  if (enrolment) {
    const fs::path folder = data / hex(enrolment->answer.event.value, 8);
    if (!fs::exists(folder, error)) fs::rename(staging, folder, error);
    if (!error && !fs::exists(staging, error)) return enrolment;
    enrolment = Failure{
        say("The folder {} is there already: this hub holds the event. Revoke at the centre what "
            "this token made, and join from another folder with --data.",
            folder.string())};
  }
  fs::remove_all(staging, error);
  return enrolment;
}

}  // namespace

int join_centre(const JoinOptions& options) {
  const auto ticket = read_ticket(options.words);
  if (!ticket) {
    fmt::print(stderr, "{}\n", ticket.message());
    return 2;
  }
  const auto joined = join(options.data, *ticket, options.name);
  if (!joined) {
    fmt::print(stderr, "{}\n", joined.message());
    return 1;
  }
  const std::string event = hex(joined->answer.event.value, 8);
  fmt::print("{}\n", say("Joined event {} at {}.", event, joined->url));
  fmt::print("{}\n", say("Six digits: {}. The hub must show the same; if not, revoke this station "
                         "there.",
                         joined->answer.digits));
  // A hub that runs here serves it from now on; none may run.
  const auto adopted =
      ask_own_hub(options.data / "admin.sock", {"POST", "/admin/adopt?event=" + event, {}, {}});
  if (adopted && adopted->status == 200) return 0;
  fmt::print("{}\n", say("It is served from the next start of `yingbin-hub serve` on."));
  return 0;
}

}  // namespace yingbin
