// Takes a mistaken admission back; both stay on record (rule D6).
#pragma once

#include <string>
#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct UndoAdmission {
  static constexpr std::string_view kKind = "undo_admission";

  RecordName admission;
  InvitationId invitation;
  GuestId guest;
  std::vector<SeatId> seats;  // free again
  std::string reason;
  std::vector<RecordName> ends;  // what had told those seats; what was not known here goes on

  bool operator==(const UndoAdmission&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all;
    all.reserve(2 + seats.size());
    all.push_back(subject_of(invitation));
    if (guest) all.push_back(subject_of(guest));
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("admission", s.admission);
    v("invitation", s.invitation);
    v("guest", s.guest);
    v("seats", s.seats);
    v("reason", s.reason);
    v("ends", s.ends);
  }
};

}  // namespace yingbin
