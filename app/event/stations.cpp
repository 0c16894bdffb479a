#include "event/stations.h"

#include <algorithm>
#include <map>

namespace yingbin {

namespace {

Answer refuse(Refused why) { return {why, {}}; }

Answer allow(Act act) { return {Refused::no, {std::move(act)}}; }

bool is_second_person(const EventState& state, StaffId approved_by, const Actor& first) {
  if (!approved_by || approved_by == first.staff) return false;
  const Staff* staff = state.staff(approved_by);
  return staff && staff->named && staff->named->active;
}

// Calls `take(seat, right)` for every right of `holder` that stands, in the hall's order.
template <class Take>
void for_each_right(const EventState& state, OriginId holder, const Take& take) {
  const Hall& hall = state.hall();
  for (int zone = 1; zone <= hall.zones(); ++zone) {
    for (int row = hall.first_row(zone); row <= hall.last_row(zone); ++row) {
      for (const Place& place : hall.row(zone, row)) {
        const Seat* seat = state.seat(place.id);
        if (!seat) continue;
        for (const Right& right : seat->standing()) {
          if (right.holder == holder) take(place.id, right);
        }
      }
    }
  }
}

bool contains(const std::vector<SeatId>& seats, SeatId seat) {
  return std::find(seats.begin(), seats.end(), seat) != seats.end();
}

}  // namespace

bool in_service(const EventState& state, OriginId origin) {
  const Device* device = state.device(origin);
  return device && device->in_service();
}

Answer decide_revoking_station(const EventState& state, OriginId origin, const std::string& reason,
                               const DoorContext& context) {
  if (!context.actor.may(Permission::run_stations)) return refuse(Refused::not_permitted);
  const Device* device = state.device(origin);
  if (!device || !device->named) return refuse(Refused::not_here);
  if (origin == context.station) return refuse(Refused::itself);
  if (device->revoked) return refuse(Refused::nothing_to_do);
  return allow(RevokeOrigin{origin, reason});
}

Answer decide_lost(const EventState& state, OriginId origin, StaffId approved_by,
                   const DoorContext& context) {
  if (!context.actor.may(Permission::declare_lost)) return refuse(Refused::not_permitted);
  const Device* device = state.device(origin);
  if (!device || !device->named) return refuse(Refused::not_here);
  if (origin == context.station) return refuse(Refused::itself);
  if (!is_second_person(state, approved_by, context.actor)) {
    return refuse(Refused::needs_second_person);
  }
  DeclareLost act;
  act.origin = origin;
  act.approved_by = approved_by;
  for_each_right(state, origin, [&](SeatId seat, const Right& right) {
    if (!right.quarantined) act.seats.push_back(seat);
  });
  if (device->lost && act.seats.empty()) return refuse(Refused::nothing_to_do);
  return allow(act);
}

Answer decide_release(const EventState& state, OriginId origin, const std::vector<SeatId>& seats,
                      const DoorContext& context) {
  if (!context.actor.may(Permission::declare_lost)) return refuse(Refused::not_permitted);
  std::map<std::uint64_t, std::vector<SeatId>> by_epoch;
  std::set<SeatId> released;
  for_each_right(state, origin, [&](SeatId seat, const Right& right) {
    if (!right.quarantined || (!seats.empty() && !contains(seats, seat))) return;
    by_epoch[right.epoch].push_back(seat);
    released.insert(seat);
  });
  if (by_epoch.empty()) return refuse(Refused::nothing_to_do);
  for (SeatId seat : seats) {
    if (!released.contains(seat)) return refuse(Refused::not_here);
  }
  Answer answer;
  for (auto& [epoch, of_epoch] : by_epoch) {
    answer.acts.push_back(ReleaseLost{origin, epoch, std::move(of_epoch)});
  }
  return answer;
}

Answer decide_found(const EventState& state, OriginId origin, const DoorContext& context) {
  if (!context.actor.may(Permission::declare_lost)) return refuse(Refused::not_permitted);
  const Device* device = state.device(origin);
  if (!device) return refuse(Refused::not_here);
  if (!device->lost) return refuse(Refused::nothing_to_do);
  return allow(StationFound{origin, quarantined_seats(state, origin)});
}

std::vector<SeatId> quarantined_seats(const EventState& state, OriginId origin) {
  std::vector<SeatId> seats;
  for_each_right(state, origin, [&](SeatId seat, const Right& right) {
    if (right.quarantined) seats.push_back(seat);
  });
  return seats;
}

Answer decide_mint_handover(const EventState& state, OriginId to, const DoorContext& context) {
  if (!context.actor.may(Permission::run_stations)) return refuse(Refused::not_permitted);
  if (!state.mint() || state.mint() != context.station) return refuse(Refused::not_the_mint);
  if (to == state.mint()) return refuse(Refused::nothing_to_do);
  if (!in_service(state, to)) return refuse(Refused::out_of_service);
  return allow(HandOverMint{state.event_id(), to});
}

Answer decide_mint_replacement(const EventState& state, OriginId to, StaffId approved_by,
                               const DoorContext& context) {
  if (!context.actor.may(Permission::declare_lost)) return refuse(Refused::not_permitted);
  const OriginId dead = state.mint();
  if (!dead) return refuse(Refused::not_here);
  if (to == dead) return refuse(Refused::nothing_to_do);
  if (context.station == dead) return refuse(Refused::itself);
  if (!in_service(state, to)) return refuse(Refused::out_of_service);
  if (!is_second_person(state, approved_by, context.actor)) {
    return refuse(Refused::needs_second_person);
  }
  return allow(ReplaceMint{state.event_id(), dead, to, approved_by});
}

std::vector<OriginId> unheard_holders(const EventState& state, OriginId origin,
                                      const std::set<OriginId>& heard) {
  std::vector<OriginId> all;
  for (OriginId id : state.origin_ids()) {
    const Device& device = *state.device(id);
    if (id == origin || device.lost || heard.contains(id)) continue;
    if (device.named && device.named->role == StationRole::stage) continue;
    all.push_back(id);
  }
  return all;
}

bool mint_may_grant(const EventState& state, OriginId mint, const std::set<OriginId>& heard) {
  if (!mint || state.mint() != mint) return false;
  return !state.event().mint_replaced || unheard_holders(state, mint, heard).empty();
}

std::vector<Act> note_copy(const EventState& state, OriginId origin,
                           const std::vector<RecordName>& branches) {
  const Device* device = state.device(origin);
  const bool known =
      device && std::all_of(branches.begin(), branches.end(), [&](const auto& one) {
        return std::binary_search(device->branches.begin(), device->branches.end(), one);
      });
  if (known || branches.empty()) return {};
  return {NoteCopy{origin, branches}};
}

Answer decide_settling_copy(const EventState& state, OriginId origin, const DoorContext& context) {
  if (!context.actor.may(Permission::settle)) return refuse(Refused::not_permitted);
  const Device* device = state.device(origin);
  if (!device) return refuse(Refused::not_here);
  const auto open = device->unsettled_branches();
  if (open.empty()) return refuse(Refused::nothing_to_do);
  return allow(SettleCopy{origin, open});
}

}  // namespace yingbin
