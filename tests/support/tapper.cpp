#include "support/tapper.h"

#include <imgui.h>

#include "ui/utf8.h"

namespace yingbin::test {
namespace {

using ui::WidgetKind;

bool a_target(const ui::WidgetRecord& record) {
  return record.kind == WidgetKind::button || record.kind == WidgetKind::row ||
         record.kind == WidgetKind::field;
}

}  // namespace

Tapper::Tapper(int width, int height, std::function<void(ui::Frame&)> draw)
    : imgui_(ImGui::CreateContext()), draw_(std::move(draw)) {
  ImGui::SetCurrentContext(imgui_);
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  canvas_ = std::make_unique<ui::Canvas>(ui::Screen{width, height, 0, 0, {}});
  screen_ = {0, 0, static_cast<float>(width), static_cast<float>(height)};
  frame();
}

Tapper::~Tapper() {
  ImGui::SetCurrentContext(imgui_);
  canvas_.reset();
  ImGui::DestroyContext(imgui_);
}

void Tapper::frame(double seconds) {
  ImGui::SetCurrentContext(imgui_);
  input_.now_s += seconds;
  ui::Frame frame = canvas_->begin(input_);
  input_.typed.clear();
  draw_(frame);
  canvas_->end(frame);
}

bool Tapper::tap(const std::string& name) {
  const ui::WidgetRecord* record = log().find(name);
  if (record == nullptr || !record->enabled) return false;
  const ui::Point middle = record->place.centre();
  finger(middle, false, 1.0);
  finger(middle, true);
  finger(middle, false);
  frame();
  return true;
}

void Tapper::finger(ui::Point place, bool down, double seconds) {
  input_.pointer = place;
  input_.down = down;
  frame(seconds);
}

void Tapper::type(std::string_view text) {
  while (!text.empty()) input_.typed.push_back({ui::take_character(text), input_.now_s});
  frame();
  frame();
}

std::vector<std::string> Tapper::tappable() const {
  std::vector<std::string> names;
  for (const ui::WidgetRecord& record : log().records()) {
    if (record.enabled && (record.kind == WidgetKind::button || record.kind == WidgetKind::row)) {
      names.push_back(record.name);
    }
  }
  return names;
}

bool Tapper::shows(std::string_view text) const {
  for (const ui::WidgetRecord& record : log().records()) {
    if (record.text.find(text) != std::string::npos) return true;
  }
  return false;
}

ui::Rect Tapper::place(const std::string& name) const {
  const ui::WidgetRecord* record = log().find(name);
  return record == nullptr ? ui::Rect{} : record->place;
}

std::vector<std::string> Tapper::no_overlaps() const {
  std::vector<std::string> faults = log().overlaps();
  for (std::string& fault : log().outside(screen_)) faults.push_back(std::move(fault));
  return faults;
}

std::vector<std::string> Tapper::all_text_fits() const { return log().cut_off(); }

std::vector<std::string> Tapper::targets_at_least_asked() const {
  return log().too_small(theme().pixels_per_mm());
}

std::vector<std::string> Tapper::targets_at_least(float millimetres) const {
  ui::WidgetLog targets;
  for (ui::WidgetRecord record : log().records()) {
    if (!a_target(record)) continue;
    record.least_mm = millimetres;
    targets.add(std::move(record));
  }
  return targets.too_small(theme().pixels_per_mm());
}

std::string Tapper::faults() const {
  std::string all;
  for (const auto& list : {no_overlaps(), all_text_fits(), targets_at_least_asked()}) {
    for (const std::string& fault : list) all += fault + "\n";
  }
  return all;
}

}  // namespace yingbin::test
