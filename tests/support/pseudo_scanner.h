// A serial hand scanner for tests: the far end of a pseudo terminal, which can be pulled and
// plugged in again behind one name, as udev's link for a scanner stays.
#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "support/temporary_folder.h"

namespace yingbin::test {

class PseudoScanner {
 public:
  PseudoScanner() = default;
  ~PseudoScanner() { unplug(); }
  PseudoScanner(const PseudoScanner&) = delete;
  PseudoScanner& operator=(const PseudoScanner&) = delete;

  [[nodiscard]] std::filesystem::path device() const { return folder_ / "scanner"; }

  void plug_in() {
    scanner_ = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (scanner_ < 0 || grantpt(scanner_) != 0 || unlockpt(scanner_) != 0)
      throw std::runtime_error("no pseudo terminal");
    std::filesystem::create_symlink(ptsname(scanner_), folder_ / "fresh");
    std::filesystem::rename(folder_ / "fresh", device());
  }
  void unplug() {
    if (scanner_ < 0) return;
    close(std::exchange(scanner_, -1));
    std::filesystem::remove(device());
  }
  void send(std::string_view bytes) const {
    if (write(scanner_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
      throw std::runtime_error("the pseudo terminal takes nothing");
  }

 private:
  TemporaryFolder folder_;
  int scanner_ = -1;
};

}  // namespace yingbin::test
