// Asks the hub that runs on this machine, by the socket in its data folder.
#pragma once

#include <filesystem>

#include "protocol/message.h"
#include "text/result.h"

namespace yingbin {

// `socket` is <data>/admin.sock. A failure says that no hub runs there.
Result<Response> ask_own_hub(const std::filesystem::path& socket, const Request& request);

}  // namespace yingbin
