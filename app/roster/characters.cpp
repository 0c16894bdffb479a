#include "roster/characters.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <unicode/utf8.h>

namespace yingbin {

std::u32string code_points(std::string_view utf8) {
  std::u32string points;
  points.reserve(utf8.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  for (std::size_t at = 0; at < utf8.size();) {
    UChar32 point = 0;
    U8_NEXT_OR_FFFD(bytes, at, utf8.size(), point);
    points.push_back(static_cast<char32_t>(point));
  }
  return points;
}

std::string_view trimmed(std::string_view utf8) {
  constexpr std::string_view kBlanks[] = {" ", "\t", "\r", "\n", "\u00A0", "\u3000"};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view blank : kBlanks) {
      if (utf8.starts_with(blank)) {
        utf8.remove_prefix(blank.size());
        found = true;
      }
      if (utf8.ends_with(blank)) {
        utf8.remove_suffix(blank.size());
        found = true;
      }
    }
  }
  return utf8;
}

bool has_control_characters(std::string_view utf8) {
  return std::ranges::any_of(code_points(utf8), [](char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFFFD ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  });
}

namespace {

// Levenshtein's distance, one row of the table at a time.
std::size_t distance(const std::u32string& from, const std::u32string& to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t changed = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view written,
                                        std::span<const std::string_view> known) {
  constexpr std::size_t kLongest = 40;
  const std::u32string wanted = code_points(written);
  if (wanted.size() > kLongest) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t least = (wanted.size() < 4 ? 1 : std::max<std::size_t>(2, wanted.size() / 3)) + 1;
  for (const std::string_view candidate : known) {
    const std::u32string points = code_points(candidate);
    if (points.size() > kLongest) continue;
    const std::size_t changes = distance(wanted, points);
    if (changes >= least || changes >= points.size()) continue;
    least = changes;
    best = candidate;
  }
  return best;
}

}  // namespace yingbin
