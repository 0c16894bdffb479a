// Text as characters: a name is compared, counted and checked by Unicode code points, not bytes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace yingbin {

// Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::u32string code_points(std::string_view utf8);

// Without the blanks at both ends; U+3000 and the no-break space are blanks too.
[[nodiscard]] std::string_view trimmed(std::string_view utf8);

// Control characters, line ends, U+FFFD and the marks that turn the reading direction around:
// nothing that belongs into a name, and much that can damage a terminal or a card.
[[nodiscard]] bool has_control_characters(std::string_view utf8);

// The one of `known` that `written` most likely means: about a third of its characters may differ.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view written,
                                                      std::span<const std::string_view> known);

}  // namespace yingbin
