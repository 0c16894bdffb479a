// The parts of an .xlsx or .ods file, inflated piece by piece. Promises that no part inflates
// beyond its bounds (a zip bomb is refused before it is read) and that a damaged part is told.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "roster/byte_source.h"
#include "text/result.h"

namespace yingbin {

inline constexpr std::uint64_t kPartBytesMax = 400ULL << 20;
inline constexpr std::uint64_t kPartRatioMax = 250;               // deflate itself ends at 1,032
inline constexpr std::uint64_t kPartRatioFreeBytes = 8ULL << 20;  // below this any ratio will do

class ZipArchive {
 public:
  // Returns false to stop reading; that is no failure.
  using TakePiece = std::function<bool(std::string_view piece)>;

  [[nodiscard]] static Result<ZipArchive> open(ByteSource& source);
  ~ZipArchive();
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) = delete;

  bool has(const std::string& part);
  // Inflated size as the archive states it; 0 when the part is missing.
  std::uint64_t size_of(const std::string& part);
  [[nodiscard]] Result<void> read(const std::string& part, const TakePiece& take);

 private:
  struct Handle;
  explicit ZipArchive(std::unique_ptr<Handle> handle);

  std::unique_ptr<Handle> handle_;
};

}  // namespace yingbin
