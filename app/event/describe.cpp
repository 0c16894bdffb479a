// The canonical text of the whole state: one line a fact, subjects in ascending order. Two machines
// agree exactly when their lines are the same.
#include <algorithm>

#include "event/fields_text.h"
#include "event/state.h"

namespace yingbin {

namespace {

// "head name=value name=value …": a line of the description.
class Line {
 public:
  explicit Line(std::string_view head) : text_(head) {}

  template <class T>
  Line& with(std::string_view name, const T& value) {
    FieldsText text;
    text.put(value);
    text_ += ' ';
    text_ += name;
    text_ += '=';
    text_ += text.text();
    return *this;
  }
  template <class T>
  Line& with(std::string_view name, const T* value) {
    if (value) return with(name, *value);
    text_ += ' ';
    text_ += name;
    text_ += "=-";
    return *this;
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

using Sink = std::function<void(std::string_view)>;

void describe_admission(InvitationId id, const Admission& admission, const Sink& line) {
  line(Line("admission")
           .with("invitation", id)
           .with("record", admission.name)
           .with("undone", admission.undone_by)
           .with("after_revoke", admission.after_revoke)
           .with("staff", admission.staff)
           .with("clock", admission.clock)
           .with("state", admission.clock_state)
           .with("told", *admission.told)
           .text());
}

void describe_invitation(InvitationId id, const Invitation& invitation, const Sink& line) {
  std::vector<SeatId> seats;
  std::vector<RecordName> told_by;
  for (const HeldSeat& held : invitation.held) {
    seats.push_back(held.seat);
    told_by.insert(told_by.end(), held.told_by.begin(), held.told_by.end());
  }
  Line text("invitation");
  text.with("id", id)
      .with("doubtful", invitation.doubtful)
      .with("issued", invitation.issued)
      .with("more", invitation.more)
      .with("revoked", invitation.revoked)
      .with("reason", invitation.revoke_reason)
      .with("replaced_by", invitation.replaced_by)
      .with("named", invitation.named)
      .with("held", seats)
      .with("told_by", told_by)
      .with("out", invitation.out)
      .with("counted", invitation.counted())
      .with("in_doubt", invitation.in_doubt());
  if (invitation.settled) {
    auto looked_at = invitation.settled->admissions;
    std::sort(looked_at.begin(), looked_at.end());
    text.with("settled", invitation.settled->persons).with("of", looked_at);
  }
  line(text.text());
  for (const Admission& admission : invitation.admissions) describe_admission(id, admission, line);
}

void describe_seat(SeatId id, const Seat& seat, const Sink& line) {
  std::vector<InvitationId> claimed_by;
  std::vector<RecordName> told_by;
  for (const Claim& claim : seat.claims) {
    claimed_by.push_back(claim.invitation);
    told_by.insert(told_by.end(), claim.told_by.begin(), claim.told_by.end());
  }
  line(Line("seat")
           .with("id", id)
           .with("doubtful", seat.doubtful)
           .with("holder", seat.holder())
           .with("rights", seat.rights)
           .with("claims", claimed_by)
           .with("told_by", told_by)
           .text());
}

void describe_event(EventId id, const Event& event, const Sink& line) {
  line(Line("event")
           .with("id", id)
           .with("doubtful", event.doubtful)
           .with("level", event.level)
           .with("mint", event.mint)
           .with("mint_replaced", event.mint_replaced)
           .with("opened", event.opened)
           .text());
  for (const auto& [key_id, key] : event.keys) {
    line(Line("key").with("id", key_id).with("key", key.key).with("revoked", key.revoked).text());
  }
}

void describe_guest(GuestId id, const Guest& guest, const Sink& line) {
  line(Line("guest")
           .with("id", id)
           .with("doubtful", guest.doubtful)
           .with("erased", guest.erased)
           .with("person", guest.person)
           .with("facts", guest.facts)
           .with("invitations", guest.invitations)
           .text());
}

Line& with(Line& line, const Attendance& one) {
  return line.with("invited", one.invited)
      .with("invited_persons", one.invited_persons)
      .with("arrived", one.arrived)
      .with("arrived_persons", one.arrived_persons);
}

template <class Map>
void describe_attendance(std::string_view head, const Map& map, const Sink& line) {
  for (const auto& [key, one] : map) {
    Line text(head);
    text.with("of", key);
    line(with(text, one).text());
  }
}

template <class Map>
void describe_counts(std::string_view head, const Map& map, const Sink& line) {
  for (const auto& [key, count] : map)
    line(Line(head).with("of", key).with("persons", count).text());
}

void describe_figures(const Figures& figures, const Sink& line) {
  Line all("figures");
  line(with(all, figures.all)
           .with("outside", figures.outside)
           .with("in_doubt", figures.in_doubt)
           .with("doubtful", figures.doubtful)
           .with("seats_contested", figures.seats_contested)
           .with("new_files", figures.new_files)
           .with("incomplete_files", figures.incomplete_files)
           .text());
  describe_attendance("by_rep", figures.by_rep, line);
  describe_attendance("by_grade", figures.by_grade, line);
  describe_attendance("by_channel", figures.by_channel, line);
  for (const auto& [zone, one] : figures.by_zone) {
    Line text("by_zone");
    text.with("of", zone).with("arrived", one.arrived_persons).with("taken", one.seats_taken);
    if (!one.arrivals.empty()) text.with("first", one.arrivals.begin()->second);
    line(text.text());
  }
  describe_counts("by_door", figures.by_door, line);
  describe_counts("by_five_minutes", figures.by_five_minutes, line);
}

}  // namespace

void EventState::describe(const Sink& line) const {
  for (EventId id : sorted_keys(events_)) describe_event(id, events_.at(id).state, line);
  for (StaffId id : sorted_keys(staff_)) {
    const Staff& staff = staff_.at(id).state;
    line(Line("staff")
             .with("id", id)
             .with("doubtful", staff.doubtful)
             .with("named", staff.named)
             .text());
  }
  for (OriginId id : sorted_keys(devices_)) {
    const Device& device = devices_.at(id).state;
    line(Line("origin")
             .with("id", id)
             .with("doubtful", device.doubtful)
             .with("named", device.named)
             .with("revoked", device.revoked)
             .with("lost", device.lost)
             .with("branches", device.branches)
             .with("looked_at", device.looked_at)
             .text());
  }
  for (GuestId id : sorted_keys(guests_)) describe_guest(id, guests_.at(id).state, line);
  for (InvitationId id : sorted_keys(invitations_)) {
    describe_invitation(id, invitations_.at(id).state, line);
  }
  for (const Subject& subject : sorted_keys(seats_)) {
    describe_seat(seat_of(subject), seats_.at(subject).state, line);
  }
  describe_figures(figures_, line);
  for (const Finding& finding : findings_) {
    line(Line("finding")
             .with("kind", finding.kind)
             .with("subject", to_text(finding.subject))
             .text());
  }
  for (const SetAside& aside : aside_) {
    line(Line("aside").with("record", aside.record).with("reason", aside.reason).text());
  }
}

}  // namespace yingbin
