// The mint gives a station the right to hand out seats (rule S4, DESIGN 8).
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct GrantSeats {
  static constexpr std::string_view kKind = "grant_seats";

  OriginId to;
  std::uint64_t epoch = 0;  // of the mint; (seat, epoch) is unique
  std::vector<SeatId> seats;

  bool operator==(const GrantSeats&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all;
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("to", s.to);
    v("epoch", s.epoch);
    v("seats", s.seats);
  }
};

}  // namespace yingbin
