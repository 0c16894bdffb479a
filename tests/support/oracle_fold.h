// The oracle's subjects: each is computed from its whole sorted history, fact by fact.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "event/record.h"

namespace yingbin::oracle {

// A record in the history of one subject. `shadow`: an act that stands earlier in this history
// already.
struct Entry {
  const Record* record = nullptr;
  bool shadow = false;
};
using Entries = std::vector<Entry>;
using Told = std::vector<std::pair<SeatId, std::vector<RecordName>>>;  // a seat, and what told it

// The same act has the same identity, under whichever origin it was written.
RecordName identity_of(const Record& record);
// Each record once, in replay order.
std::vector<Record> sorted(const std::vector<Record>& records);
// `records` must be sorted; the entries point into it.
std::map<Subject, Entries> histories_of(const std::vector<Record>& records);

bool doubtful(const Entries& entries);

struct OracleEvent {
  std::optional<OpenEvent> opened;
  std::map<int, std::pair<PublicKey, bool>> keys;  // by id: bytes, revoked
  int level = 0;
  OriginId mint;
  bool mint_replaced = false;
  std::vector<RecordName> opened_twice;
  std::vector<RecordName> mint_elsewhere;
};
OracleEvent event_of(const Entries& entries);

struct OracleGuest {
  std::optional<WritePerson> person;
  std::optional<DescribeGuest> facts;
  std::vector<InvitationId> invitations;
  bool erased = false;
};
OracleGuest guest_of(const Entries& entries);
std::set<RecordName> to_erase(const Entries& entries);

struct OracleAdmission {
  const Record* record = nullptr;
  const AdmitGuest* told = nullptr;
  RecordName name;
  RecordName undone_by;
  bool after_revoke = false;
  bool settled = false;
  [[nodiscard]] std::int64_t at() const;
};

struct OracleInvitation {
  std::optional<IssueInvitation> issued;
  int more = 0;
  const RevokeInvitation* revoked = nullptr;
  std::vector<SeatId> named;
  Told held;
  std::vector<OracleAdmission> admissions;
  int out = 0;
  const SettleAdmissions* settled = nullptr;
  std::vector<RecordName> admission_not_here;

  int allowed = 0;
  int counted = 0;
  int in_doubt = 0;
};
OracleInvitation invitation_of(InvitationId self, const Entries& entries);

struct OracleDevice {
  std::optional<NameOrigin> named;
  bool revoked = false;
  bool lost = false;
  std::set<RecordName> branches;
  std::set<RecordName> looked_at;
  [[nodiscard]] bool is_copied() const;
};
OracleDevice device_of(const Entries& entries);

struct OracleRight {
  std::uint64_t epoch = 0;
  OriginId holder;
  RecordName told_by;
  bool ended = false;
  bool quarantined = false;
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("epoch", s.epoch);
    v("holder", s.holder);
    v("told_by", s.told_by);
    v("ended", s.ended);
    v("quarantined", s.quarantined);
  }
};

struct OracleSeat {
  std::vector<OracleRight> rights;
  std::vector<OracleRight> standing;  // of these, those that may be used
  std::vector<std::pair<InvitationId, std::vector<RecordName>>> claims;
};
OracleSeat seat_of(SeatId self, const Entries& entries);

// The last act of this kind that takes effect.
template <class A>
const A* last(const Entries& entries) {
  const A* found = nullptr;
  for (const Entry& entry : entries) {
    const A* act = entry.record->template as<A>();
    if (act && !entry.shadow) found = act;
  }
  return found;
}

}  // namespace yingbin::oracle
