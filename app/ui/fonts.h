// The characters on screen: each is drawn by FreeType the first time it is needed and kept in one
// texture shared with Dear ImGui's atlas. All of Unicode, any size of the theme, bounded memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ui/font_files.h"
#include "ui/layout.h"
#include "ui/theme.h"

struct ImFontAtlas;

namespace yingbin::ui {

// Where a character is in the texture and where it goes from the pen on the baseline, y down.
struct Glyph {
  Rect place;  // pixels at the size's own em; empty for a space
  Point from;  // texture coordinates
  Point to;
  float advance = 0;
};

// A part of the texture that changed since it was last fetched.
struct TexturePatch {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

class Fonts {
 public:
  // Fills the atlas of the current ImGui context. Without Noto Sans CJK it still works, with
  // ImGui's own Latin font, and `warning()` says what to install.
  explicit Fonts(const Theme& theme);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  [[nodiscard]] const std::string& warning() const { return warning_; }
  [[nodiscard]] float em(TextSize size) const;

  // Always something to draw: a character that no font has is a box.
  const Glyph& glyph(char32_t character, TextSize size, Weight weight);
  // Draws the characters of `text` into the texture ahead of their first use.
  void need(std::string_view text, TextSize size, Weight weight);

  // Some character found no room: it is blank in this frame, and the next must come at once.
  [[nodiscard]] bool wants_redraw() const { return full_; }
  // Between frames: when the texture was full, forgets all characters, to be drawn again as needed.
  void begin_frame();
  // What the window must upload; nothing when all is up to date. Pixels by `pixels`, four bytes
  // each.
  [[nodiscard]] std::optional<TexturePatch> take_patch();
  [[nodiscard]] bool has_patch() const { return patch_.has_value(); }
  [[nodiscard]] const unsigned* pixels() const;
  [[nodiscard]] int texture_width() const;
  [[nodiscard]] int texture_height() const;
  [[nodiscard]] std::size_t glyph_count() const { return glyphs_.size(); }

 private:
  struct Shelf {
    int y = 0;
    int height = 0;
    int used = 0;
  };

  Glyph make(char32_t character, TextSize size, Weight weight);
  Glyph from_fallback(char32_t character, TextSize size) const;
  std::optional<DrawnCharacter> draw(char32_t character, int em_pixels, Weight weight);
  std::optional<Point> reserve(int width, int height);
  void copy(const DrawnCharacter& drawn, int x, int y);
  void touch(int x, int y, int width, int height);
  void forget_all();

  ImFontAtlas& atlas_;
  std::string warning_;
  int em_pixels_[kTextSizes] = {};
  std::unique_ptr<FontFace> faces_[kWeights];
  std::vector<std::pair<std::string, std::unique_ptr<FontFace>>> others_;  // for rare characters
  std::unordered_map<std::uint64_t, Glyph> glyphs_;
  TexturePatch room_;  // where characters may be drawn
  std::vector<Shelf> shelves_;
  std::optional<TexturePatch> patch_;
  bool full_ = false;
};

}  // namespace yingbin::ui
