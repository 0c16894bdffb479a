// The mint names the origin that grants seats from here on; it grants none after this record.
#pragma once

#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct HandOverMint {
  static constexpr std::string_view kKind = "hand_over_mint";

  EventId event;
  OriginId to;

  bool operator==(const HandOverMint&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(event)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("event", s.event);
    v("to", s.to);
  }
};

}  // namespace yingbin
