// Ends an invitation, perhaps in favour of another; the seats it named are free again.
#pragma once

#include <string>
#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct RevokeInvitation {
  static constexpr std::string_view kKind = "revoke_invitation";

  InvitationId invitation;
  GuestId guest;
  std::string reason;
  InvitationId replaced_by;
  std::vector<SeatId> seats;     // freed
  std::vector<RecordName> ends;  // what had told those seats; what was not known here goes on

  bool operator==(const RevokeInvitation&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all{subject_of(invitation), subject_of(guest)};
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("guest", s.guest);
    v("reason", s.reason);
    v("replaced_by", s.replaced_by);
    v("seats", s.seats);
    v("ends", s.ends);
  }
};

}  // namespace yingbin
