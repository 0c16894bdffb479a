#include "bench/door_surface.h"

#include <array>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "scan/invitation_code.h"
#include "scan/qr_image.h"
#include "support/dice.h"

namespace yingbin::bench {
namespace {

constexpr int kPaper = 235, kInk = 25;
constexpr double kFoldDepth[] = {0, 0.3, 0.5, 0.75,
                                 1.05};  // modules a fold shifts what lies behind
constexpr double kFoldShade[] = {0, 0.15, 0.25, 0.35, 0.45};  // how much darker its far side may be
constexpr double kContrast[] = {1, 0.75, 0.58, 0.46, 0.36};   // of a screen in bright surroundings
constexpr int kCracks[] = {0, 2, 4, 6, 8};

QrMatrix code_of(const std::string& text) {
  auto qr = make_qr(text);
  if (!qr) throw std::runtime_error(qr.message());
  return *qr;
}

std::string some_invitation(Dice& dice) {
  std::array<std::uint8_t, 32> key_seed{};
  for (std::uint8_t& byte : key_seed) byte = static_cast<std::uint8_t>(dice.below(256));
  const InvitationFields fields{static_cast<std::uint32_t>(dice.below(1000)), dice.next(),
                                static_cast<std::uint8_t>(dice.between(1, 9)), 0};
  return make_invitation_code(fields, InviteSecretKey(key_seed));
}

void draw_code(cv::Mat& surface, const QrMatrix& qr) {
  const int left = (surface.cols - qr.size * kTexels) / 2;
  const int top = (surface.rows - qr.size * kTexels) / 2;
  const int quiet = kQrQuietModules * kTexels;
  surface(cv::Rect(left - quiet, top - quiet, qr.size * kTexels + 2 * quiet,
                   qr.size * kTexels + 2 * quiet)) = kPaper;
  for (int y = 0; y < qr.size; ++y) {
    for (int x = 0; x < qr.size; ++x) {
      if (!qr.at(x, y)) continue;
      surface(cv::Rect(left + x * kTexels, top + y * kTexels, kTexels, kTexels)) = kInk;
    }
  }
}

// Lines of words, as bars and gaps.
void draw_words(cv::Mat& surface, cv::RNG& random) {
  for (int y = 24; y + 14 < surface.rows; y += 34) {
    for (int x = 24; x + 40 < surface.cols;) {
      const int width = random.uniform(4, 20);
      surface(cv::Rect(x, y, width, 14)) = random.uniform(kInk, 140);
      x += width + random.uniform(3, 12);
    }
  }
}

// Straight folds: behind each the paper is shifted, tapering off, and lit otherwise.
void crumple(cv::Mat& surface, int level, cv::RNG& random) {
  cv::Mat across(surface.size(), CV_32F), down(surface.size(), CV_32F);
  cv::Mat lit(surface.size(), CV_32F, cv::Scalar(1));
  struct Fold {
    double nx, ny, at, shift_x, shift_y, shade, reach;
  };
  std::vector<Fold> folds;
  for (int i = 0; i < 6 + 2 * level; ++i) {
    const double angle = random.uniform(0.0, 2 * std::numbers::pi);
    const double depth = kFoldDepth[level] * kTexels * random.uniform(-1.0, 1.0);
    const double turn = angle + random.uniform(-0.9, 0.9);
    folds.push_back({std::cos(angle), std::sin(angle), random.uniform(-0.35, 0.35) * surface.cols,
                     depth * std::cos(turn), depth * std::sin(turn),
                     kFoldShade[level] * random.uniform(-1.0, 0.6),
                     random.uniform(5.0, 18.0) * kTexels});
  }
  for (int y = 0; y < surface.rows; ++y) {
    for (int x = 0; x < surface.cols; ++x) {
      double from_x = x, from_y = y, light = 1;
      for (const Fold& fold : folds) {
        const double beyond =
            ((x - surface.cols / 2.0) * fold.nx + (y - surface.rows / 2.0) * fold.ny - fold.at) /
            fold.reach;
        if (beyond <= 0) continue;
        const double bump = beyond * std::exp(1 - beyond);  // 0 at the fold, 1 one reach behind it
        from_x += fold.shift_x * bump;
        from_y += fold.shift_y * bump;
        light *= 1 + fold.shade * std::exp(-beyond);
      }
      across.at<float>(y, x) = static_cast<float>(from_x);
      down.at<float>(y, x) = static_cast<float>(from_y);
      lit.at<float>(y, x) = static_cast<float>(light);
    }
  }
  cv::Mat moved;
  cv::remap(surface, moved, across, down, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::multiply(moved, lit, surface, 1, CV_8U);
}

cv::Mat soft_clutter(cv::Size size, int cells, cv::RNG& random) {
  cv::Mat small(cells, cells, CV_8U), large;
  random.fill(small, cv::RNG::UNIFORM, 0, 256);
  cv::resize(small, large, size, 0, 0, cv::INTER_CUBIC);
  return large;
}

void crack(cv::Mat& surface, cv::RNG& random) {
  cv::Point at(random.uniform(0, surface.cols), random.uniform(0, surface.rows));
  double angle = random.uniform(0.0, 2 * std::numbers::pi);
  for (int i = 0; i < 14; ++i) {
    angle += random.uniform(-0.5, 0.5);
    const double length = random.uniform(20.0, 60.0);
    const cv::Point to(at.x + static_cast<int>(length * std::cos(angle)),
                       at.y + static_cast<int>(length * std::sin(angle)));
    cv::line(surface, at, to, cv::Scalar(random.uniform(150, 256)), random.uniform(2, 6),
             cv::LINE_AA);
    at = to;
  }
}

// Little contrast, a room reflected in it, cracks and a finger's smear.
void show_on_screen(cv::Mat& surface, int level, cv::RNG& random) {
  for (int i = 0; i < kCracks[level]; ++i) crack(surface, random);
  const cv::Mat reflected = soft_clutter(surface.size(), 5, random);
  const double contrast = kContrast[level] * random.uniform(0.9, 1.1);
  cv::addWeighted(surface, contrast, reflected, 0.75 * (1 - contrast), 20, surface);
}

}  // namespace

Surface make_surface(const SurfaceWish& wish) {
  cv::RNG random(wish.seed ^ 0x9E3779B97F4A7C15ULL);
  Dice dice(wish.seed);
  Surface surface;
  surface.text = some_invitation(dice);
  const bool phone = wish.screen > 0 || (wish.crumple == 0 && dice.chance(30));
  surface.brightness = cv::Mat(560, phone ? 480 : 760, CV_8U, cv::Scalar(kPaper));
  draw_words(surface.brightness, random);
  draw_code(surface.brightness, code_of(surface.text));
  if (wish.screen > 0) show_on_screen(surface.brightness, wish.screen, random);
  if (phone) cv::rectangle(surface.brightness, {0, 0, 480, 560}, cv::Scalar(10), 24);
  if (wish.crumple > 0) crumple(surface.brightness, wish.crumple, random);
  return surface;
}

cv::Mat make_room(cv::Size size, cv::RNG& random) {
  cv::Mat room = soft_clutter(size, 9, random);
  for (int i = 0; i < 40; ++i) {
    const cv::Rect box(random.uniform(0, size.width), random.uniform(0, size.height),
                       random.uniform(10, size.width / 4), random.uniform(10, size.height / 3));
    room(box & cv::Rect({0, 0}, size)) = random.uniform(20, 230);
  }
  cv::GaussianBlur(room, room, {}, 2);
  return room;
}

}  // namespace yingbin::bench
