#include "ui/widget_log.h"

#include <algorithm>

#include <fmt/core.h>

namespace yingbin::ui {
namespace {

bool holds_others(WidgetKind kind) { return kind == WidgetKind::panel || kind == WidgetKind::row; }

std::string described(const WidgetRecord& record) {
  return fmt::format("\"{}\" ({:.0f},{:.0f} {:.0f}x{:.0f})", record.name, record.place.x,
                     record.place.y, record.place.w, record.place.h);
}

bool clash(const WidgetRecord& one, const WidgetRecord& other) {
  if (!one.place.overlaps(other.place)) return false;
  if (holds_others(one.kind) && one.place.contains(other.place)) return false;
  return !(holds_others(other.kind) && other.place.contains(one.place));
}

}  // namespace

const WidgetRecord* WidgetLog::find(const std::string& name) const {
  const auto found = std::find_if(records_.rbegin(), records_.rend(),
                                  [&](const WidgetRecord& record) { return record.name == name; });
  return found == records_.rend() ? nullptr : &*found;
}

std::vector<std::string> WidgetLog::overlaps() const {
  std::vector<std::string> faults;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    for (std::size_t j = i + 1; j < records_.size(); ++j) {
      if (clash(records_[i], records_[j])) {
        faults.push_back(described(records_[i]) + " overlaps " + described(records_[j]));
      }
    }
  }
  return faults;
}

std::vector<std::string> WidgetLog::outside(const Rect& screen) const {
  std::vector<std::string> faults;
  for (const WidgetRecord& record : records_) {
    if (!screen.contains(record.place)) faults.push_back(described(record) + " leaves the screen");
  }
  return faults;
}

std::vector<std::string> WidgetLog::cut_off() const {
  std::vector<std::string> faults;
  for (const WidgetRecord& record : records_) {
    if (!record.text_fits) faults.push_back(described(record) + " cuts off: " + record.text);
  }
  return faults;
}

std::vector<std::string> WidgetLog::too_small(float pixels_per_mm) const {
  std::vector<std::string> faults;
  for (const WidgetRecord& record : records_) {
    const float side = std::min(record.place.w, record.place.h) / pixels_per_mm;
    if (record.least_mm > 0 && side < record.least_mm - 0.1F) {
      faults.push_back(described(record) +
                       fmt::format(" is {:.1f} mm, must be {:.0f}", side, record.least_mm));
    }
  }
  return faults;
}

}  // namespace yingbin::ui
