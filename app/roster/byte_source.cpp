#include "roster/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "roster/table.h"
#include "text/say.h"

namespace yingbin {
namespace {

class FileBytes final : public ByteSource {
 public:
  FileBytes(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  ~FileBytes() override { close(descriptor_); }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  std::uint64_t size() const override { return size_; }

  std::size_t read_at(std::uint64_t offset, char* to, std::size_t count) override {
    std::size_t got = 0;
    while (got < count) {
      const ssize_t n = pread(descriptor_, to + got, count - got, static_cast<off_t>(offset + got));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) break;
      got += static_cast<std::size_t>(n);
    }
    return got;
  }

 private:
  int descriptor_;
  std::uint64_t size_;
};

class MemoryBytes final : public ByteSource {
 public:
  explicit MemoryBytes(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t size() const override { return bytes_.size(); }

  std::size_t read_at(std::uint64_t offset, char* to, std::size_t count) override {
    if (offset >= bytes_.size()) return 0;
    const std::size_t n = std::min<std::size_t>(count, bytes_.size() - offset);
    std::memcpy(to, bytes_.data() + offset, n);
    return n;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_list_file(const std::filesystem::path& path) {
  // O_NONBLOCK: a pipe someone names by mistake must not hang the import.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    return Failure{say("Cannot open {}: {}. Check the name and that you may read the file.",
                       path.string(), std::strerror(errno))};
  }
  struct stat facts {};
  if (fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    close(descriptor);
    return Failure{say("{} is not a file. Name an .xlsx, .ods or .csv file.", path.string())};
  }
  const auto size = static_cast<std::uint64_t>(facts.st_size);
  auto source = std::make_unique<FileBytes>(descriptor, size);
  if (size == 0) {
    return Failure{
        say("{} is empty. Save the guest list again and import that file.", path.string())};
  }
  if (size > kListBytesMax) {
    return Failure{say("{} has {} MB; a guest list has at most {} MB. Is this the right file?",
                       path.string(), size >> 20, kListBytesMax >> 20)};
  }
  return std::unique_ptr<ByteSource>(std::move(source));
}

std::unique_ptr<ByteSource> bytes_in_memory(std::string_view bytes) {
  return std::make_unique<MemoryBytes>(bytes);
}

}  // namespace yingbin
