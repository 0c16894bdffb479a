// Any bytes as what a camera delivers: pictures that are not whole, that end early, that show the
// modules of one of our codes from anywhere. The first byte chooses what the rest is.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <span>

#include "scan/invitation_code.h"
#include "scan/invitation_modules.h"
#include "scan/preview.h"
#include "scan/qr_image.h"
#include "scan/reader.h"
#include "scan/reed_solomon.h"

namespace {

using namespace yingbin;

void must(bool holds) {
  if (!holds) std::abort();
}

// The bytes one after the other, then zeros.
class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : rest_(bytes) {}
  int next() {
    if (rest_.empty()) return 0;
    const int byte = rest_.front();
    rest_ = rest_.subspan(1);
    return byte;
  }
  double between(double low, double high) { return low + (high - low) * next() / 255.0; }
  [[nodiscard]] std::span<const std::uint8_t> rest() const { return rest_; }

 private:
  std::span<const std::uint8_t> rest_;
};

// Mostly whole, with exactly as many pixels as that takes; seldom with numbers that lie.
GrayFrame empty_frame(Input& bytes, int side_min) {
  GrayFrame frame;
  frame.width = side_min + bytes.next();
  frame.height = side_min + bytes.next();
  const int shape = bytes.next();
  frame.stride = frame.width + shape % 16;
  const int pixels = frame.stride * std::max(0, frame.height - 1) + frame.width;
  frame.pixels.assign(static_cast<std::size_t>(pixels), 0);
  if (shape == 0xF0) frame.stride = frame.width - 1;
  if (shape == 0xF1) frame.height += 1;
  if (shape == 0xF2) frame.width = -frame.width;
  if (shape == 0xF3) frame.pixels.clear();
  return frame;
}

// The bytes again and again.
GrayFrame frame_of_bytes(Input& bytes) {
  GrayFrame frame = empty_frame(bytes, 0);
  const auto rest = bytes.rest();
  for (std::size_t i = 0; i < frame.pixels.size() && !rest.empty(); ++i)
    frame.pixels[i] = rest[i % rest.size()];
  return frame;
}

const QrMatrix& our_modules() {
  static const QrMatrix kModules = [] {
    const auto modules = make_qr(make_invitation_code({7, 9, 1, 0}, InviteSecretKey()));
    must(static_cast<bool>(modules));
    return *modules;
  }();
  return kModules;
}

// Our code somewhere, turned, sheared and with damage: places and what is there instead.
GrayFrame frame_of_code(Input& bytes) {
  GrayFrame frame = empty_frame(bytes, 90);
  const QrMatrix& qr = our_modules();
  const double across_x = bytes.between(-0.7, 0.7), across_y = bytes.between(-0.7, 0.7);
  const double down_x = bytes.between(-0.7, 0.7), down_y = bytes.between(-0.7, 0.7);
  const double left = bytes.between(-60, 120), top = bytes.between(-60, 120);
  const int light = bytes.next(), dark = bytes.next();
  for (std::size_t i = 0; i < frame.pixels.size(); ++i) {
    const auto x = static_cast<double>(i % static_cast<std::size_t>(frame.stride));
    const auto y = static_cast<double>(i / static_cast<std::size_t>(frame.stride));
    const double column = left + across_x * x + across_y * y, row = top + down_x * x + down_y * y;
    const bool inside = column >= 0 && row >= 0 && column < qr.size && row < qr.size;
    const bool is_dark = inside && qr.at(static_cast<int>(column), static_cast<int>(row));
    frame.pixels[i] = static_cast<std::uint8_t>(is_dark ? dark : light);
  }
  while (bytes.rest().size() >= 3 && !frame.pixels.empty()) {
    const auto place = static_cast<std::size_t>(bytes.next() << 8 | bytes.next());
    frame.pixels[place % frame.pixels.size()] = static_cast<std::uint8_t>(bytes.next());
  }
  return frame;
}

void check_reading(const Reading& reading) {
  for (std::size_t i = 1; i < reading.codes.size(); ++i)
    must(is_invitation(reading.codes[i - 1]) || !is_invitation(reading.codes[i]));
  for (const FoundCode& code : reading.codes) {
    must(code.text.size() <= 4 * 7089);
    must(code.box.left <= code.box.right && code.box.top <= code.box.bottom);
  }
}

// As a still, then as frames of a camera that was somewhere else before: each in another way.
void check_frame(const GrayFrame& frame) {
  check_reading(read_codes(frame));
  CameraReader reader;
  GrayFrame before = frame;
  if (before.whole() && before.height > 40) before.height -= 17;
  for (int i = 0; i < 2; ++i) {
    check_reading(reader.next(before));
    check_reading(reader.next(frame));
  }
  const GrayFrame small = preview_of(frame, 64);
  must(!frame.whole() || (small.whole() && small.width <= 64 && small.height <= 64));
}

void check_modules(Input& bytes) {
  ModuleValues values{};
  for (float& value : values) value = static_cast<float>(bytes.between(-1, 1));
  if (const auto text = decode_modules(values)) must(text->size() == kInvitationCodeLength);
}

void check_block(Input& bytes) {
  std::array<std::uint8_t, 43> block{};
  std::array<int, 43> order{};
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = 0; i < order.size(); ++i)
    std::swap(order[i], order[static_cast<std::size_t>(bytes.next()) % order.size()]);
  const int checks = bytes.next() % 17;
  const auto doubtful =
      std::span<const int>(order).first(static_cast<std::size_t>(bytes.next()) % 20);
  for (std::uint8_t& byte : block) byte = static_cast<std::uint8_t>(bytes.next());
  const auto before = block;
  const auto wrong = correct_block(block, checks, doubtful);
  must(wrong || block == before);
  must(!wrong || *wrong >= 0);
  must(!wrong || correct_block(block, checks, {}) == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input bytes({data, size});
  const int what = bytes.next();
  if (what == 'p') check_frame(frame_of_bytes(bytes));
  if (what == 'c') check_frame(frame_of_code(bytes));
  if (what == 'm') check_modules(bytes);
  if (what == 'b') check_block(bytes);
  return 0;
}
