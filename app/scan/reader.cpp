#include "scan/reader.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <variant>

#include <opencv2/core/utility.hpp>

#include "scan/attempts.h"

namespace yingbin {
namespace {

constexpr int kSideMin = 21;  // modules of the smallest QR code
constexpr int kHeldMax = 8;   // frames read at the last place before all is looked at again
constexpr std::array kCheapAttempts = {Attempt::whole, Attempt::half, Attempt::third};

// One costly look: ZXing at a filtered picture, or the grid for a card that leans some way.
using Look = std::variant<Attempt, Lean>;
// By what each adds to those before it a millisecond (yingbin-bench reading, 2026-11-23).
constexpr Look kStillLooks[] = {Attempt::square_sharp,
                                Lean::none,
                                Attempt::whole_harder,
                                Attempt::square_twice,
                                Attempt::inverted,
                                Attempt::mirrored,
                                Lean::across,
                                Lean::down,
                                Lean::rising,
                                Lean::falling,
                                Attempt::square_threshold};
constexpr Look kCameraLooks[] = {Lean::none,
                                 Attempt::square_sharp,
                                 Attempt::inverted,
                                 Attempt::square_twice,
                                 Lean::down,
                                 Attempt::mirrored,
                                 Lean::across,
                                 Lean::none,
                                 Attempt::whole_harder,
                                 Lean::rising,
                                 Attempt::square_sharp,
                                 Lean::falling};

Reading look_at(const GrayFrame& frame, const PixelBox& square, const Look& look,
                GridReader& grid) {
  if (const auto* lean = std::get_if<Lean>(&look)) return grid.search(frame, square, *lean);
  return attempt_codes(frame, square, std::get<Attempt>(look));
}

bool worth_a_look(const GrayFrame& frame) {
  // On more threads it takes half as long again, and the window's core with it.
  [[maybe_unused]] static const bool kOneThread = (cv::setNumThreads(1), true);
  return frame.whole() && std::min(frame.width, frame.height) >= kSideMin;
}

Reading look_cheaply(const GrayFrame& frame) {
  Reading reading;
  for (Attempt attempt : kCheapAttempts) {
    add_codes(reading, attempt_codes(frame, {}, attempt));
    if (has_invitation(reading)) break;
  }
  return reading;
}

}  // namespace

Reading read_codes(const GrayFrame& frame) {
  if (!worth_a_look(frame)) return {};
  Reading reading = look_cheaply(frame);
  if (has_invitation(reading)) return reading;
  const GrayFrame rest = without_codes(frame, reading);
  const PixelBox square = finest_square(rest);
  GridReader grid;
  for (const Look& look : kStillLooks) {
    add_codes(reading, look_at(rest, square, look, grid));
    if (has_invitation(reading)) break;
  }
  return reading;
}

Reading CameraReader::next(const GrayFrame& frame) {
  if (!worth_a_look(frame)) return {};
  Reading reading;
  if (last_ && ++held_ < kHeldMax) reading = read_place(frame, *last_);
  if (!has_invitation(reading)) {
    held_ = 0;
    reading = look_around(frame);
  }
  last_ = has_invitation(reading) ? std::optional(reading.codes.front().box) : std::nullopt;
  return reading;
}

Reading CameraReader::look_around(const GrayFrame& frame) {
  Reading reading = look_cheaply(frame);
  if (has_invitation(reading)) return reading;
  add_codes(reading, look_harder(reading.codes.empty() ? frame : without_codes(frame, reading)));
  return reading;
}

// What succeeded is tried again on the next frame.
Reading CameraReader::look_harder(const GrayFrame& frame) {
  if (Reading reading = grid_.follow(frame); has_invitation(reading)) return reading;
  const std::size_t turn = std::exchange(turn_, (turn_ + 1) % std::size(kCameraLooks));
  Reading reading = look_at(frame, finest_square(frame), kCameraLooks[turn], grid_);
  if (has_invitation(reading)) turn_ = turn;
  return reading;
}

}  // namespace yingbin
