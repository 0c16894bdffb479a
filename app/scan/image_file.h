// Opens a picture of a card (PNG, JPEG, BMP; WebP where its loader is installed) for the reader, as
// `yingbin admit` and `read` are given them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "scan/gray_frame.h"
#include "text/result.h"

namespace yingbin {

inline constexpr int kImageSideMax = 2560;  // larger pictures are scaled down to it
inline constexpr std::int64_t kImagePixelsMax = 64'000'000;  // larger ones are refused unopened
inline constexpr std::size_t kImageFileBytesMax = 64'000'000;

// Transparent parts are white. The file's name means nothing, its first bytes decide. A file that
// is empty, cut short, too large or no picture is a Failure; so is a folder or a pipe.
Result<GrayFrame> read_image_file(const std::filesystem::path& path);

}  // namespace yingbin
