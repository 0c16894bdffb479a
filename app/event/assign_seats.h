// Names seats on an invitation before its party comes; from then on they are the invitation's (rule
// S1).
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct AssignSeats {
  static constexpr std::string_view kKind = "assign_seats";

  InvitationId invitation;
  std::vector<SeatId> seats;
  std::vector<SeatId> released;  // seats named before and no longer
  std::vector<RecordName> ends;  // what had told those seats; what was not known here goes on

  bool operator==(const AssignSeats&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all{subject_of(invitation)};
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    for (SeatId seat : released) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("seats", s.seats);
    v("released", s.released);
    v("ends", s.ends);
  }
};

}  // namespace yingbin
