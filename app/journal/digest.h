// BLAKE2b-256, the one hash of the journal: records, chains, caches and the digest of the whole
// state.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace yingbin {

using Digest = std::array<std::uint8_t, 32>;

Digest blake2b(std::string_view bytes);
std::string to_hex(const Digest& digest);                  // 64 lower-case digits
std::uint64_t prefix_of(const Digest& digest);             // the first 8 bytes, big endian
void fill_random(std::uint8_t* bytes, std::size_t count);  // from the system's generator
std::uint64_t random_id();                                 // never 0

}  // namespace yingbin
