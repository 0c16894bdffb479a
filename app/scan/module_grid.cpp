#include "scan/module_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "scan/frame_matrix.h"

namespace yingbin {
namespace {

constexpr int kPixels = 4;  // of the straightened picture, a module
constexpr int kBorder = 3;  // modules around the code in it
constexpr int kPicture = (kSide + 2 * kBorder) * kPixels;
constexpr double kLikenessMin = 0.35;

// Middles of the finder patterns and of the alignment pattern, in modules, and their sizes with
// the light border that belongs to them.
struct Landmark {
  double x, y;
  int size;
};
constexpr Landmark kLandmarks[] = {{3.5, 3.5, 9}, {37.5, 3.5, 9}, {34.5, 34.5, 5}, {3.5, 37.5, 9}};
constexpr std::size_t kAlignment = 2;

int pixel_of(double module) {
  return static_cast<int>(std::lround((module + kBorder) * kPixels - 0.5));
}

cv::Mat straightened(const cv::Mat& frame, const CodeCorners& corners, int interpolation) {
  constexpr auto kFrom = static_cast<float>(kBorder * kPixels - 0.5);
  constexpr auto kTo = static_cast<float>((kBorder + kSide) * kPixels - 0.5);
  const cv::Point2f picture[] = {{kFrom, kFrom}, {kTo, kFrom}, {kTo, kTo}, {kFrom, kTo}};
  cv::Point2f seen[4];
  std::transform(corners.begin(), corners.end(), seen, [](const PixelPoint& corner) {
    return cv::Point2f(static_cast<float>(corner.x), static_cast<float>(corner.y));
  });
  cv::Mat result;
  cv::warpPerspective(frame, result, cv::getPerspectiveTransform(picture, seen),
                      {kPicture, kPicture}, interpolation | cv::WARP_INVERSE_MAP,
                      cv::BORDER_REPLICATE);
  result.convertTo(result, CV_32F);
  return result;
}

cv::Mat make_pattern(int size) {
  cv::Mat pattern(size * kPixels, size * kPixels, CV_32F);
  for (int y = 0; y < pattern.rows; ++y) {
    for (int x = 0; x < pattern.cols; ++x) {
      const int ring = std::max(std::abs(x / kPixels - size / 2), std::abs(y / kPixels - size / 2));
      const bool light = size == 9 ? ring == 2 || ring == 4 : ring == 1;
      pattern.at<float>(y, x) = light ? 1.F : -1.F;
    }
  }
  cv::GaussianBlur(pattern, pattern, {}, 0.4 * kPixels);
  return pattern;
}

struct Seen {
  cv::Point2d moved;  // modules, from where it should be
  double like = 0;
};

Seen look_for(const cv::Mat& picture, const Landmark& landmark, int reach_modules) {
  static const cv::Mat kFinder = make_pattern(9), kSmall = make_pattern(5);
  const cv::Mat& pattern = landmark.size == 9 ? kFinder : kSmall;
  const int reach = reach_modules * kPixels;
  const cv::Point corner(pixel_of(landmark.x - landmark.size / 2.0 + 0.5 / kPixels),
                         pixel_of(landmark.y - landmark.size / 2.0 + 0.5 / kPixels));
  const cv::Rect wide(corner.x - reach, corner.y - reach, pattern.cols + 2 * reach,
                      pattern.rows + 2 * reach);
  const cv::Rect window = wide & cv::Rect(0, 0, kPicture, kPicture);
  cv::Mat like;
  cv::matchTemplate(picture(window), pattern, like, cv::TM_CCOEFF_NORMED);
  double best = 0;
  cv::Point at;
  cv::minMaxLoc(like, nullptr, &best, nullptr, &at);
  const cv::Point moved = at + window.tl() - corner;
  return {{1.0 * moved.x / kPixels, 1.0 * moved.y / kPixels}, best};
}

// Moves the corners so that the landmarks come to lie where they belong. How alike the finders are.
double straighten(const cv::Mat& frame, CodeCorners& corners, int reach, int reach_alignment) {
  const cv::Mat picture = straightened(frame, corners, cv::INTER_LINEAR);
  cv::Point2f from[4], to[4];
  double likeness = 0;
  cv::Point2d finders;  // the mean movement
  for (std::size_t i : {0U, 1U, 3U, 2U}) {
    const Landmark& landmark = kLandmarks[i];
    const Seen seen = look_for(picture, landmark, i == kAlignment ? reach_alignment : reach);
    cv::Point2d moved = seen.moved;
    if (i == kAlignment) {
      if (seen.like < kLikenessMin) moved = finders;
    } else {
      likeness += seen.like / 3;
      finders += seen.moved / 3;
    }
    from[i] = {static_cast<float>(landmark.x), static_cast<float>(landmark.y)};
    to[i] = {static_cast<float>(landmark.x + moved.x), static_cast<float>(landmark.y + moved.y)};
  }
  constexpr float kFar = kSide;
  const std::vector<cv::Point2f> square = {{0, 0}, {kFar, 0}, {kFar, kFar}, {0, kFar}};
  cv::Point2f old[4];
  std::transform(corners.begin(), corners.end(), old, [](const PixelPoint& corner) {
    return cv::Point2f(static_cast<float>(corner.x), static_cast<float>(corner.y));
  });
  const cv::Mat to_frame = cv::getPerspectiveTransform(square.data(), old);
  std::vector<cv::Point2f> moved;
  cv::perspectiveTransform(square, moved, to_frame * cv::getPerspectiveTransform(from, to));
  std::transform(moved.begin(), moved.end(), corners.begin(), [](const cv::Point2f& point) {
    return PixelPoint{point.x, point.y};
  });
  return likeness;
}

// Light and contrast made even: about 1 for dark, -1 for light.
cv::Mat evened(const cv::Mat& picture) {
  const cv::Size around(9 * kPixels + 1, 9 * kPixels + 1);
  cv::Mat mean, square, deviation, result;
  cv::boxFilter(picture, mean, CV_32F, around);
  cv::sqrBoxFilter(picture, square, CV_32F, around);
  square -= mean.mul(mean);
  cv::sqrt(cv::max(square, 0), deviation);
  deviation += 0.15 * cv::mean(deviation)[0] + 0.5;
  cv::divide(mean - picture, deviation, result);
  return result;
}

// How far the paper lies from the flat grid, at every kStep-th module: in pixels of the picture.
class Mesh {
 public:
  static constexpr int kStep = 4;
  static constexpr int kNodes = kSide / kStep + 1;  // the first and the last on the outermost rows

  cv::Point& at(int x, int y) { return moved_[static_cast<std::size_t>(y * kNodes + x)]; }
  const cv::Point& at(int x, int y) const {
    return moved_[static_cast<std::size_t>(y * kNodes + x)];
  }

  // Between nodes, by their distances; in modules from 0 to kSide - 1.
  cv::Point2f moved(float x, float y) const {
    const float cell_x = x / kStep, cell_y = y / kStep;
    const int left = std::clamp(static_cast<int>(cell_x), 0, kNodes - 2);
    const int top = std::clamp(static_cast<int>(cell_y), 0, kNodes - 2);
    const float fx = cell_x - static_cast<float>(left), fy = cell_y - static_cast<float>(top);
    const cv::Point2f upper =
        cv::Point2f(at(left, top)) * (1 - fx) + cv::Point2f(at(left + 1, top)) * fx;
    const cv::Point2f lower =
        cv::Point2f(at(left, top + 1)) * (1 - fx) + cv::Point2f(at(left + 1, top + 1)) * fx;
    return upper * (1 - fy) + lower * fy;
  }

 private:
  std::array<cv::Point, kNodes * kNodes> moved_{};
};

constexpr int kWindow = 4;  // modules around a node that are judged with it
constexpr int kReach = 3;   // pixels that a node may lie from where its neighbours suggest
constexpr float kStiffness[] = {0.04F, 0.013F};  // cost of a pixel squared from there, of a module

// What is known of a module, one of the quiet zone too.
float known_at(int x, int y) {
  if (x < 0 || y < 0 || x >= kSide || y >= kSide) return -1;
  return fixed_modules()[static_cast<std::size_t>(y * kSide + x)];
}

// The known modules with kQuiet rows around them.
constexpr int kQuiet = 2, kRow = kSide + 2 * kQuiet;
const std::vector<float>& known_modules() {
  static const std::vector<float> kKnown = [] {
    std::vector<float> known;
    for (int y = -kQuiet; y < kSide + kQuiet; ++y) {
      for (int x = -kQuiet; x < kSide + kQuiet; ++x) known.push_back(known_at(x, y));
    }
    return known;
  }();
  return kKnown;
}

// How well the modules around a node are hit: the known ones by their colour, the others by being
// clearly one or the other.
float fit_around(const cv::Mat& even, cv::Point node, cv::Point moved) {
  constexpr int kLast = kSide - 1 + kQuiet;
  const int left = std::max(-kQuiet, node.x - kWindow), right = std::min(kLast, node.x + kWindow);
  const int top = std::max(-kQuiet, node.y - kWindow), bottom = std::min(kLast, node.y + kWindow);
  const cv::Point first(pixel_of(left + 0.5) + moved.x, pixel_of(top + 0.5) + moved.y);
  const cv::Point last = first + cv::Point(right - left, bottom - top) * kPixels;
  if (first.x < 0 || first.y < 0 || last.x >= kPicture || last.y >= kPicture) return -1;
  float fit = 0;
  const float* row =
      &known_modules()[static_cast<std::size_t>((top + kQuiet) * kRow + left + kQuiet)];
  for (int y = top; y <= bottom; ++y, row += kRow) {
    const float* value = even.ptr<float>(first.y + (y - top) * kPixels) + first.x;
    for (const float* known = row; known <= row + right - left; ++known, value += kPixels) {
      fit += *known != 0 ? *known * *value : std::abs(*value);
    }
  }
  return fit / static_cast<float>((right - left + 1) * (bottom - top + 1));
}

cv::Point best_move(const cv::Mat& even, cv::Point node, cv::Point suggested, float stiffness) {
  cv::Point best = suggested;
  float best_fit = -10;
  for (int dy = -kReach; dy <= kReach; ++dy) {
    for (int dx = -kReach; dx <= kReach; ++dx) {
      const cv::Point moved = suggested + cv::Point(dx, dy);
      const float fit =
          fit_around(even, node, moved) - stiffness * static_cast<float>(dx * dx + dy * dy);
      if (fit > best_fit) {
        best_fit = fit;
        best = moved;
      }
    }
  }
  return best;
}

// Nodes in the order in which they are settled: from the finder patterns inwards.
std::vector<cv::Point> make_order() {
  std::vector<cv::Point> order;
  for (int y = 0; y < Mesh::kNodes; ++y) {
    for (int x = 0; x < Mesh::kNodes; ++x) order.emplace_back(x, y);
  }
  const auto far_from_finders = [](cv::Point node) {
    const auto from = [&](int x, int y) { return std::hypot(node.x - x, node.y - y); };
    return std::min({from(1, 1), from(Mesh::kNodes - 2, 1), from(1, Mesh::kNodes - 2)});
  };
  std::stable_sort(order.begin(), order.end(), [&](cv::Point a, cv::Point b) {
    return far_from_finders(a) < far_from_finders(b);
  });
  return order;
}

// The mean of the neighbours that are settled.
cv::Point suggestion(const Mesh& mesh, const std::vector<bool>& settled, cv::Point node) {
  cv::Point sum;
  int count = 0;
  for (int y = std::max(0, node.y - 1); y <= std::min(Mesh::kNodes - 1, node.y + 1); ++y) {
    for (int x = std::max(0, node.x - 1); x <= std::min(Mesh::kNodes - 1, node.x + 1); ++x) {
      if (!settled[static_cast<std::size_t>(y * Mesh::kNodes + x)]) continue;
      sum += mesh.at(x, y);
      ++count;
    }
  }
  if (count == 0) return {};
  return {static_cast<int>(std::lround(1.0 * sum.x / count)),
          static_cast<int>(std::lround(1.0 * sum.y / count))};
}

// The second round corrects what the first could not know of neighbours settled later.
Mesh fitted_mesh(const cv::Mat& even, float stiffness) {
  static const std::vector<cv::Point> kOrder = make_order();
  Mesh mesh;
  std::vector<bool> settled(static_cast<std::size_t>(Mesh::kNodes * Mesh::kNodes), false);
  for (int round = 0; round < 2; ++round) {
    for (const cv::Point& node : kOrder) {
      mesh.at(node.x, node.y) =
          best_move(even, node * Mesh::kStep, suggestion(mesh, settled, node), stiffness);
      settled[static_cast<std::size_t>(node.y * Mesh::kNodes + node.x)] = true;
    }
  }
  return mesh;
}

// An equaliser takes back what blur smeared from the neighbours: each module is a weighted sum of
// 5 × 5 samples half a module apart, with the weights that suit the known modules best, then all
// that are clear (least squares; decision-directed, Lucky 1966).
constexpr int kReachTaps = 2, kTaps = (2 * kReachTaps + 1) * (2 * kReachTaps + 1);
constexpr float kTrust = 12;      // modules' worth of trust in the sample at the middle alone
using Samples = cv::Mat_<float>;  // a row for each module

Samples samples_of(const cv::Mat& even, const Mesh& mesh) {
  Samples samples(kSide * kSide, kTaps);
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const cv::Point2f moved = mesh.moved(static_cast<float>(x), static_cast<float>(y));
      const int column = pixel_of(x + 0.5) + static_cast<int>(std::lround(moved.x));
      const int row = pixel_of(y + 0.5) + static_cast<int>(std::lround(moved.y));
      float* sample = samples[y * kSide + x];
      for (int dy = -kReachTaps; dy <= kReachTaps; ++dy) {
        for (int dx = -kReachTaps; dx <= kReachTaps; ++dx) {
          *sample++ = even.at<float>(std::clamp(row + dy * kPixels / 2, 0, kPicture - 1),
                                     std::clamp(column + dx * kPixels / 2, 0, kPicture - 1));
        }
      }
    }
  }
  return samples;
}

// Weights that make of the samples what is wanted, where wanted is not 0.
cv::Mat best_weights(const Samples& samples, const ModuleValues& wanted) {
  Samples products(kTaps, kTaps, 0.F), sums(kTaps, 1, 0.F);
  for (int i = 0; i < kTaps; ++i) products(i, i) = kTrust;
  sums(kTaps / 2) = kTrust;
  for (int i = 0; i < samples.rows; ++i) {
    const float target = wanted[static_cast<std::size_t>(i)];
    if (target == 0) continue;
    const float* sample = samples[i];
    for (int row = 0; row < kTaps; ++row) {
      const float weighted = sample[row] * target * target;
      float* product = products[row];
      for (int column = 0; column <= row; ++column) product[column] += weighted * sample[column];
      sums(row) += sample[row] * target * std::abs(target);
    }
  }
  cv::completeSymm(products, true);
  cv::Mat weights;
  cv::solve(products, sums, weights, cv::DECOMP_CHOLESKY);
  return weights;
}

ModuleValues equalised(const Samples& samples) {
  ModuleValues wanted = fixed_modules(), values{};
  for (int round = 0; round < 3; ++round) {
    const cv::Mat weights = best_weights(samples, wanted);
    for (int i = 0; i < samples.rows; ++i) {
      values[static_cast<std::size_t>(i)] =
          std::inner_product(samples[i], samples[i] + kTaps, weights.ptr<float>(), 0.F);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (fixed_modules()[i] == 0) wanted[i] = std::clamp(values[i], -1.F, 1.F);
      if (std::abs(wanted[i]) > 0.3F) wanted[i] = std::copysign(1.F, wanted[i]);
    }
  }
  return values;
}

bool within(const GrayFrame& frame, const CodeCorners& corners) {
  return std::all_of(corners.begin(), corners.end(), [&](const PixelPoint& corner) {
    return corner.x > -0.1 * frame.width && corner.x < 1.1 * frame.width &&
           corner.y > -0.1 * frame.height && corner.y < 1.1 * frame.height;
  });
}

}  // namespace

std::optional<ModuleGrid> read_modules(const GrayFrame& frame, const CodeCorners& about) try {
  const cv::Mat picture = matrix_of(frame);
  ModuleGrid grid{about};
  if (!within(frame, grid.corners)) return std::nullopt;
  if (straighten(picture, grid.corners, 2, 4) < kLikenessMin) return std::nullopt;
  if (!within(frame, grid.corners)) return std::nullopt;
  grid.likeness = straighten(picture, grid.corners, 1, 2);
  if (grid.likeness < kLikenessMin || !within(frame, grid.corners)) return std::nullopt;
  const cv::Mat even = evened(straightened(picture, grid.corners, cv::INTER_CUBIC));
  grid.values[0] = equalised(samples_of(even, Mesh()));
  for (std::size_t i = 1; i < grid.values.size(); ++i) {
    grid.values[i] = equalised(samples_of(even, fitted_mesh(even, kStiffness[i - 1])));
  }
  return grid;
} catch (const cv::Exception&) {
  return std::nullopt;  // corners that make no square
}

}  // namespace yingbin
