#include "bench/door_pictures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "bench/door_surface.h"
#include "support/dice.h"

namespace yingbin::bench {
namespace {

constexpr int kOver = 2;          // the card is drawn so many times as large, then averaged down
constexpr int kMargin = 40;       // pixels around the card, which blur reaches
constexpr double kFocal = 1.1;    // of the camera, in widths of the picture
constexpr int kNoiseSpare = 256;  // the noise is one large picture, cut at another place each time

using Levels = std::array<double, kLevels + 1>;
constexpr Levels kMotion = {0, 1.0, 1.35, 1.7, 2.1};        // modules moved while exposed
constexpr Levels kDefocus = {0.15, 0.28, 0.36, 0.42, 0.5};  // modules, sigma of a Gaussian
constexpr Levels kDim = {0.75, 0.3, 0.2, 0.15, 0.12};       // light
constexpr Levels kGlare = {0, 0.3, 0.5, 0.75, 0.95};        // how much a lamp adds at its middle
constexpr Levels kTilt = {12, 38, 50, 58, 64};              // degrees
constexpr Levels kFar = {4.2, 2.6, 2.2, 1.9, 1.65};         // pixels a module at 720 lines

double degrees(double angle) { return angle * std::numbers::pi / 180; }

struct Pose {
  double x, y;    // middle, pixels
  double module;  // pixels a module there
  double roll;    // degrees
  double tilt;    // degrees, about an axis in the card
  double axis;    // degrees
};

// From points of the surface's texture to pixels of the frame.
cv::Matx33d projection(const Pose& pose, cv::Size texture, cv::Size frame) {
  const double focal = kFocal * frame.width;
  const double distance = focal * kTexels / pose.module;
  const double a = degrees(pose.axis), t = degrees(pose.tilt), r = degrees(pose.roll);
  const cv::Matx33d turn_axis(std::cos(a), -std::sin(a), 0, std::sin(a), std::cos(a), 0, 0, 0, 1);
  const cv::Matx33d lean(1, 0, 0, 0, std::cos(t), -std::sin(t), 0, std::sin(t), std::cos(t));
  const cv::Matx33d roll(std::cos(r), -std::sin(r), 0, std::sin(r), std::cos(r), 0, 0, 0, 1);
  const cv::Matx33d turned = roll * turn_axis * lean * turn_axis.t();
  const cv::Matx33d plane(turned(0, 0), turned(0, 1), 0, turned(1, 0), turned(1, 1), 0,
                          turned(2, 0), turned(2, 1), distance);
  const cv::Matx33d camera(focal, 0, pose.x, 0, focal, pose.y, 0, 0, 1);
  const cv::Matx33d centred(1, 0, -texture.width / 2.0, 0, 1, -texture.height / 2.0, 0, 0, 1);
  return camera * plane * centred;
}

cv::Rect bounds(const cv::Matx33d& projected, cv::Size texture, cv::Size frame) {
  std::vector<cv::Point2d> corners = {{0, 0},
                                      {1.0 * texture.width, 0},
                                      {1.0 * texture.width, 1.0 * texture.height},
                                      {0, 1.0 * texture.height}};
  std::vector<cv::Point2f> seen;
  for (const cv::Point2d& corner : corners) {
    const cv::Vec3d at = projected * cv::Vec3d(corner.x, corner.y, 1);
    seen.emplace_back(static_cast<float>(at[0] / at[2]), static_cast<float>(at[1] / at[2]));
  }
  const cv::Rect around = cv::boundingRect(seen);
  const cv::Rect wide(around.x - kMargin, around.y - kMargin, around.width + 2 * kMargin,
                      around.height + 2 * kMargin);
  return wide & cv::Rect({0, 0}, frame);
}

cv::Mat motion_kernel(double length, double angle) {
  const int half = static_cast<int>(std::ceil(length / 2)) + 1;
  cv::Mat kernel = cv::Mat::zeros(2 * half + 1, 2 * half + 1, CV_32F);
  constexpr int kSteps = 200;
  for (int i = 0; i < kSteps; ++i) {
    const double along = length * ((i + 0.5) / kSteps - 0.5);
    const double x = half + along * std::cos(angle), y = half + along * std::sin(angle);
    const int left = static_cast<int>(x), top = static_cast<int>(y);
    const auto fx = static_cast<float>(x - left), fy = static_cast<float>(y - top);
    kernel.at<float>(top, left) += (1 - fx) * (1 - fy);
    kernel.at<float>(top, left + 1) += fx * (1 - fy);
    kernel.at<float>(top + 1, left) += (1 - fx) * fy;
    kernel.at<float>(top + 1, left + 1) += fx * fy;
  }
  return kernel / cv::sum(kernel)[0];
}

cv::Mat noise_field(cv::Size size, cv::RNG& random) {
  cv::Mat noise(size.height + kNoiseSpare, size.width + kNoiseSpare, CV_16S);
  random.fill(noise, cv::RNG::NORMAL, 0, 256);  // standard deviation 256: scaled by each use
  return noise;
}

}  // namespace

const char* name_of(Nuisance nuisance) {
  constexpr const char* kNames[] = {"motion blur",    "out of focus", "dim and noisy",
                                    "glare",          "phone screen", "held at an angle",
                                    "crumpled paper", "far away"};
  return kNames[static_cast<std::size_t>(nuisance)];
}

struct DoorPicture::Scene {
  explicit Scene(const DoorCase& which);

  double level(const Levels& levels) const { return levels[static_cast<std::size_t>(about.level)]; }
  bool suffers(Nuisance nuisance) const { return about.nuisance == nuisance && about.level > 0; }
  double uniform(double low, double high) { return random.uniform(low, high); }

  void hold_steady_or_not();
  void place_card(cv::Mat& frame, cv::Rect& around);
  void blur(cv::Mat part);
  void light(cv::Mat& frame, const cv::Rect& around);
  void add_noise(cv::Mat& frame);

  DoorCase about;
  cv::RNG random;
  Surface surface;
  cv::Mat room;
  cv::Mat noise;
  Pose pose{};
  double lamp_x = 0, lamp_y = 0;  // in modules, from the middle of the card
  double motion_angle = 0;
};

DoorPicture::Scene::Scene(const DoorCase& which)
    : about(which), random(which.seed ^ 0x5DEECE66DULL) {
  SurfaceWish wish;
  wish.seed = about.seed;
  if (suffers(Nuisance::crumpled)) wish.crumple = about.level;
  if (suffers(Nuisance::screen)) wish.screen = about.level;
  surface = make_surface(wish);
  const cv::Size size(about.width, about.height);
  room = make_room(size, random);
  noise = noise_field(size, random);
  const double lines = about.height / 720.0;
  pose.module = (suffers(Nuisance::far) ? level(kFar) * uniform(0.96, 1.04) : uniform(3.3, 4.6)) *
                std::pow(lines, 0.7);
  if (suffers(Nuisance::tilt)) pose.module *= 1.1;
  pose.x = size.width * uniform(0.35, 0.65);
  pose.y = size.height * uniform(0.42, 0.58);
  pose.roll = random.uniform(0, 4) * 90 + uniform(-25, 25);
  pose.tilt = suffers(Nuisance::tilt) ? level(kTilt) + uniform(-3, 3) : uniform(0, kTilt[0]);
  pose.axis = uniform(0, 360);
  lamp_x = uniform(-18, 18);
  lamp_y = uniform(-18, 18);
  motion_angle = uniform(0, std::numbers::pi);
}

void DoorPicture::Scene::hold_steady_or_not() {
  pose.x += uniform(-4, 4);
  pose.y += uniform(-4, 4);
  pose.roll += uniform(-0.8, 0.8);
  pose.tilt += uniform(-0.6, 0.6);
  pose.module *= uniform(0.993, 1.007);
  lamp_x += uniform(-1.5, 1.5);
  lamp_y += uniform(-1.5, 1.5);
  motion_angle += uniform(-0.4, 0.4);
}

void DoorPicture::Scene::place_card(cv::Mat& frame, cv::Rect& around) {
  const cv::Matx33d seen = projection(pose, surface.brightness.size(), frame.size());
  around = bounds(seen, surface.brightness.size(), frame.size());
  // Pixel centres of the enlarged picture: (x + 0.5) · kOver - 0.5, moved to the part's corner.
  const double half = (kOver - 1) / 2.0;
  const cv::Matx33d enlarge(kOver, 0, half - kOver * around.x, 0, kOver, half - kOver * around.y, 0,
                            0, 1);
  cv::Mat part;
  cv::resize(frame(around), part, around.size() * kOver, 0, 0, cv::INTER_LINEAR);
  cv::warpPerspective(surface.brightness, part, enlarge * seen, part.size(), cv::INTER_LINEAR,
                      cv::BORDER_TRANSPARENT);
  cv::resize(part, frame(around), around.size(), 0, 0, cv::INTER_AREA);
}

void DoorPicture::Scene::blur(cv::Mat part) {
  const double changing = uniform(0.75, 1.2);
  const double sigma = (suffers(Nuisance::defocus) ? level(kDefocus) * changing : kDefocus[0]) *
                       std::max(3.0, pose.module);
  cv::GaussianBlur(part, part, {}, sigma);
  if (!suffers(Nuisance::motion)) return;
  cv::filter2D(part, part, -1,
               motion_kernel(level(kMotion) * changing * pose.module, motion_angle));
}

void DoorPicture::Scene::light(cv::Mat& frame, const cv::Rect& around) {
  const double light = suffers(Nuisance::dim) ? level(kDim) * uniform(0.85, 1.15) : kDim[0];
  frame.convertTo(frame, CV_8U, light, 12);
  if (!suffers(Nuisance::glare)) return;
  const double reach = pose.module * (7 + 2.5 * about.level), width = reach * 0.55;
  const double x = pose.x - around.x + lamp_x * pose.module;
  const double y = pose.y - around.y + lamp_y * pose.module;
  const double strength = level(kGlare) * 255;
  cv::Mat part = frame(around);
  for (int row = 0; row < part.rows; ++row) {
    auto* pixels = part.ptr<std::uint8_t>(row);
    for (int column = 0; column < part.cols; ++column) {
      const double dx = (column - x) / reach, dy = (row - y) / width;
      const double added = strength / (1 + std::pow(dx * dx + dy * dy, 2));
      pixels[column] = cv::saturate_cast<std::uint8_t>(pixels[column] + added);
    }
  }
}

void DoorPicture::Scene::add_noise(cv::Mat& frame) {
  const double grain = suffers(Nuisance::dim) ? uniform(5, 7) : uniform(1.5, 3);
  const cv::Rect cut(random.uniform(0, kNoiseSpare), random.uniform(0, kNoiseSpare), frame.cols,
                     frame.rows);
  cv::addWeighted(frame, 1, cv::Mat(noise(cut)), grain / 256, 0, frame, CV_8U);
}

DoorPicture::DoorPicture(const DoorCase& about) : scene_(std::make_unique<Scene>(about)) {}
DoorPicture::~DoorPicture() = default;
DoorPicture::DoorPicture(DoorPicture&&) noexcept = default;

const std::string& DoorPicture::text() const { return scene_->surface.text; }

GrayFrame DoorPicture::next() {
  scene_->hold_steady_or_not();
  cv::Mat frame = scene_->room.clone();
  cv::Rect around;
  scene_->place_card(frame, around);
  scene_->blur(frame(around));
  scene_->light(frame, around);
  scene_->add_noise(frame);
  return {frame.cols, frame.rows, frame.cols, {frame.datastart, frame.dataend}};
}

}  // namespace yingbin::bench
