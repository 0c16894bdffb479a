#include "journal/tips.h"

#include <algorithm>

namespace yingbin {

bool Tips::extend(const StoredRecord& record) {
  std::vector<Head>& heads = heads_[record.id.origin];
  const Head head{record.id, record.digest};
  if (record.id.seq == 1 && heads.empty()) {
    heads.push_back(head);
    return true;
  }
  for (Head& end : heads) {
    if (end.id.seq + 1 != record.id.seq || end.digest != record.previous) continue;
    end = head;
    return true;
  }
  return false;
}

bool Tips::can_extend(const StoredRecord& record) const {
  const auto at = heads_.find(record.id.origin);
  if (at == heads_.end() || at->second.empty()) return record.id.seq == 1;
  return std::any_of(at->second.begin(), at->second.end(), [&](const Head& end) {
    return end.id.seq + 1 == record.id.seq && end.digest == record.previous;
  });
}

std::uint64_t Tips::last_seq(OriginId origin) const {
  std::uint64_t last = 0;
  const auto at = heads_.find(origin);
  if (at == heads_.end()) return 0;
  for (const Head& head : at->second) last = std::max(last, head.id.seq);
  return last;
}

std::vector<Head> Tips::all() const {
  std::vector<Head> all;
  for (const auto& [origin, heads] : heads_) all.insert(all.end(), heads.begin(), heads.end());
  return all;
}

}  // namespace yingbin
