// The code beside the QR that a person can type (DESIGN §7): 45 random bits as 9 Crockford Base32
// characters and a check character, shown as XXXXX-XXXXX. The check finds every single wrong
// character and every exchange of two characters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yingbin {

inline constexpr int kShortCodeBits = 45;

// Ten characters without the dash, as stored. Bits above the 45th are ignored.
[[nodiscard]] std::string make_short_code(std::uint64_t random_bits);

// The stored form of what was typed: any case, O for 0, I or L for 1, blanks, dashes, full width.
// Nothing when it is no short code or the check character does not fit.
[[nodiscard]] std::optional<std::string> parse_short_code(std::string_view text);

// XXXXX-XXXXX, for cards and screens. `code` is the stored form.
[[nodiscard]] std::string grouped_short_code(std::string_view code);

}  // namespace yingbin
