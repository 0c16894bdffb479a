// Two people say that a station will not come back: nobody may give the seats it held, not even the
// station itself, until somebody has looked at the chairs (DESIGN 8).
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct DeclareLost {
  static constexpr std::string_view kKind = "declare_lost";

  OriginId origin;
  StaffId approved_by;        // the second person; the first wrote the record
  std::vector<SeatId> seats;  // whose rights it held

  bool operator==(const DeclareLost&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all{subject_of(origin)};
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("origin", s.origin);
    v("approved_by", s.approved_by);
    v("seats", s.seats);
  }
};

}  // namespace yingbin
