// Seats of an invitation are free again: its guests did not come, or gave them up (rules S6, S8).
#pragma once

#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

enum class FreeReason : std::uint8_t { given_up, absent };

template <>
struct Names<FreeReason> {
  static constexpr std::pair<FreeReason, std::string_view> list[] = {
      {FreeReason::given_up, "given_up"}, {FreeReason::absent, "absent"}};
};

struct FreeSeats {
  static constexpr std::string_view kKind = "free_seats";

  InvitationId invitation;
  std::vector<SeatId> seats;
  FreeReason reason = FreeReason::given_up;
  std::vector<RecordName> ends;  // what had told those seats; what was not known here goes on

  bool operator==(const FreeSeats&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all{subject_of(invitation)};
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("seats", s.seats);
    v("reason", s.reason);
    v("ends", s.ends);
  }
};

}  // namespace yingbin
