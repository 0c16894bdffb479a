// The bytes of a list, wherever they lie: a file on disk, or memory for tests and the fuzzer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "text/result.h"

namespace yingbin {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  // Reads up to `count` bytes at `offset`; fewer only at the end or when the disk fails.
  virtual std::size_t read_at(std::uint64_t offset, char* to, std::size_t count) = 0;
};

// Refuses what is no ordinary file, is empty, or is too large for a guest list, before reading any.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_list_file(const std::filesystem::path& path);

// `bytes` must outlive the source.
[[nodiscard]] std::unique_ptr<ByteSource> bytes_in_memory(std::string_view bytes);

}  // namespace yingbin
