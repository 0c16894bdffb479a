#include "event/plan.h"

#include <algorithm>

#include "event/allot.h"

namespace yingbin {

namespace {

GrantSeats grant_of_zone(const EventState& state, int zone, OriginId to) {
  const Hall& hall = state.hall();
  GrantSeats grant;
  grant.to = to;
  int before_reserve = hall.seats(zone) - paper_reserve(state.venue(), hall, zone);
  for (int row = hall.first_row(zone); row <= hall.last_row(zone); ++row) {
    for (const Place& place : hall.row(zone, row)) {
      const Seat* seat = state.seat(place.id);
      if (seat) grant.epoch = std::max(grant.epoch, seat->epoch());
      if (before_reserve-- <= 0) continue;
      if (!place.holder && !place.taken) grant.seats.push_back(place.id);
    }
  }
  ++grant.epoch;
  return grant;
}

struct Waiting {
  InvitationId id;
  SeatRequest request;
  int needs = 0;
};

Waiting waiting_of(const EventState& state, InvitationId id, const Invitation& invitation,
                   OriginId station) {
  Waiting one;
  one.id = id;
  one.request.persons = invitation.allowed();
  one.request.zone = invitation.issued->zone;
  one.request.station = station;
  const Guest* guest = state.guest(invitation.guest());
  if (guest && guest->facts) {
    const DescribeGuest& facts = *guest->facts;
    one.request.rep = facts.rep;
    one.request.aisle = facts.aisle;
    one.request.front = facts.front;
    one.request.wheelchair = facts.wheelchair;
    // A wheelchair has the fewest places to go.
    one.needs = (facts.wheelchair ? 4 : 0) + (facts.aisle ? 1 : 0) + (facts.front ? 1 : 0);
  }
  return one;
}

// In a zone whose seats are assigned on invitations, assigning takes them in order.
Venue before_the_day(const Venue& planned) {
  Venue venue = planned;
  for (Zone& zone : venue.zones) {
    if (zone.mode == SeatingMode::assigned) zone.mode = SeatingMode::in_order;
  }
  return venue;
}

}  // namespace

std::vector<Act> decide_grants(const EventState& state, OriginId mint, OriginId to) {
  std::vector<Act> acts;
  if (state.mint() != mint) return acts;
  for (int zone = 1; zone <= state.hall().zones(); ++zone) {
    GrantSeats grant = grant_of_zone(state, zone, to);
    if (!grant.seats.empty()) acts.push_back(std::move(grant));
  }
  return acts;
}

SeatingReport seat_invited(const EventState& state, OriginId station, int zone,
                           const std::function<bool(const Act&)>& take) {
  const Venue venue = before_the_day(state.venue());
  SeatingReport report;
  std::vector<Waiting> waiting;
  for (InvitationId id : state.invitation_ids()) {
    const Invitation& invitation = *state.invitation(id);
    if (!invitation.issued || invitation.revoked || !invitation.held.empty()) continue;
    if (invitation.counted() > 0) continue;
    Waiting one = waiting_of(state, id, invitation, station);
    const int meant = intended_zone(venue, state.hall(), one.request);
    if (zone != 0 && meant != zone) continue;
    if (meant == 0) {
      report.without.push_back(id);
      continue;
    }
    one.request.zone = meant;
    const Zone& planned = venue.zones[static_cast<std::size_t>(meant - 1)];
    if (planned.mode != SeatingMode::open) waiting.push_back(std::move(one));
  }
  std::stable_sort(waiting.begin(), waiting.end(), [](const Waiting& a, const Waiting& b) {
    if (a.needs != b.needs) return a.needs > b.needs;
    return a.request.persons > b.request.persons;
  });
  for (const Waiting& one : waiting) {
    const SeatOffer offer = choose_seats(venue, state.hall(), one.request);
    if (!offer.seated()) {
      report.without.push_back(one.id);
      continue;
    }
    if (!take(AssignSeats{one.id, offer.seats, {}, {}})) return report;
    ++report.seated;
  }
  return report;
}

}  // namespace yingbin
