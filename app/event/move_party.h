// A party takes other seats than it was told (rule S6).
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct MoveParty {
  static constexpr std::string_view kKind = "move_party";

  InvitationId invitation;
  std::vector<SeatId> from;  // freed
  std::vector<SeatId> to;
  int zone = 0;                  // of the new seats
  bool override_given = false;   // a coordinator accepted that a seat may be given twice
  std::vector<RecordName> ends;  // what had told those seats; what was not known here goes on

  bool operator==(const MoveParty&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all{subject_of(invitation)};
    for (SeatId seat : from) all.push_back(subject_of(seat));
    for (SeatId seat : to) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("from", s.from);
    v("to", s.to);
    v("zone", s.zone);
    v("override_given", s.override_given);
    v("ends", s.ends);
  }
};

}  // namespace yingbin
