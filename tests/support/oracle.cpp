#include "support/oracle.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "event/fields_text.h"
#include "support/oracle_fold.h"

namespace yingbin {

namespace {

using namespace oracle;

template <class T>
std::string field(std::string_view name, const T& value) {
  FieldsText text;
  text.put(value);
  return " " + std::string(name) + "=" + text.text();
}

template <class T>
std::string field(std::string_view name, const std::optional<T>& value) {
  return value ? field(name, *value) : " " + std::string(name) + "=-";
}

template <class Pairs>
auto firsts(const Pairs& pairs) {
  std::vector<typename Pairs::value_type::first_type> all;
  for (const auto& pair : pairs) all.push_back(pair.first);
  return all;
}

std::vector<RecordName> seconds(const auto& pairs) {
  std::vector<RecordName> all;
  for (const auto& pair : pairs) all.insert(all.end(), pair.second.begin(), pair.second.end());
  return all;
}

// Everything about a set of records.
struct Whole {
  explicit Whole(const std::vector<Record>& all)
      : records(oracle::sorted(all)), histories(histories_of(records)) {
    for (const auto& [subject, entries] : histories) {
      const std::uint64_t key = subject.key;
      if (subject.kind == SubjectKind::event) events[EventId{key}] = event_of(entries);
      if (subject.kind == SubjectKind::origin) devices[OriginId{key}] = device_of(entries);
      if (subject.kind == SubjectKind::guest) guests[GuestId{key}] = guest_of(entries);
      if (subject.kind == SubjectKind::invitation) {
        invitations[InvitationId{key}] = invitation_of(InvitationId{key}, entries);
      }
      if (subject.kind == SubjectKind::seat) {
        seats[yingbin::seat_of(subject)] = oracle::seat_of(yingbin::seat_of(subject), entries);
      }
    }
  }

  [[nodiscard]] bool doubt(const Subject& subject) const { return doubtful(histories.at(subject)); }

  std::vector<Record> records;
  std::map<Subject, Entries> histories;
  std::map<EventId, OracleEvent> events;
  std::map<OriginId, OracleDevice> devices;
  std::map<GuestId, OracleGuest> guests;
  std::map<InvitationId, OracleInvitation> invitations;
  std::map<SeatId, OracleSeat> seats;
};

void describe_events(const Whole& whole, std::ostream& out) {
  for (const auto& [id, event] : whole.events) {
    out << "event" << field("id", id) << field("doubtful", whole.doubt(subject_of(id)))
        << field("level", event.level) << field("mint", event.mint)
        << field("mint_replaced", event.mint_replaced) << field("opened", event.opened) << '\n';
    for (const auto& [key_id, key] : event.keys) {
      out << "key" << field("id", key_id) << field("key", key.first) << field("revoked", key.second)
          << '\n';
    }
  }
}

void describe_staff(const Whole& whole, std::ostream& out) {
  for (const auto& [subject, entries] : whole.histories) {
    if (subject.kind != SubjectKind::staff) continue;
    const auto* named = last<NameStaff>(entries);
    out << "staff" << field("id", StaffId{subject.key}) << field("doubtful", doubtful(entries))
        << field("named", named ? std::optional(*named) : std::nullopt) << '\n';
  }
}

std::vector<RecordName> in_order(const std::set<RecordName>& names) {
  return {names.begin(), names.end()};
}

void describe_devices(const Whole& whole, std::ostream& out) {
  for (const auto& [id, device] : whole.devices) {
    out << "origin" << field("id", id) << field("doubtful", whole.doubt(subject_of(id)))
        << field("named", device.named) << field("revoked", device.revoked)
        << field("lost", device.lost) << field("branches", in_order(device.branches))
        << field("looked_at", in_order(device.looked_at)) << '\n';
  }
}

void describe_guests(const Whole& whole, std::ostream& out) {
  for (const auto& [id, guest] : whole.guests) {
    out << "guest" << field("id", id) << field("doubtful", whole.doubt(subject_of(id)))
        << field("erased", guest.erased) << field("person", guest.person)
        << field("facts", guest.facts) << field("invitations", guest.invitations) << '\n';
  }
}

void describe_admission(InvitationId id, const OracleAdmission& admission, std::ostream& out) {
  const Record& record = *admission.record;
  out << "admission" << field("invitation", id) << field("record", admission.name)
      << field("undone", admission.undone_by) << field("after_revoke", admission.after_revoke)
      << field("staff", record.staff) << field("clock", record.key.clock)
      << field("state", record.clock_state) << field("told", *admission.told) << '\n';
}

void describe_invitations(const Whole& whole, std::ostream& out) {
  for (const auto& [id, one] : whole.invitations) {
    out << "invitation" << field("id", id) << field("doubtful", whole.doubt(subject_of(id)))
        << field("issued", one.issued) << field("more", one.more)
        << field("revoked", one.revoked != nullptr)
        << field("reason", one.revoked ? one.revoked->reason : std::string())
        << field("replaced_by", one.revoked ? one.revoked->replaced_by : InvitationId{})
        << field("named", one.named) << field("held", firsts(one.held))
        << field("told_by", seconds(one.held)) << field("out", one.out)
        << field("counted", one.counted) << field("in_doubt", one.in_doubt);
    if (one.settled) {
      auto looked_at = one.settled->admissions;
      std::sort(looked_at.begin(), looked_at.end());
      out << field("settled", one.settled->persons) << field("of", looked_at);
    }
    out << '\n';
    for (const OracleAdmission& admission : one.admissions) describe_admission(id, admission, out);
  }
}

void describe_seats(const Whole& whole, std::ostream& out) {
  for (const auto& [id, seat] : whole.seats) {
    out << "seat" << field("id", id) << field("doubtful", whole.doubt(subject_of(id)))
        << field("holder", seat.standing.empty() ? OriginId{} : seat.standing.front().holder)
        << field("rights", seat.rights) << field("claims", firsts(seat.claims))
        << field("told_by", seconds(seat.claims)) << '\n';
  }
}

// invited, invited_persons, arrived, arrived_persons
using Counts = std::array<int, 4>;

std::string attendance(const Counts& counts) {
  return field("invited", counts[0]) + field("invited_persons", counts[1]) +
         field("arrived", counts[2]) + field("arrived_persons", counts[3]);
}

struct ZoneCount {
  int arrived = 0;
  int taken = 0;
  std::set<std::pair<std::int64_t, RecordName>> arrivals;
};

struct Count {
  explicit Count(const Whole& whole) {
    for (const auto& [id, one] : whole.invitations) add(whole, id, one);
    for (const auto& [id, guest] : whole.guests) {
      if (!guest.facts) continue;
      (guest.facts->complete ? new_files : incomplete_files) +=
          guest.facts->complete ? guest.facts->walk_in : 1;
    }
    for (const auto& [id, seat] : whole.seats) {
      if (!seat.claims.empty()) ++by_zone[id.zone].taken;
      seats_contested += seat.claims.size() > 1;
    }
  }

  void add(const Whole& whole, InvitationId id, const OracleInvitation& one) {
    const bool stands = one.issued && !one.revoked;
    const Counts counts = {stands, stands ? one.allowed : 0, one.counted > 0, one.counted};
    DescribeGuest facts;
    if (one.issued) {
      const auto guest = whole.guests.find(one.issued->guest);
      if (guest != whole.guests.end()) facts = guest->second.facts.value_or(facts);
    }
    for (Counts* sum :
         {&all, &by_rep[facts.rep], &by_grade[facts.grade], &by_channel[facts.channel]}) {
      for (std::size_t i = 0; i < counts.size(); ++i) (*sum)[i] += counts[i];
    }
    outside += std::min(one.out, one.counted);
    in_doubt += one.in_doubt;
    doubtful += whole.doubt(subject_of(id));
    add_arrivals(one);
  }

  void add_arrivals(const OracleInvitation& one) {
    int remaining = one.counted;
    for (const OracleAdmission& admission : one.admissions) {
      if (admission.undone_by) continue;
      const int persons = std::min(remaining, admission.told->persons);
      remaining -= persons;
      if (persons <= 0) continue;
      constexpr std::int64_t kSpan_ms = 5 * 60 * 1000;
      by_door[admission.told->door] += persons;
      by_five_minutes[admission.at() / kSpan_ms * kSpan_ms] += persons;
      by_zone[admission.told->zone].arrived += persons;
      by_zone[admission.told->zone].arrivals.emplace(admission.at(), admission.name);
    }
  }

  Counts all{};
  std::map<StaffId, Counts> by_rep;
  std::map<Grade, Counts> by_grade;
  std::map<Channel, Counts> by_channel;
  std::map<int, ZoneCount> by_zone;
  std::map<std::string, int> by_door;
  std::map<std::int64_t, int> by_five_minutes;
  int outside = 0;
  int in_doubt = 0;
  int doubtful = 0;
  int seats_contested = 0;
  int new_files = 0;
  int incomplete_files = 0;
};

void describe_attendance(std::string_view head, const auto& counts, std::ostream& out) {
  for (const auto& [key, one] : counts) {
    if (one != Counts{}) out << head << field("of", key) << attendance(one) << '\n';
  }
}

void describe_persons(std::string_view head, const auto& counts, std::ostream& out) {
  for (const auto& [key, persons] : counts) {
    if (persons != 0) out << head << field("of", key) << field("persons", persons) << '\n';
  }
}

void describe_figures(const Count& count, std::ostream& out) {
  out << "figures" << attendance(count.all) << field("outside", count.outside)
      << field("in_doubt", count.in_doubt) << field("doubtful", count.doubtful)
      << field("seats_contested", count.seats_contested) << field("new_files", count.new_files)
      << field("incomplete_files", count.incomplete_files) << '\n';
  describe_attendance("by_rep", count.by_rep, out);
  describe_attendance("by_grade", count.by_grade, out);
  describe_attendance("by_channel", count.by_channel, out);
  for (const auto& [zone, one] : count.by_zone) {
    if (one.arrived == 0 && one.taken == 0) continue;
    out << "by_zone" << field("of", zone) << field("arrived", one.arrived)
        << field("taken", one.taken);
    if (!one.arrivals.empty()) out << field("first", one.arrivals.begin()->second);
    out << '\n';
  }
  describe_persons("by_door", count.by_door, out);
  describe_persons("by_five_minutes", count.by_five_minutes, out);
}

std::string finding(std::string_view kind, const Subject& subject) {
  return "finding kind=" + std::string(kind) + field("subject", to_text(subject)) + '\n';
}

void describe_findings(const Whole& whole, std::ostream& out) {
  std::ostringstream twice;
  std::ostringstream revoked;
  std::ostringstream unknown;
  for (const auto& [id, one] : whole.invitations) {
    bool stands = false;
    bool after_revoke = false;
    for (const OracleAdmission& admission : one.admissions) {
      stands |= !admission.undone_by;
      after_revoke |= !admission.undone_by && !admission.settled && admission.after_revoke;
    }
    if (one.in_doubt > 0) twice << finding("admitted_twice", subject_of(id));
    if (after_revoke) revoked << finding("admitted_after_revoke", subject_of(id));
    if (stands && !one.issued) unknown << finding("unknown_invitation", subject_of(id));
  }
  out << twice.str() << revoked.str() << unknown.str();
  for (const auto& [id, seat] : whole.seats) {
    if (seat.claims.size() > 1) out << finding("seat_contested", subject_of(id));
  }
  for (const auto& [id, seat] : whole.seats) {
    if (seat.standing.size() > 1) out << finding("right_contested", subject_of(id));
  }
  for (const auto& [id, device] : whole.devices) {
    if (device.is_copied()) out << finding("copied_disk", subject_of(id));
  }
}

void describe_aside(const Whole& whole, std::ostream& out) {
  std::multiset<std::pair<RecordName, int>> aside;  // in the order of AsideReason
  for (const Record& record : whole.records) {
    const auto* unknown = record.as<UnknownAct>();
    if (unknown && !unknown->reason.empty())
      aside.emplace(RecordName{record.id(), record.key.digest}, 0);
  }
  for (const auto& [id, one] : whole.invitations) {
    for (const RecordName& record : one.admission_not_here) aside.emplace(record, 1);
  }
  for (const auto& [id, one] : whole.events) {
    for (const RecordName& record : one.opened_twice) aside.emplace(record, 2);
    for (const RecordName& record : one.mint_elsewhere) aside.emplace(record, 3);
  }
  constexpr std::string_view kReasons[] = {"unreadable", "admission_not_here", "opened_twice",
                                           "mint_elsewhere"};
  for (const auto& [record, reason] : aside) {
    out << "aside" << field("record", record) << " reason=" << kReasons[reason] << '\n';
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::string oracle_description(const std::vector<Record>& records) {
  const Whole whole(records);
  std::ostringstream out;
  describe_events(whole, out);
  describe_staff(whole, out);
  describe_devices(whole, out);
  describe_guests(whole, out);
  describe_invitations(whole, out);
  describe_seats(whole, out);
  describe_figures(Count(whole), out);
  describe_findings(whole, out);
  describe_aside(whole, out);
  return out.str();
}

std::map<Subject, std::uint64_t> oracle_heights(const std::vector<Record>& records) {
  std::map<Subject, std::uint64_t> heights;
  for (const Record& record : records) {
    for (const Subject& subject : record.subjects) {
      if (subject.kind == SubjectKind::unknown) continue;
      heights[subject] = std::max(heights[subject], record.key.height);
    }
  }
  return heights;
}

std::map<GuestId, std::set<RecordName>> oracle_to_erase(const std::vector<Record>& records) {
  const auto all = oracle::sorted(records);
  std::map<GuestId, std::set<RecordName>> ids;
  for (const auto& [subject, entries] : histories_of(all)) {
    if (subject.kind != SubjectKind::guest) continue;
    const auto of_guest = to_erase(entries);
    if (!of_guest.empty()) ids[GuestId{subject.key}] = of_guest;
  }
  return ids;
}

std::string line_difference(const std::string& expected, const std::string& actual) {
  const auto wanted = lines_of(expected);
  const auto got = lines_of(actual);
  std::string text;
  for (const std::string& line : wanted) {
    if (std::find(got.begin(), got.end(), line) == got.end()) text += "- " + line + '\n';
  }
  for (const std::string& line : got) {
    if (std::find(wanted.begin(), wanted.end(), line) == wanted.end()) text += "+ " + line + '\n';
  }
  return text.empty() ? "the same lines in another order" : text;
}

}  // namespace yingbin
