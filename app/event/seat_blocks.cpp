#include "event/seat_blocks.h"

#include <algorithm>
#include <tuple>

namespace yingbin {

namespace {

// How well a block suits who has `lot`, the least best: room for a wheelchair where there is none,
// a whole block, a rep of whose seats there are few, then places of special need as they lack.
std::tuple<bool, bool, int, int> fitness(const Block& block, const Lot& lot, int wanted) {
  Lot of_block;
  for (const Place* place : block) of_block.add(*place);
  const auto worth = [](int in_block, int in_lot) {
    if (in_block == 0) return 0;
    return in_lot == 0 ? -1 : 1;
  };
  const auto rep = lot.by_rep.find(block.front()->rep);
  const bool brings_wheelchair = of_block.wheelchair > 0 && lot.wheelchair == 0;
  return {!brings_wheelchair, static_cast<int>(block.size()) < wanted,
          rep == lot.by_rep.end() ? 0 : rep->second,
          worth(of_block.wheelchair, lot.wheelchair) + worth(of_block.aisle, lot.aisle) +
              worth(of_block.front, lot.front)};
}

}  // namespace

void Lot::add(const Place& place) {
  ++by_rep[place.rep];
  wheelchair += place.wheelchair ? 1 : 0;
  aisle += place.aisle ? 1 : 0;
  front += place.front ? 1 : 0;
}

Lot lot_of(const Hall& hall, int zone, OriginId station) {
  Lot lot;
  for_each_place(hall, zone, [&](const Place& place) {
    if (place.free_for(station)) lot.add(place);
  });
  return lot;
}

std::vector<Block> blocks_of(const Hall& hall, int zone, int together,
                             const std::function<bool(const Place&)>& is_ours) {
  std::vector<Block> blocks;
  const Place* before = nullptr;
  for_each_place(hall, zone, [&](const Place& place) {
    if (!is_ours(place)) {
      before = nullptr;
      return;
    }
    const bool beside = before && before->id.row == place.id.row && before->rep == place.rep &&
                        static_cast<int>(blocks.back().size()) < together;
    if (!beside) blocks.emplace_back();
    blocks.back().push_back(&place);
    before = &place;
  });
  return blocks;
}

std::vector<SeatId> pick(std::vector<Block>& blocks, Lot& lot, int most, int together) {
  const int wanted = std::min(most, together);
  const auto best =
      std::min_element(blocks.begin(), blocks.end(), [&](const Block& a, const Block& b) {
        return fitness(a, lot, wanted) < fitness(b, lot, wanted);
      });
  const auto taken = std::min(best->size(), static_cast<std::size_t>(most));
  std::vector<SeatId> seats;
  for (std::size_t i = 0; i < taken; ++i) {
    lot.add(*(*best)[i]);
    seats.push_back((*best)[i]->id);
  }
  best->erase(best->begin(), best->begin() + static_cast<std::ptrdiff_t>(taken));
  if (best->empty()) blocks.erase(best);
  return seats;
}

}  // namespace yingbin
