// A screen without a screen: draws pages on ImGui's null backend at any size, taps widgets by name,
// types, and tells what is wrong with the page. For the tests of every screen.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/frame.h"

struct ImGuiContext;

namespace yingbin::test {

class Tapper {
 public:
  // `draw` is the page; it is called for every frame.
  Tapper(int width, int height, std::function<void(ui::Frame&)> draw);
  ~Tapper();
  Tapper(const Tapper&) = delete;
  Tapper& operator=(const Tapper&) = delete;

  // Draws one frame, `seconds` after the last.
  void frame(double seconds = 1.0 / 60);
  // Taps the middle of the widget, a second after whatever was before. False, with nothing done,
  // when no such widget is shown or it is greyed out.
  [[nodiscard]] bool tap(const std::string& name);
  // The finger as it is: where, down or up, then one frame.
  void finger(ui::Point place, bool down, double seconds = 1.0 / 60);
  // Typed as by a keyboard; '\n' is Enter, '\b' backspace.
  void type(std::string_view text);

  [[nodiscard]] const ui::WidgetLog& log() const { return canvas_->log(); }
  [[nodiscard]] const ui::Theme& theme() const { return canvas_->theme(); }
  [[nodiscard]] ui::Fonts& fonts() { return canvas_->fonts(); }
  [[nodiscard]] ui::Rect screen() const { return screen_; }
  [[nodiscard]] double now_s() const { return input_.now_s; }
  // Names of what a finger can tap now.
  [[nodiscard]] std::vector<std::string> tappable() const;
  // Is this shown, whole or as part of a label or button?
  [[nodiscard]] bool shows(std::string_view text) const;
  [[nodiscard]] ui::Rect place(const std::string& name) const;

  // Faults of the page as now drawn, a sentence each; empty when it is as it must be.
  [[nodiscard]] std::vector<std::string> no_overlaps() const;
  [[nodiscard]] std::vector<std::string> all_text_fits() const;
  [[nodiscard]] std::vector<std::string> targets_at_least_asked() const;
  // Every button, field and row at least so large.
  [[nodiscard]] std::vector<std::string> targets_at_least(float millimetres) const;
  // The first three together.
  [[nodiscard]] std::string faults() const;

 private:
  ImGuiContext* imgui_;
  ui::Rect screen_;
  std::unique_ptr<ui::Canvas> canvas_;
  std::function<void(ui::Frame&)> draw_;
  ui::Input input_;
};

}  // namespace yingbin::test
