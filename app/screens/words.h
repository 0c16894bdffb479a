// The event's facts in the words people read, for screens and the command line alike: verdicts,
// next acts, seats, times, and names with what strangers should not see left out (rule D5).
#pragma once

#include <string>
#include <vector>

#include "event/amend.h"

namespace yingbin {

std::string outcome_title(DoorOutcome outcome);  // "Already in"
std::string next_act_label(NextAct act);         // what its button says
std::string refused_reason(Refused refused);     // why an amendment is not possible, and what to do

// "王**": the first character, whatever the script.
std::string masked_name(const std::string& name);
std::string phone_tail(
    const std::vector<std::string>& phones);  // "ending 1234"; empty without a phone

// "Row 3, seats 5, 6" in the hall's own labels; empty for open seating and standing.
std::string place_words(const Venue& venue, const std::vector<SeatId>& seats);
std::string zone_words(const Venue& venue, int zone);  // its name; "standing" for 0

// "09:05" on the hall's clock.
std::string time_words(const Venue& venue, std::int64_t ms);

// The name of a guest, a member of the staff; empty when nobody is known.
std::string guest_name(const EventState& state, GuestId id);
std::string staff_name(const EventState& state, StaffId id);
StaffId rep_of(const EventState& state, GuestId id);

}  // namespace yingbin
