#include "scan/camera_mode.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <tuple>

#include <fmt/core.h>

#include "text/say.h"

namespace yingbin {
namespace {

constexpr double kRate = 30;
constexpr double kRateSlack = 1;  // drivers say 29.97, or 30.00003
constexpr std::int64_t kPixelsMin = 1280 * 720;
constexpr std::int64_t kPixelsMax = 1920 * 1080;

std::int64_t pixels(const CameraMode& mode) { return std::int64_t{mode.width} * mode.height; }

// What it takes to get a grey picture out of the format.
int effort(const std::string& format) {
  if (format == "GRAY8") return 0;
  if (format == "NV12" || format == "NV21" || format == "I420" || format == "YV12") return 1;
  if (format == "YUY2" || format == "UYVY" || format == "YVYU") return 2;
  return format == "image/jpeg" ? 3 : 4;
}

// Less is better. A slow camera blurs and is read late, so the rate comes first.
auto badness(const CameraMode& mode) {
  const double rate = mode.rate();
  const double too_slow = std::max(0.0, kRate - kRateSlack - rate);
  const std::int64_t too_small = std::max<std::int64_t>(0, kPixelsMin - pixels(mode));
  const std::int64_t too_large = std::max<std::int64_t>(0, pixels(mode) - kPixelsMax);
  return std::tuple(too_slow, too_small, too_large, pixels(mode), std::abs(rate - kRate),
                    effort(mode.format));
}

bool fits(const CameraMode& mode, const WantedMode& wanted) {
  return mode.width == wanted.width && mode.height == wanted.height &&
         (!wanted.rate || std::abs(mode.rate() - *wanted.rate) < kRateSlack);
}

std::string all_words(const std::vector<CameraMode>& modes) {
  std::vector<std::string> words;
  for (const CameraMode& mode : modes) words.push_back(mode.words());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string text;
  for (const std::string& one : words) text += (text.empty() ? "" : ", ") + one;
  return text;
}

}  // namespace

double CameraMode::rate() const {
  return rate_denominator > 0 ? static_cast<double>(rate_numerator) / rate_denominator : 0;
}

std::string CameraMode::words() const { return fmt::format("{}x{}@{:.0f}", width, height, rate()); }

std::string CameraMode::caps() const {
  const bool compressed = format == "image/jpeg";
  return fmt::format("{},width={},height={},framerate={}/{}",
                     compressed ? format : "video/x-raw,format=" + format, width, height,
                     rate_numerator, rate_denominator);
}

Result<WantedMode> parse_mode(std::string_view text) {
  WantedMode wanted;
  double rate = 0;
  char rest = 0;
  const std::string copy(text);
  const int read =
      std::sscanf(copy.c_str(), "%5dx%5d@%7lf%c", &wanted.width, &wanted.height, &rate, &rest);
  const bool whole = read == 3 || (read == 2 && copy.find('@') == std::string::npos);
  const bool sizes = wanted.width > 0 && wanted.height > 0;
  // Without a rate nothing may follow the size.
  const bool plain = read == 3 || copy.find_first_not_of("0123456789x") == std::string::npos;
  if (!whole || !plain || !sizes || (read == 3 && !(rate > 0))) {
    return Failure{say("{} is no mode of a camera. Write it like 1280x720@30.", copy)};
  }
  if (read == 3) wanted.rate = rate;
  return wanted;
}

Result<CameraMode> best_mode(const std::vector<CameraMode>& modes,
                             const std::optional<WantedMode>& wanted) {
  const CameraMode* best = nullptr;
  for (const CameraMode& mode : modes) {
    if (wanted && !fits(mode, *wanted)) continue;
    if (!best || badness(mode) < badness(*best)) best = &mode;
  }
  if (best) return *best;
  if (modes.empty()) return Failure{say("The camera names no mode that can be used here.")};
  return Failure{say("The camera has no such mode. It has {}.", all_words(modes))};
}

}  // namespace yingbin
