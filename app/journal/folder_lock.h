// The lock of a data folder: one writer at a time (DESIGN 2). Held until it is destroyed or the
// process dies, however it dies.
#pragma once

#include <filesystem>
#include <utility>

#include "text/result.h"

namespace yingbin {

class FolderLock {
 public:
  static Result<FolderLock> take(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~FolderLock();

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_;
};

}  // namespace yingbin
