// What is left to do when a station that nobody can reach has no seat to give any more (DESIGN 8).
#pragma once

#include <vector>

#include "event/state.h"

namespace yingbin {

enum class SeatWay : std::uint8_t {
  other_zone,      // this station may seat them there at once
  borrow,          // from `station`, by its screen's code
  waiting_number,  // `seats`: persons who were told to stand before them
  paper_envelope,  // `seats`: cards that should be left
  override_given,  // a coordinator; `seats` that others may have given already
};

template <>
struct Names<SeatWay> {
  static constexpr std::pair<SeatWay, std::string_view> list[] = {
      {SeatWay::other_zone, "other_zone"},
      {SeatWay::borrow, "borrow"},
      {SeatWay::waiting_number, "waiting_number"},
      {SeatWay::paper_envelope, "paper_envelope"},
      {SeatWay::override_given, "override_given"}};
};

struct SeatOption {
  SeatWay way = SeatWay::waiting_number;
  int zone = 0;  // 0: of all zones together
  OriginId station{};
  int seats = 0;
  bool enough = true;  // for the whole party
  bool operator==(const SeatOption&) const = default;
};

// What staff see when this station's rights to `zone` have run out and nobody can be asked, in the
// order in which to try; never empty. Numbers are as known here.
std::vector<SeatOption> seat_options(const EventState& state, OriginId station, int zone,
                                     int persons);

}  // namespace yingbin
