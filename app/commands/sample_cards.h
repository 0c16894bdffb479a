// The demo's cards: real ones of the sample event, and one of each kind that a door refuses. Held
// before the reader one after another.
#pragma once

#include <string>
#include <vector>

#include "screens/door_model.h"
#include "station/station.h"

namespace yingbin {

struct SampleCard {
  std::string code;
  std::string purpose;  // what it shows, in words; empty for an ordinary guest
  InvitationId invitation;
};

// Revokes one invitation of the sample to have such a card.
Result<std::vector<SampleCard>> make_sample_cards(Station& station);

SampleStrip strip_of(const EventState& state, const std::vector<SampleCard>& cards,
                     std::size_t next);

// What the reader sees when the card is held before it; empty if it cannot be read.
std::string held_before_reader(const SampleCard& card);

}  // namespace yingbin
