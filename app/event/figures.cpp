#include "event/figures.h"

#include <algorithm>

namespace yingbin {

namespace {

constexpr std::int64_t kSpanMs = 5 * 60 * 1000;

template <class Map>
void drop_if_empty(Map& map, const typename Map::key_type& key) {
  const auto at = map.find(key);
  if (at != map.end() && at->second == typename Map::mapped_type{}) map.erase(at);
}

template <class Map>
void add_count(Map& map, const typename Map::key_type& key, int change) {
  const auto at = map.try_emplace(key).first;
  at->second += change;
  if (at->second == 0) map.erase(at);
}

void add(Attendance& to, const Attendance& what, int sign) {
  to.invited += sign * what.invited;
  to.invited_persons += sign * what.invited_persons;
  to.arrived += sign * what.arrived;
  to.arrived_persons += sign * what.arrived_persons;
}

template <class Map>
void add_attendance(Map& map, const typename Map::key_type& key, const Attendance& what, int sign) {
  const auto at = map.try_emplace(key).first;
  add(at->second, what, sign);
  if (at->second == Attendance{}) map.erase(at);
}

Attendance attendance_of(const Invitation& invitation) {
  Attendance one;
  if (invitation.issued && !invitation.revoked) {
    one.invited = 1;
    one.invited_persons = invitation.allowed();
  }
  one.arrived_persons = invitation.counted();
  one.arrived = one.arrived_persons > 0 ? 1 : 0;
  return one;
}

}  // namespace

void Figures::count(const Invitation& invitation, const Guest* guest, int sign) {
  const Attendance one = attendance_of(invitation);
  add(all, one, sign);
  static const DescribeGuest kNoFacts;
  const DescribeGuest& facts = guest && guest->facts ? *guest->facts : kNoFacts;
  add_attendance(by_rep, facts.rep, one, sign);
  add_attendance(by_grade, facts.grade, one, sign);
  add_attendance(by_channel, facts.channel, one, sign);
  outside += sign * invitation.outside();
  in_doubt += sign * invitation.in_doubt();
  doubtful += sign * (invitation.doubtful ? 1 : 0);
  // Where and when: the counted persons, given to the admissions that stand, in replay order.
  int left = one.arrived_persons;
  for (const Admission& admission : invitation.admissions) {
    if (!admission.stands()) continue;
    const int persons = std::min(left, admission.told->persons);
    left -= persons;
    if (persons == 0) continue;
    ZoneFigures& zone = by_zone[admission.told->zone];
    zone.arrived_persons += sign * persons;
    const std::pair arrival{admission.at(), admission.name};
    if (sign > 0) {
      zone.arrivals.insert(zone.arrivals.end(), arrival);  // nearly always the latest
    } else {
      zone.arrivals.erase(zone.arrivals.find(arrival));
    }
    if (sign < 0) drop_if_empty(by_zone, admission.told->zone);
    add_count(by_door, admission.told->door, sign * persons);
    const std::int64_t span = admission.at() - admission.at() % kSpanMs;
    add_count(by_five_minutes, span, sign * persons);
  }
}

void Figures::count(const Guest& guest, int sign) {
  if (!guest.facts) return;
  if (!guest.facts->complete) {
    incomplete_files += sign;
  } else if (guest.facts->walk_in) {
    new_files += sign;
  }
}

void Figures::count(SeatId id, const Seat& seat, int sign) {
  if (seat.claims.empty()) return;
  by_zone[id.zone].seats_taken += sign;
  if (sign < 0) drop_if_empty(by_zone, id.zone);
  seats_contested += sign * (seat.contested() ? 1 : 0);
}

std::vector<int> zones_by_arrival(const Figures& figures, int zone_count) {
  std::vector<std::pair<std::pair<std::int64_t, RecordName>, int>> reached;
  std::vector<int> empty;
  for (int zone = 1; zone <= zone_count; ++zone) {
    const auto at = figures.by_zone.find(zone);
    if (at != figures.by_zone.end() && !at->second.arrivals.empty()) {
      reached.emplace_back(*at->second.arrivals.begin(), zone);
    } else {
      empty.push_back(zone);
    }
  }
  std::sort(reached.begin(), reached.end());
  std::vector<int> order;
  for (const auto& [first, zone] : reached) order.push_back(zone);
  order.insert(order.end(), empty.begin(), empty.end());
  return order;
}

}  // namespace yingbin
