#include <algorithm>
#include <map>
#include <numeric>

#include "roster/characters.h"
#include "roster/venue_parts.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::size_t kZonesMax = 64;

bool is_colour(std::string_view text) {
  return text.size() == 7 && text.front() == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

int seats_in(const Zone& zone) {
  return std::accumulate(zone.rows.begin(), zone.rows.end(), 0,
                         [](int sum, const Row& row) { return sum + row.seats; });
}

void read_signs(Section& section, std::size_t index, Zone& zone) {
  zone.name = section.text("name", "红区");
  zone.mark = section.optional_text("mark", "红");
  if (code_points(zone.mark).size() > 1) {
    section.complain("mark", say("\"mark\" must be one character, for signs and maps"));
  }
  if (zone.mark.empty() && !zone.name.empty()) {
    const auto next = std::find_if(zone.name.begin() + 1, zone.name.end(), [](char byte) {
      return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    });
    zone.mark.assign(zone.name.begin(), next);
  }
  zone.colour = section.text("colour", "#A3241F");
  if (!zone.colour.empty() && !is_colour(zone.colour)) {
    section.complain("colour", say("\"{}\" is no colour. Write # and six of 0-9 and A-F: "
                                   "colour = \"#A3241F\"",
                                   zone.colour));
  }
  std::ranges::transform(zone.colour, zone.colour.begin(), [](char c) {
    return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  constexpr std::size_t kShapes = std::size(Names<ZoneShape>::list);
  zone.shape = section.choice_or("shape", Names<ZoneShape>::list[index % kShapes].first);
  zone.way = section.optional_text("way", "进门右手边，沿红色地贴走");
}

void read_capacity(Section& section, int seats_left, Zone& zone) {
  const int seats = seats_in(zone);
  const auto capacity = section.number_or("capacity", {1, kSeatsMax}, seats);
  if (zone.mode == SeatingMode::open) {
    if (!section.has("capacity")) {
      section.complain("capacity", say("an open zone needs its capacity. Write: capacity = 100"));
    }
    if (capacity > seats_left) {
      section.complain("capacity",
                       say("the hall has more than {} seats with this zone. Make an event "
                           "of its own for each hall",
                           kSeatsMax));
    }
  } else if (seats > 0 && section.has("capacity") && capacity != seats) {
    section.complain("capacity",
                     say("\"capacity\" is {}, but the rows have {} seats. Leave \"capacity\" "
                         "out, or correct the rows",
                         capacity, seats));
  }
  zone.capacity = static_cast<int>(zone.mode == SeatingMode::open ? capacity : seats);
}

// Steps that were not written: what the way of seating suggests (rule S3).
std::vector<FallbackStep> usual_fallback(const Zone& zone, bool has_overflow) {
  std::vector<FallbackStep> steps;
  if (zone.mode == SeatingMode::rep) steps.push_back(FallbackStep::rep_seats);
  steps.push_back(FallbackStep::zone);
  if (has_overflow) steps.push_back(FallbackStep::overflow);
  return steps;
}

void read_fallback(Section& section, const std::vector<std::string>& overflow, Zone& zone) {
  zone.fallback = section.choices<FallbackStep>("fallback");
  if (!section.has("fallback")) zone.fallback = usual_fallback(zone, !overflow.empty());
  std::vector<FallbackStep> sorted = zone.fallback;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end()) {
    section.complain("fallback", say("\"fallback\" names a step twice. Leave one out"));
  }
  const bool uses_overflow =
      std::ranges::find(zone.fallback, FallbackStep::overflow) != zone.fallback.end();
  if (uses_overflow && !section.has("overflow")) {
    section.complain("fallback",
                     say("\"fallback\" goes to \"overflow\", but no zone is named. Write: "
                         "overflow = [\"绿区\"]"));
  }
  if (!uses_overflow && section.has("overflow")) {
    section.complain("overflow", say("\"overflow\" is never used: \"fallback\" lacks the step. Add "
                                     "\"overflow\" to \"fallback\""));
  }
}

// A zone and what can be understood only when all zones are known.
struct DraftZone {
  Zone zone;
  Section* section = nullptr;
  std::vector<std::string> overflow;
};

DraftZone read_zone(Section& section, std::size_t index, const Cast& cast, int seats_left) {
  DraftZone draft{{}, &section, section.texts("overflow", "绿区")};
  Zone& zone = draft.zone;
  read_signs(section, index, zone);
  if (!section.has("mode")) {
    section.complain("mode", say("{} lacks \"mode\". Write: mode = \"in_order\"", section.title()));
  }
  zone.mode = section.choice_or("mode", SeatingMode::in_order);
  const std::string keeper = section.optional_text("keeper", "王芳");
  if (const PlannedStaff* person = cast.named(section, "keeper", keeper)) zone.keeper = person->id;
  const RowLabels labels = read_rows(section, seats_left, zone);
  read_reps(section, cast, labels, zone);
  read_capacity(section, seats_left, zone);
  read_fallback(section, draft.overflow, zone);
  section.finish();
  return draft;
}

void find_overflow(std::vector<DraftZone>& drafts, DraftZone& draft) {
  std::vector<std::string_view> names;
  for (const DraftZone& other : drafts) names.push_back(other.zone.name);
  const auto complain = [&](std::string sentence) {
    draft.section->complain("overflow", std::move(sentence));
  };
  for (const std::string& name : draft.overflow) {
    const auto at = std::ranges::find(names, name);
    if (at == names.end()) {
      const auto meant = nearest(name, names);
      complain(meant ? say("there is no zone \"{}\". Did you mean \"{}\"?", name, *meant)
                     : say("there is no zone \"{}\". Write the name of a [[zone]]", name));
      continue;
    }
    const int number = static_cast<int>(at - names.begin()) + 1;
    if (name == draft.zone.name) {
      complain(say("\"{}\" cannot overflow into itself. Name another zone", name));
    } else if (std::ranges::find(draft.zone.overflow, number) != draft.zone.overflow.end()) {
      complain(say("\"overflow\" names \"{}\" twice. Leave one out", name));
    } else {
      draft.zone.overflow.push_back(number);
    }
  }
}

// Guests find a zone by name, mark and colour: each must be its own.
void check_distinct(const std::vector<DraftZone>& drafts, std::string_view key,
                    std::string Zone::*sign) {
  std::map<std::string_view, const DraftZone*> first;
  for (const DraftZone& draft : drafts) {
    const std::string& value = draft.zone.*sign;
    if (value.empty()) continue;
    const auto [other, is_new] = first.emplace(value, &draft);
    if (is_new) continue;
    draft.section->complain(key,
                            say("\"{}\" of this zone is \"{}\" like the zone in line {}. Give each "
                                "zone its own",
                                key, value, other->second->section->line()));
  }
}

}  // namespace

std::vector<Zone> read_zones(Section& file, const Cast& cast, Problems& problems) {
  std::vector<Section> sections = file.sections("zone");
  if (sections.empty() && !file.has("zone")) {
    problems.add(1,
                 say("the file has no zone. Write [[zone]] and below it its name, mode and rows"));
  }
  if (sections.size() > kZonesMax) {
    problems.add(sections[kZonesMax].line(),
                 say("more than {} zones. Put some together", kZonesMax));
    return {};
  }
  std::vector<DraftZone> drafts;
  int seats_left = kSeatsMax;
  for (Section& section : sections) {
    drafts.push_back(read_zone(section, drafts.size(), cast, seats_left));
    seats_left = std::max(0, seats_left - drafts.back().zone.capacity);
  }
  for (DraftZone& draft : drafts) find_overflow(drafts, draft);
  check_distinct(drafts, "name", &Zone::name);
  check_distinct(drafts, "mark", &Zone::mark);
  check_distinct(drafts, "colour", &Zone::colour);
  std::vector<Zone> zones;
  for (DraftZone& draft : drafts) zones.push_back(std::move(draft.zone));
  return zones;
}

}  // namespace yingbin
