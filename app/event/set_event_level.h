// From here on records of kinds that need this level may be written: every live station knows them.
#pragma once

#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct SetEventLevel {
  static constexpr std::string_view kKind = "event_level";

  EventId event;
  int level = 0;

  bool operator==(const SetEventLevel&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(event)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("event", s.event);
    v("level", s.level);
  }
};

}  // namespace yingbin
