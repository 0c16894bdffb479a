// undo, revoke, move, free, release-absent, out, settle, erase, exchange: changing what was told,
// on record.
#include <algorithm>
#include <memory>
#include <set>

#include <fmt/core.h>

#include "commands/folders.h"
#include "commands/json_line.h"
#include "commands/opening.h"
#include "screens/words.h"
#include "station/place_text.h"
#include "text/say.h"

namespace yingbin {

namespace {

int tell(const CommonOptions& common, const Result<Answer>& answer) {
  if (!answer) return fail(answer.failure());
  if (!answer->allowed()) return fail(refused_reason(answer->refused));
  if (common.json) {
    print_json({{"done", true}, {"acts", answer->acts.size()}});
  } else {
    fmt::print("{}\n", say("Done and recorded."));
  }
  return 0;
}

// Opens the event and names the invitation; `act` does the rest.
template <class Act>
int on_invitation(const CommonOptions& common, const std::string& code, const Act& act) {
  auto station = open_event(common, Access::write);
  if (!station) return 1;
  const InvitationId id = invitation_named(*station, code);
  if (!id) return 1;
  return tell(common, act(*station, id));
}

// The act of a record, by its whole name or by origin and number alone. Two branches of a copied
// disk may share the latter: then the name must be whole.
Result<RecordName> act_named(Station& station, const std::string& text) {
  if (const auto name = parse_record_name(text)) return *name;
  const auto id = parse_record_id(text);
  auto stored = station.journal().records_after(id->origin, id->seq - 1, 1);
  if (!stored) return stored.failure();
  std::set<RecordName> names;
  for (const StoredRecord& record : *stored) {
    if (record.id == *id) names.insert(to_record(record).act_name());
  }
  if (names.size() == 1) return *names.begin();
  if (names.empty()) return Failure{refused_reason(Refused::not_here)};
  return Failure{say("A copied disk used {} twice. Write {} or {}.", text, to_text(*names.begin()),
                     to_text(*names.rbegin()))};
}

}  // namespace

int undo_admission(const CommonOptions& common, const std::string& record,
                   const std::string& reason) {
  if (!parse_record_name(record) && !parse_record_id(record)) {
    fail(say("{} is not a record. Admissions print theirs, like 9f3c…:12.", record));
    return 2;
  }
  auto station = open_event(common, Access::write);
  if (!station) return 1;
  const auto name = act_named(*station, record);
  if (!name) return fail(name.failure());
  return tell(common, station->undo(*name, reason));
}

int revoke_invitation(const CommonOptions& common, const std::string& code,
                      const std::string& reason, bool reissue) {
  return on_invitation(common, code, [&](Station& station, InvitationId id) {
    return station.revoke(id, reason, reissue);
  });
}

int move_party(const CommonOptions& common, const std::string& code, const std::string& text,
               bool insist) {
  auto station = open_event(common, Access::write);
  if (!station) return 1;
  const InvitationId id = invitation_named(*station, code);
  if (!id) return 1;
  const auto seats = seats_in(station->state().venue(), 0, text);
  if (!seats)
    return fail(say(
        "{} is not in the hall. Write the zone, the row and the seats, like 红区3排5、6座.", text));
  return tell(common, station->move(id, *seats, insist));
}

int free_seats(const CommonOptions& common, const std::string& code) {
  return on_invitation(common, code,
                       [](Station& station, InvitationId id) { return station.free_seats(id); });
}

int release_absent(const CommonOptions& common, const std::string& rep) {
  auto station = open_event(common, Access::write);
  if (!station) return 1;
  std::optional<StaffId> of;
  if (!rep.empty()) {
    of = staff_named(station->state(), rep);
    if (!*of) return 1;
  }
  return tell(common, station->release_absent(of));
}

int pass_door(const CommonOptions& common, const std::string& code, int out) {
  return on_invitation(common, code,
                       [&](Station& station, InvitationId id) { return station.pass(id, out); });
}

int settle_admissions(const CommonOptions& common, const std::string& code, int persons) {
  return on_invitation(common, code, [&](Station& station, InvitationId id) {
    return station.settle_admissions(id, persons);
  });
}

int erase_guest(const CommonOptions& common, const std::string& code, const std::string& reason) {
  return on_invitation(common, code, [&](Station& station, InvitationId id) {
    return station.erase(station.state().invitation(id)->guest(), reason);
  });
}

namespace {

// The last number of an origin up to which both hold the same; 0 when a copied disk made them
// differ.
std::uint64_t common_to(Journal& from, Journal& to, const Head& head) {
  std::uint64_t held = 0;
  for (const Head& known : to.heads()) {
    if (known.id.origin == head.id.origin) held = std::max(held, known.id.seq);
  }
  const std::uint64_t both = std::min(held, head.id.seq);
  if (both == 0) return 0;
  const auto ours = from.find({head.id.origin, both});
  const auto theirs = to.find({head.id.origin, both});
  const bool same = ours && theirs && *ours && *theirs && (*ours)->digest == (*theirs)->digest;
  return same ? both : 0;
}

// Everything `from` holds that `to` has not. What is refused is told, and holds up nothing else.
int hand_over(Station& from, Station& to, std::size_t& taken) {
  int failed = 0;
  for (const Head& head : from.journal().heads()) {
    std::uint64_t after = common_to(from.journal(), to.journal(), head);
    while (true) {
      auto records = from.journal().records_after(head.id.origin, after, 1000);
      if (!records) return fail(records.failure());
      if (records->empty()) break;
      auto received = to.receive(*records);
      if (!received) return fail(received.failure());
      for (const Refusal& refusal : received->refused) failed = fail(refusal.message);
      taken += received->news;
      after = records->back().id.seq;
    }
  }
  return failed;
}

// Null after saying why these two folders cannot exchange.
std::unique_ptr<Station> open_other(const CommonOptions& common, Station& here,
                                    const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::equivalent(here.journal().folder(), folder, error)) {
    fail(say("{} is this station's own folder. Name the other station's.", folder.string()));
    return nullptr;
  }
  CommonOptions theirs = common;
  theirs.data = folder;
  auto there = open_event(theirs, Access::write);
  if (there && there->journal().event() != here.journal().event()) {
    fail(say("{} holds another event. Only stations of one event exchange records.",
             folder.string()));
    return nullptr;
  }
  return there;
}

}  // namespace

int exchange_records(const CommonOptions& common, const std::filesystem::path& other) {
  auto here = open_event(common, Access::write);
  if (!here) return 1;
  auto there = open_other(common, *here, other);
  if (!there) return 1;
  std::size_t received = 0;
  std::size_t given = 0;
  const int not_taken = hand_over(*there, *here, received);
  const int not_given = hand_over(*here, *there, given);
  if (common.json) {
    print_json({{"received", received}, {"given", given}});
  } else {
    fmt::print("{}\n", say("{} records received, {} given", received, given));
  }
  return std::max(not_taken, not_given);
}

}  // namespace yingbin
