// A station gives seats it holds back to the mint; written by the holder, before anybody else may
// use them.
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct ReturnSeats {
  static constexpr std::string_view kKind = "return_seats";

  std::uint64_t epoch = 0;  // of the grant it ends
  std::vector<SeatId> seats;

  bool operator==(const ReturnSeats&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all;
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("epoch", s.epoch);
    v("seats", s.seats);
  }
};

}  // namespace yingbin
