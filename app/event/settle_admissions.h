// A person has looked: of these admissions of one invitation, so many people are really in (rule
// D8).
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct SettleAdmissions {
  static constexpr std::string_view kKind = "settle_admissions";

  InvitationId invitation;
  std::vector<RecordName> admissions;  // those looked at
  int persons = 0;

  bool operator==(const SettleAdmissions&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(invitation)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("admissions", s.admissions);
    v("persons", s.persons);
  }
};

}  // namespace yingbin
