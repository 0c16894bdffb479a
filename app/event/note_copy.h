// A journal holds two records of one number of an origin: its disk was copied, and both went on.
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct NoteCopy {
  static constexpr std::string_view kKind = "note_copy";

  OriginId origin;
  std::vector<RecordName> branches;  // the first records in which they differ

  bool operator==(const NoteCopy&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(origin)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("origin", s.origin);
    v("branches", s.branches);
  }
};

}  // namespace yingbin
