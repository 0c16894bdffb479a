#include "ui/keyboard.h"

#include <algorithm>
#include <string_view>

#include "text/say.h"
#include "ui/utf8.h"
#include "ui/widgets.h"

namespace yingbin::ui {
namespace {

constexpr std::string_view kRows[] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};
constexpr float kKeysInARow = 10;
constexpr float kRowMaxMm = 20;

bool key(Frame& frame, const Rect& place, ButtonFace face) {
  face.repeats = true;
  return button(frame, place, face);
}

}  // namespace

void keyboard(Frame& frame, const Rect& place, std::string& text) {
  const float gap = frame.mm(1.2F);
  const float width = (place.w - gap * (kKeysInARow - 1)) / kKeysInARow;
  const float height = std::min(frame.mm(kRowMaxMm), (place.h - 3 * gap) / 4);
  float y = place.bottom() - 4 * height - 3 * gap;
  for (std::size_t row = 0; row < std::size(kRows); ++row, y += height + gap) {
    float x = place.x + (row == 2 ? width / 2 : 0);
    for (const char letter : kRows[row]) {
      const std::string one(1, letter);
      if (key(frame, {x, y, width, height}, {.name = "key " + one, .text = one}) &&
          characters(text).size() < kKeyedCharactersMax) {
        text += one;
      }
      x += width + gap;
    }
    if (row != 3) continue;
    if (key(frame, {x, y, width * 1.4F, height},
            {.name = "backspace", .look = ButtonLook::quiet, .sign = Sign::backspace})) {
      drop_last_character(text);
    }
    x += width * 1.4F + gap;
    if (key(frame, {x, y, place.right() - x, height},
            {.name = "clear",
             .text = say("Clear"),
             .look = ButtonLook::quiet,
             .size = TextSize::small})) {
      text.clear();
    }
  }
}

}  // namespace yingbin::ui
