// The one theme: colours, text sizes and distances of every screen. Lengths are millimetres of a
// screen and become pixels by its real resolution, or smaller where a page would not fit.
#pragma once

#include <cstdint>
#include <optional>

namespace yingbin::ui {

// Red, green, blue, alpha from the lowest byte up, as Dear ImGui packs them.
using Colour = std::uint32_t;

// 0xRRGGBB as designers write it.
[[nodiscard]] constexpr Colour rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return (alpha << 24) | ((hex & 0xFF) << 16) | (hex & 0xFF00) | ((hex >> 16) & 0xFF);
}
// The colour at another opacity, 0 to 1.
[[nodiscard]] Colour faded(Colour colour, float opacity);
// `part` of `over` mixed into `under`, opaque.
[[nodiscard]] Colour mixed(Colour under, Colour over, float part);
// WCAG 2.1 contrast ratio, 1 to 21; alpha is ignored.
[[nodiscard]] double contrast(Colour one, Colour other);
// Ink or white, whichever reads better on `ground`.
[[nodiscard]] Colour text_on(Colour ground);

inline constexpr Colour kWhite = rgb(0xFFFFFF);
inline constexpr Colour kCream = rgb(0xF7F4EE);    // the page
inline constexpr Colour kInk = rgb(0x1A1A1E);      // text
inline constexpr Colour kInkSoft = rgb(0x4A4A52);  // second text, still 7:1 on cream
inline constexpr Colour kLine = rgb(0xE2DDD0);     // edges of cards
inline constexpr Colour kGround = rgb(0x12312B);   // the top bar, the picture's ground
inline constexpr Colour kGroundRaised = rgb(0x1F4A41);
inline constexpr Colour kGroundStripe = rgb(0x17392F);
inline constexpr Colour kBrand = rgb(0x0B5D4E);  // welcome, main buttons
inline constexpr Colour kBrandDeep = rgb(0x084A3E);
inline constexpr Colour kRed = rgb(0xA3271F);
inline constexpr Colour kGreen = rgb(0x07602F);
inline constexpr Colour kBlue = rgb(0x1E4FA3);
inline constexpr Colour kPurple = rgb(0x6A2C91);
inline constexpr Colour kAmber = rgb(0xF2B807);      // under ink only
inline constexpr Colour kAmberDeep = rgb(0x6B4600);  // amber as text
inline constexpr Colour kMint = rgb(0x5FD9A8);       // the "all is well" dot on the dark bar

// What the window knows of the screen; zero millimetres mean unknown.
struct Screen {
  int width = 0;
  int height = 0;
  double width_mm = 0;
  double height_mm = 0;
  std::optional<double> pixels_per_mm;  // set by hand, believed as it is
};

enum class TextSize { small, body, title, prompt, huge };
inline constexpr int kTextSizes = 5;

// Height of a hanzi in millimetres: nothing a guest must read is below body.
[[nodiscard]] constexpr float height_mm(TextSize size) {
  constexpr float heights[kTextSizes] = {4.6F, 6.0F, 7.6F, 11.0F, 25.0F};
  return heights[static_cast<int>(size)];
}

inline constexpr float kGuestTargetMm = 20;
inline constexpr float kStaffTargetMm = 14;

class Theme {
 public:
  explicit Theme(const Screen& screen);

  [[nodiscard]] float pixels_per_mm() const { return pixels_per_mm_; }
  [[nodiscard]] float mm(float millimetres) const { return millimetres * pixels_per_mm_; }
  // Em of a text size in pixels.
  [[nodiscard]] float em(TextSize size) const;

  [[nodiscard]] float margin() const { return mm(6); }
  [[nodiscard]] float gap() const { return mm(4.5F); }
  [[nodiscard]] float padding() const { return mm(5.5F); }
  [[nodiscard]] float radius() const { return mm(4); }
  [[nodiscard]] float edge() const;  // thickness of an outline
  [[nodiscard]] float guest_target() const { return mm(kGuestTargetMm); }
  [[nodiscard]] float staff_target() const { return mm(kStaffTargetMm); }

 private:
  float pixels_per_mm_;
};

}  // namespace yingbin::ui
