// The event in numbers (rule C1): sums over the states of invitations, guests and seats. When a
// state changes, its old contribution is taken out and the new one put in; the sums equal counting
// from scratch.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "event/guest.h"

namespace yingbin {

struct Attendance {
  int invited = 0;          // invitations that stand
  int invited_persons = 0;  // whom they admit
  int arrived = 0;          // invitations on which somebody came
  int arrived_persons = 0;

  bool operator==(const Attendance&) const = default;
};

struct ZoneFigures {
  int arrived_persons = 0;
  int seats_taken = 0;
  // When and by which record parties were first told this zone: begin() decides the zone's place in
  // the order of arrival (rule S7). The branches of a copied disk may put the same pair in twice.
  std::multiset<std::pair<std::int64_t, RecordName>> arrivals;

  bool operator==(const ZoneFigures&) const = default;
};

struct Figures {
  Attendance all;
  std::map<StaffId, Attendance> by_rep;
  std::map<Grade, Attendance> by_grade;
  std::map<Channel, Attendance> by_channel;
  std::map<int, ZoneFigures> by_zone;           // 0: standing
  std::map<std::string, int> by_door;           // persons
  std::map<std::int64_t, int> by_five_minutes;  // persons, by the ms UTC at which the span starts
  int outside = 0;                              // persons who left and may come back (rule D9)
  int in_doubt = 0;          // persons told in beyond what an invitation admits: "1,236 +2?"
  int doubtful = 0;          // invitations touched by a record this version cannot read
  int seats_contested = 0;   // rule S4
  int new_files = 0;         // complete files of walk-ins (rule B6)
  int incomplete_files = 0;  // rule B2

  bool operator==(const Figures&) const = default;

  // `sign` is +1 to put a contribution in, -1 to take it out; what is zero leaves no trace.
  void count(const Invitation& invitation, const Guest* guest, int sign);
  void count(const Guest& guest, int sign);
  void count(SeatId id, const Seat& seat, int sign);
};

// Zones in the order in which they received their guests (rule S7), then those still empty.
std::vector<int> zones_by_arrival(const Figures& figures, int zone_count);

}  // namespace yingbin
