// A folder of its own for one test, gone with all it holds when the test ends.
#pragma once

#include <filesystem>

namespace yingbin {

class TemporaryFolder {
 public:
  TemporaryFolder();  // ends the test program when the system gives none
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(const std::filesystem::path& name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace yingbin
