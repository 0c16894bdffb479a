// Made-up guests for tests and benchmarks: names as frequent, as alike and as varied as on a real
// list. The same generator state gives the same guests on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace yingbin {

using NameGenerator = std::mt19937_64;

// A surname about as often as in life (now and then of two characters), a given name of one or two.
[[nodiscard]] std::string random_chinese_name(NameGenerator& generator);

// A mobile number of mainland China, 11 digits.
[[nodiscard]] std::string random_phone(NameGenerator& generator);

// 0 … below - 1, the same on every standard library.
[[nodiscard]] inline std::size_t random_below(NameGenerator& generator, std::size_t below) {
  return static_cast<std::size_t>(generator() % below);
}

}  // namespace yingbin
