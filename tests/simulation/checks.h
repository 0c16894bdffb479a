// What must hold when every line is healed and everybody has everything (DESIGN 5).
#pragma once

#include "simulation/scene.h"

namespace yingbin {

// Machines that still take part: not those that were shut out.
std::vector<Machine*> taking_part(Scene& scene);
// Whether all of them and the hub hold the same records.
bool all_hold_the_same(Scene& scene);
// Who lacks how much, for the message.
std::string who_lacks_what(Scene& scene);

void check_agreement(Scene& scene);
// After a person settled all there was to settle.
void check_settled(Scene& scene);

}  // namespace yingbin
