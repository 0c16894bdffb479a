#include "station/place_text.h"

#include <algorithm>
#include <charconv>

namespace yingbin {

namespace {

bool starts_with(std::string_view text, std::string_view start) {
  return !start.empty() && text.substr(0, start.size()) == start;
}

// Words and signs beside the numbers of a seat; they only separate.
constexpr std::string_view kBetween[] = {
    "排", "座",  "号",  "桌",  "位",   "第",   "、",   "，",    ",",     "-",     "－",
    "–",  "row", "Row", "ROW", "seat", "Seat", "SEAT", "table", "Table", "TABLE", " ",
    "\t", ".",   "/",   "·",   "和",   "&",    "+",    "~",     "～",    "至",    "到"};
// Between two numbers: these and all between them.
constexpr std::string_view kUpTo[] = {"-", "－", "–", "~", "～", "至", "到"};

// Takes separators off the front; true if one of them means "up to".
bool skip_separators(std::string_view& text) {
  bool up_to = false;
  while (true) {
    const auto separator =
        std::find_if(std::begin(kBetween), std::end(kBetween),
                     [&](std::string_view one) { return starts_with(text, one); });
    if (separator == std::end(kBetween)) return up_to;
    up_to = up_to || std::find(std::begin(kUpTo), std::end(kUpTo), *separator) != std::end(kUpTo);
    text.remove_prefix(separator->size());
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "1" is not the row of "12排", nor "A" that of "AB".
bool ends_here(std::string_view label, std::string_view rest) {
  if (rest.empty()) return true;
  const char last = label.back();
  return !(is_digit(last) && is_digit(rest.front())) &&
         !(is_letter(last) && is_letter(rest.front()));
}

// The row with the longest label that the text begins with; its index, and the label taken off.
std::optional<std::size_t> take_row(const Zone& zone, std::string_view& text) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < zone.rows.size(); ++i) {
    const std::string& label = zone.rows[i].label;
    if (!starts_with(text, label) || !ends_here(label, text.substr(label.size()))) continue;
    if (!found || label.size() > zone.rows[*found].label.size()) found = i;
  }
  if (found) text.remove_prefix(zone.rows[*found].label.size());
  return found;
}

// "5、6座", "5-7": ascending or not, none twice, all from 1 to `last`.
std::optional<std::vector<int>> take_numbers(std::string_view text, int last) {
  std::vector<int> numbers;
  bool up_to = false;
  (void)skip_separators(text);  // between row and seat
  while (!text.empty()) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < 1 || number > last) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (up_to && number <= numbers.back()) return std::nullopt;
    if (up_to) {
      for (int between = numbers.back() + 1; between < number; ++between)
        numbers.push_back(between);
    }
    if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) return std::nullopt;
    numbers.push_back(number);
    const bool another = !text.empty();
    up_to = skip_separators(text);
    if (another && !text.empty() && !is_digit(text.front())) return std::nullopt;
  }
  if (numbers.empty()) return std::nullopt;
  return numbers;
}

std::string_view without_zone(const Zone& zone, std::string_view text) {
  if (starts_with(text, zone.name)) return text.substr(zone.name.size());
  if (starts_with(text, zone.mark)) return text.substr(zone.mark.size());
  return text;
}

std::optional<std::vector<SeatId>> seats_of_zone(const Venue& venue, int zone,
                                                 std::string_view text) {
  const Zone& here = venue.zones[static_cast<std::size_t>(zone - 1)];
  auto row = take_row(here, text);
  if (!row) {
    (void)skip_separators(text);  // "第3排" of a row called 3
    row = take_row(here, text);
  }
  if (!row) return std::nullopt;
  const auto numbers = take_numbers(text, here.rows[*row].seats);
  if (!numbers) return std::nullopt;
  std::vector<SeatId> seats;
  for (int number : *numbers) {
    seats.push_back({static_cast<std::uint16_t>(zone), static_cast<std::uint16_t>(*row + 1),
                     static_cast<std::uint16_t>(number)});
  }
  return seats;
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
  // The zone given is believed first: the mark of another may be the label of a row here.
  if (zone >= 1 && zone <= static_cast<int>(venue.zones.size())) {
    const Zone& given = venue.zones[static_cast<std::size_t>(zone - 1)];
    if (auto seats = seats_of_zone(venue, zone, text)) return seats;
    if (auto seats = seats_of_zone(venue, zone, without_zone(given, text))) return seats;
  }
  const int named = zone_in(venue, text);
  if (named == 0) return std::nullopt;
  const Zone& there = venue.zones[static_cast<std::size_t>(named - 1)];
  return seats_of_zone(venue, named, without_zone(there, text));
}

}  // namespace yingbin
