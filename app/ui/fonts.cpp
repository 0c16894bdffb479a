#include "ui/fonts.h"

#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "text/say.h"
#include "ui/utf8.h"

namespace yingbin::ui {
namespace {

// 16 MiB of pixels hold some 1,900 characters of body text and 60 of the largest on a full HD
// screen: a page needs about 200. Larger letters (4K screens) get four times that.
constexpr int kTextureSide = 2048;
constexpr int kLargeTextureSide = 4096;
constexpr int kLargeEm = 220;
constexpr int kShelfStep = 4;  // heights are rounded up to this, so that shelves are shared
constexpr int kBorder = 1;     // empty pixels between characters
constexpr std::size_t kOtherFacesMax = 8;
constexpr char32_t kBox = 0x25A1;
constexpr float kFallbackEm = 13;  // ImGui's built-in font

std::uint64_t key_of(char32_t character, TextSize size, Weight weight) {
  return (static_cast<std::uint64_t>(character) << 8) | (static_cast<std::uint64_t>(size) << 1) |
         static_cast<std::uint64_t>(weight);
}

bool blank(char32_t c) { return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x3000; }

// Characters that only steer other text (direction, joining) are not drawn.
bool invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE01EF);
}

}  // namespace

Fonts::Fonts(const Theme& theme) : atlas_(*ImGui::GetIO().Fonts) {
  for (int i = 0; i < kTextSizes; ++i) {
    em_pixels_[i] = std::max(6, static_cast<int>(std::lround(theme.em(static_cast<TextSize>(i)))));
  }
  for (int i = 0; i < kWeights; ++i) {
    if (const auto file = find_chinese_font(static_cast<Weight>(i))) {
      faces_[i] = FontFace::open(*file);
    }
  }
  if (!faces_[0] || !faces_[1]) {
    warning_ =
        say("The font Noto Sans CJK SC is missing, so Chinese cannot be shown. "
            "Install the package fonts-noto-cjk and start again.");
  }
  const int side =
      em_pixels_[static_cast<int>(TextSize::huge)] > kLargeEm ? kLargeTextureSide : kTextureSide;
  atlas_.Clear();
  atlas_.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas_.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  atlas_.TexDesiredWidth = side;
  atlas_.AddFontDefault();
  const int room = atlas_.AddCustomRectRegular(side - 2, side - side / 8);
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas_.GetTexDataAsRGBA32(&pixels, &width, &height);
  const ImFontAtlasCustomRect& rect = *atlas_.GetCustomRectByIndex(room);
  room_ = {rect.X, rect.Y, rect.Width, rect.Height};
  forget_all();
}

Fonts::~Fonts() = default;

float Fonts::em(TextSize size) const {
  return static_cast<float>(em_pixels_[static_cast<int>(size)]);
}

const Glyph& Fonts::glyph(char32_t character, TextSize size, Weight weight) {
  const std::uint64_t key = key_of(character, size, weight);
  const auto known = glyphs_.find(key);
  if (known != glyphs_.end()) return known->second;
  return glyphs_.emplace(key, make(character, size, weight)).first->second;
}

void Fonts::need(std::string_view text, TextSize size, Weight weight) {
  while (!text.empty()) (void)glyph(take_character(text), size, weight);
}

void Fonts::begin_frame() {
  if (full_) forget_all();
}

std::optional<TexturePatch> Fonts::take_patch() { return std::exchange(patch_, std::nullopt); }

const unsigned* Fonts::pixels() const { return atlas_.TexPixelsRGBA32; }
int Fonts::texture_width() const { return atlas_.TexWidth; }
int Fonts::texture_height() const { return atlas_.TexHeight; }

Glyph Fonts::make(char32_t character, TextSize size, Weight weight) {
  if (invisible(character)) return {};
  const float size_em = em(size);
  if (blank(character)) {
    Glyph space;
    space.advance = character == 0x3000 ? size_em : size_em * 0.25F;
    return space;
  }
  std::optional<DrawnCharacter> drawn = draw(character, em_pixels_[static_cast<int>(size)], weight);
  if (!drawn) return from_fallback(character, size);
  Glyph result;
  result.advance = drawn->advance;
  const auto at = reserve(drawn->width, drawn->height);
  if (!at) return result;  // full: blank for this frame, drawn in the next
  copy(*drawn, static_cast<int>(at->x), static_cast<int>(at->y));
  const float across = 1.0F / static_cast<float>(atlas_.TexWidth);
  const float down = 1.0F / static_cast<float>(atlas_.TexHeight);
  result.place = {static_cast<float>(drawn->left), static_cast<float>(drawn->top),
                  static_cast<float>(drawn->width), static_cast<float>(drawn->height)};
  result.from = {at->x * across, at->y * down};
  result.to = {(at->x + result.place.w) * across, (at->y + result.place.h) * down};
  return result;
}

Glyph Fonts::from_fallback(char32_t character, TextSize size) const {
  const ImFont& font = *atlas_.Fonts[0];
  const ImWchar known = character <= 0xFFFF ? static_cast<ImWchar>(character) : ImWchar{'?'};
  const ImFontGlyph& glyph = *font.FindGlyph(known);
  const float scale = em(size) / kFallbackEm;
  Glyph result;
  result.place = {glyph.X0 * scale, (glyph.Y0 - font.Ascent) * scale, (glyph.X1 - glyph.X0) * scale,
                  (glyph.Y1 - glyph.Y0) * scale};
  result.from = {glyph.U0, glyph.V0};
  result.to = {glyph.U1, glyph.V1};
  result.advance = glyph.AdvanceX * scale;
  return result;
}

std::optional<DrawnCharacter> Fonts::draw(char32_t character, int em_pixels, Weight weight) {
  FontFace* own = faces_[static_cast<int>(weight)].get();
  if (own == nullptr) own = faces_[0] ? faces_[0].get() : faces_[1].get();
  if (own == nullptr) return std::nullopt;
  if (own->has(character)) return own->draw(character, em_pixels);
  for (auto& [path, face] : others_) {
    if (face && face->has(character)) return face->draw(character, em_pixels);
  }
  const auto file = others_.size() < kOtherFacesMax ? find_font_with(character) : std::nullopt;
  if (file) {
    const auto& added = others_.emplace_back(file->path, FontFace::open(*file));
    if (added.second && added.second->has(character))
      return added.second->draw(character, em_pixels);
  }
  return own->draw(kBox, em_pixels);
}

std::optional<Point> Fonts::reserve(int width, int height) {
  const int tall = (height + kBorder + kShelfStep - 1) / kShelfStep * kShelfStep;
  const int wide = width + kBorder;
  int bottom = room_.y;
  for (Shelf& shelf : shelves_) {
    bottom = shelf.y + shelf.height;
    if (shelf.height != tall || shelf.used + wide > room_.width) continue;
    const Point at{static_cast<float>(room_.x + shelf.used), static_cast<float>(shelf.y)};
    shelf.used += wide;
    return at;
  }
  if (bottom + tall > room_.y + room_.height || wide > room_.width) {
    full_ = true;
    return std::nullopt;
  }
  shelves_.push_back({bottom, tall, wide});
  return Point{static_cast<float>(room_.x), static_cast<float>(bottom)};
}

void Fonts::copy(const DrawnCharacter& drawn, int x, int y) {
  std::size_t from = 0;
  for (int row = 0; row < drawn.height; ++row) {
    unsigned* to =
        atlas_.TexPixelsRGBA32 + static_cast<std::ptrdiff_t>(y + row) * atlas_.TexWidth + x;
    for (int column = 0; column < drawn.width; ++column) {
      *to++ = 0x00FFFFFFU | (static_cast<unsigned>(drawn.coverage[from++]) << 24);
    }
  }
  touch(x, y, drawn.width, drawn.height);
}

void Fonts::touch(int x, int y, int width, int height) {
  if (!patch_) {
    patch_ = TexturePatch{x, y, width, height};
    return;
  }
  const int right = std::max(patch_->x + patch_->width, x + width);
  const int bottom = std::max(patch_->y + patch_->height, y + height);
  patch_->x = std::min(patch_->x, x);
  patch_->y = std::min(patch_->y, y);
  patch_->width = right - patch_->x;
  patch_->height = bottom - patch_->y;
}

void Fonts::forget_all() {
  glyphs_.clear();
  shelves_.clear();
  full_ = false;
  // Transparent white: at a character's edge the texture is blended with its neighbours.
  for (int row = 0; row < room_.height; ++row) {
    unsigned* start = atlas_.TexPixelsRGBA32 +
                      static_cast<std::ptrdiff_t>(room_.y + row) * atlas_.TexWidth + room_.x;
    std::fill(start, start + room_.width, 0x00FFFFFFU);
  }
  touch(room_.x, room_.y, room_.width, room_.height);
}

}  // namespace yingbin::ui
