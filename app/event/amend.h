// The rules for taking back, moving, freeing, revoking and settling (D6, D8, S4, S6, S8): each
// answers with the acts to record, or with why not. Pure, like everything that decides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "event/door.h"

namespace yingbin {

enum class Refused : std::uint8_t {
  no,             // allowed
  not_permitted,  // the role may not do this; a coordinator may
  too_late,       // the greeter's own two minutes are over (rule D6)
  not_yours,      // another greeter's admission
  undone_already,
  not_here,  // no such invitation, admission or seat
  nothing_to_do,
  seat_taken,
  seat_not_held,     // another station may hand it out
  wrong_count,       // not as many seats as people
  admitted_already,  // undo the admission first
  not_among_claims,
  not_the_mint,
  out_of_service,  // a station that is not known, was revoked or was declared lost
  none_left,       // no seat may be given without somebody insisting
  itself,          // a station decides this for another only
  needs_second_person,
};

template <>
struct Names<Refused> {
  static constexpr std::pair<Refused, std::string_view> list[] = {
      {Refused::no, "no"},
      {Refused::not_permitted, "not_permitted"},
      {Refused::too_late, "too_late"},
      {Refused::not_yours, "not_yours"},
      {Refused::undone_already, "undone_already"},
      {Refused::not_here, "not_here"},
      {Refused::nothing_to_do, "nothing_to_do"},
      {Refused::seat_taken, "seat_taken"},
      {Refused::seat_not_held, "seat_not_held"},
      {Refused::wrong_count, "wrong_count"},
      {Refused::admitted_already, "admitted_already"},
      {Refused::not_among_claims, "not_among_claims"},
      {Refused::not_the_mint, "not_the_mint"},
      {Refused::out_of_service, "out_of_service"},
      {Refused::none_left, "none_left"},
      {Refused::itself, "itself"},
      {Refused::needs_second_person, "needs_second_person"}};
};

struct Answer {
  Refused refused = Refused::no;
  std::vector<Act> acts;

  [[nodiscard]] bool allowed() const { return refused == Refused::no; }
};

constexpr std::int64_t kUndoMs_max = 2 * 60 * 1000;  // rule D6

// `age_ms` is the time since this station itself recorded the admission, on its monotonic clock;
// nothing when it was recorded elsewhere or before this start.
Answer decide_undo(const EventState& state, const RecordName& admission,
                   std::optional<std::int64_t> age_ms, const std::string& reason,
                   const DoorContext& context);

// `to` must be free and this station's to give, as many as the party holds; a coordinator may
// insist, knowing that a seat may then be given twice.
Answer decide_move(const EventState& state, InvitationId invitation, const std::vector<SeatId>& to,
                   bool insist, const DoorContext& context);

Answer decide_freeing(const EventState& state, InvitationId invitation, const DoorContext& context);

// The seats of every invitation on which nobody came; of one rep's guests, or of all (rule S8).
Answer decide_releasing_absent(const EventState& state, std::optional<StaffId> rep,
                               const DoorContext& context);

// `replacement` is issued in the same breath, for those who have not come yet, and gets the seats.
Answer decide_revoking(const EventState& state, InvitationId invitation, const std::string& reason,
                       const std::optional<IssueInvitation>& replacement,
                       const DoorContext& context);

// A person has looked and counted.
Answer decide_settling_admissions(const EventState& state, InvitationId invitation, int persons,
                                  const DoorContext& context);
Answer decide_settling_seat(const EventState& state, SeatId seat, InvitationId keeps,
                            const DoorContext& context);

Answer decide_erasing(const EventState& state, GuestId guest, const std::string& reason,
                      const DoorContext& context);

}  // namespace yingbin
