// Pixels to a PNG file, by gdk-pixbuf. For screenshots.
#pragma once

#include <string>
#include <vector>

#include "text/result.h"

namespace yingbin::ui {

enum class RowOrder { top_down, bottom_up };

// `pixels`: red, green, blue, no padding between rows.
[[nodiscard]] Result<void> write_png(const std::string& path,
                                     const std::vector<unsigned char>& pixels, int width,
                                     int height, RowOrder order);

}  // namespace yingbin::ui
