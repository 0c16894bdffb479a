// Small files that only their owner may read and that a crash leaves whole: the steps of writing
// one.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string_view>

namespace yingbin {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }

 private:
  int fd_;
};

// A file that is not there yet, mode 0600, in an open folder; on disk when true.
bool create_durably(int folder, const char* name, std::string_view text);

// In place of what is there, once it is whole and on disk; else what is there stays, and errno says
// why.
bool replace_private_file(const std::filesystem::path& file, std::string_view text);

}  // namespace yingbin
