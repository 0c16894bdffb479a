// Pictures on disk for the tests of cameras, and what a camera sees of a code.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "scan/scan_support.h"
#include "ui/png_file.h"

namespace yingbin {

inline void write_png(const GrayFrame& frame, const std::filesystem::path& path) {
  std::vector<unsigned char> pixels;
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      const auto gray = frame.pixels[static_cast<std::size_t>(y * frame.stride + x)];
      pixels.insert(pixels.end(), 3, gray);
    }
  }
  const auto saved =
      ui::write_png(path.string(), pixels, frame.width, frame.height, ui::RowOrder::top_down);
  if (!saved) throw std::runtime_error(saved.message());
}

// A frame of a camera that sees each text as a code, side by side.
inline GrayFrame frame_with(const std::vector<std::string>& texts, int module_pixels = 4,
                            int width = 640, int height = 480) {
  GrayFrame frame = blank_frame(width, height, 180);
  int left = 20;
  for (const std::string& text : texts) {
    const auto qr = make_qr(text);
    if (!qr) throw std::runtime_error(qr.message());
    draw_qr(frame, *qr, left, 20, module_pixels);
    left += (qr->size + 2 * kQrQuietModules) * module_pixels + 20;
  }
  return frame;
}

}  // namespace yingbin
