#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace yingbin::ui {
namespace {

// A page is laid out on at least this many millimetres; on a smaller screen the millimetre shrinks.
constexpr double kPageLongMm = 300;
constexpr double kPageShortMm = 190;
// A bigger screen stands farther away, and 6 mm is a least: up to this much larger if it fits.
constexpr double kGrowth = 1.4;
// Between 50 and 330 dots an inch. Outside, the screen lies: projectors and televisions report
// their aspect ratio as centimetres, virtual screens report nothing.
constexpr double kPixelsPerMmMin = 2.0;
constexpr double kPixelsPerMmMax = 13.0;
constexpr double kPixelsPerMmUsual = 96 / 25.4;
// A hanzi of Noto Sans fills 0.92 of its em.
constexpr float kHanziOfEm = 0.92F;

int channel(Colour colour, int shift) { return static_cast<int>((colour >> shift) & 0xFF); }

double measured(const Screen& screen) {
  if (screen.width_mm <= 0 || screen.height_mm <= 0) return kPixelsPerMmUsual;
  const double across = screen.width / screen.width_mm;
  const double down = screen.height / screen.height_mm;
  const bool square_pixels = std::abs(across - down) < 0.15 * std::max(across, down);
  const bool sane = across >= kPixelsPerMmMin && across <= kPixelsPerMmMax;
  return square_pixels && sane ? across : kPixelsPerMmUsual;
}

double fitting(const Screen& screen) {
  const double longer = std::max(screen.width, screen.height);
  const double shorter = std::min(screen.width, screen.height);
  return std::max(0.5, std::min(longer / kPageLongMm, shorter / kPageShortMm));
}

// Relative luminance, WCAG 2.1.
double luminance(Colour colour) {
  const auto linear = [](int value) {
    const double part = value / 255.0;
    return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(channel(colour, 0)) + 0.7152 * linear(channel(colour, 8)) +
         0.0722 * linear(channel(colour, 16));
}

}  // namespace

Colour faded(Colour colour, float opacity) {
  const float alpha = static_cast<float>(channel(colour, 24)) * std::clamp(opacity, 0.0F, 1.0F);
  return (colour & 0x00FFFFFF) | (static_cast<Colour>(std::lround(alpha)) << 24);
}

Colour mixed(Colour under, Colour over, float part) {
  Colour result = 0xFF000000;
  for (const int shift : {0, 8, 16}) {
    const float from = static_cast<float>(channel(under, shift));
    const float to = static_cast<float>(channel(over, shift));
    result |= static_cast<Colour>(std::lround(from + (to - from) * part)) << shift;
  }
  return result;
}

double contrast(Colour one, Colour other) {
  const double first = luminance(one) + 0.05;
  const double second = luminance(other) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

Colour text_on(Colour ground) {
  return contrast(kWhite, ground) >= contrast(kInk, ground) ? kWhite : kInk;
}

Theme::Theme(const Screen& screen)
    : pixels_per_mm_(static_cast<float>(
          screen.pixels_per_mm ? std::clamp(*screen.pixels_per_mm, 0.5, 40.0)
                               : std::min(measured(screen) * kGrowth, fitting(screen)))) {}

float Theme::em(TextSize size) const { return mm(height_mm(size)) / kHanziOfEm; }

float Theme::edge() const { return std::max(1.5F, mm(0.4F)); }

}  // namespace yingbin::ui
