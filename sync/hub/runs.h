// Which cursors still fit what this hub holds. Each start of the hub is a run with an id of its
// own, kept in the ledger with the number of records held when it began. A cursor names the run
// that gave it: a ledger that was restored from a backup lacks that run, or a later run began
// before the cursor's position. The same record may stand at the same position again; the run does
// not.
#pragma once

#include <vector>

#include "journal/journal.h"
#include "protocol/message.h"

namespace yingbin {

class Runs {
 public:
  static constexpr std::size_t kKept_max = 500;  // stations of earlier ones start from 0

  // Begins a run, durably.
  Result<void> begin(Journal& journal, const Settings& settings);
  [[nodiscard]] std::uint64_t current() const { return runs_.back().id; }
  [[nodiscard]] bool fits(const Cursor& cursor, std::uint64_t held) const;

 private:
  struct Run {
    std::uint64_t id = 0;
    std::uint64_t held = 0;  // when it began
  };
  std::vector<Run> runs_;  // in order
};

}  // namespace yingbin
