// What every command does first: open the station of the chosen event, or say why not.
#pragma once

#include <memory>
#include <string_view>

#include "commands/commands.h"
#include "station/station.h"

namespace yingbin {

// Prints the reason on standard error.
int fail(std::string_view message);
int fail(const Failure& failure);

// The chosen event's station, or why not.
Result<std::unique_ptr<Station>> try_open_event(const CommonOptions& common, Access access);

// Null after saying why not. Notices of the journal (a copied folder …) go to standard error.
std::unique_ptr<Station> open_event(const CommonOptions& common, Access access);

// The invitation that a person named: by code, short code, or id in hex. 0 after saying so.
InvitationId invitation_named(const Station& station, const std::string& text);

// The staff member of that name; 0 after saying that there is none.
StaffId staff_named(const EventState& state, const std::string& name);

}  // namespace yingbin
