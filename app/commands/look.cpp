// find, report, records, digest: looking without touching.
#include <sstream>

#include <fmt/core.h>

#include "commands/folders.h"
#include "commands/json_line.h"
#include "commands/opening.h"
#include "commands/print_line.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::size_t kFound_max = 50;

JsonLine found_line(const EventState& state, GuestId id) {
  const Guest& guest = *state.guest(id);
  JsonLine line{{"guest", hex(id.value)},
                {"name", guest_name(state, id)},
                {"phone", guest.person ? phone_tail(guest.person->phones) : ""},
                {"rep", staff_name(state, rep_of(state, id))}};
  JsonLine invitations = JsonLine::array();
  for (InvitationId one : guest.invitations) {
    const Invitation* invitation = state.invitation(one);
    if (!invitation || !invitation->issued) continue;
    invitations.push_back({{"invitation", hex(one.value)},
                           {"short_code", invitation->issued->short_code},
                           {"persons", invitation->allowed()},
                           {"came", invitation->counted()},
                           {"revoked", invitation->revoked}});
  }
  line["invitations"] = invitations;
  return line;
}

std::string found_text(const EventState& state, GuestId id) {
  const Guest& guest = *state.guest(id);
  std::string text = guest_name(state, id);
  if (guest.person) text += "  " + phone_tail(guest.person->phones);
  const std::string rep = staff_name(state, rep_of(state, id));
  if (!rep.empty()) text += "  " + say("invited by {}", rep);
  for (InvitationId one : guest.invitations) {
    const Invitation* invitation = state.invitation(one);
    if (!invitation || !invitation->issued || invitation->revoked) continue;
    text += fmt::format("  {}  {}/{}", invitation->issued->short_code, invitation->counted(),
                        invitation->allowed());
  }
  return text;
}

JsonLine attendance_json(const Attendance& one) {
  return {{"invitations", one.invited},
          {"persons_invited", one.invited_persons},
          {"invitations_arrived", one.arrived},
          {"persons_arrived", one.arrived_persons}};
}

// One line of the report: what it counts, of which, and the numbers.
struct ReportLine {
  std::string group;
  std::string of;
  JsonLine figures;
};

std::string channel_words(Channel channel) {
  switch (channel) {
    case Channel::unknown:
      return say("unknown");
    case Channel::phone_call:
      return say("phone call");
    case Channel::letter:
      return say("letter delivered by hand");
    case Channel::referred:
      return say("referred by a guest");
    case Channel::media:
      return say("media");
    case Channel::community_visit:
      return say("community visit");
    case Channel::walk_in:
      return say("walk-in");
  }
  return {};
}

std::vector<ReportLine> report_lines(const EventState& state) {
  const Figures& figures = state.figures();
  const Venue& venue = state.venue();
  std::vector<ReportLine> lines;
  JsonLine all = attendance_json(figures.all);
  all["target"] = venue.targets.guests;
  all["in_doubt"] = figures.in_doubt;
  all["outside"] = figures.outside;
  all["new_files"] = figures.new_files;
  all["incomplete_files"] = figures.incomplete_files;
  all["findings"] = state.findings().size();
  lines.push_back({"all", venue.name, all});
  for (int zone : zones_by_arrival(figures, state.hall().zones())) {
    const auto at = figures.by_zone.find(zone);
    const int arrived = at == figures.by_zone.end() ? 0 : at->second.arrived_persons;
    lines.push_back({"zone",
                     zone_words(venue, zone),
                     {{"persons_arrived", arrived},
                      {"seats", state.hall().seats(zone)},
                      {"seats_taken", state.hall().taken(zone)}}});
  }
  for (const auto& [rep, one] : figures.by_rep) {
    lines.push_back({"rep", staff_name(state, rep), attendance_json(one)});
  }
  for (const auto& [channel, one] : figures.by_channel) {
    lines.push_back({"channel", channel_words(channel), attendance_json(one)});
  }
  for (const auto& [door, persons] : figures.by_door) {
    lines.push_back({"door", door, {{"persons_arrived", persons}}});
  }
  for (const auto& [at, persons] : figures.by_five_minutes) {
    lines.push_back({"time", time_words(venue, at), {{"persons_arrived", persons}}});
  }
  return lines;
}

// The report's keys as people read them; the keys themselves stay the same in every language.
std::string words_for(const std::string& key) {
  if (key == "all") return say("the whole event");
  if (key == "zone") return say("zone");
  if (key == "rep") return say("rep");
  if (key == "channel") return say("source channel");
  if (key == "door") return say("door");
  if (key == "time") return say("from");
  if (key == "invitations") return say("invitations");
  if (key == "persons_invited") return say("persons invited");
  if (key == "invitations_arrived") return say("invitations arrived");
  if (key == "persons_arrived") return say("persons arrived");
  if (key == "target") return say("target");
  if (key == "in_doubt") return say("persons in doubt");
  if (key == "outside") return say("outside for a while");
  if (key == "new_files") return say("new files");
  if (key == "incomplete_files") return say("incomplete files");
  if (key == "findings") return say("findings to settle");
  if (key == "seats") return say("seats");
  if (key == "seats_taken") return say("seats taken");
  return key;
}

void print_report_line(const ReportLine& line) {
  std::string text = words_for(line.group) + " " + line.of + ":";
  for (const auto& [name, value] : line.figures.items()) {
    text += fmt::format("  {} {}", words_for(name), value.dump());
  }
  fmt::print("{}\n", text);
}

std::string csv_cell(const std::string& text) {
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

JsonLine words_of(const std::string& text) {
  JsonLine words = JsonLine::array();
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

Result<Journal> open_journal(const CommonOptions& common) {
  auto folder = choose_event(common.data);
  if (!folder) return folder.failure();
  return Journal::open(*folder, Access::read);
}

}  // namespace

int find_guests(const CommonOptions& common, const std::string& text) {
  auto station = open_event(common, Access::read);
  if (!station) return 1;
  auto hits = station->find(text, kFound_max);
  if (!hits) return fail(hits.failure());
  for (const FindHit& hit : *hits) {
    const GuestId id{hit.key};
    if (common.json) {
      print_json(found_line(station->state(), id));
    } else {
      print_line(found_text(station->state(), id));
    }
  }
  if (!hits->empty()) return 0;
  return fail(say(
      "No guest here matches {}. Try fewer characters, the last digits of the phone, or the rep.",
      text));
}

int report_day(const CommonOptions& common, const std::string& format) {
  auto station = open_event(common, Access::read);
  if (!station) return 1;
  const bool json = format == "json" || common.json;
  for (const ReportLine& line : report_lines(station->state())) {
    if (json) {
      JsonLine out{{"group", line.group}, {"of", line.of}};
      out.update(line.figures);
      print_json(out);
      continue;
    }
    if (format != "csv") {
      print_report_line(line);
      continue;
    }
    for (const auto& [name, value] : line.figures.items()) {
      fmt::print("{},{},{},{}\n", line.group, csv_cell(line.of), name, value.dump());
    }
  }
  return 0;
}

int show_records(const CommonOptions& common) {
  // The journal alone: what can be read of a damaged one is shown, up to the damage.
  auto journal = open_journal(common);
  if (!journal) return fail(journal.failure());
  auto shown = journal->for_each([](const StoredRecord& record) {
    JsonLine line{{"record", to_text(RecordName{record.id, prefix_of(record.digest)})},
                  {"origin", hex(record.id.origin.value)},
                  {"seq", record.id.seq},
                  {"event", hex(record.event.value, 8)},
                  {"staff", hex(record.staff.value)},
                  {"kind", record.kind},
                  {"subjects", words_of(record.subjects)},
                  {"height", record.height},
                  {"clock", record.clock},
                  {"clock_state", name_of(record.clock_state)}};
    line["body"] = record.body ? JsonLine::parse(record.body->bytes, nullptr, false) : JsonLine();
    if (line["body"].is_discarded()) line["body"] = record.body->bytes;
    line["previous"] = to_hex(record.previous);
    line["digest"] = to_hex(record.digest);
    if (record.again) line["again"] = to_text(record.again->id);
    print_json(line);
    return true;
  });
  return shown ? 0 : fail(shown.failure());
}

int show_digest(const CommonOptions& common) {
  auto station = open_event(common, Access::read);
  if (!station) return 1;
  fmt::print("{}\n", digest(station->state()));
  return 0;
}

}  // namespace yingbin
