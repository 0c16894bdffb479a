// What later turned out to contradict: shown to a person and settled by a further record, never
// rewritten, dropped or silently won (DESIGN 2, rules D8, S4).
#pragma once

#include "event/guest.h"

namespace yingbin {

enum class FindingKind : std::uint8_t {
  admitted_twice,         // more people were told in than the invitation admits
  admitted_after_revoke,  // by a door that did not know it was revoked
  unknown_invitation,     // admitted by its signature; its issue is not here
  seat_contested,         // told to two parties
  right_contested,        // two stations may hand out one seat: a mint or a loss was told wrongly
  copied_disk,            // an origin wrote two records of one number
};

template <>
struct Names<FindingKind> {
  static constexpr std::pair<FindingKind, std::string_view> list[] = {
      {FindingKind::admitted_twice, "admitted_twice"},
      {FindingKind::admitted_after_revoke, "admitted_after_revoke"},
      {FindingKind::unknown_invitation, "unknown_invitation"},
      {FindingKind::seat_contested, "seat_contested"},
      {FindingKind::right_contested, "right_contested"},
      {FindingKind::copied_disk, "copied_disk"}};
};

struct Finding {
  FindingKind kind = FindingKind::admitted_twice;
  Subject subject;  // the invitation, seat or origin; its state holds the evidence
  auto operator<=>(const Finding&) const = default;
};

// The findings of one subject's state, in the order of FindingKind.
std::vector<Finding> findings_of(InvitationId id, const Invitation& invitation);
std::vector<Finding> findings_of(SeatId id, const Seat& seat);
std::vector<Finding> findings_of(OriginId id, const Device& device);

}  // namespace yingbin
