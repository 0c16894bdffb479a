// The secret keys of one data folder, as files in <data>/keys/, outside the journal: the event's
// invite key of this station and its device key. `event new` and enrolment create them, once;
// `invite` and the station load them. A key file that others may read, or that is not whole, is
// refused.
#pragma once

#include <filesystem>

#include "keys/signing_key.h"
#include "text/result.h"

namespace yingbin {

// Makes a fresh key and returns it once its file is durable. Never replaces a key that is there.
Result<InviteSecretKey> create_invite_key(const std::filesystem::path& data);
Result<DeviceSecretKey> create_device_key(const std::filesystem::path& data);

// The same for a key that came from elsewhere: what the hubs on one database share.
Result<DeviceSecretKey> keep_device_key(const std::filesystem::path& data, DeviceSecretKey key);
[[nodiscard]] bool has_device_key(const std::filesystem::path& data);

Result<InviteSecretKey> load_invite_key(const std::filesystem::path& data);
Result<DeviceSecretKey> load_device_key(const std::filesystem::path& data);

}  // namespace yingbin
