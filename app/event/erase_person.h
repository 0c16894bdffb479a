// Who a guest was is forgotten for ever: every write_person that this record follows loses its body
// (rules A4, P3).
#pragma once

#include <string>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct ErasePerson {
  static constexpr std::string_view kKind = "erase_person";

  GuestId guest;
  std::string reason;

  bool operator==(const ErasePerson&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(guest)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("guest", s.guest);
    v("reason", s.reason);
  }
};

}  // namespace yingbin
