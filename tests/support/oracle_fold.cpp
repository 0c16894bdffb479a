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
  bool unnames = false;  // those that leave are no longer named on the invitation either
};

std::vector<Hand> hands_of(const Record& record) {
  if (const auto* one = record.as<AssignSeats>()) {
    return {{one->invitation, one->released, one->seats, false}};
  }
  if (const auto* one = record.as<AdmitGuest>()) return {{one->invitation, {}, one->seats, false}};
  if (const auto* one = record.as<UndoAdmission>())
    return {{one->invitation, one->seats, {}, false}};
  if (const auto* one = record.as<RevokeInvitation>())
    return {{one->invitation, one->seats, {}, true}};
  if (const auto* one = record.as<FreeSeats>()) return {{one->invitation, one->seats, {}, true}};
  if (const auto* one = record.as<MoveParty>())
    return {{one->invitation, one->from, one->to, true}};
  std::vector<Hand> hands;
  if (const auto* one = record.as<SettleSeat>()) {
    for (InvitationId loser : one->loses) hands.push_back({loser, {one->seat}, {}, true});
  }
  return hands;
}

Told held_by(InvitationId self, const Entries& entries) {
  Told held;
  for (const auto& [record, shadow] : entries) {
    if (shadow) continue;
    for (const Hand& hand : hands_of(*record)) {
      if (hand.party != self) continue;
      std::erase_if(held, [&](const auto& one) { return contains(hand.leave, one.first); });
      for (SeatId seat : hand.join) {
        const bool already = std::any_of(held.begin(), held.end(),
                                         [&](const auto& one) { return one.first == seat; });
        if (!already) held.emplace_back(seat, identity_of(*record));
      }
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
      if (!event.opened) event.opened = *opened;
    }
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

OracleSeat seat_of(SeatId self, const Entries& entries) {
  OracleSeat seat;
  for (const auto& [record, shadow] : entries) {
    if (shadow) continue;
    if (const auto* grant = record->as<GrantSeats>(); grant && grant->epoch >= seat.epoch) {
      seat.holder = grant->to;
      seat.epoch = grant->epoch;
    }
    if (const auto* back = record->as<ReturnSeats>(); back && back->epoch == seat.epoch) {
      seat.holder = OriginId{};
    }
    for (const Hand& hand : hands_of(*record)) {
      const auto is_party = [&](const auto& claim) { return claim.first == hand.party; };
      if (contains(hand.leave, self)) std::erase_if(seat.claims, is_party);
      if (!contains(hand.join, self)) continue;
      if (std::any_of(seat.claims.begin(), seat.claims.end(), is_party)) continue;
      seat.claims.emplace_back(hand.party, identity_of(*record));
    }
  }
  return seat;
}

}  // namespace yingbin::oracle
