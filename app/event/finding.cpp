#include "event/finding.h"

#include <algorithm>

namespace yingbin {

std::vector<Finding> findings_of(InvitationId id, const Invitation& invitation) {
  std::vector<Finding> all;
  const Subject subject = subject_of(id);
  if (invitation.in_doubt() > 0) all.push_back({FindingKind::admitted_twice, subject});
  if (invitation.admitted_after_revoke()) {
    all.push_back({FindingKind::admitted_after_revoke, subject});
  }
  const bool stands = std::any_of(invitation.admissions.begin(), invitation.admissions.end(),
                                  [](const Admission& one) { return one.stands(); });
  if (!invitation.issued && stands) all.push_back({FindingKind::unknown_invitation, subject});
  return all;
}

std::vector<Finding> findings_of(SeatId id, const Seat& seat) {
  std::vector<Finding> all;
  if (seat.contested()) all.push_back({FindingKind::seat_contested, subject_of(id)});
  if (seat.right_contested()) all.push_back({FindingKind::right_contested, subject_of(id)});
  return all;
}

std::vector<Finding> findings_of(OriginId id, const Device& device) {
  if (device.unsettled_branches().empty()) return {};
  return {{FindingKind::copied_disk, subject_of(id)}};
}

}  // namespace yingbin
