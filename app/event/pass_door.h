// Somebody who was admitted leaves the hall or comes back; never counted again (rule D9).
#pragma once

#include <string>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct PassDoor {
  static constexpr std::string_view kKind = "pass_door";

  InvitationId invitation;
  int out = 0;  // persons of the party who are out from now on
  std::string door;

  bool operator==(const PassDoor&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(invitation)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("out", s.out);
    v("door", s.door);
  }
};

}  // namespace yingbin
