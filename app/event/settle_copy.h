// A person has looked at what the branches of a copied disk told.
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct SettleCopy {
  static constexpr std::string_view kKind = "settle_copy";

  OriginId origin;
  std::vector<RecordName> branches;

  bool operator==(const SettleCopy&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(origin)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("origin", s.origin);
    v("branches", s.branches);
  }
};

}  // namespace yingbin
