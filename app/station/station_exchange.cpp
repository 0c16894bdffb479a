// A station among others: their records, and its own name when its disk was copied.
#include <iterator>
#include <utility>

#include "event/stations.h"
#include "keys/key_files.h"
#include "station/station_parts.h"

namespace yingbin {

// The name of an origin that this device takes: the one that its key has already. Empty where the
// key has none, as before enrolment.
std::vector<Act> Station::naming(OriginId fresh) const {
  if (!has_device_key(folder_)) return {};
  const auto key = load_device_key(folder_);
  if (!key) return {};
  for (OriginId id : state_.device_ids()) {
    const Device& device = *state_.device(id);
    if (!device.named || device.revoked || device.named->key != key->public_key()) continue;
    return {NameOrigin{fresh, device.named->key, device.named->station, device.named->role}};
  }
  return {};
}

// A folder that was copied goes on under a new origin: others believe it once it is named by the
// key that they know.
Result<void> Station::name_own_origin() {
  const Device* device = state_.device(journal_.origin());
  if (device && device->named) return {};
  return record(naming(journal_.origin()));
}

Result<Received> Station::receive(std::span<const StoredRecord> records) {
  auto received = take_later(journal_.receive(records));
  if (!received) return received;
  if (auto caught_up = catch_up(); !caught_up) return caught_up.failure();
  return received;
}

Result<Received> Station::receive(std::span<const SealedRecord> records, const Settings& settings) {
  auto received = keep(records, settings);
  if (!received) return received;
  if (auto caught_up = catch_up(); !caught_up) return caught_up.failure();
  return received;
}

Result<Received> Station::keep(std::span<const SealedRecord> records, const Settings& settings) {
  return take_later(journal_.receive(records, settings));
}

Result<Received> Station::take_later(Result<Received> received) {
  if (!received) return received;
  behind_.insert(behind_.end(), std::make_move_iterator(received->taken.begin()),
                 std::make_move_iterator(received->taken.end()));
  received->taken.clear();
  return received;
}

Result<void> Station::catch_up() {
  const std::vector<GuestId> guests = take_all(std::exchange(behind_, {}));
  if (journal_.own_origin_copied()) {
    if (auto gone_on = go_on_as_new_origin(); !gone_on) return gone_on;
  }
  return forget_erased(guests);
}

Result<void> Station::go_on_as_new_origin() {
  const auto heights = [this](const Subject& subject) { return state_.height(subject); };
  auto again = journal_.take_new_origin(heights, [this](OriginId fresh) { return naming(fresh); });
  if (!again) return again.failure();
  for (Record& record : *again) take(std::move(record));
  return {};
}

Result<Answer> Station::declare_lost(OriginId origin, StaffId approved_by) {
  return carry_out(decide_lost(state_, origin, approved_by, context()));
}

Result<Answer> Station::station_found(OriginId origin) {
  return carry_out(decide_found(state_, origin, context()));
}

Result<Answer> Station::release_lost(OriginId origin, const std::vector<SeatId>& seats) {
  return carry_out(decide_release(state_, origin, seats, context()));
}

Result<Answer> Station::settle_copy(OriginId origin) {
  return carry_out(decide_settling_copy(state_, origin, context()));
}

}  // namespace yingbin
