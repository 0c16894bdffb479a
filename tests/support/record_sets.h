// Sets of records for property tests, with few subjects so that records meet. A set is made from a
// list of words, one a step, so that a failing list shrinks by leaving words out.
#pragma once

#include <cstdint>
#include <vector>

#include "event/record.h"
#include "support/dice.h"

namespace yingbin {

using Words = std::vector<std::uint64_t>;

// Any act of any kind on the small set of subjects. Acts that cite an admission choose it from
// `held`.
Act any_act(Dice& dice, const std::vector<Record>& held);

// Records as nobody could have written them: any height, clock, number, citation or repetition.
std::vector<Record> thrown_together(const Words& words);

// An admission that the author of an undo held when writing it.
struct SeenUndo {
  Record undo;
  Record admission;
};

struct StationSet {
  std::vector<Record> records;
  std::vector<SeenUndo> undos;
};

// Records as up to six stations write them that hold parts of each other's: true heights, clocks up
// to 70 years apart that jump, disks that were copied.
StationSet written_by_stations(const Words& words);

// The same records after every body in `names` was dropped for ever.
std::vector<Record> erased(std::vector<Record> records, const std::vector<RecordName>& names);

}  // namespace yingbin
