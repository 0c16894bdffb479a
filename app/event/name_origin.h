// A device's incarnation: its key and what people call the station.
#pragma once

#include <string>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

struct NameOrigin {
  static constexpr std::string_view kKind = "name_origin";

  OriginId named;
  PublicKey key{};
  std::string station;  // "1 号门"

  bool operator==(const NameOrigin&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(named)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("named", s.named);
    v("key", s.key);
    v("station", s.station);
  }
};

}  // namespace yingbin
