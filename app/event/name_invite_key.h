// The public half of a key that signs invitation codes, or its withdrawal (DESIGN 7).
#pragma once

#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct NameInviteKey {
  static constexpr std::string_view kKind = "name_invite_key";

  EventId event;
  int key_id = 0;  // 0 to 65535, as in the code
  PublicKey key{};
  bool revoked = false;

  bool operator==(const NameInviteKey&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(event)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("event", s.event);
    v("key_id", s.key_id);
    v("key", s.key);
    v("revoked", s.revoked);
  }
};

}  // namespace yingbin
