// Where a journal file lives, so that a folder copied to another disk or machine is noticed.
#pragma once

#include <filesystem>
#include <string>

namespace yingbin {

std::string machine_identity();  // /etc/machine-id; empty where there is none

// Changes when the file is copied, restored or taken to another machine; stays when the folder is
// renamed, the machine restarted or the disk's device renumbered. A clone of a whole disk looks the
// same: that shows only when the two meet (Journal::own_origin_copied).
std::string place_of(const std::filesystem::path& file, const std::string& machine);

}  // namespace yingbin
