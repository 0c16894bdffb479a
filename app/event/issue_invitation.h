// An invitation that admits a party once (rule B3, DESIGN 7).
#pragma once

#include <string>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct IssueInvitation {
  static constexpr std::string_view kKind = "issue_invitation";

  InvitationId invitation;
  GuestId guest;
  int persons = 1;           // 1 to 99
  CodeDigest digest{};       // of the code's text
  std::string short_code;    // ten characters, or empty for a foreign code
  int key_id = 0;            // that signed the code
  std::string foreign_code;  // the text of a code that somebody else issued
  int zone = 0;              // named zone, from 1; 0 for any

  bool operator==(const IssueInvitation&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(invitation), subject_of(guest)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("guest", s.guest);
    v("persons", s.persons);
    v("digest", s.digest);
    v("short_code", s.short_code);
    v("key_id", s.key_id);
    v("foreign_code", s.foreign_code);
    v("zone", s.zone);
  }
};

}  // namespace yingbin
