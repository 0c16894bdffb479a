#include "ui/frame.h"

#include <imgui.h>

#include <algorithm>

namespace yingbin::ui {
namespace {

Rect prepared(const Screen& screen) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // nothing of the window is kept on disk
  io.LogFilename = nullptr;
  io.DisplaySize = {static_cast<float>(screen.width), static_cast<float>(screen.height)};
  return {0, 0, io.DisplaySize.x, io.DisplaySize.y};
}

}  // namespace

void Frame::redraw_after(double seconds) {
  redraw_s = redraw_s ? std::min(*redraw_s, seconds) : seconds;
}

Canvas::Canvas(const Screen& screen) : area_(prepared(screen)), theme_(screen), fonts_(theme_) {}

Frame Canvas::begin(const Input& input) {
  fonts_.begin_frame();
  log_.clear();
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = static_cast<float>(std::clamp(input.now_s - last_s_, 0.001, 1.0));
  last_s_ = input.now_s;
  io.MousePos = {input.pointer.x, input.pointer.y};
  io.MouseDown[0] = input.down;
  ImGui::NewFrame();
  Frame frame{theme_,
              fonts_,
              *ImGui::GetBackgroundDrawList(),
              log_,
              touch_,
              area_,
              input.pointer,
              input.down,
              input.down && !touch_.was_down,
              !input.down && touch_.was_down,
              input.now_s,
              input.typed,
              std::nullopt};
  if (frame.pressed) touch_.pressed_s = input.now_s;
  touch_.was_down = input.down;
  return frame;
}

void Canvas::end(const Frame& frame) {
  if (!frame.down) touch_.held.clear();
  ImGui::Render();
}

}  // namespace yingbin::ui
