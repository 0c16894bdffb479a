#include <algorithm>

#include "roster/characters.h"
#include "roster/venue_parts.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr int kFirstRowMax = 9'999;
constexpr std::size_t kLabelCharacters = 12;

constexpr std::pair<const char*, std::vector<int> Row::*> kPlaces[] = {
    {"aisle", &Row::aisle}, {"front", &Row::front}, {"wheelchair", &Row::wheelchair}};

// The special places that `section` names, in a row of nothing else.
Row read_places(Section& section) {
  Row places;
  for (const auto& [key, numbers] : kPlaces) {
    std::vector<int>& found = places.*numbers;
    for (const Stretch& stretch : read_seats(section, key)) {
      for (int number = stretch.first; number <= stretch.last; ++number) found.push_back(number);
    }
    std::ranges::sort(found);
    const auto repeated = std::ranges::unique(found);
    found.erase(repeated.begin(), repeated.end());
  }
  return places;
}

// The rows of one zone while they are read.
struct RowReader {
  Section& section;
  Zone& zone;
  int seats_left;
  Row usual = {};  // the zone's own special places: every row's that does not say otherwise
  RowLabels labels = {};
  std::vector<bool> changed = {};

  std::string_view row_key() const { return zone.tables ? "table" : "row"; }

  void read() {
    usual = read_places(section);
    for (const char* key : {"first_row", "rows", "row", "tables", "table", "seats"})
      (void)section.setting(key);
    zone.tables = section.has("tables") || section.has("table");
    if (zone.mode == SeatingMode::open ? refuse_seats() : refuse_mixture()) return;
    read_counted();
    const bool counted = section.has(rows_key(zone));
    for (Section& one : section.sections(row_key())) {
      counted ? change_rows(one) : add_row(one);
      one.finish();
    }
    if (!counted && !section.has(row_key())) {
      section.complain("mode",
                       say("the zone has no seats. Write: rows = 10 and seats = 20, or mode = "
                           "\"open\" and capacity = 100"));
    }
    check_usual_places();
  }

  bool refuse_seats() {
    for (const char* key : {"rows", "row", "tables", "table", "seats", "first_row", "rep", "aisle",
                            "front", "wheelchair"}) {
      if (!section.has(key)) continue;
      section.complain(key,
                       say("an open zone has no seats to give. Leave \"{}\" out, or write mode = "
                           "\"in_order\"",
                           key));
    }
    return true;
  }

  bool refuse_mixture() {
    const bool mixture = zone.tables && (section.has("rows") || section.has("row"));
    if (mixture) {
      section.complain("tables", say("a zone has rows or tables, not both. Make two zones"));
    }
    return mixture;
  }

  bool fits(Section& where, std::string_view key, std::int64_t seats) {
    if (seats <= seats_left) {
      seats_left -= static_cast<int>(seats);
      return true;
    }
    where.complain(key,
                   say("the hall has more than {} seats with this zone. Make an event of its own "
                       "for each hall",
                       kSeatsMax));
    return false;
  }

  // What `one` says of the row's places, else what the zone says, as far as the row goes.
  void place(Section* one, const Row& own, Row& row) const {
    for (const auto& [key, numbers] : kPlaces) {
      row.*numbers = one && one->has(key) ? own.*numbers : usual.*numbers;
      if (!one || !one->has(key)) {
        std::erase_if(row.*numbers, [&](int number) { return number > row.seats; });
      } else if (!(row.*numbers).empty() && (row.*numbers).back() > row.seats) {
        complain_of_seats(*one, key, row);
      }
    }
  }

  void add(Section& where, std::string_view key, Row row) {
    if (!labels.index.emplace(row.label, zone.rows.size()).second) {
      where.complain(key,
                     say("\"{}\" is named twice in this zone. Give each its own label", row.label));
    }
    zone.rows.push_back(std::move(row));
    changed.push_back(false);
  }

  void read_counted() {
    const std::string_view key = rows_key(zone);
    if (!section.has(key)) return;
    const auto first = section.number_or("first_row", {1, kFirstRowMax}, 1);
    const auto rows = section.number_or(key, {1, kSeatsMax}, 0);
    const auto seats = section.number("seats", {1, kSeatsInRowMax}, 20);
    if (!fits(section, key, rows * seats)) return;
    for (auto number = first; number < first + rows; ++number) {
      Row row;
      row.label = std::to_string(number);
      row.seats = static_cast<int>(seats);
      place(nullptr, {}, row);
      add(section, key, std::move(row));
    }
  }

  void add_row(Section& one) {
    Row row;
    const Setting* label = one.setting("label");
    const auto* number = label ? std::get_if<std::int64_t>(&label->value) : nullptr;
    row.label = number ? std::to_string(*number) : one.text("label", "A");
    if (code_points(row.label).size() > kLabelCharacters) {
      one.complain("label",
                   say("\"label\" is longer than {} characters. Shorten it", kLabelCharacters));
    }
    const bool as_zone = !one.has("seats") && section.has("seats");
    row.seats =
        static_cast<int>((as_zone ? section : one).number("seats", {1, kSeatsInRowMax}, 20));
    (void)one.setting("seats");
    place(&one, read_places(one), row);
    if (!row.label.empty() && fits(one, "seats", row.seats)) add(one, "label", std::move(row));
  }

  // In a zone of counted rows, [[zone.row]] says what is different about some of them.
  void change_rows(Section& one) {
    const auto seats = static_cast<int>(one.number_or("seats", {1, kSeatsInRowMax}, 0));
    const Row own = read_places(one);
    if (zone.rows.empty()) return;
    for (const Stretch& stretch : labels.choose(one, "label", zone)) {
      for (int i = stretch.first; i <= stretch.last; ++i) {
        if (!change(one, static_cast<std::size_t>(i), seats, own)) return;
      }
    }
  }

  bool change(Section& one, std::size_t index, int seats, const Row& own) {
    Row& row = zone.rows[index];
    if (changed[index]) {
      one.complain("label", say("\"{}\" is described twice. Put both together", row.label));
      return false;
    }
    changed[index] = true;
    if (seats > 0) {
      seats_left += row.seats;
      if (!fits(one, "seats", seats)) return false;
      row.seats = seats;
    }
    place(&one, own, row);
    return true;
  }

  void check_usual_places() {
    int most = 0;
    for (const Row& row : zone.rows) most = std::max(most, row.seats);
    for (const auto& [key, numbers] : kPlaces) {
      if (most == 0 || (usual.*numbers).empty() || (usual.*numbers).back() <= most) continue;
      section.complain(key,
                       say("\"{}\" names seat {}, but no row has more than {} seats. Correct the "
                           "numbers",
                           key, (usual.*numbers).back(), most));
    }
  }
};

}  // namespace

std::string stretch_text(Section& section, std::string_view key) {
  const Setting* value = section.setting(key);
  if (!value) return {};
  if (const auto* number = std::get_if<std::int64_t>(&value->value)) return std::to_string(*number);
  const auto* list = std::get_if<Setting::List>(&value->value);
  if (!list) return section.optional_text(key, "1-4, 9");
  std::string text;
  for (const Setting& element : *list) {
    const auto* number = std::get_if<std::int64_t>(&element.value);
    text += (text.empty() ? "" : ",") + (number ? std::to_string(*number) : std::string("?"));
  }
  return text;
}

std::vector<Stretch> read_seats(Section& section, std::string_view key) {
  const std::string text = stretch_text(section, key);
  if (text.empty()) return {};
  if (auto stretches = parse_stretches(text, kSeatsInRowMax)) return std::move(*stretches);
  section.complain(
      key, say("\"{}\" must name seats by their numbers. Write: {} = \"1-4, 9\"", key, key));
  return {};
}

void complain_of_seats(Section& section, std::string_view key, const Row& row) {
  section.complain(key,
                   say("\"{}\" has only {} seats. Correct the seat numbers", row.label, row.seats));
}

std::optional<Stretch> RowLabels::named(std::string_view piece) const {
  const auto row = [&](std::string_view label) { return index.find(trimmed(label)); };
  const auto stretch = [](auto first, auto last) {
    return Stretch{static_cast<int>(first->second), static_cast<int>(last->second)};
  };
  if (const auto one = row(piece); one != index.end()) return stretch(one, one);
  for (auto at = piece.find('-'); at != piece.npos; at = piece.find('-', at + 1)) {
    const auto first = row(piece.substr(0, at));
    const auto last = row(piece.substr(at + 1));
    const bool both = first != index.end() && last != index.end();
    if (both && first->second <= last->second) return stretch(first, last);
  }
  return std::nullopt;
}

std::vector<Stretch> RowLabels::choose(Section& section, std::string_view key,
                                       const Zone& zone) const {
  const std::string text = stretch_text(section, key);
  if (text.empty() && !section.has(key)) {
    section.complain(key, say("{} lacks \"{}\". Write: {} = \"1-3\"", section.title(), key, key));
  }
  if (text.empty()) return {};
  std::vector<Stretch> chosen;
  for (const std::string& piece : list_pieces(text)) {
    const auto stretch = named(piece);
    if (!stretch) {
      section.complain(key, say("there is no \"{}\" in zone \"{}\", only \"{}\" to \"{}\"", piece,
                                zone.name, zone.rows.front().label, zone.rows.back().label));
      return {};
    }
    chosen.push_back(*stretch);
  }
  return chosen;
}

RowLabels read_rows(Section& section, int seats_left, Zone& zone) {
  RowReader reader{section, zone, seats_left};
  reader.read();
  return std::move(reader.labels);
}

}  // namespace yingbin
