#include <algorithm>

#include "roster/venue_parts.h"
#include "text/say.h"

namespace yingbin {

namespace {

// Without seat numbers the whole row. Stops at the first problem: the rest would repeat it.
bool give_seats(Section& section, const Cast& cast, Row& row, std::vector<Stretch> seats,
                const PlannedStaff& rep) {
  if (seats.empty()) seats.push_back({1, row.seats});
  for (const Stretch& stretch : seats) {
    if (stretch.last > row.seats) {
      complain_of_seats(section, "seats", row);
      return false;
    }
    const auto overlaps = [&](const RepSeats& other) {
      return stretch.first <= other.last && other.first <= stretch.last;
    };
    if (const auto other = std::ranges::find_if(row.reps, overlaps); other != row.reps.end()) {
      const auto owner = std::ranges::find(cast.staff, other->rep, &PlannedStaff::id);
      section.complain(
          "seats", say("seats {}-{} of \"{}\" belong to \"{}\" already. Give each seat to "
                       "one rep",
                       std::max(stretch.first, other->first), std::min(stretch.last, other->last),
                       row.label, owner->name));
      return false;
    }
    row.reps.push_back({stretch.first, stretch.last, rep.id});
  }
  return true;
}

const PlannedStaff* read_rep(Section& section, const Cast& cast) {
  const std::string name = section.text("name", "张伟");
  const PlannedStaff* rep = cast.named(section, "name", name);
  if (rep && std::ranges::find(rep->roles, Role::rep) == rep->roles.end()) {
    section.complain("name", say("\"{}\" is no rep. Add \"rep\" to the roles in [[staff]]", name));
  }
  return rep;
}

void read_rep_seats(Section& section, const Cast& cast, const RowLabels& labels, Zone& zone) {
  const PlannedStaff* rep = read_rep(section, cast);
  const std::vector<Stretch> seats = read_seats(section, "seats");
  const std::vector<Stretch> rows = labels.choose(section, rows_key(zone), zone);
  section.finish();
  if (!rep) return;
  for (const Stretch& stretch : rows) {
    for (int i = stretch.first; i <= stretch.last; ++i) {
      if (!give_seats(section, cast, zone.rows[static_cast<std::size_t>(i)], seats, *rep)) return;
    }
  }
}

}  // namespace

void read_reps(Section& section, const Cast& cast, const RowLabels& labels, Zone& zone) {
  std::vector<Section> reps = section.sections("rep");
  if (zone.rows.empty()) return;  // an open zone, or one whose rows are wrong: told already
  for (Section& rep : reps) read_rep_seats(rep, cast, labels, zone);
  for (Row& row : zone.rows) std::ranges::sort(row.reps, {}, &RepSeats::first);
  if (zone.mode == SeatingMode::rep && !section.has("rep")) {
    section.complain("mode",
                     say("no rep owns seats in this zone. Write [[zone.rep]] and below it name "
                         "= \"张伟\" and {} = \"1-3\"",
                         rows_key(zone)));
  }
}

}  // namespace yingbin
