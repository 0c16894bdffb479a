// What the tests of scanning share: a folder that goes away, a QR matrix as a picture, child
// processes.
#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>

#include "scan/gray_frame.h"
#include "scan/qr_image.h"

namespace yingbin {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "yingbin-scan-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
    path_ = name;
  }
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline GrayFrame blank_frame(int width, int height, std::uint8_t gray = 255) {
  return {width, height, width,
          std::vector<std::uint8_t>(
              static_cast<std::size_t>(width) * static_cast<std::size_t>(height), gray)};
}

// Draws the matrix with its quiet zone; `left` and `top` are the zone's corner.
inline void draw_qr(GrayFrame& frame, const QrMatrix& qr, int left, int top, int module_pixels) {
  const int side = qr.size + 2 * kQrQuietModules;
  for (int y = 0; y < side * module_pixels; ++y) {
    for (int x = 0; x < side * module_pixels; ++x) {
      const int column = x / module_pixels - kQrQuietModules;
      const int row = y / module_pixels - kQrQuietModules;
      const bool inside = column >= 0 && row >= 0 && column < qr.size && row < qr.size;
      frame.pixels[static_cast<std::size_t>((top + y) * frame.stride + left + x)] =
          inside && qr.at(column, row) ? 0 : 255;
    }
  }
}

inline GrayFrame picture_of(const QrMatrix& qr, int module_pixels) {
  const int side = (qr.size + 2 * kQrQuietModules) * module_pixels;
  GrayFrame frame = blank_frame(side, side);
  draw_qr(frame, qr, 0, 0, module_pixels);
  return frame;
}

inline void write_pgm(const GrayFrame& frame, const std::filesystem::path& path) {
  std::ofstream file(path, std::ios::binary);
  file << "P5\n" << frame.width << ' ' << frame.height << "\n255\n";
  file.write(reinterpret_cast<const char*>(frame.pixels.data()),
             static_cast<std::streamsize>(frame.pixels.size()));
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// As a dark hall makes it: `black` is what black becomes, `noise` the grain's deviation.
inline GrayFrame dimmed(GrayFrame frame, double black, double contrast, double noise,
                        unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> grain(0, noise);
  for (std::uint8_t& pixel : frame.pixels) {
    pixel =
        static_cast<std::uint8_t>(std::clamp(black + pixel * contrast + grain(random), 0.0, 255.0));
  }
  return frame;
}

struct ChildResult {
  int exit_code = -1;
  std::string output;
};

inline ChildResult run_child(const std::string& command) {
  ChildResult result;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return result;
  char part[4096];
  while (const std::size_t got = std::fread(part, 1, sizeof part, pipe))
    result.output.append(part, got);
  const int status = ::pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

}  // namespace yingbin
