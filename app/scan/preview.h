// The camera's picture as small as the door's page needs it.
#pragma once

#include "scan/gray_frame.h"

namespace yingbin {

// At most `side_max` pixels wide and high, each the mean of a block of the frame's, without padding
// between rows. Empty when the frame is not whole.
[[nodiscard]] GrayFrame preview_of(const GrayFrame& frame, int side_max);

}  // namespace yingbin
