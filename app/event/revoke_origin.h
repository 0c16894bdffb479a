// A station's key and credential are not to be believed from here on; what it recorded before
// stays.
#pragma once

#include <string>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct RevokeOrigin {
  static constexpr std::string_view kKind = "revoke_origin";

  OriginId origin;
  std::string reason;

  bool operator==(const RevokeOrigin&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(origin)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("origin", s.origin);
    v("reason", s.reason);
  }
};

}  // namespace yingbin
