#include "roster/stretches.h"

#include <charconv>

#include "roster/characters.h"

namespace yingbin {

namespace {

constexpr std::size_t kPiecesMax = 200;

std::string plain_signs(std::string_view text) {
  std::string plain(text);
  constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"，", ","}, {"、", ","}, {"；", ","}, {";", ","},  {"–", "-"}, {"—", "-"},
      {"－", "-"}, {"~", "-"},  {"～", "-"}, {"至", "-"}, {"到", "-"}};
  for (const auto& [from, to] : kSigns) {
    for (auto at = plain.find(from); at != std::string::npos; at = plain.find(from, at)) {
      plain.replace(at, from.size(), to);
    }
  }
  return plain;
}

std::optional<int> number_in(std::string_view text, int highest) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || number < 1 || number > highest) return std::nullopt;
  return number;
}

}  // namespace

std::vector<std::string> list_pieces(std::string_view text) {
  const std::string plain = plain_signs(text);
  std::string_view rest = plain;
  std::vector<std::string> pieces;
  while (true) {
    const auto comma = rest.find(',');
    pieces.emplace_back(trimmed(rest.substr(0, comma)));
    if (comma == std::string_view::npos) return pieces;
    rest.remove_prefix(comma + 1);
  }
}

std::optional<std::vector<Stretch>> parse_stretches(std::string_view text, int highest) {
  std::vector<Stretch> stretches;
  for (const std::string& piece : list_pieces(text)) {
    const std::string_view all = piece;
    const auto dash = all.find('-');
    const auto first = number_in(trimmed(all.substr(0, dash)), highest);
    const auto last =
        dash == std::string_view::npos ? first : number_in(trimmed(all.substr(dash + 1)), highest);
    if (!first || !last || *last < *first || stretches.size() == kPiecesMax) return std::nullopt;
    stretches.push_back({*first, *last});
  }
  return stretches;
}

}  // namespace yingbin
