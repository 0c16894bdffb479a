// What one frame shows: every widget's name, place and state. Tests tap by name and look for
// overlaps, cut-off text and small targets in it; nothing else reads it.
#pragma once

#include <string>
#include <vector>

#include "ui/layout.h"

namespace yingbin::ui {

// A panel holds others; a row is a button that holds others; a picture has no text.
enum class WidgetKind { label, button, row, field, picture, panel };

struct WidgetRecord {
  WidgetKind kind = WidgetKind::label;
  std::string name;  // of a label: its text
  Rect place;        // of a label: what its characters fill
  bool enabled = true;
  bool text_fits = true;
  std::string text;
  float least_mm = 0;  // smallest side asked for, 0 for what nobody taps
};

class WidgetLog {
 public:
  void clear() { records_.clear(); }
  void add(WidgetRecord record) { records_.push_back(std::move(record)); }
  [[nodiscard]] const std::vector<WidgetRecord>& records() const { return records_; }
  // The last drawn of that name, or null.
  [[nodiscard]] const WidgetRecord* find(const std::string& name) const;
  // One sentence for each fault, for people who write screens.
  [[nodiscard]] std::vector<std::string> overlaps() const;
  [[nodiscard]] std::vector<std::string> outside(const Rect& screen) const;
  [[nodiscard]] std::vector<std::string> cut_off() const;
  [[nodiscard]] std::vector<std::string> too_small(float pixels_per_mm) const;

 private:
  std::vector<WidgetRecord> records_;
};

}  // namespace yingbin::ui
