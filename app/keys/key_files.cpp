// A key file, written in this order so that a crash leaves either no key or a whole one:
// 1. the folder, mode 0700, and an fsync of its parent;
// 2. a file of a random name, mode 0600, O_EXCL, written and fsynced;
// 3. its rename to the final name, refused by the system if that name exists; fsync of the folder.
// It reads "yingbin <purpose> key 1\n<seed, 64 hex digits>\n<public key, 64 hex digits>\n": the
// public half tells a damaged seed from a good one.
#include "keys/key_files.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include <sodium.h>

#include "keys/private_file.h"
#include "text/say.h"

namespace yingbin {
namespace {

namespace fs = std::filesystem;

struct KeyFile {
  const char* name;
  std::string_view heading;
};
constexpr KeyFile kInviteFile = {"invite.key", "yingbin invite key 1\n"};
constexpr KeyFile kDeviceFile = {"device.key", "yingbin device key 1\n"};

constexpr std::size_t kHexSize = 64;
constexpr std::size_t kTextSizeMax = 21 + 2 * (kHexSize + 1);
static_assert(kInviteFile.heading.size() == 21 && kDeviceFile.heading.size() == 21);

// The text of a key file; wiped when it goes.
struct SecretText {
  std::array<char, kTextSizeMax + 1> bytes{};
  std::size_t size = 0;
  SecretText() = default;
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() { sodium_memzero(bytes.data(), bytes.size()); }
  std::string_view view() const { return {bytes.data(), size}; }
};

std::string system_words() { return std::strerror(errno); }

Failure cannot_store(const fs::path& path) {
  const std::string words = system_words();
  return {
      say("The key file {} could not be stored: {}. Check the disk's free space and the folder's "
          "permissions, then try again.",
          path.string(), words)};
}

Failure cannot_open(const fs::path& path) {
  const std::string words = system_words();
  return {
      say("The key file {} could not be opened: {}. Restore it from the backup of this station; "
          "without it no invitation can be made here.",
          path.string(), words)};
}

Failure damaged(const fs::path& path) {
  return {
      say("The key file {} is damaged. Restore it from the backup of this station; without it no "
          "invitation can be made here. Those made before stay valid.",
          path.string())};
}

// Nothing when only this user may touch it; else what to do.
Result<void> private_to_us(int fd, const fs::path& path, const char* mode) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) return cannot_open(path);
  if (info.st_uid != ::geteuid()) {
    return Failure{
        say("{} belongs to another user, so its keys are not safe. Run as the user who made "
            "this event.",
            path.string())};
  }
  if ((info.st_mode & 077u) != 0) {
    return Failure{say("Others may read {}, so its keys are not safe. Run: chmod {} {}",
                       path.string(), mode, path.string())};
  }
  return {};
}

int open_folder(const fs::path& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

Result<void> make_folder(const fs::path& data, const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0700) != 0) {
    return errno == EEXIST ? Result<void>() : cannot_store(folder);
  }
  const Descriptor parent(::open(data.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!parent.open() || ::fsync(parent.get()) != 0) return cannot_store(folder);
  return {};
}

std::string random_name(const char* final_name) {
  return std::string(".") + final_name + "." + std::to_string(randombytes_random());
}

Result<void> store(const KeyFile& kind, const fs::path& data, std::string_view text) {
  const fs::path folder = data / "keys";
  const fs::path path = folder / kind.name;
  if (Result<void> made = make_folder(data, folder); !made) return made;
  const Descriptor held(open_folder(folder));
  if (!held.open()) return cannot_store(folder);
  if (Result<void> safe = private_to_us(held.get(), folder, "700"); !safe) return safe;

  const std::string temporary = random_name(kind.name);
  const bool stored =
      create_durably(held.get(), temporary.c_str(), text) &&
      ::renameat2(held.get(), temporary.c_str(), held.get(), kind.name, RENAME_NOREPLACE) == 0;
  if (!stored) {
    const int reason = errno;
    ::unlinkat(held.get(), temporary.c_str(), 0);
    errno = reason;
    if (reason != EEXIST) return cannot_store(path);
    return Failure{
        say("The key file {} is already there and is not replaced. To issue a new key, move "
            "the old one away first.",
            path.string())};
  }
  return ::fsync(held.get()) == 0 ? Result<void>() : cannot_store(path);
}

void append(SecretText& text, std::string_view part) {
  std::copy(part.begin(), part.end(), text.bytes.begin() + static_cast<std::ptrdiff_t>(text.size));
  text.size += part.size();
}

void append_hex(SecretText& text, Bytes bytes) {
  // Writes a NUL behind the digits, which the line feed then replaces.
  sodium_bin2hex(text.bytes.data() + text.size, kHexSize + 1, bytes.data(), bytes.size());
  text.size += kHexSize;
  append(text, "\n");
}

template <class Key>
Result<Key> create(const KeyFile& kind, const fs::path& data, Key key = Key()) {
  SecretText text;
  append(text, kind.heading);
  append_hex(text, key.seed());
  append_hex(text, key.public_key());
  Result<void> stored = store(kind, data, text.view());
  if (!stored) return stored.failure();
  return key;
}

Result<void> read_file(const KeyFile& kind, const fs::path& data, SecretText& text) {
  const fs::path folder = data / "keys";
  const fs::path path = folder / kind.name;
  const Descriptor held(open_folder(folder));
  if (!held.open()) return cannot_open(folder);
  if (Result<void> safe = private_to_us(held.get(), folder, "700"); !safe) return safe;
  const Descriptor file(
      ::openat(held.get(), kind.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.open()) return cannot_open(path);
  if (Result<void> safe = private_to_us(file.get(), path, "600"); !safe) return safe;
  // One byte more than a key has is asked for, so that a longer file shows.
  while (text.size < text.bytes.size()) {
    const ssize_t got =
        ::read(file.get(), text.bytes.data() + text.size, text.bytes.size() - text.size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_open(path);
    if (got == 0) break;
    text.size += static_cast<std::size_t>(got);
  }
  return {};
}

bool from_hex(std::string_view line, std::span<std::uint8_t> to) {
  std::size_t size = 0;
  return line.size() == kHexSize + 1 && line.back() == '\n' &&
         sodium_hex2bin(to.data(), to.size(), line.data(), kHexSize, nullptr, &size, nullptr) ==
             0 &&
         size == to.size();
}

// A seed on the stack; wiped when it goes.
struct Seed {
  std::array<std::uint8_t, 32> bytes{};
  ~Seed() { sodium_memzero(bytes.data(), bytes.size()); }
};

template <class Key>
Result<Key> load(const KeyFile& kind, const fs::path& data) {
  const fs::path path = data / "keys" / kind.name;
  SecretText text;
  if (Result<void> got = read_file(kind, data, text); !got) return got.failure();
  if (text.size != kTextSizeMax || !text.view().starts_with(kind.heading)) return damaged(path);
  Seed seed;
  PublicKey told;
  const std::string_view lines = text.view().substr(kind.heading.size());
  if (!from_hex(lines.substr(0, kHexSize + 1), seed.bytes)) return damaged(path);
  if (!from_hex(lines.substr(kHexSize + 1), told)) return damaged(path);
  Key key(std::span<const std::uint8_t, 32>(seed.bytes));
  if (key.public_key() != told) return damaged(path);
  return key;
}

}  // namespace

Result<InviteSecretKey> create_invite_key(const fs::path& data) {
  return create<InviteSecretKey>(kInviteFile, data);
}
Result<DeviceSecretKey> create_device_key(const fs::path& data) {
  return create<DeviceSecretKey>(kDeviceFile, data);
}
bool has_device_key(const fs::path& data) {
  std::error_code error;
  return fs::exists(data / "keys" / kDeviceFile.name, error);
}

Result<DeviceSecretKey> keep_device_key(const fs::path& data, DeviceSecretKey key) {
  return create<DeviceSecretKey>(kDeviceFile, data, std::move(key));
}
Result<InviteSecretKey> load_invite_key(const fs::path& data) {
  return load<InviteSecretKey>(kInviteFile, data);
}
Result<DeviceSecretKey> load_device_key(const fs::path& data) {
  return load<DeviceSecretKey>(kDeviceFile, data);
}

}  // namespace yingbin
