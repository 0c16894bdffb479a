#include "commands/door_desk.h"

#include <algorithm>
#include <utility>
#include "event/overloaded.h"

#include "scan/short_code.h"
#include "scan/typed_text.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::size_t kRecent_max = 8;
constexpr std::size_t kFound_max = 9;  // one more than is shown tells that there are others

// Ten letters and digits, with or without the dash, that the check character does not fit.
bool mistyped_short_code(const std::string& text) {
  const std::string plain = undo_full_width(text);
  const auto is = [](const char* these) {
    return [these](char c) { return std::string_view(these).find(c) != std::string_view::npos; };
  };
  const auto digits = std::count_if(plain.begin(), plain.end(), is("0123456789"));
  const auto others = std::count_if(plain.begin(), plain.end(), [](char c) {
    return (upper_ascii(c) >= 'A' && upper_ascii(c) <= 'Z');
  });
  const auto dashes = std::count_if(plain.begin(), plain.end(), is("- "));
  const bool shaped = digits > 0 && others > 0 && digits + others == 10 &&
                      digits + others + dashes == static_cast<std::ptrdiff_t>(plain.size());
  return shaped && !parse_short_code(text);
}

}  // namespace

void DoorDesk::scan(std::string_view text, double now_s) {
  DoorQuestion question;
  question.presented = station_.presented(text);
  present(question, now_s);
}

// A party of more than one is asked how many came; everything else is answered at once.
void DoorDesk::present(const DoorQuestion& question, double now_s) {
  question_ = question;
  const DoorVerdict preview = station_.preview(question);
  if (preview.outcome == DoorOutcome::admitted && preview.persons > 1 && !question.persons) {
    doing_ = DoorAsksPersons{preview};
    return;
  }
  admit(question, now_s);
}

void DoorDesk::admit(const DoorQuestion& question, double now_s) {
  question_ = question;
  auto answer = station_.admit(question);
  if (!answer) return failed(answer.failure());
  saved_ = SavedState::saved_here;
  alert_.clear();
  show(answer->verdict, answer->record, now_s);
}

void DoorDesk::show(const DoorVerdict& verdict, const RecordName& record, double now_s) {
  DoorEvent event{verdict, record, record && station_.may_undo(record)};
  recent_.push_back(event);
  if (recent_.size() > kRecent_max) recent_.erase(recent_.begin());
  doing_ = DoorTells{std::move(event)};
  sound_ = sound_of(doing_);
  shown_at_s_ = now_s;
}

void DoorDesk::failed(const Failure& failure) {
  saved_ = SavedState::failed;
  alert_ = failure.message;
  notice(NoticeKind::not_recorded, say("Not recorded"), {failure.message});
}

void DoorDesk::notice(NoticeKind kind, std::string title, std::vector<std::string> lines) {
  const bool good =
      kind == NoticeKind::undone || kind == NoticeKind::came_back || kind == NoticeKind::settled;
  doing_ = DoorNotice{good, std::move(title), std::move(lines), kind};
  sound_ = sound_of(doing_);
}

void DoorDesk::finished(const Result<Answer>& answer, NoticeKind kind, std::string done) {
  if (!answer) return failed(answer.failure());
  if (answer->allowed()) return notice(kind, std::move(done), {});
  notice(NoticeKind::refused, say("Not possible"), {refused_reason(answer->refused)});
}

void DoorDesk::undo(const RecordName& admission) {
  const InvitationId id = station_.state().admitted_by(admission);
  const bool of_finding = std::holds_alternative<DoorAtFindings>(doing_);
  const auto answer = station_.undo(admission, {});
  if (of_finding)
    return settled(answer, say("Undone"), {say("Not counted any more; the seat is free again.")});
  finished(answer, NoticeKind::undone, say("Undone"));
  auto* told = std::get_if<DoorNotice>(&doing_);
  const Invitation* invitation = station_.state().invitation(id);
  if (!told || !told->good || !invitation) return;
  told->lines = {guest_name(station_.state(), invitation->guest()),
                 say("Not counted any more; the seat is free again.")};
}

void DoorDesk::look_up(const std::string& text) {
  DoorLooksUp looks;
  looks.query = text;
  auto hits = station_.find(text, kFound_max);
  if (!hits) return failed(hits.failure());
  for (const FindHit& hit : *hits) looks.found.push_back(GuestId{hit.key});
  looks.mistyped = looks.found.empty() && mistyped_short_code(text);
  doing_ = std::move(looks);
}

bool DoorDesk::aside() const {
  const auto* notice = std::get_if<DoorNotice>(&doing_);
  return std::holds_alternative<DoorLeaves>(doing_) || (notice && notice->back);
}

// A party being counted or a name half typed is there again afterwards.
void DoorDesk::step_aside() {
  if (!aside()) before_ = std::move(doing_);
}

void DoorDesk::back() {
  if (aside()) {
    doing_ = std::move(before_);
    return;
  }
  // One page of stations or findings leads back to the list it came from.
  if (auto* at = std::get_if<DoorAtStations>(&doing_); at && at->chosen) {
    const bool asked = at->step != StationStep::look;
    doing_ = DoorAtStations{asked ? at->chosen : OriginId{}, StationStep::look};
    return;
  }
  const auto* at = std::get_if<DoorAtFindings>(&doing_);
  doing_ = at && at->chosen ? DoorDoing{DoorAtFindings{}} : DoorDoing{DoorIdle{}};
}

void DoorDesk::leave() {
  left_ = station_.context().actor.may(Permission::leave);
  if (!left_) {
    notice(NoticeKind::refused, say("Not possible"), {refused_reason(Refused::not_permitted)});
  }
}

void DoorDesk::call_coordinator() {
  std::vector<std::string> names;
  const EventState& state = station_.state();
  for (StaffId id : state.staff_ids()) {
    const Staff& staff = *state.staff(id);
    if (staff.is(Role::coordinator)) names.push_back(staff.named->name);
  }
  step_aside();
  notice(NoticeKind::coordinator, say("Please fetch the coordinator"), std::move(names));
  std::get<DoorNotice>(doing_).back = true;
}

void DoorDesk::next_act(NextAct act, double now_s) {
  if (act == NextAct::call_coordinator) return call_coordinator();
  const auto* tells = std::get_if<DoorTells>(&doing_);
  if (!tells) return;
  const DoorVerdict verdict = tells->event.verdict;
  DoorQuestion question = question_;
  switch (act) {
    case NextAct::next_guest:
    case NextAct::scan_again:
      doing_ = DoorIdle{};
      return;
    case NextAct::undo:
      return undo(tells->event.record);
    case NextAct::admit_fewer:
      question.persons = verdict.left;
      return admit(question, now_s);
    case NextAct::admit_more:
      question.persons = verdict.left + 1;
      question.more = true;
      return admit(question, now_s);
    case NextAct::come_back:
      return finished(station_.pass(verdict.invitation, 0), NoticeKind::came_back,
                      say("Welcome back"));
    case NextAct::use_replacement: {
      const Invitation* old = station_.state().invitation(verdict.invitation);
      question = {};
      question.presented.shown = Shown::found;
      question.presented.invitation = old ? old->replaced_by : InvitationId{};
      return present(question, now_s);
    }
    case NextAct::find_by_name:
      doing_ = DoorLooksUp{};
      return;
    case NextAct::call_coordinator:
    case NextAct::register_walk_in:  // not offered before there is a page for it
      return;
  }
}

void DoorDesk::take(const DoorIntent& intent, double now_s) {
  std::visit(
      Overloaded{[&](const TapNextGuest&) { doing_ = DoorIdle{}; },
                 [&](const TapPersons& tap) {
                   DoorQuestion question = question_;
                   question.persons = tap.persons;
                   admit(question, now_s);
                 },
                 [&](const TapUndo& tap) { undo(tap.admission); },
                 [&](const TapNextAct& tap) { next_act(tap.act, now_s); },
                 [&](const TapFind&) { doing_ = DoorLooksUp{}; },
                 [&](const TypeFind& typed) { look_up(typed.text); },
                 [&](const TapFound& tap) {
                   DoorQuestion question;
                   question.presented.shown = Shown::found;
                   question.presented.invitation = tap.invitation;
                   present(question, now_s);
                 },
                 [&](const TapBack&) { back(); },
                 [&](const HoldLeave&) {
                   step_aside();
                   doing_ = DoorLeaves{};
                   shown_at_s_ = now_s;
                 },
                 [&](const TapLeave&) { leave(); },
                 [&](const TapStations&) { doing_ = DoorAtStations{}; },
                 [&](const TapStation& tap) {
                   doing_ = DoorAtStations{tap.origin, tap.step};
                 },
                 [&](const TapDeclareLost& tap) { declare_lost(tap); },
                 [&](const TapStationFound& tap) {
                   settled(station_.station_found(tap.origin), say("It is back"),
                           {say("What was not released meanwhile is its own again.")});
                 },
                 [&](const TapRelease& tap) { release(tap); },
                 [&](const TapSettleCopy& tap) { settle_copy(tap.origin); },
                 [&](const TapFindings&) { doing_ = DoorAtFindings{}; },
                 [&](const TapFinding& tap) { doing_ = DoorAtFindings{tap.finding}; },
                 [&](const TapSettleAdmissions& tap) {
                   settled(station_.settle_admissions(tap.invitation, tap.persons), say("Settled"),
                           {say("{} of them count as in the hall.", tap.persons)});
                 },
                 [&](const TapSettleSeat& tap) {
                   settled(station_.settle_seat(tap.seat, tap.keeps), say("Settled"),
                           {say("Show the other party to another seat.")});
                 },
                 [&](const TapReadAgain&) { /* the camera's: open_station.cpp */ },
                 [&](const TapOtherCamera&) { /* the camera's: open_station.cpp */ },
                 [&](const TapSampleCard&) { /* the demo holds the card: open_station.cpp */ }},
      intent);
}

bool DoorDesk::tick(double now_s) {
  if (std::holds_alternative<DoorLeaves>(doing_) && now_s - shown_at_s_ >= kLeavePageStays_s) {
    back();
    return true;
  }
  const auto* tells = std::get_if<DoorTells>(&doing_);
  if (!tells || tells->event.verdict.outcome != DoorOutcome::admitted) return false;
  if (now_s - shown_at_s_ < kResultStays_s) return false;
  doing_ = DoorIdle{};
  return true;
}

std::optional<ui::Sound> DoorDesk::take_sound() { return std::exchange(sound_, std::nullopt); }

DoorModel DoorDesk::model() {
  DoorSituation situation;
  situation.doing = doing_;
  situation.recent = recent_;
  for (DoorEvent& event : situation.recent) {
    event.may_undo = event.record && station_.may_undo(event.record);
  }
  situation.context = station_.context();
  situation.saved = saved_;
  situation.alert = alert_;
  const auto now = station_.journal().now();
  situation.now_ms = now.ms;
  situation.known = {news_, now.state == ClockState::untrusted};
  return yingbin::present(station_.state(), situation);
}

}  // namespace yingbin
