#include "ui/text.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/utf8.h"

namespace yingbin::ui {
namespace {

constexpr float kAboveBaseline = 0.88F;  // of an em; the rest of the hanzi's box is below
constexpr float kShrinkStep = 0.94F;

using Characters = std::u32string;

bool ideographic(char32_t c) {
  return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
         (c >= 0xFF00 && c <= 0xFFEF) || c >= 0x20000;
}

// Chinese practice (GB/T 15834): these may not begin a line, those may not end one.
bool not_first(char32_t c) {
  return std::u32string_view(U"，。、；：？！）》」』】〉”’…·,.;:?!)]}%").find(c) !=
         std::u32string_view::npos;
}
bool not_last(char32_t c) {
  return std::u32string_view(U"（《「『【〈“‘([{").find(c) != std::u32string_view::npos;
}

// May a line end between the characters before and after `at`?
bool may_break(const Characters& text, std::size_t at) {
  const char32_t before = text[at - 1];
  const char32_t after = text[at];
  if (not_first(after) || not_last(before) || after == U' ') return false;
  return before == U' ' || ideographic(before) || ideographic(after);
}

float width_of(Fonts& fonts, const Characters& text, const TextStyle& style) {
  float width = 0;
  for (const char32_t c : text) width += fonts.glyph(c, style.size, style.weight).advance;
  return width;
}

std::string trimmed_utf8(const Characters& text) {
  std::size_t end = text.size();
  while (end > 0 && text[end - 1] == U' ') --end;
  std::string result;
  for (std::size_t i = 0; i < end; ++i) append_utf8(result, text[i]);
  return result;
}

// The end of the longest line that starts at `start`; at least one character.
std::size_t line_end(Fonts& fonts, const Characters& text, std::size_t start,
                     const TextStyle& style, float width) {
  float used = 0;
  std::size_t best = start;
  for (std::size_t at = start; at < text.size(); ++at) {
    if (at > start && may_break(text, at)) best = at;
    if (text[at] != U' ') {
      used += fonts.glyph(text[at], style.size, style.weight).advance;
      if (used > width && at > start) return best > start ? best : at;
    } else {
      used += fonts.glyph(text[at], style.size, style.weight).advance;
    }
  }
  return text.size();
}

std::vector<Characters> wrap(Fonts& fonts, const Characters& text, const TextStyle& style,
                             float width) {
  std::vector<Characters> lines;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t paragraph = std::min(text.find(U'\n', start), text.size());
    const Characters part = text.substr(start, paragraph - start);
    std::size_t at = 0;
    do {
      const std::size_t end =
          style.lines_max > 1 ? line_end(fonts, part, at, style, width) : part.size();
      lines.push_back(part.substr(at, end - at));
      at = end;
    } while (at < part.size());
    start = paragraph + 1;
  }
  return lines;
}

// As much of the line as fits, then an ellipsis.
Characters shortened(Fonts& fonts, Characters line, const TextStyle& style, float width) {
  const float dots = fonts.glyph(U'…', style.size, style.weight).advance;
  while (!line.empty() && width_of(fonts, line, style) + dots > width) line.pop_back();
  line.push_back(U'…');
  return line;
}

struct Attempt {
  std::vector<Characters> lines;
  bool fits = false;
};

Attempt attempt(Fonts& fonts, const Characters& text, const TextStyle& style, float width,
                float lines_room) {
  Attempt result{wrap(fonts, text, style, width), true};
  const auto lines = static_cast<float>(result.lines.size());
  result.fits = lines <= static_cast<float>(style.lines_max) && lines <= lines_room;
  for (const Characters& line : result.lines) {
    result.fits = result.fits && width_of(fonts, line, style) <= width + 0.5F;
  }
  return result;
}

LaidText laid(Fonts& fonts, const Attempt& attempt, const TextStyle& style, float scale) {
  LaidText result;
  result.em = fonts.em(style.size) * scale;
  result.fits = attempt.fits;
  for (const Characters& line : attempt.lines) {
    result.lines.push_back(trimmed_utf8(line));
    result.width = std::max(result.width, width_of(fonts, line, style) * scale);
  }
  const auto more = static_cast<float>(std::max<std::size_t>(1, result.lines.size()) - 1);
  result.height = result.em * (1 + more * kLineOfEm);
  return result;
}

void draw_line(ImDrawList& draw, Fonts& fonts, std::string_view line, const TextStyle& style,
               Point pen, float scale) {
  // Sharp when the pen stands on a pixel and the scale is 1.
  pen = {std::round(pen.x), std::round(pen.y)};
  while (!line.empty()) {
    const Glyph& glyph = fonts.glyph(take_character(line), style.size, style.weight);
    if (glyph.place.w > 0) {
      const ImVec2 from(pen.x + glyph.place.x * scale, pen.y + glyph.place.y * scale);
      const ImVec2 to(from.x + glyph.place.w * scale, from.y + glyph.place.h * scale);
      draw.PrimReserve(6, 4);
      draw.PrimRectUV(from, to, {glyph.from.x, glyph.from.y}, {glyph.to.x, glyph.to.y},
                      style.colour);
    }
    pen.x += glyph.advance * scale;
  }
}

}  // namespace

float text_width(Fonts& fonts, std::string_view text, TextSize size, Weight weight) {
  float width = 0;
  while (!text.empty()) width += fonts.glyph(take_character(text), size, weight).advance;
  return width;
}

float text_height(const Fonts& fonts, TextSize size, int lines) {
  return fonts.em(size) * (1 + static_cast<float>(lines - 1) * kLineOfEm);
}

LaidText lay_text(Fonts& fonts, std::string_view text, const TextStyle& style, float width,
                  float height) {
  const Characters all = characters(text);
  for (float scale = 1;; scale = std::max(style.shrink_min, scale * kShrinkStep)) {
    const float em = fonts.em(style.size) * scale;
    const float lines_room = std::floor((height - em + 0.5F) / (em * kLineOfEm) + 1.001F);
    Attempt tried = attempt(fonts, all, style, width / scale, lines_room);
    if (tried.fits) return laid(fonts, tried, style, scale);
    if (scale > style.shrink_min) continue;
    const auto keep = static_cast<std::size_t>(
        std::max(1.0F, std::min(static_cast<float>(style.lines_max), lines_room)));
    if (tried.lines.size() > keep) {
      for (std::size_t i = keep; i < tried.lines.size(); ++i)
        tried.lines[keep - 1] += tried.lines[i];
      tried.lines.resize(keep);
    }
    for (Characters& line : tried.lines) {
      if (width_of(fonts, line, style) > width / scale)
        line = shortened(fonts, line, style, width / scale);
    }
    return laid(fonts, tried, style, scale);
  }
}

Rect draw_text(ImDrawList& draw, Fonts& fonts, const LaidText& text, const TextStyle& style,
               const Rect& area) {
  const float scale = text.em / fonts.em(style.size);
  const float spare_x = area.w - text.width;
  const float spare_y = area.h - text.height;
  const auto part = [](int choice) { return static_cast<float>(choice) / 2.0F; };
  Rect filled{area.x + spare_x * part(static_cast<int>(style.across)),
              area.y + spare_y * part(static_cast<int>(style.down)), text.width, text.height};
  float baseline = filled.y + text.em * kAboveBaseline;
  for (const std::string& line : text.lines) {
    const float width = text_width(fonts, line, style.size, style.weight) * scale;
    const float x = area.x + (area.w - width) * part(static_cast<int>(style.across));
    draw_line(draw, fonts, line, style, {x, baseline}, scale);
    baseline += text.em * kLineOfEm;
  }
  return filled;
}

}  // namespace yingbin::ui
