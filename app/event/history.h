// The records of one subject in replay order. A subject's state is their fold; a late record takes
// its place among them and the fold starts again.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "event/record.h"

namespace yingbin {

class History {
 public:
  enum class Placed { last, between, held_already };

  struct Entry {
    const Record* record = nullptr;
    bool shadow = false;  // the same act stands earlier: written again after a disk was copied
  };

  // `record` must outlive this. Finds its place by replay key.
  Placed insert(const Record& record) {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), record.key, ByKey{});
    if (at != entries_.end() && at->record->key == record.key) return Placed::held_already;
    const bool last = at == entries_.end();
    any_again_ = any_again_ || record.again.has_value();
    entries_.insert(at, Entry{&record, false});
    if (any_again_) mark_shadows();
    return last ? Placed::last : Placed::between;
  }

  [[nodiscard]] bool has(const ReplayKey& key) const {
    return std::binary_search(entries_.begin(), entries_.end(), key, ByKey{});
  }

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  // Only then can one record take away what another told.
  [[nodiscard]] bool any_again() const { return any_again_; }
  // Replay keys sort by height first, so the last record has the greatest.
  [[nodiscard]] std::uint64_t height() const {
    return entries_.empty() ? 0 : entries_.back().record->key.height;
  }

 private:
  struct ByKey {
    bool operator()(const Entry& entry, const ReplayKey& key) const {
      return entry.record->key < key;
    }
    bool operator()(const ReplayKey& key, const Entry& entry) const {
      return key < entry.record->key;
    }
  };
  // Of the records that are one act, only the first in replay order is folded. The lists are short.
  void mark_shadows() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const RecordName mine = entries_[i].record->act_name();
      const auto before = entries_.begin() + static_cast<std::ptrdiff_t>(i);
      entries_[i].shadow = std::any_of(entries_.begin(), before, [&](const Entry& entry) {
        return entry.record->act_name() == mine;
      });
    }
  }

  std::vector<Entry> entries_;
  bool any_again_ = false;
};

}  // namespace yingbin
