// Lets more people in on an invitation than it was made for (rule D10), or takes that back with the
// admission that it was for (rule D6).
#pragma once

#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct WidenInvitation {
  static constexpr std::string_view kKind = "widen_invitation";

  InvitationId invitation;
  int more = 0;  // persons added; below 0 taken back
  StaffId approved_by;

  bool operator==(const WidenInvitation&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(invitation)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("more", s.more);
    v("approved_by", s.approved_by);
  }
};

}  // namespace yingbin
