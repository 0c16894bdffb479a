// Where things are: the events of this machine, the sample event.
#pragma once

#include <filesystem>

#include "text/result.h"

namespace yingbin {

std::filesystem::path sample_folder();
std::filesystem::path events_folder();  // $XDG_DATA_HOME/yingbin/events

// The folder of a new event with this name and day (ms UTC); made by whoever founds it.
std::filesystem::path new_event_folder(const std::string& name, std::int64_t day_ms);

// `given`, or the one event on this machine that is today's, or its only one. Else says what to
// give.
Result<std::filesystem::path> choose_event(const std::filesystem::path& given);

}  // namespace yingbin
