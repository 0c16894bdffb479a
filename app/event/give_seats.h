// A station gives seats it holds straight to another, without the mint; written by the giver,
// before the receiver may use them (rule S4, DESIGN 8). The receiver holds them with epoch + 1.
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct GiveSeats {
  static constexpr std::string_view kKind = "give_seats";

  OriginId to;
  std::uint64_t epoch = 0;  // of the right it ends
  std::vector<SeatId> seats;

  bool operator==(const GiveSeats&) const = default;
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
