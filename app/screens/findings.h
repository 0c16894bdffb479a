// What contradicts, as pages: the list, and one finding with the evidence of every side and the act
// that settles it (rules D8, S4). Part of the door's model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "event/amend.h"
#include "event/finding.h"

namespace yingbin {

struct FindingEntry {
  Finding finding;
  std::string about;  // whose invitation, which seat, which station; names masked (rule D5)
  std::string line;   // the sides in a few words
};

struct FindingsPage {
  std::vector<FindingEntry> findings;
};

// What one door, party or station says; at most one of the acts.
struct FindingSide {
  std::string title;
  std::vector<std::string> lines;
  std::optional<RecordName> undo;  // an admission that may be taken back
  InvitationId keeps;              // a party that may keep the seat
  OriginId releases;               // a lost station whose right to the seat may end
};

// How many people are really in is said by a person.
struct FindingCount {
  InvitationId invitation;
  int told = 0;     // by all the doors together
  int counted = 0;  // now
};

struct FindingPage {
  Finding finding;
  std::string about;
  std::string advice;
  std::vector<FindingSide> sides;
  std::optional<FindingCount> count;
  OriginId copied;     // whose copies can be said to have been compared
  std::string reason;  // why nothing can be settled by who acts now; empty where it can
};

struct TapFindings {};
struct TapFinding {
  Finding finding;
};
struct TapSettleAdmissions {
  InvitationId invitation;
  int persons = 0;
};
struct TapSettleSeat {
  SeatId seat;
  InvitationId keeps;
};

std::string finding_title(FindingKind kind);

FindingsPage present_findings(const EventState& state);
// The finding must be one of the state's.
FindingPage present_finding(const EventState& state, const Finding& finding,
                            const DoorContext& context);

}  // namespace yingbin
