#include "simulation/seeded_random.h"

#include <sodium.h>

#include "support/dice.h"

namespace yingbin {

namespace {

Dice& source() {
  static Dice dice(0);
  return dice;
}

const char* name() { return "seeded"; }
std::uint32_t draw() { return static_cast<std::uint32_t>(source().next()); }

void fill(void* bytes, std::size_t count) {
  auto* at = static_cast<unsigned char*>(bytes);
  for (std::size_t i = 0; i < count; ++i) at[i] = static_cast<unsigned char>(source().next());
}

randombytes_implementation implementation = {name, draw, nullptr, nullptr, fill, nullptr};

}  // namespace

void seed_random(std::uint64_t seed) {
  randombytes_set_implementation(&implementation);
  source() = Dice(seed);
}

}  // namespace yingbin
