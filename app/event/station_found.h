// A station that was declared lost is back: what was not released meanwhile is its own again.
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct StationFound {
  static constexpr std::string_view kKind = "station_found";

  OriginId origin;
  std::vector<SeatId> seats;  // still in quarantine

  bool operator==(const StationFound&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all{subject_of(origin)};
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("origin", s.origin);
    v("seats", s.seats);
  }
};

}  // namespace yingbin
