#include "screens/door_present.h"

#include <algorithm>

#include "event/overloaded.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::size_t kRecent_max = 3;
constexpr std::size_t kFound_max = 8;

ZoneSign sign_of(const Zone& zone) { return {zone.name, zone.mark, zone.colour, zone.shape}; }

std::string with_rep(std::string line, const std::string& rep) {
  if (rep.empty()) return line;
  if (!line.empty()) line += " · ";
  return line + say("invited by {}", rep);
}

// The segments of the run sheet that are now and next (rule C4).
void present_run_sheet(const Venue& venue, std::int64_t now_ms, HeaderModel& header) {
  for (const Segment& segment : venue.run_sheet) {
    const std::int64_t ends = segment.starts_at + segment.minutes * 60'000LL;
    if (segment.starts_at <= now_ms && now_ms < ends) header.now = segment.name;
    if (segment.starts_at > now_ms && header.next.empty()) {
      header.next = segment.name + " " + time_words(venue, segment.starts_at);
    }
  }
}

HeaderModel present_header(const EventState& state, const DoorSituation& situation) {
  HeaderModel header;
  const Figures& figures = state.figures();
  header.event_name = state.venue().name;
  header.door = situation.context.door;
  header.staff = staff_name(state, situation.context.actor.staff);
  header.arrived = figures.all.arrived_persons;
  header.expected = figures.all.invited_persons;
  header.in_doubt = figures.in_doubt;
  header.saved = situation.saved;
  header.alert = situation.alert;
  present_run_sheet(state.venue(), situation.now_ms, header);
  return header;
}

std::string when_and_where(const EventState& state, const DoorVerdict& verdict) {
  const Admission* earlier = state.admission(verdict.invitation, verdict.earlier);
  if (!earlier) return {};
  return say("Came in at {} through {}", time_words(state.venue(), earlier->at()),
             earlier->told->door);
}

RecentEntry present_recent(const EventState& state, const DoorEvent& event) {
  RecentEntry entry;
  const DoorVerdict& verdict = event.verdict;
  entry.outcome = verdict.outcome;
  entry.name = masked_name(guest_name(state, verdict.guest));
  entry.persons = verdict.persons;
  if (verdict.outcome != DoorOutcome::admitted) {
    entry.line = when_and_where(state, verdict);
    if (entry.line.empty()) entry.line = outcome_title(verdict.outcome);
    return entry;
  }
  const std::string place = place_words(state.venue(), verdict.seat.seats);
  std::string line = zone_words(state.venue(), verdict.seat.zone);
  if (!place.empty()) line += " " + place;
  entry.line = with_rep(std::move(line), staff_name(state, rep_of(state, verdict.guest)));
  const Admission* admission = state.admission(verdict.invitation, event.record);
  entry.undone = admission && !admission->stands();
  if (event.may_undo && !entry.undone) entry.undo = event.record;
  return entry;
}

ReadyPage present_ready(const EventState& state, const DoorSituation& situation) {
  ReadyPage page;
  for (auto at = situation.recent.rbegin(); at != situation.recent.rend(); ++at) {
    if (page.recent.size() == kRecent_max) break;
    page.recent.push_back(present_recent(state, *at));
  }
  const auto& zones = state.venue().zones;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const int zone = static_cast<int>(i) + 1;
    StockEntry stock;
    stock.sign = sign_of(zones[i]);
    stock.free = state.hall().free_for(situation.context.station, zone);
    stock.low = stock.free * 5 <= state.hall().seats(zone);  // a fifth is left (DESIGN 8)
    page.stock.push_back(std::move(stock));
  }
  page.watch.findings = static_cast<int>(state.findings().size());
  page.watch.stations = static_cast<int>(state.device_ids().size());
  page.watch.silent = silent_stations(state, situation.context.station, situation.known.news);
  page.watch.clock_wrong = situation.known.clock_wrong;
  return page;
}

PersonsPage present_persons(const EventState& state, const DoorVerdict& preview) {
  PersonsPage page;
  page.name = guest_name(state, preview.guest);
  page.rep = staff_name(state, rep_of(state, preview.guest));
  page.allowed = preview.allowed;
  page.left = preview.persons + preview.left;
  return page;
}

HallZone present_zone(const EventState& state, int zone, const SeatOffer& told) {
  HallZone out;
  const Zone& planned = state.venue().zones[static_cast<std::size_t>(zone - 1)];
  out.sign = sign_of(planned);
  out.lit = zone == told.zone;
  if (planned.rows.empty()) return out;
  for (int row = 1; row <= state.hall().last_row(zone); ++row) {
    std::vector<SeatMark> marks;
    for (const Place& place : state.hall().row(zone, row)) {
      const bool lit =
          std::find(told.seats.begin(), told.seats.end(), place.id) != told.seats.end();
      marks.push_back(lit ? SeatMark::lit : place.taken ? SeatMark::taken : SeatMark::free);
    }
    out.rows.push_back(std::move(marks));
  }
  return out;
}

AdmittedPage present_admitted(const EventState& state, const DoorEvent& event) {
  AdmittedPage page;
  const DoorVerdict& verdict = event.verdict;
  page.name = guest_name(state, verdict.guest);
  page.rep = staff_name(state, rep_of(state, verdict.guest));
  page.persons = verdict.persons;
  page.left = verdict.left;
  page.certain = verdict.certain;
  if (verdict.seat.seated()) {
    const Zone& zone = state.venue().zones[static_cast<std::size_t>(verdict.seat.zone - 1)];
    page.seat.zone = sign_of(zone);
    page.seat.place = place_words(state.venue(), verdict.seat.seats);
    page.seat.way = zone.way;
  }
  for (int zone = 1; zone <= state.hall().zones(); ++zone) {
    page.hall.push_back(present_zone(state, zone, verdict.seat));
  }
  if (event.may_undo) page.undo = event.record;
  return page;
}

// What to say and do about a code that opens nothing here (rule D13).
std::vector<std::string> advice_on(DoorOutcome outcome) {
  switch (outcome) {
    case DoorOutcome::other_event:
      return {say("This invitation is for another event."),
              say("Perhaps the guest is on our list too: look the name up.")};
    case DoorOutcome::forged:
      return {say("The code was not made by this event."),
              say("Keep the card, be friendly, and fetch the coordinator.")};
    case DoorOutcome::unknown:
      return {say("This code is no invitation of ours."),
              say("Ask for the invitation, or look the name up.")};
    case DoorOutcome::unreadable:
      return {say("Hold the card flat, without glare, a hand away."),
              say("Or type the ten characters below the code, or look the name up.")};
    case DoorOutcome::admitted:
    case DoorOutcome::already_in:
    case DoorOutcome::party_full:
    case DoorOutcome::revoked:
      return {};
  }
  return {};
}

std::vector<std::string> facts_of(const EventState& state, const DoorVerdict& verdict) {
  std::vector<std::string> facts = advice_on(verdict.outcome);
  const std::string entered = when_and_where(state, verdict);
  if (!entered.empty()) facts.push_back(entered);
  const Invitation* invitation = state.invitation(verdict.invitation);
  if (invitation && verdict.outcome == DoorOutcome::revoked && !invitation->revoke_reason.empty()) {
    facts.push_back(say("Reason: {}", invitation->revoke_reason));
  }
  if (verdict.outcome == DoorOutcome::party_full) {
    facts.push_back(
        say("It admits {} in all; {} may still come in", verdict.allowed, verdict.left));
  }
  if (verdict.outside > 0) facts.push_back(say("{} of the party are outside", verdict.outside));
  if (facts.size() > 3) facts.resize(3);
  return facts;
}

RefusedPage present_refused(const EventState& state, const DoorVerdict& verdict,
                            const DoorContext& context) {
  RefusedPage page;
  page.outcome = verdict.outcome;
  page.name = masked_name(guest_name(state, verdict.guest));
  page.rep = staff_name(state, rep_of(state, verdict.guest));
  page.facts = facts_of(state, verdict);
  page.left = verdict.left;
  page.needs_approval = verdict.needs_approval && !context.actor.may(Permission::approve);
  for (NextAct act : verdict.next) {
    const bool possible =
        act != NextAct::register_walk_in && !(act == NextAct::admit_more && page.needs_approval);
    if (possible) page.next.push_back(act);
  }
  return page;
}

FoundGuest present_found(const EventState& state, InvitationId id, const Invitation& invitation) {
  FoundGuest found;
  found.invitation = id;
  const Guest* guest = state.guest(invitation.guest());
  found.name = masked_name(guest_name(state, invitation.guest()));
  if (guest && guest->person) found.phone = phone_tail(guest->person->phones);
  found.rep = staff_name(state, rep_of(state, invitation.guest()));
  found.arrived = invitation.left() == 0;
  std::string line;
  for (auto at = invitation.admissions.rbegin(); at != invitation.admissions.rend(); ++at) {
    if (!at->stands()) continue;
    line = say("Came in at {} through {}", time_words(state.venue(), at->at()), at->told->door);
    break;
  }
  if (line.empty() && invitation.allowed() > 1) line = say("party of {}", invitation.allowed());
  found.line = line;
  return found;
}

FindPage present_find(const EventState& state, const DoorLooksUp& looks) {
  FindPage page;
  page.query = looks.query;
  page.more = looks.more;
  page.mistyped = looks.mistyped;
  for (GuestId id : looks.found) {
    const Guest* guest = state.guest(id);
    if (!guest) continue;
    for (InvitationId one : guest->invitations) {
      const Invitation* invitation = state.invitation(one);
      const bool standing = invitation && invitation->issued && !invitation->revoked;
      if (standing) page.found.push_back(present_found(state, one, *invitation));
    }
  }
  if (page.found.size() > kFound_max) {
    page.found.resize(kFound_max);
    page.more = true;
  }
  return page;
}

LeavePage present_leave(const EventState& state, const Actor& actor) {
  LeavePage page;
  page.allowed = actor.may(Permission::leave);
  page.staff = staff_name(state, actor.staff);
  for (StaffId id : state.staff_ids()) {
    const Staff& staff = *state.staff(id);
    if (Actor{id, staff.named->roles}.may(Permission::leave)) page.who.push_back(staff.named->name);
  }
  return page;
}

DoorPage present_stations_step(const EventState& state, const DoorAtStations& at,
                               const DoorSituation& situation) {
  if (!at.chosen || !state.device(at.chosen)) {
    return present_stations(state, situation.context, situation.known);
  }
  switch (at.step) {
    case StationStep::look:
      return present_station(state, at.chosen, situation.context, situation.known);
    case StationStep::second_person:
      return present_second_person(state, at.chosen, situation.context);
    case StationStep::release:
      return present_release(state, at.chosen, situation.known);
  }
  return {};
}

// A finding that was settled meanwhile, perhaps elsewhere, leads back to the list.
DoorPage present_findings_step(const EventState& state, const DoorAtFindings& at,
                               const DoorSituation& situation) {
  if (!at.chosen || !state.findings().contains(*at.chosen)) return present_findings(state);
  return present_finding(state, *at.chosen, situation.context);
}

}  // namespace

DoorModel present(const EventState& state, const DoorSituation& situation) {
  DoorModel model;
  model.header = present_header(state, situation);
  model.page = std::visit(
      Overloaded{[&](const DoorIdle&) -> DoorPage { return present_ready(state, situation); },
                 [&](const DoorAsksPersons& asks) -> DoorPage {
                   return present_persons(state, asks.preview);
                 },
                 [&](const DoorTells& tells) -> DoorPage {
                   if (tells.event.verdict.outcome == DoorOutcome::admitted) {
                     return present_admitted(state, tells.event);
                   }
                   return present_refused(state, tells.event.verdict, situation.context);
                 },
                 [&](const DoorNotice& notice) -> DoorPage {
                   return NoticePage{notice.good, notice.title, notice.lines, notice.back};
                 },
                 [&](const DoorLooksUp& looks) -> DoorPage { return present_find(state, looks); },
                 [&](const DoorAtStations& at) -> DoorPage {
                   return present_stations_step(state, at, situation);
                 },
                 [&](const DoorAtFindings& at) -> DoorPage {
                   return present_findings_step(state, at, situation);
                 },
                 [&](const DoorLeaves&) -> DoorPage {
                   return present_leave(state, situation.context.actor);
                 }},
      situation.doing);
  return model;
}

}  // namespace yingbin
