#include "scan/grid_reader.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "scan/module_grid.h"

namespace yingbin {
namespace {

constexpr double kLikenessToFollow = 0.5;
constexpr float kSameCode = 0.25F;  // correlation; by chance it is 0.03

PixelBox box_of(const CodeCorners& corners) {
  const auto [left, right] = std::minmax_element(
      corners.begin(), corners.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  const auto [top, bottom] = std::minmax_element(
      corners.begin(), corners.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
  return {static_cast<int>(left->x), static_cast<int>(top->y), static_cast<int>(right->x),
          static_cast<int>(bottom->y)};
}

// Of the modules that differ from code to code.
float correlation(const ModuleValues& a, const ModuleValues& b) {
  float both = 0, of_a = 0, of_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (fixed_modules()[i] != 0) continue;
    both += a[i] * b[i];
    of_a += a[i] * a[i];
    of_b += b[i] * b[i];
  }
  return of_a > 0 && of_b > 0 ? both / std::sqrt(of_a * of_b) : 0;
}

// Whether the sum now tells more than the values alone. Another code starts a new one, but not a
// spot that only may be a code.
bool add_up(ModuleValues& sum, const ModuleValues& values, bool sure) {
  const bool same = correlation(sum, values) >= kSameCode;
  if (!same && sure) sum = values;
  if (!same) return false;
  std::transform(sum.begin(), sum.end(), values.begin(), sum.begin(), std::plus<>());
  return true;
}

}  // namespace

Reading GridReader::read_at(const GrayFrame& frame, const CodeCorners& about) {
  const auto grid = read_modules(frame, about);
  if (!grid) return {};
  const bool sure = grid->likeness >= kLikenessToFollow;
  if (sure) followed_ = grid->corners;
  std::optional<std::string> text;
  for (std::size_t paper = 0; paper < kPapers && !text; ++paper) {
    text = decode_modules(grid->values[paper]);
    if (!text && add_up(sums_[paper], grid->values[paper], sure)) {
      text = decode_modules(sums_[paper]);
    }
  }
  if (!text) return {};
  FoundCode code{std::move(*text), box_of(grid->corners)};
  if (!is_invitation(code)) return {};
  return {{std::move(code)}};
}

Reading GridReader::search(const GrayFrame& frame, const PixelBox& square, Lean lean) {
  for (const CodeCorners& corners : guess_corners(frame, square, lean)) {
    if (Reading reading = read_at(frame, corners); !reading.codes.empty()) return reading;
    if (followed_) break;
  }
  return {};
}

Reading GridReader::follow(const GrayFrame& frame) {
  const auto followed = std::exchange(followed_, std::nullopt);
  if (!followed) return {};
  return read_at(frame, *followed);
}

}  // namespace yingbin
