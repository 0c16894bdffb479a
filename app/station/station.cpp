#include "station/station.h"

#include <algorithm>
#include <variant>

#include "journal/digest.h"
#include "keys/key_files.h"
#include "scan/invitation_code.h"
#include "scan/short_code.h"
#include "station/station_parts.h"
#include "text/say.h"

namespace yingbin {

namespace {

const SystemTime kSystemTime;

Result<Actor> actor_named(const EventState& state, const std::string& name) {
  if (name.empty()) return Actor{};
  for (StaffId id : state.staff_ids()) {
    const Staff& staff = *state.staff(id);
    if (!staff.named || staff.named->name != name) continue;
    if (!staff.named->active) {
      return Failure{say("{} no longer works at this event. Choose somebody else.", name)};
    }
    return Actor{id, staff.named->roles};
  }
  return Failure{say("Nobody on the staff is called {}. The venue file lists the names.", name)};
}

}  // namespace

Station::Station(Journal journal, const StationOptions& options)
    : journal_(std::move(journal)),
      folder_(journal_.folder()),
      door_(options.door),
      time_(options.surroundings.time ? options.surroundings.time : &kSystemTime) {}

Station::~Station() {
  // Best effort: the cache only makes the next start quicker.
  if (!trial_) (void)journal_.write_cache();
}

Result<std::unique_ptr<Station>> Station::found(const std::filesystem::path& folder,
                                                const PlannedEvent& plan,
                                                const StationOptions& options) {
  const EventId event{random_id() & 0xffffffffU};
  auto journal = Journal::create(folder, event, {}, options.surroundings);
  if (!journal) return journal.failure();
  auto device = create_device_key(folder);
  if (!device) return device.failure();
  auto invite = create_invite_key(folder);
  if (!invite) return invite.failure();
  std::unique_ptr<Station> station(new Station(std::move(*journal), options));
  const OriginId self = station->journal_.origin();

  std::vector<Act> acts;
  acts.push_back(OpenEvent{event, plan.venue, device->public_key(), self});
  acts.push_back(NameOrigin{self, device->public_key(), options.door, StationRole::door});
  const PublicKey invite_key = invite->public_key();
  acts.push_back(NameInviteKey{event, key_id(invite_key), invite_key, false});
  for (const PlannedStaff& staff : plan.staff) {
    acts.push_back(NameStaff{staff.id, staff.name, staff.roles, true});
  }
  if (auto written = station->record(acts); !written) return written.failure();
  const auto grants = decide_grants(station->state_, self, self);
  if (auto written = station->record(grants); !written) return written.failure();
  if (auto started = station->start(options); !started) return started.failure();
  return station;
}

Result<std::unique_ptr<Station>> Station::open(const std::filesystem::path& folder,
                                               const StationOptions& options) {
  auto journal = Journal::open(folder, options.access, options.surroundings);
  if (!journal) return journal.failure();
  return on(*std::move(journal), options);
}

Result<std::unique_ptr<Station>> Station::join(const std::filesystem::path& folder, EventId event,
                                               OriginId origin, const StationOptions& options) {
  auto journal = Journal::create(folder, event, origin, options.surroundings);
  if (!journal) return journal.failure();
  return on(*std::move(journal), options);
}

Result<std::unique_ptr<Station>> Station::on(Journal journal, const StationOptions& options) {
  std::unique_ptr<Station> station(new Station(std::move(journal), options));
  if (auto replayed = station->replay_all(options.access); !replayed) return replayed.failure();
  if (auto started = station->start(options); !started) return started.failure();
  return station;
}

Result<void> Station::replay_all(Access access) {
  auto replayed = replay(journal_, state_);
  if (!replayed) return replayed.failure();
  replayed_ = std::move(*replayed);
  if (access != Access::write) return {};
  if (auto forgotten = forget_erased(state_.guest_ids()); !forgotten) return forgotten;
  return name_own_origin();
}

Result<void> Station::start(const StationOptions& options) {
  auto actor = actor_named(state_, options.staff);
  if (!actor) return actor.failure();
  actor_ = std::move(*actor);
  return {};
}

DoorContext Station::context() const { return {journal_.origin(), door_, actor_, certain_}; }

std::int64_t Station::now_ms() { return journal_.now().ms; }

SignatureCheck Station::check_signature(std::string_view text) const {
  const auto parsed = parse_invitation_code(text);
  const auto* code = std::get_if<InvitationCode>(&parsed);
  if (!code) return SignatureCheck::broken;
  for (const auto& [id, key] : state_.event().keys) {
    if (id != code->key_id) continue;
    if (!signature_holds(*code, key.key)) return SignatureCheck::broken;
    return key.revoked ? SignatureCheck::key_revoked : SignatureCheck::holds;
  }
  return SignatureCheck::key_unknown;
}

Presented Station::presented(std::string_view text) const {
  Presented presented;
  const std::string code = normalise_code(text);
  if (code.empty()) {
    presented.readable = false;
    return presented;
  }
  presented.digest = code_digest(code);
  if (state_.by_code(presented.digest)) return presented;  // known: no signature to check
  if (const auto short_code = parse_short_code(code);
      short_code && state_.by_short_code(*short_code)) {
    presented.short_code = *short_code;
    presented.shown = Shown::short_code;
    return presented;
  }
  const auto parsed = parse_invitation_code(code);
  if (const auto* ours = std::get_if<InvitationCode>(&parsed)) {
    presented.ours = SignedCode{EventId{ours->fields.event}, InvitationId{ours->fields.invitation},
                                ours->fields.persons, check_signature(code)};
  } else {
    presented.damaged = std::get<CodeFault>(parsed) == CodeFault::damaged;
  }
  return presented;
}

DoorVerdict Station::preview(const DoorQuestion& question) const {
  return decide_admission(state_, question, context()).verdict;
}

Result<DoorAnswer> Station::admit(const DoorQuestion& question) {
  if (!actor_.may(Permission::admit)) {
    return Failure{
        say("Your role does not work at a door. Let a greeter or a coordinator take over.")};
  }
  DoorDecision decision = decide_admission(state_, question, context());
  DoorAnswer answer{std::move(decision.verdict), {}};
  if (decision.acts.empty()) return answer;
  auto written = write(decision.acts);
  if (!written) return written.failure();
  answer.record = *written;
  recorded_at_[answer.record] = time_->monotonic_ms();
  return answer;
}

Result<std::vector<DoorAnswer>> Station::admit_coach(std::span<const InvitationId> invitations,
                                                     std::int64_t happened_at) {
  std::vector<DoorAnswer> answers;
  for (InvitationId invitation : invitations) {
    DoorQuestion question;
    question.presented.invitation = invitation;
    question.presented.shown = Shown::coach;
    question.happened_at = happened_at;
    auto answer = admit(question);
    if (!answer) return answer.failure();
    answers.push_back(std::move(*answer));
  }
  return answers;
}

Result<Answer> Station::carry_out(Answer answer) {
  if (!answer.allowed() || answer.acts.empty()) return answer;
  if (auto written = write(answer.acts); !written) return written.failure();
  return answer;
}

Answer Station::answer_undo(const RecordName& admission, const std::string& reason) const {
  std::optional<std::int64_t> age_ms;
  const auto at = recorded_at_.find(admission);
  if (at != recorded_at_.end()) age_ms = time_->monotonic_ms() - at->second;
  return decide_undo(state_, admission, age_ms, reason, context());
}

Result<Answer> Station::undo(const RecordName& admission, const std::string& reason) {
  return carry_out(answer_undo(admission, reason));
}

bool Station::may_undo(const RecordName& admission) const {
  return answer_undo(admission, {}).allowed();
}

Result<Answer> Station::pass(InvitationId invitation, int out) {
  Answer answer;
  answer.acts = decide_passing(state_, invitation, out, context());
  const Invitation* party = state_.invitation(invitation);
  if (party && out > party->counted()) return Answer{Refused::wrong_count, {}};
  if (answer.acts.empty()) answer.refused = Refused::nothing_to_do;
  return carry_out(std::move(answer));
}

Result<Answer> Station::move(InvitationId invitation, const std::vector<SeatId>& to, bool insist) {
  return carry_out(decide_move(state_, invitation, to, insist, context()));
}

Result<Answer> Station::free_seats(InvitationId invitation) {
  return carry_out(decide_freeing(state_, invitation, context()));
}

Result<Answer> Station::release_absent(std::optional<StaffId> rep) {
  return carry_out(decide_releasing_absent(state_, rep, context()));
}

Result<Answer> Station::revoke(InvitationId invitation, const std::string& reason, bool reissue) {
  std::optional<IssueInvitation> replacement;
  const Invitation* old = state_.invitation(invitation);
  if (reissue && old && old->issued) {
    auto draft = draft_invitation(old->guest(), old->left(), old->issued->zone);
    if (!draft) return draft.failure();
    replacement = std::move(*draft);
  }
  return carry_out(decide_revoking(state_, invitation, reason, replacement, context()));
}

Result<Answer> Station::settle_admissions(InvitationId invitation, int persons) {
  return carry_out(decide_settling_admissions(state_, invitation, persons, context()));
}

Result<Answer> Station::settle_seat(SeatId seat, InvitationId keeps) {
  return carry_out(decide_settling_seat(state_, seat, keeps, context()));
}

Result<Answer> Station::erase(GuestId guest, const std::string& reason) {
  return carry_out(decide_erasing(state_, guest, reason, context()));
}

Result<SeatingReport> Station::seat_before_the_day(int zone) {
  if (!actor_.may(Permission::invite)) {
    return Failure{say("Seating everybody takes an administrator. Name one with --staff.")};
  }
  Result<void> written;
  const auto take = [&](const Act& act) {
    written = record({&act, 1});
    return static_cast<bool>(written);
  };
  const SeatingReport report = seat_invited(state_, journal_.origin(), zone, take);
  if (!written) return written.failure();
  return report;
}

Result<RecordName> Station::write(std::span<const Act> acts) {
  RecordName last;
  if (trial_) {
    for (const Act& act : acts) {
      Record record;
      record.subjects = subjects_of(act);
      record.key = {state_.height(record.subjects) + 1, static_cast<std::uint64_t>(now_ms()) << 16,
                    journal_.origin(), UINT64_MAX / 2 + ++trial_seq_, 0};
      record.staff = actor_.staff;
      record.act = act;
      last = record.name();
      take(std::move(record));
    }
    return last;
  }
  const auto heights = [this](const Subject& subject) { return state_.height(subject); };
  auto appended = journal_.append(acts, actor_.staff, heights);
  if (!appended) return appended.failure();
  if (!appended->empty()) last = appended->back().name();
  if (auto forgotten = forget_erased(take_all(*std::move(appended))); !forgotten) {
    return forgotten.failure();
  }
  return last;
}

Result<void> Station::record(std::span<const Act> acts) {
  if (acts.empty()) return {};
  if (auto written = write(acts); !written) return written.failure();
  return {};
}

void Station::take(Record record) {
  const Applied& applied = state_.apply(std::move(record));
  if (!finder_) return;
  for (GuestId guest : applied.guests) index_guest(guest);
}

std::vector<GuestId> Station::take_all(std::vector<Record> records) {
  std::vector<GuestId> personal;
  for (Record& record : records) {
    const bool tells = record.as<ErasePerson>() || record.as<WritePerson>();
    for (const Subject& subject : record.subjects) {
      if (tells && subject.kind == SubjectKind::guest) personal.push_back(GuestId{subject.key});
    }
    take(std::move(record));
  }
  return personal;
}

// Bodies that a record told to forget leave this disk at once, also those that came after it; a
// station that died in between drops them when it starts again.
Result<void> Station::forget_erased(std::span<const GuestId> guests) {
  for (GuestId guest : guests) {
    const auto bodies = state_.to_erase(guest);
    if (bodies.empty()) continue;
    if (auto erased = journal_.erase(bodies); !erased) return erased.failure();
  }
  return {};
}

void Station::index_guest(GuestId id) {
  const Guest* guest = state_.guest(id);
  if (!guest || !guest->person) return finder_->index.remove(id.value);
  FindEntry entry;
  entry.name = guest->person->name;
  entry.companions = guest->person->companions;
  entry.phones = guest->person->phones;
  entry.list_id = guest->person->list_id;
  if (!guest->invitations.empty()) {
    const Invitation* invitation = state_.invitation(guest->invitations.back());
    if (invitation && invitation->issued) entry.short_code = invitation->issued->short_code;
  }
  const Staff* rep = guest->facts ? state_.staff(guest->facts->rep) : nullptr;
  if (rep && rep->named) entry.rep_name = rep->named->name;
  finder_->index.set(id.value, entry);
}

Result<std::vector<FindHit>> Station::find(std::string_view text, std::size_t limit) {
  if (!finder_) {
    auto pinyin = Pinyin::open();
    if (!pinyin) return pinyin.failure();
    finder_ = std::make_unique<Finder>(std::move(*pinyin));
    for (GuestId id : state_.guest_ids()) index_guest(id);
  }
  return finder_->index.find(text, limit);
}

}  // namespace yingbin
