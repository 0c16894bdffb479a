#include "text/installed.h"

namespace yingbin {

namespace fs = std::filesystem;

fs::path asset_folder(const char* installed, const fs::path& built) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path beside = program.parent_path().parent_path() / "share" / installed;
  return !error && fs::exists(beside, error) ? beside : built;
}

fs::path locale_folder(const char* installed) {
  return asset_folder(installed, fs::path(YINGBIN_BUILD_ASSETS) / "locale");
}

}  // namespace yingbin
