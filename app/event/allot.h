// Rights to hand out seats on their way between the mint and the stations (rules S2, S4, DESIGN 8):
// the first split, refills, returns and loans. Pure; asked by the hub and by every station. A right
// is given up before anybody else may use it.
#pragma once

#include <vector>

#include "event/amend.h"

namespace yingbin {

// Seats of a zone that are kept for paper cards: the last ones, given by no station.
int paper_reserve(const Venue& venue, const Hall& hall, int zone);

// The party size that 95 of 100 invitations do not exceed, 2 to 8; 4 before anybody is invited.
// Reads every invitation: once in a while, not for each guest.
int usual_party(const EventState& state);

struct AllotRequest {
  int zone = 0;
  int seats = 0;
  int together = 4;     // in blocks of so many beside each other
  bool insist = false;  // also of the quarter that stays with the mint; takes a coordinator
  Actor actor{};        // who insists

  bool operator==(const AllotRequest& other) const {
    return zone == other.zone && seats == other.seats && together == other.together &&
           insist == other.insist;
  }
};

// What the mint could still grant of a zone, by what is known here: free seats that are the mint's
// or its station's own, without the paper reserve and a quarter of all free seats.
int grantable(const EventState& state, int zone);

// One grant of at most as many seats as asked. What is scarce (a rep's seats, aisle, front and
// wheelchair places) goes first to the station that has the least of it.
Answer decide_allotment(const EventState& state, OriginId mint, OriginId to,
                        const AllotRequest& request);

// Of what may be granted, the same number of free seats of each zone to each of `stations`, dealt
// in blocks in turn; what they hold already counts. The mint may be one of them.
Answer decide_split(const EventState& state, OriginId mint, const std::vector<OriginId>& stations,
                    int together);

// What this station should ask for now: zones of which a fifth of the seats it ever got is left,
// or less than one usual party, as long as the mint seems to have some. It asks for half as many as
// it has used, so that a busy door asks for more, and for two parties at least.
std::vector<AllotRequest> refill_due(const EventState& state, OriginId station, int party);

// Which of its own free seats a station gives up: those listed, else all of a zone (0: of every
// zone) but the first `keep`.
struct ReturnWish {
  int zone = 0;
  std::vector<SeatId> seats{};
  int keep = 0;
};
Answer decide_return(const EventState& state, const ReturnWish& wish, const DoorContext& context);

// The seats listed, else `count` of `zone` or as many as there are, in blocks.
struct LoanWish {
  OriginId to;
  int zone = 0;
  int count = 0;
  std::vector<SeatId> seats{};
  int together = 4;
};
Answer decide_transfer(const EventState& state, const LoanWish& wish, const DoorContext& context);

// Where two stations hold one right, all but the first give it up, whoever sits there; each does so
// by itself as soon as it knows. Empty nearly always.
std::vector<Act> decide_yielding(const EventState& state, OriginId station);

}  // namespace yingbin
