// Two people name another mint in place of one that is dead.
#pragma once

#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct ReplaceMint {
  static constexpr std::string_view kKind = "replace_mint";

  EventId event;
  OriginId dead;
  OriginId to;
  StaffId approved_by;  // the second person; the first wrote the record

  bool operator==(const ReplaceMint&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(event)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("event", s.event);
    v("dead", s.dead);
    v("to", s.to);
    v("approved_by", s.approved_by);
  }
};

}  // namespace yingbin
