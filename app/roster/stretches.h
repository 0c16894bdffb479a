// Numbers as people write them in hall plans: "1-4, 9". Rows and seats of the venue file are chosen
// so.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yingbin {

struct Stretch {
  int first = 0;
  int last = 0;
  bool operator==(const Stretch&) const = default;
};

// The pieces between commas, with full-width signs, 、 and 至 made plain.
[[nodiscard]] std::vector<std::string> list_pieces(std::string_view text);

// Nothing when the text is anything but stretches of the numbers 1 to `highest`.
[[nodiscard]] std::optional<std::vector<Stretch>> parse_stretches(std::string_view text,
                                                                  int highest);

}  // namespace yingbin
