// What is heard when the door's page changes (rule D1): one table, used by the desk.
#pragma once

#include <optional>

#include "screens/door_present.h"
#include "ui/sound.h"

namespace yingbin {

[[nodiscard]] ui::Sound sound_of(DoorOutcome outcome);
[[nodiscard]] ui::Sound sound_of(NoticeKind kind);
// Nothing where no news is told: the door is ready, asks, or looks somebody up.
[[nodiscard]] std::optional<ui::Sound> sound_of(const DoorDoing& doing);

}  // namespace yingbin
