// What an error of SQLite means to the people at the station, and what they can do.
#pragma once

#include <filesystem>

#include "text/result.h"

namespace yingbin {

// `code` is SQLite's result code, extended or not; `detail` its own words, kept at the end.
Failure store_failure(const std::filesystem::path& file, int code, const std::string& detail);

}  // namespace yingbin
