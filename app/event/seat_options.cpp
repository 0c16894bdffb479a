#include "event/seat_options.h"

#include <algorithm>
#include <map>

#include "event/allot.h"
#include "event/seat_blocks.h"

namespace yingbin {

namespace {

struct Elsewhere {
  std::map<OriginId, int> free;
  int all = 0;
};

Elsewhere elsewhere(const Hall& hall, OriginId station, int zone) {
  Elsewhere found;
  for_each_place(hall, zone, [&](const Place& place) {
    if (place.taken || place.holder == station) return;
    ++found.all;
    if (place.holder) ++found.free[place.holder];
  });
  return found;
}

// Those that seat the whole party first, then those with most.
void sort_by_room(std::vector<SeatOption>& options) {
  std::stable_sort(options.begin(), options.end(), [](const SeatOption& a, const SeatOption& b) {
    if (a.enough != b.enough) return a.enough;
    return a.seats > b.seats;
  });
}

int paper_cards(const EventState& state, int zone) {
  const Hall& hall = state.hall();
  int unreserved = hall.seats(zone) - paper_reserve(state.venue(), hall, zone);
  int cards = 0;
  for_each_place(hall, zone,
                 [&](const Place& place) { cards += unreserved-- <= 0 && !place.taken ? 1 : 0; });
  return cards;
}

}  // namespace

std::vector<SeatOption> seat_options(const EventState& state, OriginId station, int zone,
                                     int persons) {
  const Hall& hall = state.hall();
  std::vector<SeatOption> here;
  std::vector<SeatOption> wanted_zone;
  std::vector<SeatOption> borrowed;
  int cards = 0;
  int others = 0;
  for (int one = 1; one <= hall.zones(); ++one) {
    const int free = hall.free_for(station, one);
    if (free > 0) here.push_back({SeatWay::other_zone, one, {}, free, free >= persons});
    const Elsewhere found = elsewhere(hall, station, one);
    for (const auto& [holder, seats] : found.free) {
      auto& list = one == zone ? wanted_zone : borrowed;
      list.push_back({SeatWay::borrow, one, holder, seats, seats >= persons});
    }
    cards += paper_cards(state, one);
    others += found.all;
  }
  sort_by_room(here);
  sort_by_room(wanted_zone);
  sort_by_room(borrowed);
  std::vector<SeatOption> options = here;
  options.insert(options.end(), wanted_zone.begin(), wanted_zone.end());
  options.insert(options.end(), borrowed.begin(), borrowed.end());
  const auto standing = state.figures().by_zone.find(0);
  const int wait = standing == state.figures().by_zone.end() ? 0 : standing->second.arrived_persons;
  options.push_back({SeatWay::waiting_number, 0, {}, wait, true});
  if (cards > 0) options.push_back({SeatWay::paper_envelope, 0, {}, cards, cards >= persons});
  options.push_back({SeatWay::override_given, 0, {}, others, others >= persons});
  return options;
}

}  // namespace yingbin
