#include "journal/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "text/say.h"

namespace yingbin {

namespace {

std::string first_line(int file) {
  char text[64] = {};
  const ssize_t count = pread(file, text, sizeof text - 1, 0);
  const std::string line(text, count > 0 ? static_cast<std::size_t>(count) : 0);
  return line.substr(0, line.find('\n'));
}

Failure cannot_lock(const std::filesystem::path& folder, int error) {
  return {
      say("Nothing can be written in {} ({}). See that the folder is there, that the disk is not "
          "read-only, and that you may write in it.",
          folder.string(), std::strerror(error))};
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  const int file = open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return cannot_lock(folder, errno);
  FolderLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return cannot_lock(folder, errno);
    return Failure{
        say("A station is already open on {} (process {}). Close it first, or use another "
            "folder with --data.",
            folder.string(), first_line(file))};
  }
  const std::string line = std::to_string(getpid()) + "\n";
  // The number only helps people; the lock holds without it, on a full disk too.
  if (ftruncate(file, 0) == 0) static_cast<void>(!pwrite(file, line.data(), line.size(), 0));
  return lock;
}

FolderLock::~FolderLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace yingbin
