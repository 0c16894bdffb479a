// How a block of seats is found (rule S2). Every way to seat n people in the allowed rows is a
// candidate; the best is, in this order: most special needs met, most together (adjacent, one row
// or table, one zone; for those who come later, together with the party's seats), nearest to the
// party's seats, fewest wheelchair places spent on people who do not need one, first in the hall's
// order.
#include "event/seating.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <span>

namespace yingbin {

namespace {

enum class Together { adjacent, row, zone };

enum class Owner { rep_only, rep_or_nobody };

struct Search {
  const Venue& venue;
  const Hall& hall;
  const SeatRequest& request;
};

struct Candidate {
  std::vector<SeatId> seats;
  int needs_met = 0;
  Together together = Together::zone;
  bool split = false;  // not beside each other
  int apart = 0;       // from those of the party who are seated already
  int wasted = 0;

  [[nodiscard]] bool better_than(const Candidate& other) const {
    if (needs_met != other.needs_met) return needs_met > other.needs_met;
    if (together != other.together) return together < other.together;
    if (split != other.split) return other.split;
    if (apart != other.apart) return apart < other.apart;
    return wasted < other.wasted;
  }
};

bool usable(const Place& place, const SeatRequest& request, Owner owner) {
  if (!place.free_for(request.station)) return false;
  if (place.rep == request.rep)
    return owner == Owner::rep_or_nobody || static_cast<bool>(place.rep);
  return owner == Owner::rep_or_nobody && !place.rep;
}

int needs_of(const SeatRequest& request) {
  return (request.aisle ? 1 : 0) + (request.front ? 1 : 0) + (request.wheelchair ? 1 : 0);
}

// Running judgement of the seats chosen so far.
class Judged {
 public:
  explicit Judged(const SeatRequest& request) : request_(request) {}

  void take(const Place& place) {
    aisle_ = aisle_ || place.aisle;
    front_ = front_ || place.front;
    wheelchair_ = wheelchair_ || place.wheelchair;
    if (place.wheelchair) ++wheelchair_places_;
  }
  [[nodiscard]] int needs_met() const {
    return (request_.aisle && aisle_ ? 1 : 0) + (request_.front && front_ ? 1 : 0) +
           (request_.wheelchair && wheelchair_ ? 1 : 0);
  }
  [[nodiscard]] int wasted() const {
    return wheelchair_places_ - (request_.wheelchair && wheelchair_ ? 1 : 0);
  }

 private:
  const SeatRequest& request_;
  bool aisle_ = false;
  bool front_ = false;
  bool wheelchair_ = false;
  int wheelchair_places_ = 0;
};

bool in_row(SeatId seat, int zone, int row) { return seat.zone == zone && seat.row == row; }

// A row counts for more than any way along one.
int distance(SeatId a, SeatId b) {
  constexpr int kRow = 1 << 14;
  if (a.zone != b.zone) return 1 << 30;
  return std::abs(a.row - b.row) * kRow + std::abs(a.number - b.number);
}

int distance_to_others(SeatId seat, const SeatRequest& request) {
  int nearest = request.beside.empty() ? 0 : distance(seat, request.beside.front());
  for (SeatId other : request.beside) nearest = std::min(nearest, distance(seat, other));
  return nearest;
}

// How `size` seats from index `start` on sit with those of the party who are seated already.
Together with_others(const SeatRequest& request, std::span<const Place> places, int start, int size,
                     bool round) {
  if (request.beside.empty()) return Together::adjacent;
  const int count = static_cast<int>(places.size());
  const int before = round ? (start + count - 1) % count + 1 : start;
  const int after = round ? (start + size) % count + 1 : start + size + 1;
  Together best = Together::zone;
  for (SeatId seat : request.beside) {
    if (!in_row(seat, places.front().id.zone, places.front().id.row)) continue;
    if (seat.number == before || seat.number == after) return Together::adjacent;
    best = Together::row;
  }
  return best;
}

void keep_better(std::optional<Candidate>& best, Candidate candidate) {
  if (!best || candidate.better_than(*best)) best = std::move(candidate);
}

bool perfect(const std::optional<Candidate>& best, const SeatRequest& request) {
  return best && best->needs_met == needs_of(request) && best->together == Together::adjacent &&
         best->wasted == 0;
}

// Adjacent seats within one row; at a table the last is beside the first.
void search_adjacent(const Search& search, int zone, int row, Owner owner,
                     std::optional<Candidate>& best) {
  const auto places = search.hall.row(zone, row);
  const int count = static_cast<int>(places.size());
  const int size = search.request.persons;
  const bool round = search.venue.zones[static_cast<std::size_t>(zone - 1)].tables;
  const int starts = round ? count : count - size + 1;
  if (size > count) return;
  for (int start = 0; start < starts; ++start) {
    Judged judged(search.request);
    int taken = 0;
    while (taken < size) {
      const Place& place = places[static_cast<std::size_t>((start + taken) % count)];
      if (!usable(place, search.request, owner)) break;
      judged.take(place);
      ++taken;
    }
    if (taken < size) {
      if (!round) start += taken;  // no block can hold the seat that is not free
      continue;
    }
    Candidate candidate{
        {},
        judged.needs_met(),
        with_others(search.request, places, start, size, round),
        false,
        distance_to_others(places[static_cast<std::size_t>(start)].id, search.request),
        judged.wasted()};
    if (best && !candidate.better_than(*best)) continue;
    for (int i = 0; i < size; ++i) {
      candidate.seats.push_back(places[static_cast<std::size_t>((start + i) % count)].id);
    }
    std::sort(candidate.seats.begin(), candidate.seats.end());
    best = std::move(candidate);
    if (perfect(best, search.request)) return;
  }
}

// Of the needs not met yet, how many a place meets.
int meets(const Place& place, const SeatRequest& open) {
  return (open.aisle && place.aisle ? 1 : 0) + (open.front && place.front ? 1 : 0) +
         (open.wheelchair && place.wheelchair ? 1 : 0);
}

// Moves the places that meet the needs to the front, the one that meets most first.
void needs_first(std::vector<const Place*>& free, const SeatRequest& request) {
  SeatRequest open = request;
  std::size_t chosen = 0;
  while (needs_of(open) > 0 && chosen < free.size()) {
    const auto rest = free.begin() + static_cast<std::ptrdiff_t>(chosen);
    const auto best = std::max_element(rest, free.end(), [&](const Place* a, const Place* b) {
      return meets(*a, open) < meets(*b, open);
    });
    if (meets(**best, open) == 0) break;
    open.aisle = open.aisle && !(*best)->aisle;
    open.front = open.front && !(*best)->front;
    open.wheelchair = open.wheelchair && !(*best)->wheelchair;
    std::rotate(rest, best, best + 1);
    ++chosen;
  }
  const auto rest = free.begin() + static_cast<std::ptrdiff_t>(chosen);
  // The others sit near them, or near those who came before, and leave wheelchair places alone.
  SeatRequest near = request;
  if (near.beside.empty() && chosen > 0) near.beside.push_back(free.front()->id);
  std::stable_sort(rest, free.end(), [&](const Place* a, const Place* b) {
    if (a->wheelchair != b->wheelchair) return b->wheelchair;
    return distance_to_others(a->id, near) < distance_to_others(b->id, near);
  });
}

std::optional<Candidate> pick_scattered(std::vector<const Place*> free, const SeatRequest& request,
                                        Together together) {
  if (static_cast<int>(free.size()) < request.persons) return std::nullopt;
  needs_first(free, request);
  Judged judged(request);
  Candidate candidate;
  candidate.together = together;
  candidate.split = true;
  for (int i = 0; i < request.persons; ++i) {
    const Place& place = *free[static_cast<std::size_t>(i)];
    judged.take(place);
    candidate.seats.push_back(place.id);
    candidate.apart = std::max(candidate.apart, distance_to_others(place.id, request));
  }
  std::sort(candidate.seats.begin(), candidate.seats.end());
  candidate.needs_met = judged.needs_met();
  candidate.wasted = judged.wasted();
  return candidate;
}

std::vector<const Place*> free_in_row(const Search& search, int zone, int row, Owner owner) {
  std::vector<const Place*> free;
  for (const Place& place : search.hall.row(zone, row)) {
    if (usable(place, search.request, owner)) free.push_back(&place);
  }
  return free;
}

// Seats of one row are together, unless others of the party sit in another one.
Together together_in(const SeatRequest& request, int zone, int row) {
  const auto& others = request.beside;
  const bool here = others.empty() || std::any_of(others.begin(), others.end(), [&](SeatId seat) {
                      return in_row(seat, zone, row);
                    });
  return here ? Together::row : Together::zone;
}

void search_scattered(const Search& search, int zone, Owner owner, std::optional<Candidate>& best) {
  std::vector<const Place*> all;
  for (int row = search.hall.first_row(zone); row <= search.hall.last_row(zone); ++row) {
    if (search.hall.untaken(zone, row) == 0) continue;
    const auto free = free_in_row(search, zone, row, owner);
    all.insert(all.end(), free.begin(), free.end());
    if (auto candidate =
            pick_scattered(free, search.request, together_in(search.request, zone, row))) {
      keep_better(best, std::move(*candidate));
    }
  }
  if (auto candidate = pick_scattered(std::move(all), search.request, Together::zone)) {
    keep_better(best, std::move(*candidate));
  }
}

// The best block in one zone; nothing if it has not enough free seats.
std::optional<Candidate> search_zone(const Search& search, int zone, Owner owner) {
  std::optional<Candidate> best;
  if (zone < 1 || zone > search.hall.zones()) return best;
  for (int row = search.hall.first_row(zone); row <= search.hall.last_row(zone); ++row) {
    if (search.hall.untaken(zone, row) < search.request.persons) continue;
    search_adjacent(search, zone, row, owner, best);
    if (perfect(best, search.request)) return best;
  }
  if (best && best->needs_met == needs_of(search.request) && search.request.beside.empty()) {
    return best;
  }
  search_scattered(search, zone, owner, best);
  return best;
}

std::optional<SeatOffer> offer_in(const Search& search, int zone, Owner owner, SeatBasis basis) {
  auto found = search_zone(search, zone, owner);
  if (!found) return std::nullopt;
  return SeatOffer{zone, std::move(found->seats), basis};
}

std::optional<SeatOffer> offer_by_mode(const Search& search, int zone) {
  switch (search.venue.zones[static_cast<std::size_t>(zone - 1)].mode) {
    case SeatingMode::assigned:
      return std::nullopt;  // only what was named on the invitation
    case SeatingMode::rep:
      return offer_in(search, zone, Owner::rep_only, SeatBasis::rep);
    case SeatingMode::in_order:
      return offer_in(search, zone, Owner::rep_or_nobody, SeatBasis::in_order);
    case SeatingMode::open:
      return offer_in(search, zone, Owner::rep_or_nobody, SeatBasis::open);
  }
  return std::nullopt;
}

std::optional<SeatOffer> first_offer(const Search& search, const std::vector<int>& zones,
                                     Owner owner, SeatBasis basis) {
  for (int zone : zones) {
    if (auto offer = offer_in(search, zone, owner, basis)) return offer;
  }
  return std::nullopt;
}

std::vector<int> every_zone(const Hall& hall) {
  std::vector<int> zones;
  for (int zone = 1; zone <= hall.zones(); ++zone) zones.push_back(zone);
  return zones;
}

std::optional<SeatOffer> offer_by_step(const Search& search, const Zone& zone, int number,
                                       FallbackStep step) {
  switch (step) {
    case FallbackStep::rep_seats:
      if (!search.request.rep) return std::nullopt;
      return first_offer(search, every_zone(search.hall), Owner::rep_only, SeatBasis::rep);
    case FallbackStep::zone:
      return offer_in(search, number, Owner::rep_or_nobody, SeatBasis::zone);
    case FallbackStep::overflow:
      return first_offer(search, zone.overflow, Owner::rep_or_nobody, SeatBasis::overflow);
    case FallbackStep::standing:
      return SeatOffer{};
  }
  return std::nullopt;
}

// Whether the zone has as many seats as wanted that are this rep's or nobody's.
bool has_room(const Hall& hall, int zone, const SeatRequest& request) {
  int missing = request.persons;
  for (int row = hall.first_row(zone); row <= hall.last_row(zone); ++row) {
    if (hall.untaken(zone, row) == 0) continue;
    for (const Place& place : hall.row(zone, row)) {
      if (usable(place, request, Owner::rep_or_nobody) && --missing <= 0) return true;
    }
  }
  return false;
}

// Those who come later sit with the rest of their party, wherever that was seated.
std::optional<SeatOffer> offer_beside(const Search& search) {
  if (search.request.beside.empty()) return std::nullopt;
  const int zone = search.request.beside.front().zone;
  if (zone < 1 || zone > search.hall.zones()) return std::nullopt;
  return offer_by_mode(search, zone);
}

bool rep_has_seats(const Zone& zone, StaffId rep) {
  if (!rep) return false;
  return std::any_of(zone.rows.begin(), zone.rows.end(), [&](const Row& row) {
    return std::any_of(row.reps.begin(), row.reps.end(),
                       [&](const RepSeats& block) { return block.rep == rep; });
  });
}

}  // namespace

int intended_zone(const Venue& venue, const Hall& hall, const SeatRequest& request) {
  if (request.zone >= 1 && request.zone <= hall.zones()) return request.zone;
  for (int zone = 1; zone <= hall.zones(); ++zone) {
    if (rep_has_seats(venue.zones[static_cast<std::size_t>(zone - 1)], request.rep)) return zone;
  }
  int first = 0;
  for (int zone = 1; zone <= hall.zones(); ++zone) {
    const SeatingMode mode = venue.zones[static_cast<std::size_t>(zone - 1)].mode;
    if (mode != SeatingMode::in_order && mode != SeatingMode::open) continue;
    if (first == 0) first = zone;
    if (has_room(hall, zone, request)) return zone;
  }
  return first;
}

SeatOffer choose_seats(const Venue& venue, const Hall& hall, const SeatRequest& request) {
  const Search search{venue, hall, request};
  if (auto offer = offer_beside(search)) return *offer;
  const int zone = intended_zone(venue, hall, request);
  if (zone == 0) return {};
  if (auto offer = offer_by_mode(search, zone)) return *offer;
  const Zone& planned = venue.zones[static_cast<std::size_t>(zone - 1)];
  for (FallbackStep step : planned.fallback) {
    if (auto offer = offer_by_step(search, planned, zone, step)) return *offer;
  }
  return {};
}

}  // namespace yingbin
