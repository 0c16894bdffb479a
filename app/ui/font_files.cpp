#include "ui/font_files.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <string_view>

namespace yingbin::ui {
namespace {

constexpr const char* kChineseFamily = "Noto Sans CJK SC";

struct PatternEnd {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, PatternEnd>;

struct CharacterSetEnd {
  void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
};
using CharacterSet = std::unique_ptr<FcCharSet, CharacterSetEnd>;

// fontconfig always answers with some font; the callers check whether it is one they can use.
Pattern best_match(FcPattern* wanted) {
  FcConfigSubstitute(nullptr, wanted, FcMatchPattern);
  FcDefaultSubstitute(wanted);
  FcResult result = FcResultNoMatch;
  return Pattern(FcFontMatch(nullptr, wanted, &result));
}

std::optional<FontFile> file_of(FcPattern* found) {
  FcChar8* path = nullptr;
  int number = 0;
  if (FcPatternGetString(found, FC_FILE, 0, &path) != FcResultMatch) return std::nullopt;
  FcPatternGetInteger(found, FC_INDEX, 0, &number);
  return FontFile{reinterpret_cast<const char*>(path), number};
}

bool has_family(FcPattern* found, std::string_view family) {
  FcChar8* name = nullptr;
  for (int i = 0; FcPatternGetString(found, FC_FAMILY, i, &name) == FcResultMatch; ++i) {
    if (family == reinterpret_cast<const char*>(name)) return true;
  }
  return false;
}

// FreeType's own state; each face keeps one, so that no order of destruction matters.
struct LibraryEnd {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FaceEnd {
  void operator()(FT_Face face) const { FT_Done_Face(face); }
};

}  // namespace

std::optional<FontFile> find_chinese_font(Weight weight) {
  const Pattern wanted(FcPatternCreate());
  FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(kChineseFamily));
  FcPatternAddInteger(wanted.get(), FC_WEIGHT,
                      weight == Weight::bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  const Pattern found = best_match(wanted.get());
  if (!found || !has_family(found.get(), kChineseFamily)) return std::nullopt;
  return file_of(found.get());
}

std::optional<FontFile> find_font_with(char32_t character) {
  const CharacterSet needed(FcCharSetCreate());
  FcCharSetAddChar(needed.get(), character);
  const Pattern wanted(FcPatternCreate());
  FcPatternAddCharSet(wanted.get(), FC_CHARSET, needed.get());
  FcPatternAddBool(wanted.get(), FC_SCALABLE, FcTrue);
  const Pattern found = best_match(wanted.get());
  FcCharSet* has = nullptr;
  if (!found || FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &has) != FcResultMatch ||
      FcCharSetHasChar(has, character) == FcFalse) {
    return std::nullopt;
  }
  return file_of(found.get());
}

struct FontFace::Handle {
  std::unique_ptr<FT_LibraryRec_, LibraryEnd> library;
  std::unique_ptr<FT_FaceRec_, FaceEnd> face;  // after the library, so that it goes first
  int em_pixels = 0;
};

FontFace::FontFace(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
FontFace::~FontFace() = default;

std::unique_ptr<FontFace> FontFace::open(const FontFile& file) {
  auto handle = std::make_unique<Handle>();
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return nullptr;
  handle->library.reset(library);
  FT_Face face = nullptr;
  if (FT_New_Face(library, file.path.c_str(), file.face_number, &face) != 0) return nullptr;
  handle->face.reset(face);
  if (FT_IS_SCALABLE(face) == 0) return nullptr;
  return std::unique_ptr<FontFace>(new FontFace(std::move(handle)));
}

bool FontFace::has(char32_t character) const {
  return FT_Get_Char_Index(handle_->face.get(), character) != 0;
}

std::optional<DrawnCharacter> FontFace::draw(char32_t character, int em_pixels) {
  FT_Face face = handle_->face.get();
  if (handle_->em_pixels != em_pixels) {
    if (FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em_pixels)) != 0) return std::nullopt;
    handle_->em_pixels = em_pixels;
  }
  const FT_UInt glyph = FT_Get_Char_Index(face, character);
  if (glyph == 0 || FT_Load_Glyph(face, glyph, FT_LOAD_RENDER | FT_LOAD_TARGET_LIGHT) != 0) {
    return std::nullopt;
  }
  const FT_GlyphSlot slot = face->glyph;
  const FT_Bitmap& bitmap = slot->bitmap;
  if (bitmap.pixel_mode != FT_PIXEL_MODE_GRAY && bitmap.rows > 0) return std::nullopt;
  DrawnCharacter drawn{static_cast<int>(bitmap.width),
                       static_cast<int>(bitmap.rows),
                       slot->bitmap_left,
                       -slot->bitmap_top,
                       static_cast<float>(slot->linearHoriAdvance) / 65536.0F,
                       {}};
  drawn.coverage.reserve(static_cast<std::size_t>(drawn.width) *
                         static_cast<std::size_t>(drawn.height));
  for (int row = 0; row < drawn.height; ++row) {
    const unsigned char* start = bitmap.buffer + row * bitmap.pitch;
    drawn.coverage.insert(drawn.coverage.end(), start, start + drawn.width);
  }
  return drawn;
}

}  // namespace yingbin::ui
