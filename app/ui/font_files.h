// The font files of this machine, found by fontconfig and drawn by FreeType. Used by Fonts only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace yingbin::ui {

enum class Weight { regular, bold };
inline constexpr int kWeights = 2;

struct FontFile {
  std::string path;
  int face_number = 0;  // a .ttc holds several; Noto Sans CJK has one for each country's shapes
};

// "Noto Sans CJK SC" in that weight, or nothing when it is not installed.
[[nodiscard]] std::optional<FontFile> find_chinese_font(Weight weight);
// Any installed font that has the character.
[[nodiscard]] std::optional<FontFile> find_font_with(char32_t character);

// One character drawn: coverage 0 to 255, `width` bytes a row, placed relative to the pen on the
// baseline, y down.
struct DrawnCharacter {
  int width = 0;
  int height = 0;
  int left = 0;
  int top = 0;  // from the baseline to the first row; negative is above
  float advance = 0;
  std::vector<unsigned char> coverage;
};

// One open font file.
class FontFace {
 public:
  // Nothing when the file cannot be read as a font.
  [[nodiscard]] static std::unique_ptr<FontFace> open(const FontFile& file);
  ~FontFace();
  FontFace(const FontFace&) = delete;
  FontFace& operator=(const FontFace&) = delete;

  [[nodiscard]] bool has(char32_t character) const;
  // Nothing when the font lacks the character.
  [[nodiscard]] std::optional<DrawnCharacter> draw(char32_t character, int em_pixels);

 private:
  struct Handle;
  explicit FontFace(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace yingbin::ui
