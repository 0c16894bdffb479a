#include "commands/check_lines.h"
#include "commands/opening.h"
#include "keys/key_files.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

namespace {

// How people call an invitation without naming the guest: what they can type.
std::string short_code_of(const EventState& state, InvitationId id) {
  const Invitation* invitation = state.invitation(id);
  if (!invitation || !invitation->issued || invitation->issued->short_code.empty())
    return hex(id.value);
  return invitation->issued->short_code;
}

std::string contested_words(const EventState& state, SeatId id) {
  std::string codes;
  const Seat* seat = state.seat(id);
  for (const Claim& claim : seat ? seat->claims : std::vector<Claim>{})
    codes += (codes.empty() ? "" : ", ") + short_code_of(state, claim.invitation);
  return say(
      "{} {} was told to more than one party ({}): see who sits there, and give another "
      "seat with: yingbin move CODE SEATS",
      zone_words(state.venue(), id.zone), place_words(state.venue(), {id}), codes);
}

std::string station_words(const EventState& state, OriginId id) {
  const Device* device = state.device(id);
  return device && device->named ? device->named->station : hex(id.value);
}

std::string right_words(const EventState& state, SeatId id) {
  std::string holders;
  const Seat* seat = state.seat(id);
  for (const Right& right : seat ? seat->standing() : std::vector<Right>{})
    holders += (holders.empty() ? "" : ", ") + station_words(state, right.holder);
  return say(
      "{} {} may be handed out by more than one station ({}): nobody gives it until these stations "
      "meet",
      zone_words(state.venue(), id.zone), place_words(state.venue(), {id}), holders);
}

std::string finding_words(const EventState& state, const Finding& finding) {
  const InvitationId id{finding.subject.key};
  const std::string code = short_code_of(state, id);
  const Invitation* invitation = state.invitation(id);
  switch (finding.kind) {
    case FindingKind::admitted_twice:
      return say(
          "On invitation {} more people were let in than the {} it admits: count them, then "
          "type: yingbin settle {} PERSONS",
          code, invitation ? invitation->allowed() : 0, code);
    case FindingKind::admitted_after_revoke:
      return say(
          "Invitation {} was let in by a door that did not know it was revoked: ask the "
          "guest, then type: yingbin settle {} PERSONS",
          code, code);
    case FindingKind::unknown_invitation:
      return say(
          "Invitation {} was let in by its signature, and where it was issued is not known "
          "here: take that station's records with: yingbin exchange FOLDER",
          code);
    case FindingKind::seat_contested:
      return contested_words(state, seat_of(finding.subject));
    case FindingKind::right_contested:
      return right_words(state, seat_of(finding.subject));
    case FindingKind::copied_disk:
      return say(
          "Station {} went on twice from one disk: see what both told, and let a coordinator "
          "settle it",
          station_words(state, OriginId{finding.subject.key}));
  }
  return {};
}

void check_state(Station& station, std::vector<CheckLine>& lines) {
  for (const UnreadRecord& unread : station.replayed().unread) {
    lines.push_back({"set aside", Health::broken,
                     say("{} ({}) waits: {}", to_text(unread.id), unread.kind, unread.reason)});
  }
  for (const Fork& fork : station.journal().forks()) {
    lines.push_back({"copied disk", Health::broken,
                     say("station {} wrote number {} twice: its disk was copied",
                         hex(fork.origin.value), fork.seq)});
  }
  const auto& findings = station.state().findings();
  lines.push_back({"findings", findings.empty() ? Health::works : Health::broken,
                   say("{} open", findings.size())});
  for (const Finding& finding : findings)
    lines.push_back({"finding", Health::broken, finding_words(station.state(), finding)});
}

}  // namespace

std::vector<CheckLine> check_event(const CommonOptions& common,
                                   const std::filesystem::path& folder) {
  std::vector<CheckLine> lines;
  auto journal = Journal::open(folder, Access::read);
  if (!journal) return {{"journal", Health::broken, journal.message()}};
  auto report = journal->check([](std::uint64_t, std::uint64_t) {});
  if (!report) return {{"journal", Health::broken, report.message()}};
  lines.push_back({"journal", report->defects.empty() ? Health::works : Health::broken,
                   say("{} records", report->records)});
  for (const std::string& defect : report->defects)
    lines.push_back({"journal", Health::broken, defect});
  CommonOptions chosen = common;
  chosen.data = folder;
  if (const auto station = open_event(chosen, Access::read)) {
    check_state(*station, lines);
  } else {
    lines.push_back({"event", Health::broken, say("The event cannot be opened.")});
  }
  auto key = load_invite_key(journal->folder());
  lines.push_back(
      {"keys", key ? Health::works : Health::broken, key ? say("in order") : key.message()});
  lines.push_back(check_clock(journal->now().state));
  return lines;
}

}  // namespace yingbin
