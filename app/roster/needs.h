// What a list's free words mean: needs for a seat, the source channel, the grade, tags. Used by the
// guest list reader.
#pragma once

#include <string_view>

#include "roster/guest_list.h"

namespace yingbin {

[[nodiscard]] ListChannel channel_of(std::string_view cleaned);

// 'A', 'B', 'C' for A, a类, B级 …; 0 for anything else.
[[nodiscard]] char grade_of(std::string_view cleaned);

// Sets the needs that words like 坐轮椅, 靠过道, 前排 tell.
void add_needs_told_in(std::string_view cleaned, GuestRow& guest);

// P4: nothing about a guest's health is stored, so such words never become tags.
[[nodiscard]] bool speaks_of_health(std::string_view word);
[[nodiscard]] bool is_too_long_for_tag(std::string_view word);
[[nodiscard]] bool is_tag(std::string_view word);

}  // namespace yingbin
