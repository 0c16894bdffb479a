// The readers that ours is measured against, on the same frames.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "scan/gray_frame.h"

namespace yingbin::bench {

using Texts = std::set<std::string>;

enum class Effort { quick, harder };

// One call of ZXing on the whole frame, as its manual shows it.
[[nodiscard]] Texts read_by_zxing(const GrayFrame& frame, Effort effort);

// Nothing where zbar is not installed.
[[nodiscard]] std::optional<Texts> read_by_zbar(const GrayFrame& frame);

}  // namespace yingbin::bench
