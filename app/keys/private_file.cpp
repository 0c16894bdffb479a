#include "keys/private_file.h"

#include <fcntl.h>

#include <cerrno>
#include <string>

namespace yingbin {

namespace {

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

bool create_durably(int folder, const char* name, std::string_view text) {
  const Descriptor file(
      ::openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  return file.open() && write_all(file.get(), text) && ::fsync(file.get()) == 0;
}

bool replace_private_file(const std::filesystem::path& file, std::string_view text) {
  const Descriptor folder(::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.open()) return false;
  const std::string name = file.filename().string();
  const std::string fresh = name + ".new";
  ::unlinkat(folder.get(), fresh.c_str(), 0);  // of a crash
  if (!create_durably(folder.get(), fresh.c_str(), text)) return false;
  return ::renameat(folder.get(), fresh.c_str(), folder.get(), name.c_str()) == 0 &&
         ::fsync(folder.get()) == 0;
}

}  // namespace yingbin
