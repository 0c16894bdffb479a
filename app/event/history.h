// The records of one subject in replay order. A subject's state is their fold; a late record takes
// its place among them and the fold starts again.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
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
    any_again_ = any_again_ || record.again.has_value();
    const bool last = count_ == 0 || last_ < record.key;
    std::size_t at = count_;
    if (last) {
      last_ = record.key;
    } else {
      at = place_of(record.key);
      if (entries()[at].record->key == record.key) return Placed::held_already;
    }
    put(at, Entry{&record, false});
    if (any_again_) mark_shadows();
    return last ? Placed::last : Placed::between;
  }

  [[nodiscard]] bool has(const ReplayKey& key) const {
    return !(last_ < key) && count_ != 0 && entries()[place_of(key)].record->key == key;
  }

  [[nodiscard]] std::span<const Entry> entries() const {
    return {many_.empty() ? few_.data() : many_.data(), count_};
  }
  // Only then can one record take away what another told.
  [[nodiscard]] bool any_again() const { return any_again_; }
  // Replay keys sort by height first, so the last record has the greatest.
  [[nodiscard]] std::uint64_t height() const { return last_.height; }

 private:
  static constexpr std::size_t kFew = 4;  // a guest's on most days

  // The first entry that does not stand before `key`.
  [[nodiscard]] std::size_t place_of(const ReplayKey& key) const {
    const std::span<const Entry> all = entries();
    const auto at = std::partition_point(
        all.begin(), all.end(), [&](const Entry& entry) { return entry.record->key < key; });
    return static_cast<std::size_t>(at - all.begin());
  }

  void put(std::size_t at, Entry entry) {
    if (count_ == kFew) many_.assign(few_.begin(), few_.end());
    if (count_ >= kFew) {
      many_.insert(many_.begin() + static_cast<std::ptrdiff_t>(at), entry);
    } else {
      std::copy_backward(few_.begin() + at, few_.begin() + count_, few_.begin() + count_ + 1);
      few_[at] = entry;
    }
    ++count_;
  }

  // Of the records that are one act, only the first in replay order is folded. The lists are short.
  void mark_shadows() {
    Entry* const all = many_.empty() ? few_.data() : many_.data();
    for (std::size_t i = 0; i < count_; ++i) {
      const RecordName mine = all[i].record->act_name();
      all[i].shadow = std::any_of(
          all, all + i, [&](const Entry& entry) { return entry.record->act_name() == mine; });
    }
  }

  ReplayKey last_;  // of the last entry: most questions end here, without a look at its record
  std::uint32_t count_ = 0;
  bool any_again_ = false;
  std::array<Entry, kFew> few_{};  // without an allocation; all are in `many_` when there are more
  std::vector<Entry> many_;
};

}  // namespace yingbin
