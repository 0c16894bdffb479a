// The QR code of a text, for cards, slips and screens: error correction M, no quiet zone. Whoever
// draws it leaves four light modules around it.
#pragma once

#include <string_view>
#include <vector>

#include "text/result.h"

namespace yingbin {

struct QrMatrix {
  int size = 0;            // modules along one side
  std::vector<bool> dark;  // row by row
  [[nodiscard]] bool at(int x, int y) const {
    return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                static_cast<std::size_t>(x)];
  }
};

inline constexpr int kQrQuietModules = 4;

// Fails for text that is empty, not UTF-8, or too long for any QR code (2,331 bytes).
Result<QrMatrix> make_qr(std::string_view text);

}  // namespace yingbin
