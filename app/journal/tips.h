// Where every chain of the journal ends. Private to the journal.
#pragma once

#include <map>
#include <vector>

#include "journal/journal.h"

namespace yingbin {

// The ends of all chains. A copy of it takes what a transaction would bring, and replaces it after.
class Tips {
 public:
  void put(const Head& head) { heads_[head.id.origin].push_back(head); }
  // Whether `record` goes on from an end; then it is the end from now on.
  bool extend(const StoredRecord& record);
  [[nodiscard]] bool can_extend(const StoredRecord& record) const;
  [[nodiscard]] std::uint64_t last_seq(OriginId origin) const;
  [[nodiscard]] std::vector<Head> all() const;

 private:
  std::map<OriginId, std::vector<Head>> heads_;
};

}  // namespace yingbin
