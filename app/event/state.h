// The event in memory: the replay of its records. Machines that hold the same records hold the same
// state, whatever order they came in, however often (P-converge, P-once). Owned by one thread;
// screens read it directly; only `apply` changes it.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "event/cells.h"
#include "event/figures.h"
#include "event/finding.h"
#include "event/hall.h"

namespace yingbin {

// What `apply` changed, for whoever keeps an index beside the state (find, screens).
struct Applied {
  bool news = false;  // false: the record was held already
  std::vector<GuestId> guests;
  std::vector<InvitationId> invitations;
};

class EventState {
 public:
  EventState() = default;
  EventState(const EventState&) = delete;
  EventState& operator=(const EventState&) = delete;

  // Takes a record into the histories of its subjects. Any order, any repetition.
  // What it answers is overwritten by the next call.
  const Applied& apply(Record record);

  // The greatest height held of a subject; 0 where nothing is. A new record's height is 1 + the
  // greatest of its subjects.
  [[nodiscard]] std::uint64_t height(const Subject& subject) const;
  [[nodiscard]] std::uint64_t height(const Subjects& subjects) const;

  [[nodiscard]] EventId event_id() const { return event_id_; }
  [[nodiscard]] const Event& event() const;
  // The plan; an empty one before open_event is here.
  [[nodiscard]] const Venue& venue() const;
  [[nodiscard]] OriginId mint() const;
  [[nodiscard]] const Hall& hall() const { return hall_; }
  [[nodiscard]] const Figures& figures() const { return figures_; }
  [[nodiscard]] const std::set<Finding>& findings() const { return findings_; }
  [[nodiscard]] std::vector<SetAside> set_aside() const;

  [[nodiscard]] const Guest* guest(GuestId id) const;
  [[nodiscard]] const Invitation* invitation(InvitationId id) const;
  [[nodiscard]] const Seat* seat(SeatId id) const;
  [[nodiscard]] const Staff* staff(StaffId id) const;
  [[nodiscard]] const Device* device(OriginId id) const;
  [[nodiscard]] std::size_t guest_count() const { return guests_.size(); }
  [[nodiscard]] std::vector<GuestId> guest_ids() const;            // ascending
  [[nodiscard]] std::vector<InvitationId> invitation_ids() const;  // ascending
  [[nodiscard]] std::vector<StaffId> staff_ids() const;            // ascending
  [[nodiscard]] std::vector<OriginId> device_ids() const;          // ascending
  [[nodiscard]] std::vector<OriginId> origin_ids() const;          // ascending

  [[nodiscard]] InvitationId by_code(const CodeDigest& digest) const;  // 0: not known
  [[nodiscard]] InvitationId by_short_code(std::string_view short_code) const;
  // The invitation of an admission, by the admission's name.
  [[nodiscard]] const Admission* admission(InvitationId id, const RecordName& name) const;
  [[nodiscard]] InvitationId admitted_by(const RecordName& name) const;  // 0: not here

  // Personal records of a guest that erase_person has told to forget: their bodies are to be
  // dropped.
  [[nodiscard]] std::vector<RecordName> to_erase(GuestId id) const;

  // The whole state as lines of text in one order, for the digest and for comparing machines.
  void describe(const std::function<void(std::string_view)>& line) const;

 private:
  [[nodiscard]] bool holds(const Record& record) const;
  void find_parties(const Record& record, std::vector<InvitationId>& parties) const;
  void place(const Record& record, const Subject& subject);
  void place_event(const Record& record, const Subject& subject);
  void place_seat(const Record& record, const Subject& subject);
  void count_party(InvitationId id, int sign);
  void index_codes(InvitationId id, int sign);
  void open_hall();

  std::deque<Record> records_;  // stable addresses for the histories
  std::set<ReplayKey> loose_;   // records without a subject this version knows
  EventId event_id_;
  Cells<EventId, Event> events_;  // one, but for records that name another
  Cells<StaffId, Staff> staff_;
  Cells<OriginId, Device> devices_;
  Cells<GuestId, Guest> guests_;
  Cells<InvitationId, Invitation> invitations_;
  Cells<Subject, Seat> seats_;
  std::unordered_multimap<CodeDigest, InvitationId> codes_;
  std::unordered_multimap<std::string, InvitationId> short_codes_;
  std::unordered_map<RecordName, InvitationId> admissions_;
  std::multiset<SetAside> aside_;  // twice where two invitations have copies of one record
  std::set<Finding> findings_;
  Hall hall_;
  std::vector<InvitationId> parties_before_;  // of the record that is being applied
  Applied applied_;
  Figures figures_;
};

}  // namespace yingbin
