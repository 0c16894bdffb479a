// The modules of an invitation's QR code, and the way back from doubtful modules to its text. All
// our codes are of one kind (134 characters: version 6, error correction M, 41 × 41 modules), and
// beginning and padding are known: that, and how sure each module is, corrects twice the damage
// that a general decoder can.
#pragma once

#include <array>
#include <optional>
#include <string>

namespace yingbin {

inline constexpr int kSide = 41;  // modules

// Row by row: above 0 dark, below 0 light, the farther the surer; 0 unknown.
using ModuleValues = std::array<float, kSide * kSide>;

// What stands there in every invitation: 1 dark, -1 light, 0 differs. Corners, timing, alignment.
[[nodiscard]] const ModuleValues& fixed_modules();

// The text, also of a mirrored code, or nothing. Never a wrong one in practice: beyond the check
// bytes each quarter of the code must be of our alphabet (1 of 500,000 by chance).
[[nodiscard]] std::optional<std::string> decode_modules(const ModuleValues& values);

}  // namespace yingbin
