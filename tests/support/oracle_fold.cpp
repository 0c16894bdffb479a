#include "support/oracle_fold.h"

#include <algorithm>

namespace yingbin::oracle {

namespace {

template <class T>
bool contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// What one act does to the seats of one party.
struct Hand {
  InvitationId party;
  std::vector<SeatId> leave;
  std::vector<SeatId> join;
  std::vector<RecordName> ends;  // of what told the seats that it leaves
  bool unnames = false;          // those that leave are no longer named on the invitation either
};

std::vector<Hand> hands_of(const Record& record) {
  if (const auto* one = record.as<AssignSeats>()) {
    return {{one->invitation, one->released, one->seats, one->ends, false}};
  }
  if (const auto* one = record.as<AdmitGuest>())
    return {{one->invitation, {}, one->seats, {}, false}};
  if (const auto* one = record.as<UndoAdmission>())
    return {{one->invitation, one->seats, {}, one->ends, false}};
  if (const auto* one = record.as<RevokeInvitation>())
    return {{one->invitation, one->seats, {}, one->ends, true}};
  if (const auto* one = record.as<FreeSeats>())
    return {{one->invitation, one->seats, {}, one->ends, true}};
  if (const auto* one = record.as<MoveParty>())
    return {{one->invitation, one->from, one->to, one->ends, true}};
  std::vector<Hand> hands;
  if (const auto* one = record.as<SettleSeat>()) {
    for (InvitationId loser : one->loses)
      hands.push_back({loser, {one->seat}, {}, one->ends, true});
  }
  return hands;
}

// What is told of one seat and one party, in the order in which the oldest of it was told.
template <class Key>
using Tellings = std::vector<std::pair<Key, std::vector<RecordName>>>;

template <class Key>
void tell(Tellings<Key>& all, Key key, const RecordName& name) {
  for (auto& [known, names] : all) {
    if (known != key) continue;
    if (!contains(names, name)) names.push_back(name);
    return;
  }
  all.emplace_back(key, std::vector{name});
}

template <class Key>
void end(Tellings<Key>& all, Key key, const std::vector<RecordName>& ends) {
  Tellings<Key> left;
  for (auto& [known, names] : all) {
    std::vector<RecordName> standing;
    for (const RecordName& name : names) {
      if (known != key || !contains(ends, name)) standing.push_back(name);
    }
    if (!standing.empty()) left.emplace_back(known, standing);
  }
  all = left;
}

Told held_by(InvitationId self, const Entries& entries) {
  Told held;
  for (const auto& [record, shadow] : entries) {
    if (shadow) continue;
    for (const Hand& hand : hands_of(*record)) {
      if (hand.party != self) continue;
      for (SeatId seat : hand.leave) end(held, seat, hand.ends);
      for (SeatId seat : hand.join) tell(held, seat, identity_of(*record));
    }
  }
  return held;
}

std::vector<SeatId> named_on(InvitationId self, const Entries& entries) {
  std::vector<SeatId> named;
  for (const auto& [record, shadow] : entries) {
    if (shadow) continue;
    if (const auto* one = record->as<AssignSeats>()) named = one->seats;
    for (const Hand& hand : hands_of(*record)) {
      if (hand.party != self || !hand.unnames) continue;
      std::erase_if(named, [&](SeatId seat) { return contains(hand.leave, seat); });
    }
  }
  return named;
}

bool revoked_before(const Entries& entries, std::size_t place) {
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(place);
  return last<RevokeInvitation>(Entries(entries.begin(), end)) != nullptr;
}

// The admissions, and the undos that found none of the name they cite.
void tell_admissions(OracleInvitation& invitation, const Entries& entries) {
  std::map<std::size_t, OracleAdmission> by_place;
  for (std::size_t place = 0; place < entries.size(); ++place) {
    const auto& [record, shadow] = entries[place];
    if (shadow) continue;
    if (const auto* told = record->as<AdmitGuest>()) {
      by_place[place] = {record, told, identity_of(*record), {}, revoked_before(entries, place),
                         false};
    }
    if (const auto* undo = record->as<UndoAdmission>()) {
      const auto named = std::find_if(by_place.begin(), by_place.end(), [&](const auto& one) {
        return one.second.name == undo->admission;
      });
      if (named == by_place.end()) {
        invitation.admission_not_here.push_back(identity_of(*record));
      } else if (!named->second.undone_by) {
        named->second.undone_by = identity_of(*record);
      }
    }
  }
  for (auto& [place, admission] : by_place) invitation.admissions.push_back(admission);
}

// Rule D8: what a person settled stands; the rest counts up to what the invitation admits.
void count_persons(OracleInvitation& invitation) {
  int admits = 0;
  int looked_at = 0;
  int unsettled = 0;
  for (OracleAdmission& admission : invitation.admissions) {
    if (invitation.settled) {
      for (const RecordName& name : invitation.settled->admissions) {
        admission.settled |= name == admission.name;
      }
    }
    if (admission.undone_by) continue;
    admits = std::max(admits, admission.told->admits);
    (admission.settled ? looked_at : unsettled) += admission.told->persons;
  }
  const int base = invitation.settled ? std::min(invitation.settled->persons, looked_at) : 0;
  invitation.allowed =
      (invitation.issued ? invitation.issued->persons : admits) + std::max(0, invitation.more);
  invitation.counted = base + std::min(unsettled, std::max(0, invitation.allowed - base));
  invitation.in_doubt = base + unsettled - invitation.counted;
}

// A mint is handed over by itself, or replaced where it is the one that was thought dead.
void tell_mint(OracleEvent& event, const Record& record) {
  std::optional<std::pair<OriginId, OriginId>> moved;  // from, to
  if (const auto* one = record.as<HandOverMint>()) moved = {identity_of(record).id.origin, one->to};
  if (const auto* one = record.as<ReplaceMint>()) moved = {one->dead, one->to};
  if (!moved) return;
  if (event.opened && moved->first == event.mint) {
    event.mint = moved->second;
    if (record.as<ReplaceMint>()) event.mint_replaced = true;
  } else {
    event.mint_elsewhere.push_back(identity_of(record));
  }
}

using RightKey = std::pair<std::uint64_t, OriginId>;  // epoch, holder

// The right that a record tells, and the one that it ends.
struct RightNews {
  std::optional<RightKey> told;
  std::optional<RightKey> ended;
};

RightNews right_news(const Record& record) {
  const OriginId author = identity_of(record).id.origin;
  if (const auto* one = record.as<GrantSeats>()) return {RightKey{one->epoch, one->to}, {}};
  if (const auto* one = record.as<ReturnSeats>()) return {{}, RightKey{one->epoch, author}};
  if (const auto* one = record.as<GiveSeats>())
    return {RightKey{one->epoch + 1, one->to}, RightKey{one->epoch, author}};
  if (const auto* one = record.as<ReleaseLost>()) return {{}, RightKey{one->epoch, one->origin}};
  return {};
}

// What the last word on a station was, of those at `from` or later.
bool last_declared_lost(OriginId origin, const Entries& entries, std::size_t from) {
  for (std::size_t place = entries.size(); place > from; --place) {
    const auto& [record, shadow] = entries[place - 1];
    if (shadow) continue;
    const auto* lost = record->as<DeclareLost>();
    const auto* found = record->as<StationFound>();
    if (lost && lost->origin == origin) return true;
    if (found && found->origin == origin) return false;
  }
  return false;
}

void tell_rights(OracleSeat& seat, const Entries& entries) {
  std::map<RightKey, std::size_t> first_heard;
  std::map<RightKey, RecordName> told;
  std::set<RightKey> ended;
  for (std::size_t place = 0; place < entries.size(); ++place) {
    if (entries[place].shadow) continue;
    const RightNews news = right_news(*entries[place].record);
    for (const auto& key : {news.told, news.ended}) {
      if (key) first_heard.emplace(*key, place);
    }
    if (news.told) told.emplace(*news.told, identity_of(*entries[place].record));
    if (news.ended) ended.insert(*news.ended);
  }
  for (const auto& [key, place] : first_heard) {
    seat.rights.push_back({key.first, key.second, told.contains(key) ? told[key] : RecordName{},
                           ended.contains(key), last_declared_lost(key.second, entries, place)});
  }
  // Over where its holder ended it; or where a later one was told and it was the only one of its
  // epoch.
  for (const OracleRight& right : seat.rights) {
    const auto of_epoch = std::count_if(
        told.begin(), told.end(), [&](const auto& one) { return one.first.first == right.epoch; });
    const bool seen_over = first_heard.rbegin()->first.first > right.epoch && of_epoch == 1;
    if (right.told_by && !right.ended && !seen_over) seat.standing.push_back(right);
  }
}

}  // namespace

RecordName identity_of(const Record& record) {
  return record.again ? *record.again : RecordName{record.id(), record.key.digest};
}

std::vector<Record> sorted(const std::vector<Record>& records) {
  std::map<ReplayKey, Record> by_key;
  for (const Record& record : records) by_key.emplace(record.key, record);
  std::vector<Record> all;
  for (const auto& [key, record] : by_key) all.push_back(record);
  return all;
}

std::map<Subject, Entries> histories_of(const std::vector<Record>& records) {
  std::map<Subject, Entries> histories;
  std::set<std::pair<Subject, RecordName>> seen;
  for (const Record& record : records) {
    const std::set<Subject> subjects(record.subjects.begin(), record.subjects.end());
    for (const Subject& subject : subjects) {
      if (subject.kind == SubjectKind::unknown) continue;
      const bool first = seen.emplace(subject, identity_of(record)).second;
      histories[subject].push_back({&record, !first});
    }
  }
  return histories;
}

bool doubtful(const Entries& entries) {
  return std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
    return !entry.shadow && entry.record->as<UnknownAct>() != nullptr;
  });
}

OracleEvent event_of(const Entries& entries) {
  OracleEvent event;
  for (const auto& [record, shadow] : entries) {
    if (shadow) continue;
    if (const auto* opened = record->as<OpenEvent>()) {
      if (event.opened) event.opened_twice.push_back(identity_of(*record));
      if (!event.opened) event.mint = opened->mint;
      if (!event.opened) event.opened = *opened;
    }
    tell_mint(event, *record);
    if (const auto* named = record->as<NameInviteKey>()) {
      auto& [bytes, revoked] = event.keys[named->key_id];
      bytes = named->key;
      revoked |= named->revoked;
    }
    if (const auto* set = record->as<SetEventLevel>())
      event.level = std::max(event.level, set->level);
  }
  return event;
}

OracleGuest guest_of(const Entries& entries) {
  OracleGuest guest;
  if (const auto* facts = last<DescribeGuest>(entries)) guest.facts = *facts;
  for (const auto& [record, shadow] : entries) {
    if (shadow) continue;
    if (const auto* person = record->as<WritePerson>()) {
      guest.person = *person;
      guest.erased = false;
    }
    if (record->as<ErasePerson>()) {
      guest.person.reset();
      guest.erased = true;
    }
    const auto* issued = record->as<IssueInvitation>();
    if (issued && !contains(guest.invitations, issued->invitation)) {
      guest.invitations.push_back(issued->invitation);
    }
  }
  return guest;
}

// Every copy of a personal act whose first place is before the last erase_person.
std::set<RecordName> to_erase(const Entries& entries) {
  std::set<RecordName> ids;
  for (std::size_t erased = 0; erased < entries.size(); ++erased) {
    if (entries[erased].shadow || !entries[erased].record->as<ErasePerson>()) continue;
    for (std::size_t place = 0; place < erased; ++place) {
      for (const Entry& copy : entries) {
        if (identity_of(*copy.record) != identity_of(*entries[place].record)) continue;
        if (copy.record->as<WritePerson>())
          ids.insert({copy.record->id(), copy.record->key.digest});
      }
    }
  }
  return ids;
}

std::int64_t OracleAdmission::at() const {
  return told->happened_at != 0 ? told->happened_at
                                : static_cast<std::int64_t>(record->key.clock >> 16);
}

OracleInvitation invitation_of(InvitationId self, const Entries& entries) {
  OracleInvitation invitation;
  if (const auto* issued = last<IssueInvitation>(entries)) invitation.issued = *issued;
  for (const auto& [record, shadow] : entries) {
    const auto* widened = record->as<WidenInvitation>();
    if (widened && !shadow) invitation.more += widened->more;
  }
  if (const auto* passed = last<PassDoor>(entries)) invitation.out = passed->out;
  invitation.revoked = last<RevokeInvitation>(entries);
  invitation.settled = last<SettleAdmissions>(entries);
  invitation.named = named_on(self, entries);
  invitation.held = held_by(self, entries);
  tell_admissions(invitation, entries);
  count_persons(invitation);
  return invitation;
}

bool OracleDevice::is_copied() const {
  return !std::includes(looked_at.begin(), looked_at.end(), branches.begin(), branches.end());
}

OracleDevice device_of(const Entries& entries) {
  OracleDevice device;
  if (const auto* named = last<NameOrigin>(entries)) device.named = *named;
  device.revoked = last<RevokeOrigin>(entries) != nullptr;
  for (const auto& [record, shadow] : entries) {
    if (shadow) continue;
    if (record->as<DeclareLost>()) device.lost = true;
    if (record->as<StationFound>()) device.lost = false;
    if (const auto* noted = record->as<NoteCopy>())
      device.branches.insert(noted->branches.begin(), noted->branches.end());
    if (const auto* settled = record->as<SettleCopy>())
      device.looked_at.insert(settled->branches.begin(), settled->branches.end());
  }
  return device;
}

OracleSeat seat_of(SeatId self, const Entries& entries) {
  OracleSeat seat;
  tell_rights(seat, entries);
  for (const auto& [record, shadow] : entries) {
    if (shadow) continue;
    for (const Hand& hand : hands_of(*record)) {
      if (contains(hand.leave, self)) end(seat.claims, hand.party, hand.ends);
      if (contains(hand.join, self)) tell(seat.claims, hand.party, identity_of(*record));
    }
  }
  return seat;
}

}  // namespace yingbin::oracle
