#include "scan/image_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "text/say.h"

namespace yingbin {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};

// gdk-pixbuf's name of the format, or nullptr. Asked for by name, so that no other of its many
// loaders ever sees a stranger's bytes.
const char* format_of(std::string_view start) {
  using namespace std::string_view_literals;
  if (start.starts_with("\x89PNG\r\n\x1A\n"sv)) return "png";
  if (start.starts_with("\xFF\xD8\xFF"sv)) return "jpeg";
  if (start.starts_with("RIFF"sv) &&
      start.substr(std::min<std::size_t>(8, start.size())).starts_with("WEBP"sv)) {
    return "webp";
  }
  return start.starts_with("BM"sv) ? "bmp" : nullptr;
}

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : 0u;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2) << 16 |
         byte_at(bytes, at + 3) << 24;
}

// Steps over the segments before the picture itself (one of them may hold a whole small picture),
// then looks for the end mark, which cannot occur within a picture's data.
bool jpeg_is_whole(std::string_view bytes) {
  constexpr unsigned kScan = 0xDA;
  std::size_t at = 2;
  while (byte_at(bytes, at) == 0xFF && byte_at(bytes, at + 1) != kScan) {
    const bool filler = byte_at(bytes, at + 1) == 0xFF;
    at += filler ? 1 : 2 + (byte_at(bytes, at + 2) << 8 | byte_at(bytes, at + 3));
  }
  return at < bytes.size() && bytes.find("\xFF\xD9", at) != std::string_view::npos;
}

// gdk-pixbuf shows a file cut short as a picture with its lower part grey, and says nothing.
bool is_whole(std::string_view format, std::string_view bytes) {
  if (format == "png") return bytes.find("IEND\xAE\x42\x60\x82") != std::string_view::npos;
  if (format == "jpeg") return jpeg_is_whole(bytes);
  if (format == "webp") return std::uint64_t{little_endian(bytes, 4)} + 8 <= bytes.size();
  return little_endian(bytes, 2) <= bytes.size();  // BMP tells its size there, or 0
}

// Runs when the loader knows the size and has not yet asked for memory.
void fit_size(GdkPixbufLoader* loader, int width, int height, gpointer too_large) {
  if (std::int64_t{width} * height > kImagePixelsMax) {
    *static_cast<bool*>(too_large) = true;
    gdk_pixbuf_loader_set_size(loader, 0, 0);
    return;
  }
  const int side = std::max(width, height);
  if (side <= kImageSideMax) return;
  const auto scaled = [side](int length) {
    return std::max(1, static_cast<int>(std::int64_t{length} * kImageSideMax / side));
  };
  gdk_pixbuf_loader_set_size(loader, scaled(width), scaled(height));
}

std::uint8_t luma(const guint8* pixel, bool has_alpha) {
  const unsigned gray = (77u * pixel[0] + 150u * pixel[1] + 29u * pixel[2]) >> 8;
  const unsigned alpha = has_alpha ? pixel[3] : 255u;
  return static_cast<std::uint8_t>((gray * alpha + 255u * (255u - alpha)) / 255u);
}

GrayFrame gray_frame(const GdkPixbuf* pixbuf) {
  GrayFrame frame;
  frame.width = frame.stride = gdk_pixbuf_get_width(pixbuf);
  frame.height = gdk_pixbuf_get_height(pixbuf);
  frame.pixels.reserve(static_cast<std::size_t>(frame.width) *
                       static_cast<std::size_t>(frame.height));
  const bool has_alpha = gdk_pixbuf_get_has_alpha(pixbuf) != FALSE;
  const int channels = gdk_pixbuf_get_n_channels(pixbuf);
  const guint8* row = gdk_pixbuf_read_pixels(pixbuf);
  for (int y = 0; y < frame.height; ++y, row += gdk_pixbuf_get_rowstride(pixbuf)) {
    for (int x = 0; x < frame.width; ++x) {
      frame.pixels.push_back(luma(row + std::ptrdiff_t{x} * channels, has_alpha));
    }
  }
  return frame;
}

class Picture {
 public:
  explicit Picture(std::filesystem::path path) : path_(std::move(path)) {}
  ~Picture() {
    if (fd_ >= 0) ::close(fd_);
  }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;

  Result<GrayFrame> read() {
    if (Result<void> opened = open(); !opened) return opened.failure();
    if (Result<void> got = read_bytes(); !got) return got.failure();
    const char* format = format_of(bytes_);
    if (format == nullptr) {
      return Failure{
          say("{} is no picture that can be read here. Save it as PNG or JPEG.", name())};
    }
    return is_whole(format, bytes_) ? decode(format) : damaged();
  }

 private:
  Result<void> open() {
    // Not blocking, so that a pipe without a writer does not hold up the door.
    fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat info {};
    if (fd_ < 0 || ::fstat(fd_, &info) != 0) return cannot_open();
    if (!S_ISREG(info.st_mode)) {
      return Failure{say("{} is no file. Give a picture of a card, or a folder of them.", name())};
    }
    return {};
  }

  Result<void> read_bytes() {
    std::array<char, 65536> chunk;
    while (true) {
      const ssize_t got = ::read(fd_, chunk.data(), chunk.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return cannot_open();
      if (got == 0) break;
      bytes_.append(chunk.data(), static_cast<std::size_t>(got));
      if (bytes_.size() > kImageFileBytesMax) return too_large();
      if (format_of(bytes_) == nullptr) break;  // the rest of it would not help
    }
    if (!bytes_.empty()) return {};
    return Failure{say("{} is empty. Take or save the picture again.", name())};
  }

  Result<GrayFrame> decode(const char* format) {
    const std::unique_ptr<GdkPixbufLoader, Unref> loader(
        gdk_pixbuf_loader_new_with_type(format, nullptr));
    if (!loader) {
      return Failure{
          say("Pictures of the kind {} cannot be read on this machine. Save {} as PNG or JPEG.",
              format, name())};
    }
    bool too_many_pixels = false;
    g_signal_connect(loader.get(), "size-prepared", G_CALLBACK(fit_size), &too_many_pixels);
    const bool written = gdk_pixbuf_loader_write(
        loader.get(), reinterpret_cast<const guchar*>(bytes_.data()), bytes_.size(), nullptr);
    // A failed write has closed it already; closing a closed loader is allowed and answers true.
    const bool closed = gdk_pixbuf_loader_close(loader.get(), nullptr);
    if (too_many_pixels) return too_large();
    const GdkPixbuf* pixbuf = gdk_pixbuf_loader_get_pixbuf(loader.get());
    return written && closed && pixbuf != nullptr ? Result<GrayFrame>(gray_frame(pixbuf))
                                                  : damaged();
  }

  std::string name() const { return path_.string(); }
  Failure cannot_open() const {
    const std::string words = std::strerror(errno);
    return {say("{} could not be opened: {}. Check the name and the permissions.", name(), words)};
  }
  Failure damaged() const {
    return {say("{} is damaged or cut short. Take or save the picture again.", name())};
  }
  Failure too_large() const {
    return {say("{} is too large a picture. Make it smaller than {} megapixels.", name(),
                kImagePixelsMax / 1'000'000)};
  }

  std::filesystem::path path_;
  int fd_ = -1;
  std::string bytes_;
};

}  // namespace

Result<GrayFrame> read_image_file(const std::filesystem::path& path) {
  return Picture(path).read();
}

}  // namespace yingbin
