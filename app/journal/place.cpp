#include "journal/place.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <fstream>

#include "journal/bytes.h"
#include "journal/digest.h"

namespace yingbin {

namespace {

// FAT has no inode numbers of its own: they change at every mount.
bool numbers_files(const std::filesystem::path& file) {
  struct statfs system {};
  if (statfs(file.c_str(), &system) != 0) return false;
  return system.f_type != MSDOS_SUPER_MAGIC && system.f_type != EXFAT_SUPER_MAGIC;
}

}  // namespace

std::string machine_identity() {
  std::ifstream file("/etc/machine-id");
  std::string line;
  std::getline(file, line);
  return line;
}

std::string place_of(const std::filesystem::path& file, const std::string& machine) {
  std::string bytes = "yingbin place\n" + machine + "\n";
  struct statx status {};
  if (numbers_files(file) &&
      statx(AT_FDCWD, file.c_str(), 0, STATX_INO | STATX_BTIME, &status) == 0) {
    put_number(bytes, static_cast<std::uint64_t>(status.stx_ino));
    const bool has_birth = (status.stx_mask & STATX_BTIME) != 0;
    put_number(bytes, static_cast<std::uint64_t>(has_birth ? status.stx_btime.tv_sec : 0));
    put_number(bytes, static_cast<std::uint32_t>(has_birth ? status.stx_btime.tv_nsec : 0));
  }
  return to_hex(blake2b(bytes));
}

}  // namespace yingbin
