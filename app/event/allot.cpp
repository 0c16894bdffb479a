#include "event/allot.h"

#include <algorithm>
#include <map>
#include <set>

#include "event/seat_blocks.h"
#include "event/stations.h"

namespace yingbin {

namespace {

constexpr int kUsualParty = 4;

Answer refuse(Refused why) { return {why, {}}; }

// What the mint may grant of one zone.
struct Pool {
  std::set<SeatId> free;
  int kept = 0;  // of these, a quarter of all that is free in the zone

  [[nodiscard]] int grantable() const { return std::max(0, static_cast<int>(free.size()) - kept); }
};

Pool pool_of(const EventState& state, OriginId mint, int zone) {
  const Hall& hall = state.hall();
  Pool pool;
  int unreserved = hall.seats(zone) - paper_reserve(state.venue(), hall, zone);
  int free = 0;
  for_each_place(hall, zone, [&](const Place& place) {
    if (unreserved-- <= 0 || place.taken) return;
    ++free;
    if (!place.holder || place.holder == mint) pool.free.insert(place.id);
  });
  pool.kept = free / 4;
  return pool;
}

GrantSeats grant(const EventState& state, OriginId to, std::vector<SeatId> seats) {
  GrantSeats act;
  act.to = to;
  std::sort(seats.begin(), seats.end());
  for (SeatId id : seats) {
    if (const Seat* seat = state.seat(id)) act.epoch = std::max(act.epoch, seat->epoch());
  }
  ++act.epoch;
  act.seats = std::move(seats);
  return act;
}

Refused why_not_mint(const EventState& state, OriginId mint) {
  if (!mint || state.mint() != mint) return Refused::not_the_mint;
  return in_service(state, mint) ? Refused::no : Refused::out_of_service;
}

// Deals one zone's blocks in turn until everybody has as many free seats as the others.
void deal(const EventState& state, OriginId mint, const std::vector<OriginId>& stations, int zone,
          int together, std::vector<Act>& acts) {
  const Hall& hall = state.hall();
  const Pool pool = pool_of(state, mint, zone);
  struct Hand {
    Lot lot;
    int wanted = 0;
    std::vector<SeatId> seats;
  };
  std::vector<Hand> hands;
  int left = pool.grantable();
  int all = left;
  for (OriginId station : stations) {
    // The mint's own seats are dealt with the rest.
    const int has = station == mint ? 0 : hall.free_for(station, zone);
    hands.push_back({station == mint ? Lot{} : lot_of(hall, zone, station), -has, {}});
    all += has;
  }
  const auto count = static_cast<int>(stations.size());
  for (int i = 0; i < count; ++i) {
    hands[static_cast<std::size_t>(i)].wanted += all / count + (i < all % count ? 1 : 0);
  }
  auto blocks = blocks_of(hall, zone, together,
                          [&](const Place& place) { return pool.free.contains(place.id); });
  for (bool dealt = true; dealt;) {
    dealt = false;
    for (Hand& hand : hands) {
      const int most = std::min({hand.wanted, left, together});
      if (most <= 0) continue;
      const auto seats = pick(blocks, hand.lot, most, together);
      hand.seats.insert(hand.seats.end(), seats.begin(), seats.end());
      hand.wanted -= static_cast<int>(seats.size());
      left -= static_cast<int>(seats.size());
      dealt = true;
    }
  }
  for (std::size_t i = 0; i < hands.size(); ++i) {
    std::erase_if(hands[i].seats,
                  [&](SeatId seat) { return hall.find(seat)->holder == stations[i]; });
    if (!hands[i].seats.empty()) {
      acts.push_back(grant(state, stations[i], std::move(hands[i].seats)));
    }
  }
}

using ByEpoch = std::map<std::uint64_t, std::vector<SeatId>>;

// The rights by which `station` may give these seats.
ByEpoch by_epoch(const EventState& state, OriginId station, const std::vector<SeatId>& seats) {
  ByEpoch all;
  for (SeatId id : seats) {
    const Seat* seat = state.seat(id);
    if (!seat) continue;
    for (const Right& right : seat->standing()) {
      if (right.holder == station) all[right.epoch].push_back(id);
    }
  }
  return all;
}

Refused why_not_free(const Hall& hall, const std::vector<SeatId>& seats, OriginId station) {
  for (SeatId seat : seats) {
    const Place* place = hall.find(seat);
    if (!place) return Refused::not_here;
    if (place->holder != station) return Refused::seat_not_held;
    if (place->taken) return Refused::seat_taken;
  }
  return Refused::no;
}

std::vector<SeatId> free_seats(const Hall& hall, int zone, OriginId station) {
  std::vector<SeatId> seats;
  for_each_place(hall, zone, [&](const Place& place) {
    if (place.free_for(station)) seats.push_back(place.id);
  });
  return seats;
}

bool has_zone(const EventState& state, int zone) {
  return zone >= 1 && zone <= state.hall().zones();
}

}  // namespace

int paper_reserve(const Venue& venue, const Hall& hall, int zone) {
  return hall.seats(zone) * venue.paper_reserve_percent / 100;
}

int usual_party(const EventState& state) {
  constexpr int kLargest = 8;
  std::vector<int> of_size(kLargest + 1, 0);
  int parties = 0;
  for (InvitationId id : state.invitation_ids()) {
    const Invitation& one = *state.invitation(id);
    if (!one.issued || one.revoked) continue;
    ++of_size[static_cast<std::size_t>(std::clamp(one.allowed(), 2, kLargest))];
    ++parties;
  }
  if (parties == 0) return kUsualParty;
  int covered = 0;
  for (int size = 2; size < kLargest; ++size) {
    covered += of_size[static_cast<std::size_t>(size)];
    if (covered * 100 >= parties * 95) return size;
  }
  return kLargest;
}

int grantable(const EventState& state, int zone) {
  return has_zone(state, zone) ? pool_of(state, state.mint(), zone).grantable() : 0;
}

Answer decide_allotment(const EventState& state, OriginId mint, OriginId to,
                        const AllotRequest& request) {
  if (const Refused why = why_not_mint(state, mint); why != Refused::no) return refuse(why);
  if (!in_service(state, to)) return refuse(Refused::out_of_service);
  if (!has_zone(state, request.zone)) return refuse(Refused::not_here);
  if (request.seats < 1) return refuse(Refused::nothing_to_do);
  if (request.insist && !request.actor.may(Permission::override_seat)) {
    return refuse(Refused::not_permitted);
  }
  const Hall& hall = state.hall();
  Pool pool = pool_of(state, mint, request.zone);
  // What the mint grants to its own station stays with it.
  if (to == mint) {
    std::erase_if(pool.free, [&](SeatId seat) { return hall.find(seat)->holder == mint; });
  }
  if (request.insist || to == mint) pool.kept = 0;
  int left = std::min(request.seats, pool.grantable());
  if (left == 0) return refuse(Refused::none_left);
  const int together = std::max(1, request.together);
  auto blocks = blocks_of(hall, request.zone, together,
                          [&](const Place& place) { return pool.free.contains(place.id); });
  Lot lot = lot_of(hall, request.zone, to);
  std::vector<SeatId> seats;
  while (left > 0) {
    const auto block = pick(blocks, lot, left, together);
    seats.insert(seats.end(), block.begin(), block.end());
    left -= static_cast<int>(block.size());
  }
  return {Refused::no, {grant(state, to, std::move(seats))}};
}

Answer decide_split(const EventState& state, OriginId mint, const std::vector<OriginId>& stations,
                    int together) {
  if (const Refused why = why_not_mint(state, mint); why != Refused::no) return refuse(why);
  std::vector<OriginId> all = stations;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  for (OriginId station : all) {
    if (!in_service(state, station)) return refuse(Refused::out_of_service);
  }
  Answer answer;
  for (int zone = 1; zone <= state.hall().zones() && !all.empty(); ++zone) {
    deal(state, mint, all, zone, std::max(1, together), answer.acts);
  }
  if (answer.acts.empty()) answer.refused = Refused::nothing_to_do;
  return answer;
}

std::vector<AllotRequest> refill_due(const EventState& state, OriginId station, int party) {
  std::vector<AllotRequest> due;
  const Hall& hall = state.hall();
  for (int zone = 1; zone <= hall.zones(); ++zone) {
    int granted = 0;
    for_each_place(hall, zone, [&](const Place& place) { granted += place.holder == station; });
    const int left = hall.free_for(station, zone);
    if (left * 5 > granted && left >= party) continue;
    const int most = grantable(state, zone);
    const int wanted = std::min(most, std::max(2 * party, (granted - left) / 2));
    if (wanted > 0) due.push_back({.zone = zone, .seats = wanted, .together = party});
  }
  return due;
}

Answer decide_return(const EventState& state, const ReturnWish& wish, const DoorContext& context) {
  if (!context.actor.may(Permission::lend_seats)) return refuse(Refused::not_permitted);
  const Hall& hall = state.hall();
  std::vector<SeatId> seats = wish.seats;
  if (seats.empty()) {
    if (wish.zone != 0 && !has_zone(state, wish.zone)) return refuse(Refused::not_here);
    for (int zone = 1; zone <= hall.zones(); ++zone) {
      if (wish.zone != 0 && wish.zone != zone) continue;
      const auto free = free_seats(hall, zone, context.station);
      const auto kept = std::clamp<std::ptrdiff_t>(wish.keep, 0, std::ssize(free));
      seats.insert(seats.end(), free.begin() + kept, free.end());
    }
  }
  const Refused why = why_not_free(hall, seats, context.station);
  if (why != Refused::no) return refuse(why);
  Answer answer;
  for (auto& [epoch, of_epoch] : by_epoch(state, context.station, seats)) {
    answer.acts.push_back(ReturnSeats{epoch, of_epoch});
  }
  if (answer.acts.empty()) answer.refused = Refused::nothing_to_do;
  return answer;
}

Answer decide_transfer(const EventState& state, const LoanWish& wish, const DoorContext& context) {
  if (!context.actor.may(Permission::lend_seats)) return refuse(Refused::not_permitted);
  if (wish.to == context.station) return refuse(Refused::itself);
  if (!in_service(state, wish.to)) return refuse(Refused::out_of_service);
  const Hall& hall = state.hall();
  std::vector<SeatId> seats = wish.seats;
  if (seats.empty()) {
    if (!has_zone(state, wish.zone)) return refuse(Refused::not_here);
    const int together = std::max(1, wish.together);
    auto blocks = blocks_of(hall, wish.zone, together,
                            [&](const Place& place) { return place.free_for(context.station); });
    Lot lot = lot_of(hall, wish.zone, wish.to);
    for (int left = wish.count; left > 0 && !blocks.empty();) {
      const auto block = pick(blocks, lot, left, together);
      seats.insert(seats.end(), block.begin(), block.end());
      left -= static_cast<int>(block.size());
    }
  }
  if (seats.empty()) return refuse(Refused::none_left);
  const Refused why = why_not_free(hall, seats, context.station);
  if (why != Refused::no) return refuse(why);
  std::sort(seats.begin(), seats.end());
  Answer answer;
  for (auto& [epoch, of_epoch] : by_epoch(state, context.station, seats)) {
    answer.acts.push_back(GiveSeats{wish.to, epoch, of_epoch});
  }
  return answer;
}

std::vector<Act> decide_yielding(const EventState& state, OriginId station) {
  ByEpoch given_up;
  for (const Finding& finding : state.findings()) {
    if (finding.kind != FindingKind::right_contested) continue;
    const SeatId id = seat_of(finding.subject);
    const auto rights = state.seat(id)->standing();
    for (std::size_t i = 1; i < rights.size(); ++i) {
      if (rights[i].holder == station) given_up[rights[i].epoch].push_back(id);
    }
  }
  std::vector<Act> acts;
  for (auto& [epoch, seats] : given_up) acts.push_back(ReturnSeats{epoch, std::move(seats)});
  return acts;
}

}  // namespace yingbin
