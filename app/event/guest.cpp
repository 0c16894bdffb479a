#include "event/guest.h"

#include <algorithm>

namespace yingbin {

bool Admission::is(RecordId id) const {
  return record == id || std::find(also.begin(), also.end(), id) != also.end();
}

bool Invitation::is_settled(const Admission& admission) const {
  if (!settled) return false;
  const auto& looked_at = settled->admissions;
  return std::any_of(looked_at.begin(), looked_at.end(),
                     [&](RecordId id) { return admission.is(id); });
}

// Persons told in by admissions that a person has looked at, and by the others.
std::pair<int, int> Invitation::settled_and_unsettled() const {
  int of_settled = 0;
  int unsettled = 0;
  for (const Admission& admission : admissions) {
    if (!admission.stands()) continue;
    (is_settled(admission) ? of_settled : unsettled) += admission.told.persons;
  }
  return {settled ? std::min(settled->persons, of_settled) : 0, unsettled};
}

int Invitation::allowed() const {
  int persons = issued ? issued->persons : 0;
  if (!issued) {
    for (const Admission& admission : admissions) {
      if (admission.stands()) persons = std::max(persons, admission.told.admits);
    }
  }
  return persons + more;
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


bool Staff::is(Role role) const {
  if (!named || !named->active) return false;
  return std::find(named->roles.begin(), named->roles.end(), role) != named->roles.end();
}

}  // namespace yingbin
