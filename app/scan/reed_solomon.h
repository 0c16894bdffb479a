// Reed–Solomon codes as QR codes use them: bytes of GF(256) with x⁸+x⁴+x³+x²+1, the roots α⁰, α¹,
// …. ZXing has one too, but tells it nothing about which bytes are doubtful: a byte known to be bad
// costs one check byte, an unknown one two.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace yingbin {

// Corrects `block`, whose last `checks` bytes check the others, in place; `doubtful` are positions
// not to be believed. Returns how many other bytes were wrong, or nothing (and the block as it was)
// when that is more than (checks - doubtful) / 2.
[[nodiscard]] std::optional<int> correct_block(std::span<std::uint8_t> block, int checks,
                                               std::span<const int> doubtful);

}  // namespace yingbin
