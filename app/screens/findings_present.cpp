#include <algorithm>

#include "screens/findings.h"
#include "screens/stations.h"
#include "screens/words.h"
#include "text/say.h"

// From the state to the pages of what contradicts.
namespace yingbin {
namespace {

std::string people(int persons) {
  return persons == 1 ? say("1 person") : say("{} people", persons);
}

std::string with(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + " · " + second;
}

std::string seat_words(const EventState& state, SeatId seat) {
  return with(zone_words(state.venue(), seat.zone), place_words(state.venue(), {seat}));
}

// Who it is for, as strangers may read it.
std::string party_words(const EventState& state, InvitationId id) {
  const Invitation* invitation = state.invitation(id);
  if (!invitation || !invitation->issued) return say("Invitation {}", hex(id.value).substr(0, 6));
  const std::string rep = staff_name(state, rep_of(state, invitation->guest()));
  return with(masked_name(guest_name(state, invitation->guest())),
              rep.empty() ? "" : say("invited by {}", rep));
}

std::string when(const EventState& state, const Admission& admission) {
  const std::string time = time_words(state.venue(), admission.at());
  if (admission.clock_state == ClockState::untrusted) {
    return say("{} by a clock that may be wrong", time);
  }
  return admission.told->happened_at != 0 ? say("{}, typed in from paper", time) : time;
}

FindingSide admission_side(const EventState& state, const Admission& admission) {
  FindingSide side;
  side.title = admission.told->door;
  side.lines = {with(when(state, admission), people(admission.told->persons))};
  const std::string staff = staff_name(state, admission.staff);
  if (!staff.empty()) side.lines.push_back(say("Admitted by {}", staff));
  if (admission.told->zone != 0) {
    side.lines.push_back(with(zone_words(state.venue(), admission.told->zone),
                              place_words(state.venue(), admission.told->seats)));
  }
  if (admission.after_revoke) side.lines.push_back(say("It did not know of the withdrawal"));
  if (!admission.told->certain) side.lines.push_back(say("It had not heard from the others"));
  return side;
}

// Where it stands in the finding, by what is known: the first one stands (rule D8).
void present_admissions(const EventState& state, const Invitation& invitation,
                        const DoorContext& context, FindingPage& page) {
  for (const Admission& admission : invitation.admissions) {
    if (!admission.stands()) continue;
    FindingSide side = admission_side(state, admission);
    if (page.sides.empty()) side.lines.emplace_back(say("The first, as far as is known"));
    if (decide_undo(state, admission.name, {}, {}, context).allowed()) side.undo = admission.name;
    page.sides.push_back(std::move(side));
  }
}

FindingPage present_of_invitation(const EventState& state, const Finding& finding,
                                  const DoorContext& context) {
  FindingPage page;
  const InvitationId id{finding.subject.key};
  const Invitation& invitation = *state.invitation(id);
  page.about = with(party_words(state, id), say("admits {}", invitation.allowed()));
  present_admissions(state, invitation, context, page);
  page.reason = refused_reason(decide_settling_admissions(state, id, 0, context).refused);
  if (finding.kind == FindingKind::unknown_invitation) {
    page.advice =
        say("Its issue comes with the records of the station that made it. If these people are not "
            "in, undo the admission.");
    return page;
  }
  FindingCount count{id, 0, invitation.counted()};
  for (const Admission& admission : invitation.admissions) {
    if (admission.stands()) count.told += admission.told->persons;
  }
  page.count = count;
  page.advice = say("Look who is really in the hall and say how many. Until then {} count.",
                    people(count.counted));
  if (finding.kind == FindingKind::admitted_after_revoke && !invitation.revoke_reason.empty()) {
    page.advice = say("Withdrawn: {}.", invitation.revoke_reason) + " " + page.advice;
  }
  return page;
}

FindingPage present_contested_seat(const EventState& state, SeatId seat,
                                   const DoorContext& context) {
  FindingPage page;
  page.about = seat_words(state, seat);
  page.advice =
      say("Look who sits there and say who keeps it. The other party needs another seat.");
  const auto& claims = state.seat(seat)->claims;
  for (const Claim& claim : claims) {
    FindingSide side;
    const Admission* told = nullptr;
    for (const RecordName& record : claim.told_by) {
      if (!told) told = state.admission(claim.invitation, record);
    }
    if (told) side = admission_side(state, *told);
    if (told) side.lines.insert(side.lines.begin(), say("Told at {}", side.title));
    if (!told) side.lines = {say("Assigned by the plan or by hand")};
    side.title = party_words(state, claim.invitation);
    const Refused refused = decide_settling_seat(state, seat, claim.invitation, context).refused;
    page.reason = refused_reason(refused);
    if (refused == Refused::no) side.keeps = claim.invitation;
    page.sides.push_back(std::move(side));
  }
  return page;
}

FindingPage present_contested_right(const EventState& state, SeatId seat,
                                    const DoorContext& context) {
  FindingPage page;
  page.about = seat_words(state, seat);
  page.advice =
      say("All stations but the first give it up by themselves when they hear of it. A lost one "
          "cannot: look at the seat and release it.");
  for (const Right& right : state.seat(seat)->standing()) {
    FindingSide side;
    side.title = station_name(state, right.holder);
    side.lines = {page.sides.empty() ? say("It keeps the seat") : say("It has to give it up")};
    const Device* device = state.device(right.holder);
    if (device && device->lost) side.lines.push_back(say("It was declared lost"));
    if (right.quarantined) {
      side.lines.push_back(say("Waits until somebody has looked"));
      const Refused refused = decide_release(state, right.holder, {seat}, context).refused;
      page.reason = refused_reason(refused);
      if (refused == Refused::no) side.releases = right.holder;
    }
    page.sides.push_back(std::move(side));
  }
  return page;
}

FindingPage present_copy(const EventState& state, OriginId origin, const DoorContext& context) {
  FindingPage page;
  page.about = station_name(state, origin);
  page.advice =
      say("Two machines ran from one disk. Switch the copy off, then compare what both have "
          "recorded: what they gave twice is found by itself.");
  for (const RecordName& branch : state.device(origin)->unsettled_branches()) {
    const InvitationId id = state.admitted_by(branch);
    const Admission* told = state.admission(id, branch);
    FindingSide side = told ? admission_side(state, *told) : FindingSide{};
    if (told) side.lines.insert(side.lines.begin(), party_words(state, id));
    side.title = say("Record {} · {}", branch.id.seq, hex(branch.digest).substr(12));
    if (!told) side.lines = {say("No admission: configuration, seats or a correction")};
    page.sides.push_back(std::move(side));
  }
  const Refused refused = decide_settling_copy(state, origin, context).refused;
  page.reason = refused_reason(refused);
  if (refused == Refused::no) page.copied = origin;
  return page;
}

std::string sides_in_short(const FindingPage& page) {
  std::string line;
  for (const FindingSide& side : page.sides) {
    if (!line.empty()) line += " / ";
    line += side.title;
  }
  return line;
}

}  // namespace

std::string finding_title(FindingKind kind) {
  switch (kind) {
    case FindingKind::admitted_twice:
      return say("Admitted twice");
    case FindingKind::admitted_after_revoke:
      return say("Admitted after it was withdrawn");
    case FindingKind::unknown_invitation:
      return say("Admitted, its issue not known here");
    case FindingKind::seat_contested:
      return say("Seat told to two parties");
    case FindingKind::right_contested:
      return say("Two stations can give one seat");
    case FindingKind::copied_disk:
      return say("Disk copied");
  }
  return {};
}

FindingPage present_finding(const EventState& state, const Finding& finding,
                            const DoorContext& context) {
  FindingPage page;
  switch (finding.kind) {
    case FindingKind::admitted_twice:
    case FindingKind::admitted_after_revoke:
    case FindingKind::unknown_invitation:
      page = present_of_invitation(state, finding, context);
      break;
    case FindingKind::seat_contested:
      page = present_contested_seat(state, seat_of(finding.subject), context);
      break;
    case FindingKind::right_contested:
      page = present_contested_right(state, seat_of(finding.subject), context);
      break;
    case FindingKind::copied_disk:
      page = present_copy(state, OriginId{finding.subject.key}, context);
      break;
  }
  page.finding = finding;
  return page;
}

FindingsPage present_findings(const EventState& state) {
  FindingsPage page;
  for (const Finding& finding : state.findings()) {
    const FindingPage one = present_finding(state, finding, {});
    page.findings.push_back({finding, one.about, sides_in_short(one)});
  }
  return page;
}

}  // namespace yingbin
