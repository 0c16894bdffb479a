// Seats that change hands go in blocks beside each other, so that families sit together, and what
// is scarce is shared (rules S1, S2): how allot.h chooses among them.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "event/hall.h"

namespace yingbin {

template <class Take>
void for_each_place(const Hall& hall, int zone, const Take& take) {
  for (int row = hall.first_row(zone); row <= hall.last_row(zone); ++row) {
    for (const Place& place : hall.row(zone, row)) take(place);
  }
}

// Of what is scarce in a zone, what one station can still give.
struct Lot {
  std::map<StaffId, int> by_rep;
  int wheelchair = 0;
  int aisle = 0;
  int front = 0;

  void add(const Place& place);
};
Lot lot_of(const Hall& hall, int zone, OriginId station);

// Never empty.
using Block = std::vector<const Place*>;

// Rows cut into blocks of up to `together` places for which `is_ours`; a rep's seats apart.
std::vector<Block> blocks_of(const Hall& hall, int zone, int together,
                             const std::function<bool(const Place&)>& is_ours);

// Takes the block that suits `lot` best, or its first `most` places, out of `blocks` and into
// `lot`. There must be a block.
std::vector<SeatId> pick(std::vector<Block>& blocks, Lot& lot, int most, int together);

}  // namespace yingbin
