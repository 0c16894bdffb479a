// A device's incarnation: its key, what people call the station and what it is for.
#pragma once

#include <string>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

enum class StationRole : std::uint8_t { door, gift, sales, service, control, stage, hub };

template <>
struct Names<StationRole> {
  static constexpr std::pair<StationRole, std::string_view> list[] = {
      {StationRole::door, "door"},       {StationRole::gift, "gift"},
      {StationRole::sales, "sales"},     {StationRole::service, "service"},
      {StationRole::control, "control"}, {StationRole::stage, "stage"},
      {StationRole::hub, "hub"}};
};

struct NameOrigin {
  static constexpr std::string_view kKind = "name_origin";

  OriginId named;
  PublicKey key{};
  std::string station;  // "1 号门"
  StationRole role = StationRole::door;

  bool operator==(const NameOrigin&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(named)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("named", s.named);
    v("key", s.key);
    v("station", s.station);
    v("role", s.role);
  }
};

}  // namespace yingbin
