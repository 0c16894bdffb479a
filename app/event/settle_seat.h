// A person has decided who keeps a seat that was told to more than one party (rule S4).
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct SettleSeat {
  static constexpr std::string_view kKind = "settle_seat";

  SeatId seat;
  InvitationId keeps;
  std::vector<InvitationId> loses;
  std::vector<RecordName> ends;  // what had told those seats; what was not known here goes on

  bool operator==(const SettleSeat&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all{subject_of(seat), subject_of(keeps)};
    for (InvitationId invitation : loses) all.push_back(subject_of(invitation));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("seat", s.seat);
    v("keeps", s.keeps);
    v("loses", s.loses);
    v("ends", s.ends);
  }
};

}  // namespace yingbin
