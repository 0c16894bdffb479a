// Random ids, keys and salts drawn from a seed, so that a day replays exactly: origins decide ties
// of the replay order. Replaces libsodium's generator for the whole process.
#pragma once

#include <cstdint>

namespace yingbin {

void seed_random(std::uint64_t seed);

}  // namespace yingbin
