#include "support/record_sets.h"

#include <algorithm>
#include <iterator>

namespace yingbin {

namespace {

constexpr std::int64_t kDay_ms = 1793577600000;  // 2026-11-02

using Held = std::vector<Record>;

EventId an_event(Dice& dice) { return EventId{dice.chance(95) ? 0xE1u : 0xE2u}; }
StaffId a_rep(Dice& dice) { return StaffId{static_cast<std::uint64_t>(dice.below(4))}; }
GuestId a_guest(Dice& dice) { return GuestId{static_cast<std::uint64_t>(dice.between(1, 3))}; }
InvitationId an_invitation(Dice& dice) {
  return InvitationId{static_cast<std::uint64_t>(dice.between(1, 4))};
}
std::uint64_t an_epoch(Dice& dice) { return static_cast<std::uint64_t>(dice.below(4)); }
OriginId an_origin(Dice& dice) { return OriginId{static_cast<std::uint64_t>(dice.between(1, 6))}; }

SeatId a_seat(Dice& dice) {
  const auto zone = static_cast<std::uint16_t>(dice.between(1, 3));
  const auto number = static_cast<std::uint16_t>(dice.between(1, 3));
  return {zone, static_cast<std::uint16_t>(zone == 3 ? 0 : 1), number};
}

// Up to `most`, now and then the same one twice.
std::vector<SeatId> seats(Dice& dice, int most) {
  std::vector<SeatId> all;
  for (int left = dice.below(most + 1); left > 0; --left) all.push_back(a_seat(dice));
  return all;
}

// An admission out of those held; none where nobody was admitted.
const Record* an_admission(Dice& dice, const Held& held) {
  std::vector<const Record*> admissions;
  for (const Record& record : held) {
    if (record.as<AdmitGuest>()) admissions.push_back(&record);
  }
  return admissions.empty() ? nullptr : dice.pick(admissions);
}

// What told some seats, as whoever frees them knows it: mostly all that is held, at times less.
std::vector<RecordName> tellings(Dice& dice, const Held& held) {
  std::vector<RecordName> all;
  for (const Record& record : held) {
    const bool named = record.as<AssignSeats>() || record.as<MoveParty>();
    if ((named || record.as<AdmitGuest>()) && dice.chance(80)) all.push_back(record.act_name());
  }
  return all;
}

template <std::size_t N>
std::array<std::uint8_t, N> bytes(Dice& dice) {
  std::array<std::uint8_t, N> all{};
  all[0] = static_cast<std::uint8_t>(dice.below(3));
  return all;
}

Act open_event(Dice& dice, const Held&) {
  OpenEvent act;
  act.event = an_event(dice);
  act.founder = bytes<32>(dice);
  act.mint = an_origin(dice);
  act.venue.name = dice.chance(50) ? "秋季健康联谊会" : "Tag";
  for (int left = dice.below(4); left > 0; --left) {
    Row row;
    row.label = "1";
    row.seats = dice.between(1, 3);
    Zone zone;
    zone.name = "红区";
    zone.rows.push_back(row);
    act.venue.zones.push_back(zone);
  }
  return act;
}

Act name_staff(Dice& dice, const Held&) {
  return NameStaff{.staff = a_rep(dice),
                   .name = dice.chance(50) ? "王芳" : "\"李\\\n",
                   .roles = {static_cast<Role>(dice.below(5))},
                   .active = dice.chance(80)};
}

Act name_invite_key(Dice& dice, const Held&) {
  return NameInviteKey{.event = an_event(dice),
                       .key_id = dice.below(3),
                       .key = bytes<32>(dice),
                       .revoked = dice.chance(30)};
}

Act set_event_level(Dice& dice, const Held&) {
  return SetEventLevel{.event = an_event(dice), .level = dice.below(4)};
}

Act name_origin(Dice& dice, const Held&) {
  return NameOrigin{.named = an_origin(dice),
                    .key = bytes<32>(dice),
                    .station = "1 号门",
                    .role = static_cast<StationRole>(dice.below(7))};
}

Act grant_seats(Dice& dice, const Held&) {
  return GrantSeats{.to = an_origin(dice), .epoch = an_epoch(dice), .seats = seats(dice, 4)};
}

Act return_seats(Dice& dice, const Held&) {
  return ReturnSeats{.epoch = an_epoch(dice), .seats = seats(dice, 3)};
}

Act give_seats(Dice& dice, const Held&) {
  return GiveSeats{.to = an_origin(dice), .epoch = an_epoch(dice), .seats = seats(dice, 3)};
}

Act declare_lost(Dice& dice, const Held&) {
  return DeclareLost{
      .origin = an_origin(dice), .approved_by = a_rep(dice), .seats = seats(dice, 4)};
}

Act release_lost(Dice& dice, const Held&) {
  return ReleaseLost{.origin = an_origin(dice), .epoch = an_epoch(dice), .seats = seats(dice, 3)};
}

Act station_found(Dice& dice, const Held&) {
  return StationFound{.origin = an_origin(dice), .seats = seats(dice, 3)};
}

Act revoke_origin(Dice& dice, const Held&) {
  return RevokeOrigin{.origin = an_origin(dice), .reason = "stolen"};
}

Act hand_over_mint(Dice& dice, const Held&) {
  return HandOverMint{.event = an_event(dice), .to = an_origin(dice)};
}

Act replace_mint(Dice& dice, const Held&) {
  return ReplaceMint{.event = an_event(dice),
                     .dead = an_origin(dice),
                     .to = an_origin(dice),
                     .approved_by = a_rep(dice)};
}

// Few, so that what was noted is settled now and then.
std::vector<RecordName> branches(Dice& dice) {
  std::vector<RecordName> all;
  for (int left = dice.below(3); left > 0; --left)
    all.push_back({{OriginId{1}, 1}, static_cast<std::uint64_t>(dice.below(3))});
  return all;
}

Act note_copy(Dice& dice, const Held&) {
  return NoteCopy{.origin = an_origin(dice), .branches = branches(dice)};
}

Act settle_copy(Dice& dice, const Held&) {
  return SettleCopy{.origin = an_origin(dice), .branches = branches(dice)};
}

Act write_person(Dice& dice, const Held&) {
  WritePerson act;
  act.guest = a_guest(dice);
  act.name = dice.chance(50) ? "𬱖翀" : "Ann";
  act.phones = {"13800000000"};
  return act;
}

Act describe_guest(Dice& dice, const Held&) {
  return DescribeGuest{.guest = a_guest(dice),
                       .rep = a_rep(dice),
                       .channel = static_cast<Channel>(dice.below(7)),
                       .grade = static_cast<Grade>(dice.below(4)),
                       .complete = dice.chance(70),
                       .walk_in = dice.chance(30)};
}

Act issue_invitation(Dice& dice, const Held&) {
  IssueInvitation act;
  act.invitation = an_invitation(dice);
  act.guest = a_guest(dice);
  act.persons = dice.between(1, 4);
  act.digest = bytes<16>(dice);
  if (dice.chance(50)) act.short_code = "ABCDEFGHJ0";
  act.zone = dice.below(3);
  return act;
}

Act revoke_invitation(Dice& dice, const Held& held) {
  return RevokeInvitation{.invitation = an_invitation(dice),
                          .guest = a_guest(dice),
                          .reason = dice.chance(50) ? "lost" : "",
                          .replaced_by = InvitationId{static_cast<std::uint64_t>(dice.below(5))},
                          .seats = seats(dice, 3),
                          .ends = tellings(dice, held)};
}

Act assign_seats(Dice& dice, const Held& held) {
  return AssignSeats{.invitation = an_invitation(dice),
                     .seats = seats(dice, 3),
                     .released = seats(dice, 2),
                     .ends = tellings(dice, held)};
}

Act admit_guest(Dice& dice, const Held&) {
  AdmitGuest act;
  act.invitation = an_invitation(dice);
  act.persons = dice.below(4);
  act.admits = dice.between(1, 4);
  if (dice.chance(70)) act.guest = a_guest(dice);
  act.zone = dice.below(4);
  act.seats = seats(dice, 3);
  act.basis = static_cast<SeatBasis>(dice.below(8));
  act.shown = static_cast<Shown>(dice.below(6));
  act.certain = dice.chance(80);
  act.door = dice.chance(50) ? "1 号门" : "2 号门";
  if (dice.chance(20)) act.happened_at = kDay_ms + dice.between(-2, 2) * 300'000;
  return act;
}

Act undo_admission(Dice& dice, const Held& held) {
  UndoAdmission act;
  act.admission = {{an_origin(dice), static_cast<std::uint64_t>(dice.between(1, 5))},
                   static_cast<std::uint64_t>(dice.below(3))};
  act.invitation = an_invitation(dice);
  act.seats = seats(dice, 2);
  act.ends = tellings(dice, held);
  const Record* seen = an_admission(dice, held);
  if (!seen) return act;
  act.admission = seen->act_name();
  const auto* told = seen->as<AdmitGuest>();
  act.invitation = told->invitation;
  act.guest = told->guest;
  if (dice.chance(80)) act.seats = told->seats;
  return act;
}

Act pass_door(Dice& dice, const Held&) {
  return PassDoor{.invitation = an_invitation(dice), .out = dice.below(4), .door = "1 号门"};
}

Act widen_invitation(Dice& dice, const Held&) {
  return WidenInvitation{
      .invitation = an_invitation(dice), .more = dice.between(-2, 2), .approved_by = a_rep(dice)};
}

Act move_party(Dice& dice, const Held& held) {
  return MoveParty{.invitation = an_invitation(dice),
                   .from = seats(dice, 3),
                   .to = seats(dice, 3),
                   .zone = 1,
                   .ends = tellings(dice, held)};
}

Act free_seats(Dice& dice, const Held& held) {
  return FreeSeats{.invitation = an_invitation(dice),
                   .seats = seats(dice, 3),
                   .reason = FreeReason::absent,
                   .ends = tellings(dice, held)};
}

Act settle_admissions(Dice& dice, const Held& held) {
  SettleAdmissions act;
  act.invitation = an_invitation(dice);
  act.persons = dice.below(5);
  for (int looked_at = dice.below(4); looked_at > 0; --looked_at) {
    const Record* seen = an_admission(dice, held);
    if (!seen) break;
    if (act.admissions.empty()) act.invitation = seen->as<AdmitGuest>()->invitation;
    act.admissions.push_back(seen->act_name());
  }
  return act;
}

Act settle_seat(Dice& dice, const Held& held) {
  SettleSeat act;
  act.seat = a_seat(dice);
  act.keeps = an_invitation(dice);
  for (int losers = dice.below(3); losers > 0; --losers) act.loses.push_back(an_invitation(dice));
  act.ends = tellings(dice, held);
  return act;
}

Act erase_person(Dice& dice, const Held&) {
  return ErasePerson{.guest = a_guest(dice), .reason = "asked"};
}

// Acts that meet often stand here more than once.
constexpr Act (*kActs[])(Dice&, const Held&) = {
    open_event,        name_staff,        name_invite_key,   set_event_level, name_origin,
    grant_seats,       return_seats,      write_person,      write_person,    describe_guest,
    describe_guest,    issue_invitation,  issue_invitation,  assign_seats,    assign_seats,
    revoke_invitation, admit_guest,       admit_guest,       admit_guest,     admit_guest,
    admit_guest,       admit_guest,       undo_admission,    undo_admission,  undo_admission,
    undo_admission,    pass_door,         widen_invitation,  move_party,      move_party,
    free_seats,        settle_admissions, settle_admissions, settle_seat,     erase_person,
    grant_seats,       give_seats,        give_seats,        declare_lost,    declare_lost,
    release_lost,      station_found,     revoke_origin,     hand_over_mint,  replace_mint,
    note_copy,         settle_copy};

Subject any_subject(Dice& dice) {
  switch (dice.below(7)) {
    case 0:
      return subject_of(an_event(dice));
    case 1:
      return subject_of(a_rep(dice));
    case 2:
      return subject_of(a_guest(dice));
    case 3:
      return subject_of(an_invitation(dice));
    case 4:
      return subject_of(a_seat(dice));
    case 5:
      return subject_of(an_origin(dice));
    default:
      return parse_subject("gift/" + std::to_string(dice.below(3)));
  }
}

void make_unknown(Record& record, Dice& dice) {
  record.act = UnknownAct{"draw_lot", dice.chance(50) ? "persons: not a number" : ""};
  record.subjects.clear();
  for (int left = dice.below(4); left > 0; --left) record.subjects.push_back(any_subject(dice));
}

}  // namespace

Act any_act(Dice& dice, const std::vector<Record>& held) {
  return kActs[static_cast<std::size_t>(dice.below(static_cast<int>(std::size(kActs))))](dice,
                                                                                         held);
}

namespace {

ReplayKey any_key(Dice& dice) {
  constexpr std::uint64_t kDayClock = static_cast<std::uint64_t>(kDay_ms) << 16;
  const std::vector<std::uint64_t> clocks = {
      0, 1, kDayClock, kDayClock + 1, kDayClock + (1ULL << 40), (1ULL << 63) - 1};
  ReplayKey key;
  key.height = dice.chance(3) ? ~0ULL : static_cast<std::uint64_t>(dice.below(6));
  key.clock = dice.pick(clocks);
  key.origin = an_origin(dice);
  key.seq = static_cast<std::uint64_t>(dice.between(1, 5));
  key.digest = static_cast<std::uint64_t>(dice.below(3));
  return key;
}

Record any_record(Dice& dice, const Held& held) {
  Record record;
  record.key = any_key(dice);
  record.clock_state = static_cast<ClockState>(dice.below(3));
  record.staff = a_rep(dice);
  const Act act = any_act(dice, held);
  record.act = act;
  record.subjects = subjects_of(act);
  if (dice.chance(3)) record.subjects.push_back(parse_subject("gift/1"));
  if (dice.chance(3) && !record.subjects.empty())
    record.subjects.push_back(record.subjects.front());
  if (dice.chance(8)) make_unknown(record, dice);
  if (dice.chance(4)) record.act = ErasedAct{};
  return record;
}

void cite(Record& record, Dice& dice, const Held& held) {
  Record cited = dice.pick(held);
  if (dice.chance(10)) cited.key = any_key(dice);  // of which nothing is held
  if (cited.act_name().id.origin == record.key.origin)
    return;  // a copy is always under another origin
  record.again = cited.act_name();
  if (dice.chance(30)) return;
  record.act = cited.act;
  record.subjects = cited.subjects;
}

}  // namespace

std::vector<Record> thrown_together(const Words& words) {
  std::vector<Record> records;
  for (std::uint64_t word : words) {
    Dice dice(word);
    Record record = any_record(dice, records);
    if (!records.empty() && dice.chance(20)) cite(record, dice, records);
    // The same digest is the same record: it covers everything.
    const auto same = std::find_if(records.begin(), records.end(), [&](const Record& one) {
      return one.id() == record.id() && one.key.digest == record.key.digest;
    });
    records.push_back(same == records.end() ? record : Record(*same));
  }
  return records;
}

std::vector<Record> erased(std::vector<Record> records, const std::vector<RecordName>& names) {
  for (Record& record : records) {
    const bool told = std::find(names.begin(), names.end(), record.name()) != names.end();
    if (told && record.as<WritePerson>()) record.act = ErasedAct{};
  }
  return records;
}

}  // namespace yingbin
