#include "simulation/truth.h"

#include <algorithm>

namespace yingbin {

RecordName name_of(const StoredRecord& stored) { return {stored.id, prefix_of(stored.digest)}; }

void Truth::wrote(Machines machine, const StoredRecord& stored) {
  if (!written_.try_emplace(name_of(stored), Written{machine, false, stored.kind}).second) return;
  if (stored.again) return;  // told before, under another origin
  const Record record = to_record(stored);
  if (const auto* act = record.as<AssignSeats>()) {
    leave(act->released, act->invitation, act->ends, true);
    sit(act->seats, act->invitation, record, false);
  }
  if (const auto* act = record.as<AdmitGuest>()) {
    ++admissions_;
    sit(act->seats, act->invitation, record, false);
  }
  if (const auto* act = record.as<MoveParty>()) {
    leave(act->from, act->invitation, act->ends, true);
    sit(act->to, act->invitation, record, act->override_given);
  }
  if (const auto* act = record.as<UndoAdmission>()) {
    leave(act->seats, act->invitation, act->ends, true);
  }
  if (const auto* act = record.as<FreeSeats>()) {
    leave(act->seats, act->invitation, act->ends, true);
  }
  if (const auto* act = record.as<RevokeInvitation>()) {
    leave(act->seats, act->invitation, act->ends, true);
  }
  if (const auto* act = record.as<SettleSeat>()) {
    for (InvitationId loser : act->loses) leave({act->seat}, loser, act->ends, false);
  }
}

void Truth::sit(const std::vector<SeatId>& seats, InvitationId party, const Record& record,
                bool overridden) {
  for (SeatId seat : seats) {
    auto& parties = sitting_[seat];
    const bool another = std::any_of(parties.begin(), parties.end(),
                                     [&](const auto& one) { return one.first != party; });
    if (overridden) given_on_.insert(seat);
    if (another) {
      const bool known = given_on_.contains(seat) || !excuse_.empty();
      if (!known) {
        throw Violation("P-scarce, S4: seat " + to_text(seat) + " was told to invitation " +
                        hex(party.value) + " by record " + to_text(record.name()) +
                        " while invitation " + hex(parties.begin()->first.value) +
                        " sits there by record " + to_text(*parties.begin()->second.begin()));
      }
      counts_.add(Branch::told_twice_with_reason);
    }
    parties[party].insert(record.name());
  }
}

void Truth::leave(const std::vector<SeatId>& seats, InvitationId party,
                  const std::vector<RecordName>& known, bool given_on) {
  for (SeatId seat : seats) {
    auto& told = sitting_[seat][party];
    for (const RecordName& name : known) told.erase(name);
    if (told.empty()) sitting_[seat].erase(party);
    if (given_on) given_on_.insert(seat);
  }
}

void Truth::lose(Machines machine, const std::vector<const std::set<RecordName>*>& held_by) {
  for (auto& [name, written] : written_) {
    if (written.machine != machine) continue;
    written.lost = std::none_of(held_by.begin(), held_by.end(),
                                [&name = name](const auto* held) { return held->contains(name); });
  }
}

void Truth::check_kept(const std::set<RecordName>& held, const std::string& where) const {
  for (const auto& [name, written] : written_) {
    if (written.lost || held.contains(name)) continue;
    throw Violation("P-durable: record " + to_text(name) + ", told at machine " +
                    std::to_string(written.machine) + ", is not at " + where);
  }
}

std::set<SeatId> Truth::told_twice() const {
  std::set<SeatId> seats;
  for (const auto& [seat, parties] : sitting_) {
    const auto left = std::count_if(parties.begin(), parties.end(), [&](const auto& party) {
      return std::any_of(party.second.begin(), party.second.end(),
                         [&](const RecordName& name) { return !written_.at(name).lost; });
    });
    if (left > 1) seats.insert(seat);
  }
  return seats;
}

HeadCount head_count(const std::vector<Record>& records) {
  std::map<RecordName, const AdmitGuest*> admissions;
  std::set<RecordName> undone;
  std::map<InvitationId, int> made_for;
  std::map<RecordName, std::pair<InvitationId, int>> widened;
  std::map<InvitationId, int> allows;
  for (const Record& record : records) {
    if (const auto* act = record.as<AdmitGuest>()) admissions[record.act_name()] = act;
    if (const auto* act = record.as<UndoAdmission>()) undone.insert(act->admission);
    if (const auto* act = record.as<IssueInvitation>()) made_for[act->invitation] = act->persons;
    if (const auto* act = record.as<WidenInvitation>())
      widened[record.act_name()] = {act->invitation, act->more};
  }
  // A widening that two stations took back leaves what the invitation was made for.
  for (const auto& [name, more] : widened) allows[more.first] += more.second;
  for (auto& [party, more] : allows) more = std::max(0, more);
  for (const auto& [party, persons] : made_for) allows[party] += persons;
  std::map<InvitationId, int> came;
  for (const auto& [name, act] : admissions) {
    if (!undone.contains(name)) came[act->invitation] += act->persons;
  }
  HeadCount count;
  for (const auto& [party, persons] : came) {
    const int counted = std::min(persons, allows[party]);
    count.counted[party] = counted;
    count.arrived += counted;
    count.in_doubt += persons - counted;
    if (persons > counted) count.over.insert(party);
  }
  return count;
}

}  // namespace yingbin
