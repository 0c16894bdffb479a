#include "hub/runs.h"

#include <algorithm>
#include <sstream>

#include "journal/digest.h"

namespace yingbin {

namespace {

constexpr const char* kRuns = "runs";  // "id held" of each in hex, a space between all

}  // namespace

Result<void> Runs::begin(Journal& journal, const Settings& settings) {
  if (const auto kept = settings.find(kRuns); kept != settings.end()) {
    std::istringstream words(kept->second);
    for (std::string id, held; words >> id >> held;) {
      runs_.push_back({parse_hex(id).value_or(0), parse_hex(held).value_or(0)});
    }
  }
  if (runs_.size() >= kKept_max) runs_.erase(runs_.begin());
  runs_.push_back({random_id(), journal.count()});
  std::string text;
  for (const Run& run : runs_) text += hex(run.id) + " " + hex(run.held) + " ";
  return journal.put_settings({{kRuns, text}});
}

bool Runs::fits(const Cursor& cursor, std::uint64_t held) const {
  if (cursor.position == 0) return true;
  const auto run = std::find_if(runs_.begin(), runs_.end(),
                                [&](const Run& one) { return one.id == cursor.run; });
  if (run == runs_.end()) return false;
  const auto next = std::next(run);
  return cursor.position <= (next == runs_.end() ? held : next->held);
}

}  // namespace yingbin
