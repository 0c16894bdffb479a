#include "station/place_text.h"

#include <algorithm>
#include <charconv>

namespace yingbin {

namespace {

bool starts_with(std::string_view text, std::string_view start) {
  return !start.empty() && text.substr(0, start.size()) == start;
}

// Words and signs between the numbers of a seat; they only separate.
constexpr std::string_view kBetween[] = {"排", "座", "号", "桌", "位", "第", "、", "，", ",", "-", "－",
                                         "–", "row", "Row", "ROW", "seat", "Seat", "table", "Table",
                                         " ", "\t", ".", "/", "·", "和", "&", "+"};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  while (!text.empty()) {
    const auto separator = std::find_if(std::begin(kBetween), std::end(kBetween),
                                        [&](std::string_view one) { return starts_with(text, one); });
    if (separator == std::end(kBetween)) {
      word += text.front();
      text.remove_prefix(1);
      continue;
    }
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
    text.remove_prefix(separator->size());
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::optional<int> number_in(const std::string& word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return number;
}

}  // namespace

int zone_in(const Venue& venue, std::string_view text) {
  int found = 0;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < venue.zones.size(); ++i) {
    for (const std::string& name : {venue.zones[i].name, venue.zones[i].mark}) {
      if (!starts_with(text, name) || name.size() <= longest) continue;
      longest = name.size();
      found = static_cast<int>(i) + 1;
    }
  }
  return found;
}

std::optional<std::vector<SeatId>> seats_in(const Venue& venue, int zone, std::string_view text) {
  if (const int named = zone_in(venue, text)) {
    const Zone& here = venue.zones[static_cast<std::size_t>(named - 1)];
    text.remove_prefix(starts_with(text, here.name) ? here.name.size() : here.mark.size());
    zone = named;
  }
  if (zone < 1 || zone > static_cast<int>(venue.zones.size())) return std::nullopt;
  const Zone& here = venue.zones[static_cast<std::size_t>(zone - 1)];
  const auto words = words_of(text);
  if (words.size() < 2) return std::nullopt;
  const auto row = std::find_if(here.rows.begin(), here.rows.end(),
                                [&](const Row& one) { return one.label == words.front(); });
  if (row == here.rows.end()) return std::nullopt;
  std::vector<SeatId> seats;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto number = number_in(words[i]);
    if (!number || *number < 1 || *number > row->seats) return std::nullopt;
    seats.push_back({static_cast<std::uint16_t>(zone),
                     static_cast<std::uint16_t>(row - here.rows.begin() + 1),
                     static_cast<std::uint16_t>(*number)});
  }
  return seats;
}

}  // namespace yingbin
