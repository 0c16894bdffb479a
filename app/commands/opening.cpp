#include "commands/opening.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "commands/folders.h"
#include "commands/print_line.h"
#include "text/say.h"

namespace yingbin {

int fail(std::string_view message) {
  // Line by line: a message may list choices, one a line.
  std::string shown = "yingbin: ";
  for (std::size_t at = 0; at <= message.size();) {
    const std::size_t end = std::min(message.find('\n', at), message.size());
    shown += printable(message.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  return 1;
}

int fail(const Failure& failure) { return fail(failure.message); }

Result<std::unique_ptr<Station>> try_open_event(const CommonOptions& common, Access access) {
  auto folder = choose_event(common.data);
  if (!folder) return folder.failure();
  StationOptions options;
  options.access = access;
  options.door = common.door;
  options.staff = common.staff;
  return Station::open(*folder, options);
}

std::unique_ptr<Station> open_event(const CommonOptions& common, Access access) {
  auto station = try_open_event(common, access);
  if (!station) {
    fail(station.failure());
    return nullptr;
  }
  for (const std::string& notice : (*station)->journal().notices()) fail(notice);
  return std::move(*station);
}

InvitationId invitation_named(const Station& station, const std::string& text) {
  const EventState& state = station.state();
  if (const auto id = parse_hex(text); id && state.invitation(InvitationId{*id}))
    return InvitationId{*id};
  const Presented presented = station.presented(text);
  if (const InvitationId id = state.by_code(presented.digest)) return id;
  if (const InvitationId id = state.by_short_code(presented.short_code)) return id;
  if (presented.ours && state.invitation(presented.ours->invitation))
    return presented.ours->invitation;
  fail(say("No invitation here has the code {}. Find the guest with: yingbin find NAME", text));
  return {};
}

StaffId staff_named(const EventState& state, const std::string& name) {
  for (StaffId id : state.staff_ids()) {
    const Staff& staff = *state.staff(id);
    if (staff.named && staff.named->name == name) return id;
  }
  fail(say("Nobody on the staff is called {}. The venue file lists the names.", name));
  return {};
}

}  // namespace yingbin
