// Somebody has looked at the chairs of a lost station: its rights to these seats are over, and the
// mint may grant them again.
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct ReleaseLost {
  static constexpr std::string_view kKind = "release_lost";

  OriginId origin;
  std::uint64_t epoch = 0;  // of the rights it ends
  std::vector<SeatId> seats;

  bool operator==(const ReleaseLost&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all{subject_of(origin)};
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("origin", s.origin);
    v("epoch", s.epoch);
    v("seats", s.seats);
  }
};

}  // namespace yingbin
