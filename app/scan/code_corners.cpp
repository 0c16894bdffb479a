#include "scan/code_corners.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "scan/frame_matrix.h"
#include "scan/invitation_modules.h"

namespace yingbin {
namespace {

constexpr int kTextureScale = 16;  // texture is judged in cells of 16 × 16 pixels
constexpr double kModule = 1.5;    // pixels, to which a module of the searched size is scaled
constexpr double kSizes[] = {1.7, 2.15, 2.7, 3.4, 4.3, 5.4};  // pixels a module in the frame
constexpr double kLikeMin = 0.4;                              // correlation with a finder pattern
constexpr std::size_t kSpotsMax = 60;
constexpr std::size_t kGuessesWeighed = 24;
constexpr std::size_t kGuessesMax = 2;
constexpr double kApart = kSide - 7;  // modules from finder to finder
constexpr double kLeanRatio = 1.45;   // wider; as much narrower the other way
constexpr double kTurns = 16;         // of the pattern, averaged into one that fits any angle

// 400 pixels at 720 lines: room around the codes of door pictures. More lines give a code more
// pixels, though not in proportion.
int square_side(const cv::Mat& frame) {
  const int lines = std::min(frame.rows, frame.cols);
  return std::min(lines, std::max(400, 400 + (lines - 720) * 104 / 360));
}

// How fine the texture is in each cell: a QR code changes often both across and down, print and
// edges mostly in one direction.
cv::Mat texture(const cv::Mat& frame) {
  const cv::Size cells(std::max(1, (frame.cols - 1) / kTextureScale),
                       std::max(1, (frame.rows - 1) / kTextureScale));
  // Whole cells: with any other ratio the averaging below takes five times as long.
  const cv::Rect inner =
      cv::Rect({0, 0}, cells * kTextureScale) & cv::Rect(0, 0, frame.cols - 1, frame.rows - 1);
  cv::Mat across, down;
  cv::absdiff(frame(inner), frame(inner + cv::Point(1, 0)), across);
  cv::absdiff(frame(inner), frame(inner + cv::Point(0, 1)), down);
  cv::resize(across, across, cells, 0, 0, cv::INTER_AREA);
  cv::resize(down, down, cells, 0, 0, cv::INTER_AREA);
  cv::Mat both;
  cv::min(across, down, both);
  both.convertTo(both, CV_32F);
  return both;
}

// A finder pattern with its light border, averaged over all angles.
cv::Mat make_pattern() {
  constexpr int kOver = 8;
  const int side = static_cast<int>(10 * kModule) | 1;
  cv::Mat pattern = cv::Mat::zeros(side, side, CV_32F);
  for (int y = 0; y < side * kOver; ++y) {
    for (int x = 0; x < side * kOver; ++x) {
      const double dx = ((x + 0.5) / kOver - side / 2.0) / kModule;
      const double dy = ((y + 0.5) / kOver - side / 2.0) / kModule;
      float value = 0;
      for (int turn = 0; turn < kTurns; ++turn) {
        const double angle = turn * CV_PI / 2 / kTurns;
        const double ring = std::max(std::abs(dx * std::cos(angle) + dy * std::sin(angle)),
                                     std::abs(dy * std::cos(angle) - dx * std::sin(angle)));
        value += ring < 1.5 || (ring > 2.5 && ring < 3.5) ? -1.F : ring < 4.5 ? 1.F : 0.3F;
      }
      pattern.at<float>(y / kOver, x / kOver) += value;
    }
  }
  return pattern;
}

// A part of a frame with a lean undone, and the way back.
struct Upright {
  cv::Mat picture;
  cv::Matx23d back = {1, 0, 0, 0, 1, 0};
};

// Wider one way and narrower the other, so that it stays as large.
Upright set_upright(const cv::Mat& part, Lean lean) {
  if (lean == Lean::none) return {part};
  constexpr double kWide = kLeanRatio, kNarrow = 1 / kLeanRatio;
  constexpr double kMean = (kWide + kNarrow) / 2, kHalf = (kWide - kNarrow) / 2;
  cv::Matx22d turn;
  if (lean == Lean::across) turn = {kWide, 0, 0, kNarrow};
  if (lean == Lean::down) turn = {kNarrow, 0, 0, kWide};
  if (lean == Lean::falling) turn = {kMean, kHalf, kHalf, kMean};
  if (lean == Lean::rising) turn = {kMean, -kHalf, -kHalf, kMean};
  const cv::Size size(cvRound(part.cols * (std::abs(turn(0, 0)) + std::abs(turn(0, 1)))),
                      cvRound(part.rows * (std::abs(turn(1, 0)) + std::abs(turn(1, 1)))));
  const cv::Vec2d middle(part.cols / 2.0, part.rows / 2.0);
  const cv::Vec2d shift = cv::Vec2d(size.width / 2.0, size.height / 2.0) - turn * middle;
  const cv::Matx23d there(turn(0, 0), turn(0, 1), shift[0], turn(1, 0), turn(1, 1), shift[1]);
  Upright upright;
  cv::warpAffine(part, upright.picture, there, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::invertAffineTransform(there, upright.back);
  return upright;
}

struct Spot {
  cv::Point2d at;
  double like = 0;
  double module = 0;  // pixels
};

std::vector<Spot> spots_of_size(const cv::Mat& part, double module) {
  static const cv::Mat kPattern = make_pattern();
  const double scale = kModule / module;
  cv::Mat scaled;
  cv::resize(part, scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  if (scaled.rows <= kPattern.rows || scaled.cols <= kPattern.cols) return {};
  scaled.convertTo(scaled, CV_32F);
  cv::Mat like, highest;
  cv::matchTemplate(scaled, kPattern, like, cv::TM_CCOEFF_NORMED);
  cv::dilate(like, highest, cv::Mat::ones(7, 7, CV_8U));
  std::vector<Spot> spots;
  for (int y = 0; y < like.rows; ++y) {
    for (int x = 0; x < like.cols; ++x) {
      const float here = like.at<float>(y, x);
      if (here < kLikeMin || here < highest.at<float>(y, x)) continue;
      const double half = (kPattern.rows - 1) / 2.0;
      spots.push_back(
          {{(x + half + 0.5) / scale - 0.5, (y + half + 0.5) / scale - 0.5}, here, module});
    }
  }
  return spots;
}

// The best of all sizes, one at a place.
std::vector<Spot> finder_spots(const cv::Mat& part) {
  std::vector<Spot> all, best;
  for (double module : kSizes) {
    const std::vector<Spot> spots = spots_of_size(part, module);
    all.insert(all.end(), spots.begin(), spots.end());
  }
  std::sort(all.begin(), all.end(), [](const Spot& a, const Spot& b) { return a.like > b.like; });
  for (const Spot& spot : all) {
    if (best.size() == kSpotsMax) break;
    const bool known = std::any_of(best.begin(), best.end(), [&](const Spot& held) {
      return cv::norm(held.at - spot.at) < 2 * std::max(held.module, spot.module);
    });
    if (!known) best.push_back(spot);
  }
  return best;
}

struct Guess {
  CodeCorners corners;
  double merit = 0;
};

// From the middles of three finder patterns: a corner, the next clockwise, the one before.
CodeCorners corners_of(cv::Point2d corner, cv::Point2d next, cv::Point2d before) {
  const cv::Point2d right = (next - corner) / kApart, down = (before - corner) / kApart;
  const auto at = [&](double x, double y) {
    const cv::Point2d point = corner + right * (x - 3.5) + down * (y - 3.5);
    return PixelPoint{point.x, point.y};
  };
  return {at(0, 0), at(kSide, 0), at(kSide, kSide), at(0, kSide)};
}

// How well three spots lie for the three finders of one code; 0 for not at all.
double merit_of(const Spot& corner, const Spot& next, const Spot& before) {
  const cv::Point2d a = next.at - corner.at, b = before.at - corner.at;
  const double long_a = std::hypot(a.x, a.y), long_b = std::hypot(b.x, b.y);
  if (a.cross(b) <= 0) return 0;  // in a mirrored code the other two are exchanged
  const double cosine = a.dot(b) / (long_a * long_b);
  const double unequal = std::abs(std::log(long_a / long_b));
  const double module = std::cbrt(corner.module * next.module * before.module);
  const double size = std::abs(std::log(std::sqrt(a.cross(b)) / (kApart * module)));
  if (std::abs(cosine) > 0.5 || unequal > 0.6 || size > 0.4) return 0;
  return corner.like + next.like + before.like - std::abs(cosine) - unequal - size;
}

bool one_side_apart(const Spot& a, const Spot& b) {
  const double expected = kApart * std::sqrt(a.module * b.module);
  return std::abs(std::log(cv::norm(a.at - b.at) / expected)) < 0.75;
}

void add_guesses(std::vector<Guess>& guesses, const std::vector<Spot>& spots) {
  for (const Spot& corner : spots) {
    for (const Spot& next : spots) {
      if (&corner == &next || !one_side_apart(corner, next)) continue;
      for (const Spot& before : spots) {
        if (&corner == &before || &next == &before) continue;
        const double merit = merit_of(corner, next, before);
        if (merit > 0) guesses.push_back({corners_of(corner.at, next.at, before.at), merit});
      }
    }
  }
}

bool near(const CodeCorners& a, const CodeCorners& b) {
  const double near_enough = std::hypot(a[1].x - a[0].x, a[1].y - a[0].y) / kSide * 2;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::hypot(a[i].x - b[i].x, a[i].y - b[i].y) > near_enough) return false;
  }
  return true;
}

// Of those that are about the same only the best.
void keep_best(std::vector<Guess>& guesses, std::size_t count) {
  std::sort(guesses.begin(), guesses.end(),
            [](const Guess& a, const Guess& b) { return a.merit > b.merit; });
  std::vector<Guess> best;
  for (const Guess& guess : guesses) {
    if (best.size() == count) break;
    const bool known = std::any_of(best.begin(), best.end(), [&](const Guess& held) {
      return near(held.corners, guess.corners);
    });
    if (!known) best.push_back(guess);
  }
  guesses = std::move(best);
}

// How alike the modules around a middle are to a finder pattern with its border, lying as guessed.
double likeness_of_finder(const cv::Mat& part, cv::Point2d middle, cv::Point2d right,
                          cv::Point2d down) {
  double both = 0, sum = 0, squares = 0, pattern_sum = 0;
  constexpr int kCount = 81;
  for (int y = -4; y <= 4; ++y) {
    for (int x = -4; x <= 4; ++x) {
      const cv::Point2d at = middle + right * x + down * y;
      const int column = std::clamp(static_cast<int>(std::lround(at.x)), 0, part.cols - 1);
      const int row = std::clamp(static_cast<int>(std::lround(at.y)), 0, part.rows - 1);
      const double value = part.at<std::uint8_t>(row, column);
      const int ring = std::max(std::abs(x), std::abs(y));
      const double pattern = ring == 2 || ring == 4 ? 1 : -1;
      both += value * pattern;
      sum += value;
      squares += value * value;
      pattern_sum += pattern;
    }
  }
  const double variance = squares - sum * sum / kCount;
  const double pattern_variance = kCount - pattern_sum * pattern_sum / kCount;
  if (variance <= 0) return 0;
  return (both - sum * pattern_sum / kCount) / std::sqrt(variance * pattern_variance);
}

double likeness_of_finders(const cv::Mat& part, const CodeCorners& corners) {
  const auto point = [&](std::size_t i) { return cv::Point2d(corners[i].x, corners[i].y); };
  const cv::Point2d right = (point(1) - point(0)) / kSide, down = (point(3) - point(0)) / kSide;
  double likeness = 0;
  for (const auto& [x, y] : {std::pair(4, 4), std::pair(kSide - 3, 4), std::pair(4, kSide - 3)}) {
    likeness +=
        likeness_of_finder(part, point(0) + right * (x - 0.5) + down * (y - 0.5), right, down);
  }
  return likeness;
}

}  // namespace

PixelBox finest_square(const GrayFrame& frame) {
  const cv::Mat picture = matrix_of(frame);
  const int side = square_side(picture);
  // Weights that fall off from the middle, so that the code comes to lie in the middle of the
  // square.
  const double reach = std::max(1.0, side / (4.0 * kTextureScale));
  cv::Mat sums;
  cv::GaussianBlur(texture(picture), sums, {}, reach, reach, cv::BORDER_CONSTANT);
  cv::Point finest;
  cv::minMaxLoc(sums, nullptr, nullptr, nullptr, &finest);
  const auto start = [side](int cell, int length) {
    return std::clamp(cell * kTextureScale + kTextureScale / 2 - side / 2, 0, length - side);
  };
  const int left = start(finest.x, picture.cols), top = start(finest.y, picture.rows);
  return {left, top, left + side, top + side};
}

std::vector<CodeCorners> guess_corners(const GrayFrame& frame, const PixelBox& square,
                                       Lean lean) try {
  const cv::Rect where(square.left, square.top, square.right - square.left,
                       square.bottom - square.top);
  const Upright upright = set_upright(matrix_of(frame)(where), lean);
  std::vector<Guess> guesses;
  add_guesses(guesses, finder_spots(upright.picture));
  keep_best(guesses, kGuessesWeighed);
  for (Guess& guess : guesses) guess.merit = likeness_of_finders(upright.picture, guess.corners);
  keep_best(guesses, kGuessesMax);
  std::vector<CodeCorners> best;
  for (Guess& guess : guesses) {
    for (PixelPoint& corner : guess.corners) {
      const cv::Vec2d at = upright.back * cv::Vec3d(corner.x, corner.y, 1);
      corner = {at[0] + square.left, at[1] + square.top};
    }
    best.push_back(guess.corners);
  }
  return best;
} catch (const cv::Exception&) {
  return {};  // numbers beyond what OpenCV takes: no code lies there
}

}  // namespace yingbin
