#include "screens/words.h"

#include <algorithm>

#include "text/say.h"

namespace yingbin {

std::string outcome_title(DoorOutcome outcome) {
  switch (outcome) {
    case DoorOutcome::admitted:
      return say("Welcome");
    case DoorOutcome::already_in:
      return say("Already in");
    case DoorOutcome::party_full:
      return say("Party is full");
    case DoorOutcome::revoked:
      return say("Invitation withdrawn");
    case DoorOutcome::other_event:
      return say("For another event");
    case DoorOutcome::forged:
      return say("Not a genuine invitation");
    case DoorOutcome::unknown:
      return say("Not one of our codes");
    case DoorOutcome::unreadable:
      return say("Could not be read");
  }
  return {};
}

std::string next_act_label(NextAct act) {
  switch (act) {
    case NextAct::next_guest:
      return say("Next guest");
    case NextAct::undo:
      return say("Undo");
    case NextAct::admit_fewer:
      return say("Let the others in");
    case NextAct::admit_more:
      return say("Let one more in");
    case NextAct::come_back:
      return say("Came back in");
    case NextAct::use_replacement:
      return say("Use the new invitation");
    case NextAct::find_by_name:
      return say("Find by name");
    case NextAct::scan_again:
      return say("Scan again");
    case NextAct::register_walk_in:
      return say("Register a new guest");
    case NextAct::call_coordinator:
      return say("Call the coordinator");
  }
  return {};
}

std::string refused_reason(Refused refused) {
  switch (refused) {
    case Refused::no:
      return {};
    case Refused::not_permitted:
      return say("This takes a coordinator.");
    case Refused::too_late:
      return say("The two minutes for undoing are over. A coordinator can still undo it.");
    case Refused::not_yours:
      return say("Somebody else admitted this guest. A coordinator can undo it.");
    case Refused::undone_already:
      return say("It is undone already.");
    case Refused::not_here:
      return say("This station does not know it.");
    case Refused::nothing_to_do:
      return say("There is nothing to change.");
    case Refused::seat_taken:
      return say("The seat is taken. Choose another.");
    case Refused::seat_not_held:
      return say("Another station gives this seat out. Choose another.");
    case Refused::wrong_count:
      return say("The number does not fit the party.");
    case Refused::admitted_already:
      return say("People came in on it already. Undo their admission first.");
    case Refused::not_among_claims:
      return say("That invitation was not told this seat.");
    case Refused::not_the_mint:
      return say("Another station grants the seats. Ask there.");
    case Refused::out_of_service:
      return say("That station is not known, was revoked or was declared lost.");
    case Refused::none_left:
      return say("No seats are left to give. A coordinator can insist.");
    case Refused::itself:
      return say("This is decided at another station than the one it is about.");
    case Refused::needs_second_person:
      return say("This takes a second member of the staff.");
  }
  return {};
}

std::string masked_name(const std::string& name) {
  if (name.empty()) return {};
  std::size_t end = 1;  // the rest of the first UTF-8 character
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
  return name.substr(0, end) + "**";
}

std::string phone_tail(const std::vector<std::string>& phones) {
  if (phones.empty() || phones.front().size() < 4) return {};
  return say("ending {}", phones.front().substr(phones.front().size() - 4));
}

namespace {

const Zone* zone_at(const Venue& venue, int zone) {
  if (zone < 1 || zone > static_cast<int>(venue.zones.size())) return nullptr;
  return &venue.zones[static_cast<std::size_t>(zone - 1)];
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

std::string seats_of_row(bool table, const std::string& label,
                         const std::vector<std::string>& numbers) {
  const std::string list = joined(numbers, say(", "));
  if (numbers.size() == 1) {
    return table ? say("Table {}, seat {}", label, list) : say("Row {}, seat {}", label, list);
  }
  return table ? say("Table {}, seats {}", label, list) : say("Row {}, seats {}", label, list);
}

}  // namespace

std::string place_words(const Venue& venue, const std::vector<SeatId>& seats) {
  std::vector<std::string> rows;
  for (auto at = seats.begin(); at != seats.end();) {
    const Zone* zone = zone_at(venue, at->zone);
    if (!zone || at->row == 0 || at->row > zone->rows.size()) return {};
    const auto end =
        std::find_if(at, seats.end(), [&](SeatId seat) { return seat.row != at->row; });
    std::vector<std::string> numbers;
    for (auto seat = at; seat != end; ++seat) numbers.push_back(std::to_string(seat->number));
    const std::string& label = zone->rows[at->row - 1U].label;
    rows.push_back(seats_of_row(zone->tables, label, numbers));
    at = end;
  }
  return joined(rows, say("; "));
}

std::string zone_words(const Venue& venue, int zone) {
  const Zone* here = zone_at(venue, zone);
  return here ? here->name : say("standing");
}

std::string time_words(const Venue& venue, std::int64_t ms) {
  constexpr std::int64_t kDayMinutes = 24 * 60;
  const std::int64_t minutes = ms / 60'000 + venue.utc_offset_minutes;
  const std::int64_t of_day = (minutes % kDayMinutes + kDayMinutes) % kDayMinutes;
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(of_day / 60) + ":" + two(of_day % 60);
}

std::string guest_name(const EventState& state, GuestId id) {
  const Guest* guest = state.guest(id);
  return guest && guest->person ? guest->person->name : std::string();
}

std::string staff_name(const EventState& state, StaffId id) {
  const Staff* staff = state.staff(id);
  return staff && staff->named ? staff->named->name : std::string();
}

StaffId rep_of(const EventState& state, GuestId id) {
  const Guest* guest = state.guest(id);
  return guest && guest->facts ? guest->facts->rep : StaffId{};
}

}  // namespace yingbin
