#include "event/state.h"

#include <algorithm>
#include <cassert>

namespace yingbin {

namespace {

// Folds a record that came last onto the state; replays the whole history for one that came late.
template <class State>
void take(State& state, History& history, const Record& record, const Subject& self) {
  switch (history.insert(record)) {
    case History::Placed::held_already:
      return;
    case History::Placed::last:
      if (!history.entries().back().shadow) fold(state, record, self);
      return;
    case History::Placed::between:
      state = State{};
      for (const History::Entry& entry : history.entries()) {
        if (!entry.shadow) fold(state, *entry.record, self);
      }
      return;
  }
}

template <class Key, class State>
const State* state_in(const Cells<Key, State>& cells, const Key& key) {
  const auto* cell = cells.find(key);
  return cell ? &cell->state : nullptr;
}

void erase_one(std::multiset<SetAside>& all, const SetAside& one) {
  const auto at = all.find(one);
  if (at != all.end()) all.erase(at);
}

template <class Map>
void erase_pair(Map& map, const typename Map::key_type& key, InvitationId id) {
  const auto [begin, end] = map.equal_range(key);
  const auto at = std::find_if(begin, end, [&](const auto& one) { return one.second == id; });
  if (at != end) map.erase(at);
}

// The same code on two invitations (a list with a mistake): everybody takes the lower id.
template <class Map>
InvitationId lowest(const Map& map, const typename Map::key_type& key) {
  const auto [begin, end] = map.equal_range(key);
  InvitationId found;
  for (auto at = begin; at != end; ++at) {
    if (!found || at->second < found) found = at->second;
  }
  return found;
}

}  // namespace

std::uint64_t EventState::height(const Subject& subject) const {
  const auto of = [](const auto& cells, const auto& key) -> std::uint64_t {
    const auto* cell = cells.find(key);
    return cell ? cell->history.height() : 0;
  };
  switch (subject.kind) {
    case SubjectKind::event:
      return of(events_, EventId{subject.key});
    case SubjectKind::staff:
      return of(staff_, StaffId{subject.key});
    case SubjectKind::guest:
      return of(guests_, GuestId{subject.key});
    case SubjectKind::invitation:
      return of(invitations_, InvitationId{subject.key});
    case SubjectKind::seat:
      return of(seats_, subject);
    case SubjectKind::origin:
      return of(devices_, OriginId{subject.key});
    case SubjectKind::unknown:
      return 0;
  }
  return 0;
}

std::uint64_t EventState::height(const Subjects& subjects) const {
  std::uint64_t greatest = 0;
  for (const Subject& subject : subjects) greatest = std::max(greatest, height(subject));
  return greatest;
}

bool EventState::holds(const Record& record) const {
  const auto has = [&](const auto& cells, const auto& key) {
    const auto* cell = cells.find(key);
    return cell && cell->history.has(record.key);
  };
  for (const Subject& subject : record.subjects) {
    switch (subject.kind) {
      case SubjectKind::event:
        return has(events_, EventId{subject.key});
      case SubjectKind::staff:
        return has(staff_, StaffId{subject.key});
      case SubjectKind::guest:
        return has(guests_, GuestId{subject.key});
      case SubjectKind::invitation:
        return has(invitations_, InvitationId{subject.key});
      case SubjectKind::seat:
        return has(seats_, subject);
      case SubjectKind::origin:
        return has(devices_, OriginId{subject.key});
      case SubjectKind::unknown:
        continue;
    }
  }
  return loose_.contains(record.key);
}

// The invitations whose contribution to the figures this record may change. Of a guest only the
// facts count there; acts that tell none matter if they make a shadow of one that does.
void EventState::find_parties(const Record& record, std::vector<InvitationId>& all) const {
  all.clear();
  for (const Subject& subject : record.subjects) {
    if (subject.kind == SubjectKind::invitation) all.push_back(InvitationId{subject.key});
    if (subject.kind != SubjectKind::guest) continue;
    const auto* guest = guests_.find(GuestId{subject.key});
    if (!guest) continue;
    const bool tells_facts = record.as<DescribeGuest>() != nullptr;
    if (!tells_facts && !record.again && !guest->history.any_again()) continue;
    // Of the history, not the state: what a late record takes out of the state must be counted
    // again.
    for (const History::Entry& entry : guest->history.entries()) {
      if (const auto* issued = entry.record->as<IssueInvitation>())
        all.push_back(issued->invitation);
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

void EventState::count_party(InvitationId id, int sign) {
  const Invitation* invitation = this->invitation(id);
  if (!invitation) return;
  figures_.count(*invitation, guest(invitation->guest()), sign);
  for (const Finding& finding : findings_of(id, *invitation)) {
    if (sign > 0) {
      findings_.insert(finding);
    } else {
      findings_.erase(finding);
    }
  }
  for (const SetAside& aside : invitation->aside) {
    if (sign > 0) {
      aside_.insert(aside);
    } else {
      erase_one(aside_, aside);
    }
  }
}

void EventState::index_codes(InvitationId id, int sign) {
  const Invitation* invitation = this->invitation(id);
  if (!invitation || !invitation->issued) return;
  const IssueInvitation& issued = *invitation->issued;
  if (sign > 0) {
    codes_.emplace(issued.digest, id);
    if (!issued.short_code.empty()) short_codes_.emplace(issued.short_code, id);
  } else {
    erase_pair(codes_, issued.digest, id);
    erase_pair(short_codes_, issued.short_code, id);
  }
}

void EventState::open_hall() {
  hall_ = Hall(venue());
  seats_.for_each([&](const auto& cell) { hall_.set(seat_of(cell.key), cell.state); });
}

void EventState::place_event(const Record& record, const Subject& subject) {
  auto& [key, history, event] = events_[EventId{subject.key}];
  for (const SetAside& aside : event.aside) erase_one(aside_, aside);
  const bool was_open = event.opened != nullptr;
  take(event, history, record, subject);
  aside_.insert(event.aside.begin(), event.aside.end());
  if (!event.opened) return;
  if (!event_id_ || EventId{subject.key} < event_id_) event_id_ = EventId{subject.key};
  if (!was_open || record.as<OpenEvent>()) open_hall();
}

void EventState::place_seat(const Record& record, const Subject& subject) {
  const SeatId id = seat_of(subject);
  auto& [key, history, seat] = seats_[subject];
  figures_.count(id, seat, -1);
  for (const Finding& finding : findings_of(id, seat)) findings_.erase(finding);
  take(seat, history, record, subject);
  figures_.count(id, seat, +1);
  for (const Finding& finding : findings_of(id, seat)) findings_.insert(finding);
  hall_.set(id, seat);
}

void EventState::place(const Record& record, const Subject& subject) {
  switch (subject.kind) {
    case SubjectKind::event:
      return place_event(record, subject);
    case SubjectKind::seat:
      return place_seat(record, subject);
    case SubjectKind::staff: {
      auto& [key, history, staff] = staff_[StaffId{subject.key}];
      return take(staff, history, record, subject);
    }
    case SubjectKind::origin: {
      const OriginId id{subject.key};
      auto& [key, history, device] = devices_[id];
      for (const Finding& finding : findings_of(id, device)) findings_.erase(finding);
      take(device, history, record, subject);
      for (const Finding& finding : findings_of(id, device)) findings_.insert(finding);
      return;
    }
    case SubjectKind::guest: {
      auto& [key, history, guest] = guests_[GuestId{subject.key}];
      figures_.count(guest, -1);
      take(guest, history, record, subject);
      return figures_.count(guest, +1);
    }
    case SubjectKind::invitation: {
      auto& [key, history, invitation] = invitations_[InvitationId{subject.key}];
      return take(invitation, history, record, subject);
    }
    case SubjectKind::unknown:
      return;
  }
}

const Applied& EventState::apply(Record told) {
  applied_.guests.clear();
  applied_.invitations.clear();
  applied_.news = !holds(told);
  if (!applied_.news) return applied_;
  Record& record = records_.emplace_back(std::move(told));
  // Only an issue changes an invitation's codes, wherever it lands in the replay.
  const auto* issue = record.as<IssueInvitation>();
  if (issue) index_codes(issue->invitation, -1);
  find_parties(record, parties_before_);
  for (InvitationId id : parties_before_) count_party(id, -1);
  for (const Subject& subject : record.subjects) place(record, subject);
  find_parties(record, applied_.invitations);
  for (InvitationId id : applied_.invitations) count_party(id, +1);
  if (issue) index_codes(issue->invitation, +1);
  const bool has_place =
      std::any_of(record.subjects.begin(), record.subjects.end(),
                  [](const Subject& subject) { return subject.kind != SubjectKind::unknown; });
  if (!has_place) loose_.insert(record.key);
  const auto* unknown = record.as<UnknownAct>();
  if (unknown && !unknown->reason.empty()) {
    aside_.insert({record.name(), AsideReason::unreadable});
  }
  if (const auto* admission = record.as<AdmitGuest>()) {
    // What was written again may name another invitation: everybody takes the lower one.
    InvitationId& known = admissions_[record.act_name()];
    if (!known || admission->invitation < known) known = admission->invitation;
  }
  for (const Subject& subject : record.subjects) {
    if (subject.kind == SubjectKind::guest) applied_.guests.push_back(GuestId{subject.key});
  }
  record.subjects = Subjects{};  // in the histories now, and as much memory as a small act
  return applied_;
}

const Event& EventState::event() const {
  static const Event kNone;
  const Event* event = state_in(events_, event_id_);
  return event ? *event : kNone;
}

const Venue& EventState::venue() const {
  static const Venue kNone;
  const Event& here = event();
  return here.opened ? here.opened->venue : kNone;
}

OriginId EventState::mint() const { return event().mint; }

std::vector<SetAside> EventState::set_aside() const { return {aside_.begin(), aside_.end()}; }

const Guest* EventState::guest(GuestId id) const { return state_in(guests_, id); }
const Invitation* EventState::invitation(InvitationId id) const {
  return state_in(invitations_, id);
}
const Staff* EventState::staff(StaffId id) const { return state_in(staff_, id); }
const Device* EventState::device(OriginId id) const { return state_in(devices_, id); }
const Seat* EventState::seat(SeatId id) const { return state_in(seats_, subject_of(id)); }

std::vector<GuestId> EventState::guest_ids() const { return sorted_keys(guests_); }
std::vector<InvitationId> EventState::invitation_ids() const { return sorted_keys(invitations_); }
std::vector<StaffId> EventState::staff_ids() const { return sorted_keys(staff_); }
std::vector<OriginId> EventState::device_ids() const { return sorted_keys(devices_); }
std::vector<OriginId> EventState::origin_ids() const { return sorted_keys(devices_); }

InvitationId EventState::by_code(const CodeDigest& digest) const { return lowest(codes_, digest); }

InvitationId EventState::by_short_code(std::string_view short_code) const {
  return short_code.empty() ? InvitationId{} : lowest(short_codes_, std::string(short_code));
}

const Admission* EventState::admission(InvitationId id, const RecordName& name) const {
  const Invitation* invitation = this->invitation(id);
  if (!invitation) return nullptr;
  for (const Admission& one : invitation->admissions) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

InvitationId EventState::admitted_by(const RecordName& name) const {
  const auto at = admissions_.find(name);
  return at == admissions_.end() ? InvitationId{} : at->second;
}

std::vector<RecordName> EventState::to_erase(GuestId id) const {
  const auto* guest = guests_.find(id);
  if (!guest) return {};
  std::vector<RecordName> personal;
  std::set<RecordName> before;  // acts that stand before the erase_person last seen
  std::set<RecordName> told;
  const auto entries = guest->history.entries();
  const bool any = std::any_of(entries.begin(), entries.end(), [](const History::Entry& entry) {
    return entry.record->as<ErasePerson>() != nullptr;
  });
  if (!any) return {};
  for (const auto& [record, shadow] : entries) {
    if (!shadow && record->as<ErasePerson>()) told = before;
    before.insert(record->act_name());
  }
  // A copy that comes after goes with the act it repeats.
  for (const auto& [record, shadow] : entries) {
    if (record->as<WritePerson>() && told.contains(record->act_name()))
      personal.push_back(record->name());
  }
  return personal;
}

}  // namespace yingbin
