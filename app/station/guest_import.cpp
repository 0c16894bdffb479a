#include "station/guest_import.h"

#include <algorithm>

#include "scan/invitation_code.h"
#include "station/place_text.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::size_t kBatchActs_max = 5000;

std::uint64_t key_of(std::string_view what, std::string_view name, std::string_view detail) {
  std::string text;
  text.append(what).append(1, '\0').append(name).append(1, '\0').append(detail);
  return std::hash<std::string>{}(text);
}

bool shares_phone(const WritePerson& a, const WritePerson& b) {
  return std::any_of(a.phones.begin(), a.phones.end(), [&](const std::string& phone) {
    return std::find(b.phones.begin(), b.phones.end(), phone) != b.phones.end();
  });
}

Channel channel_of(ListChannel kind) {
  switch (kind) {
    case ListChannel::phone_call:
      return Channel::phone_call;
    case ListChannel::letter:
      return Channel::letter;
    case ListChannel::referral:
      return Channel::referred;
    case ListChannel::media:
      return Channel::media;
    case ListChannel::community_visit:
      return Channel::community_visit;
    case ListChannel::walk_in:
      return Channel::walk_in;
    case ListChannel::none:
    case ListChannel::other:
      return Channel::unknown;
  }
  return Channel::unknown;
}

Grade grade_of(char letter) {
  switch (letter) {
    case 'A':
      return Grade::a;
    case 'B':
      return Grade::b;
    case 'C':
      return Grade::c;
    default:
      return Grade::none;
  }
}

WritePerson person_of(const GuestRow& row) {
  WritePerson person;
  person.name = row.name;
  person.phones = row.phones;
  person.address = row.address;
  person.list_id = row.list_id;
  person.tags = row.tags;
  for (const ListCompanion& companion : row.companions) {
    person.companions.push_back(companion.name);
    const auto known = std::find(person.phones.begin(), person.phones.end(), companion.phone);
    if (!companion.phone.empty() && known == person.phones.end()) {
      person.phones.push_back(companion.phone);
    }
  }
  return person;
}

DescribeGuest facts_of(const GuestRow& row, StaffId rep) {
  DescribeGuest facts;
  facts.rep = rep;
  facts.channel = channel_of(row.channel_kind);
  facts.grade = grade_of(row.grade);
  facts.aisle = row.needs_aisle;
  facts.front = row.needs_front;
  facts.wheelchair = row.needs_wheelchair;
  facts.complete = row.is_complete();
  return facts;
}

void add_missing(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& one : from) {
    if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
  }
}

// A second row of one list on the same guest adds what the first did not tell.
void merge(WritePerson& person, const WritePerson& earlier) {
  WritePerson merged = earlier;
  add_missing(merged.phones, person.phones);
  add_missing(merged.companions, person.companions);
  add_missing(merged.tags, person.tags);
  if (merged.address.empty()) merged.address = person.address;
  if (merged.list_id.empty()) merged.list_id = person.list_id;
  person = std::move(merged);
}

void merge(DescribeGuest& facts, const DescribeGuest& earlier) {
  DescribeGuest merged = earlier;
  if (!merged.rep) merged.rep = facts.rep;
  if (merged.channel == Channel::unknown) merged.channel = facts.channel;
  if (merged.grade == Grade::none) merged.grade = facts.grade;
  merged.aisle = merged.aisle || facts.aisle;
  merged.front = merged.front || facts.front;
  merged.wheelchair = merged.wheelchair || facts.wheelchair;
  merged.complete = merged.complete || facts.complete;
  facts = merged;
}

}  // namespace

GuestImport::GuestImport(Station& station, OnRejection on_rejection, OnProgress on_progress)
    : station_(station), report_(std::move(on_rejection)), progress_(std::move(on_progress)) {
  const EventState& state = station_.state();
  for (StaffId id : state.staff_ids()) {
    const Staff& staff = *state.staff(id);
    if (staff.named) reps_.emplace(staff.named->name, id);
  }
  for (GuestId id : state.guest_ids()) {
    const Guest& guest = *state.guest(id);
    if (guest.person) index(id, *guest.person);
  }
}

Result<ListSummary> GuestImport::run(const std::filesystem::path& list) {
  auto summary = read_guest_list(list, *this);
  flush();
  if (!written_) return written_.failure();
  return summary;
}

void GuestImport::on_rejection(Rejection&& rejection) {
  if (rejection.fate == RowFate::not_taken) ++counts_.rejected;
  report_(rejection);
}

bool GuestImport::on_progress(std::uint64_t done, std::uint64_t total) {
  return static_cast<bool>(written_) && progress_(done, total);
}

void GuestImport::on_row(GuestRow&& row) {
  if (!written_) return;
  WritePerson person = person_of(row);
  DescribeGuest facts = facts_of(row, rep_named(row));
  const GuestId known = find_guest(person);
  if (!known) return add_guest(row, std::move(person), facts);
  // What this list told of the guest before must be in the state to compare with.
  if (in_batch_.contains(known)) flush();
  update_guest(known, row, std::move(person), facts);
}

void GuestImport::index(GuestId id, const WritePerson& person) {
  if (!person.list_id.empty()) guests_.emplace(key_of("id", person.list_id, ""), id);
  for (const std::string& phone : person.phones) {
    guests_.emplace(key_of("phone", person.name, phone), id);
  }
  if (person.phones.empty()) guests_.emplace(key_of("address", person.name, person.address), id);
}

// Whether the guest behind an index entry is the row's: keys are hashes, and files change.
bool GuestImport::same_person(GuestId id, const WritePerson& person) const {
  const Guest* guest = station_.state().guest(id);
  if (!guest || !guest->person) return in_batch_.contains(id);
  const WritePerson& known = *guest->person;
  if (!person.list_id.empty() && known.list_id == person.list_id) return true;
  if (known.name != person.name) return false;
  if (!known.phones.empty() || !person.phones.empty()) return shares_phone(known, person);
  return known.address == person.address;
}

GuestId GuestImport::find_guest(const WritePerson& person) const {
  std::vector<Key> keys;
  if (!person.list_id.empty()) keys.push_back(key_of("id", person.list_id, ""));
  for (const std::string& phone : person.phones) {
    keys.push_back(key_of("phone", person.name, phone));
  }
  if (person.phones.empty()) keys.push_back(key_of("address", person.name, person.address));
  for (Key key : keys) {
    const auto [begin, end] = guests_.equal_range(key);
    const auto at =
        std::find_if(begin, end, [&](const auto& one) { return same_person(one.second, person); });
    if (at != end) return at->second;
  }
  return {};
}

StaffId GuestImport::rep_named(const GuestRow& row) {
  if (row.rep.empty()) return {};
  const auto at = reps_.find(row.rep);
  if (at != reps_.end()) return at->second;
  reject(row, row.rep,
         say("Nobody on the staff is called {}; the guest is kept without a rep. Correct "
             "the name, or add the rep to the event.",
             row.rep));
  return {};
}

int GuestImport::zone_named(const GuestRow& row) {
  const Venue& venue = station_.state().venue();
  for (const std::string& text : {row.zone, row.seat}) {
    if (const int zone = zone_in(venue, text)) return zone;
  }
  if (!row.zone.empty()) {
    reject(row, row.zone,
           say("The hall has no zone called {}; the guest is kept without one.", row.zone));
  }
  return 0;
}

void GuestImport::add_guest(const GuestRow& row, WritePerson person, DescribeGuest facts) {
  const GuestId id{random_id()};
  person.guest = id;
  facts.guest = id;
  const int zone = zone_named(row);
  auto draft = station_.draft_invitation(id, row.persons, zone);
  if (!draft) {
    written_ = draft.failure();
    return;
  }
  index(id, person);
  here_.insert(id);
  in_batch_.insert(id);
  push(std::move(person));
  push(facts);
  if (!row.code.empty() && !use_foreign_code(row, *draft)) {
    reject(row, row.code,
           say("The code {} is on another guest's row; this guest gets a code of ours.", row.code));
  }
  push(*draft);
  name_seats(draft->invitation, row, zone);
  ++counts_.taken;
  if (batch_.size() >= kBatchActs_max) flush();
}

bool GuestImport::use_foreign_code(const GuestRow& row, IssueInvitation& draft) {
  const std::string code = normalise_code(row.code);
  const CodeDigest digest = code_digest(code);
  if (station_.state().by_code(digest) || !codes_here_.insert(code).second) return false;
  draft.foreign_code = code;
  draft.digest = digest;
  draft.short_code.clear();
  draft.key_id = 0;
  return true;
}

void GuestImport::update_guest(GuestId id, const GuestRow& row, WritePerson person,
                               DescribeGuest facts) {
  const Guest& known = *station_.state().guest(id);
  const bool again = !here_.insert(id).second;
  person.guest = id;
  facts.guest = id;
  if (known.facts) facts.walk_in = known.facts->walk_in;
  if (again && known.person) merge(person, *known.person);
  if (again && known.facts) merge(facts, *known.facts);
  const std::size_t before = batch_.size();
  if (!known.person || *known.person != person) {
    index(id, person);
    push(std::move(person));
  }
  if (!known.facts || *known.facts != facts) push(facts);
  update_invitation(id, row, !again);
  if (batch_.size() != before) in_batch_.insert(id);
  if (again) {
    ++counts_.merged;
  } else if (batch_.size() != before) {
    ++counts_.updated;
  } else {
    ++counts_.unchanged;
  }
}

// Party and zone as the list tells them now. The invitation keeps its id, so a card that was
// printed before still opens it.
void GuestImport::update_invitation(GuestId id, const GuestRow& row, bool may_narrow) {
  const Guest& guest = *station_.state().guest(id);
  const int zone = zone_named(row);
  InvitationId standing;
  for (InvitationId one : guest.invitations) {
    const Invitation* invitation = station_.state().invitation(one);
    if (invitation && invitation->issued && !invitation->revoked) standing = one;
  }
  if (!standing) return;
  const IssueInvitation& issued = *station_.state().invitation(standing)->issued;
  IssueInvitation changed = issued;
  changed.persons = may_narrow ? row.persons : std::max(row.persons, issued.persons);
  if (zone != 0) changed.zone = zone;
  if (changed.persons != issued.persons && changed.foreign_code.empty()) {
    auto digest = station_.digest_of(changed);
    if (!digest) {
      written_ = digest.failure();
      return;
    }
    changed.digest = *digest;
  }
  if (changed != issued) push(changed);
  name_seats(standing, row, zone);
}

void GuestImport::name_seats(InvitationId id, const GuestRow& row, int zone) {
  if (row.seat.empty()) return;
  const EventState& state = station_.state();
  const auto seats = seats_in(state.venue(), zone, row.seat);
  if (!seats) {
    return reject(row, row.seat,
                  say("The seat {} is not in the hall's plan; the guest is kept without a "
                      "seat.",
                      row.seat));
  }
  const Invitation* invitation = state.invitation(id);
  if (invitation && invitation->named == *seats) return;
  for (SeatId seat : *seats) {
    const Seat* known = state.seat(seat);
    const bool others =
        known && std::any_of(known->claims.begin(), known->claims.end(),
                             [&](const Claim& one) { return one.invitation != id; });
    if (others || !seats_here_.insert(seat).second) {
      return reject(
          row, row.seat,
          say("The seat {} is another guest's; the guest is kept without a seat.", row.seat));
    }
  }
  AssignSeats act{id, *seats, {}, {}};
  if (invitation) {
    for (SeatId seat : invitation->named) {
      if (std::find(seats->begin(), seats->end(), seat) == seats->end())
        act.released.push_back(seat);
    }
    act.ends = invitation->tellings(act.released);
  }
  push(std::move(act));
}

void GuestImport::reject(const GuestRow& row, const std::string& column, std::string reason) {
  report_({row.row, column, std::move(reason), RowFate::taken});
}

void GuestImport::push(Act act) { batch_.push_back(std::move(act)); }

void GuestImport::flush() {
  if (batch_.empty() || !written_) return;
  written_ = station_.record(batch_);
  batch_.clear();
  in_batch_.clear();
  codes_here_.clear();
}

}  // namespace yingbin
