#include "event/guest.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace yingbin {

bool Invitation::is_settled(const Admission& admission) const {
  if (!settled) return false;
  const auto& looked_at = settled->admissions;
  return std::find(looked_at.begin(), looked_at.end(), admission.name) != looked_at.end();
}

// Persons told in by admissions that a person has looked at, and by the others.
std::pair<int, int> Invitation::settled_and_unsettled() const {
  int of_settled = 0;
  int unsettled = 0;
  for (const Admission& admission : admissions) {
    if (!admission.stands()) continue;
    (is_settled(admission) ? of_settled : unsettled) += admission.told->persons;
  }
  return {settled ? std::min(settled->persons, of_settled) : 0, unsettled};
}

int Invitation::allowed() const {
  int persons = issued ? issued->persons : 0;
  if (!issued) {
    for (const Admission& admission : admissions) {
      if (admission.stands()) persons = std::max(persons, admission.told->admits);
    }
  }
  // Not below what it was made for, when two stations took the same widening back.
  return persons + std::max(0, more);
}

int Invitation::counted() const {
  const auto [base, unsettled] = settled_and_unsettled();
  return base + std::min(unsettled, std::max(0, allowed() - base));
}

int Invitation::in_doubt() const {
  const auto [base, unsettled] = settled_and_unsettled();
  return base + unsettled - counted();
}

int Invitation::left() const { return std::max(0, allowed() - counted()); }

bool Invitation::admitted_after_revoke() const {
  return std::any_of(admissions.begin(), admissions.end(), [&](const Admission& one) {
    return one.stands() && one.after_revoke && !is_settled(one);
  });
}

std::vector<SeatId> Invitation::unused_seats() const {
  std::vector<SeatId> told;
  for (const Admission& one : admissions) {
    if (one.stands()) told.insert(told.end(), one.told->seats.begin(), one.told->seats.end());
  }
  const auto was_told = [&](SeatId seat) {
    return std::find(told.begin(), told.end(), seat) != told.end();
  };
  // Who was told a seat that is not the party's any more sits on one that it was moved to.
  auto moved = std::count_if(told.begin(), told.end(), [&](SeatId seat) {
    return std::none_of(held.begin(), held.end(),
                        [&](const HeldSeat& one) { return one.seat == seat; });
  });
  std::vector<SeatId> unused;
  for (const HeldSeat& one : held) {
    if (was_told(one.seat)) continue;
    const bool is_named = std::find(named.begin(), named.end(), one.seat) != named.end();
    if (is_named || moved-- <= 0) unused.push_back(one.seat);
  }
  return unused;
}

std::vector<RecordName> Invitation::tellings(const std::vector<SeatId>& seats) const {
  std::set<RecordName> all;
  for (const HeldSeat& one : held) {
    if (std::find(seats.begin(), seats.end(), one.seat) == seats.end()) continue;
    all.insert(one.told_by.begin(), one.told_by.end());
  }
  return {all.begin(), all.end()};
}

std::vector<Right> Seat::standing() const {
  std::vector<Right> all;
  for (auto at = rights.begin(); at != rights.end();) {
    const auto end =
        std::find_if(at, rights.end(), [&](const Right& one) { return one.epoch != at->epoch; });
    const auto told = std::count_if(at, end, [](const Right& one) { return bool(one.told_by); });
    for (; at != end; ++at) {
      const bool seen_over = end != rights.end() && told < 2;
      if (at->told_by && !at->ended && !seen_over) all.push_back(*at);
    }
  }
  return all;
}

OriginId Seat::holder() const {
  const auto all = standing();
  return all.empty() ? OriginId{} : all.front().holder;
}

std::uint64_t Seat::epoch() const { return rights.empty() ? 0 : rights.back().epoch; }

bool Seat::right_contested() const { return standing().size() > 1; }

bool Seat::quarantined() const {
  const auto all = standing();
  return std::any_of(all.begin(), all.end(), [](const Right& one) { return one.quarantined; });
}

std::vector<RecordName> Device::unsettled_branches() const {
  std::vector<RecordName> open;
  std::set_difference(branches.begin(), branches.end(), looked_at.begin(), looked_at.end(),
                      std::back_inserter(open));
  return open;
}

bool Staff::is(Role role) const {
  if (!named || !named->active) return false;
  return std::find(named->roles.begin(), named->roles.end(), role) != named->roles.end();
}

}  // namespace yingbin
