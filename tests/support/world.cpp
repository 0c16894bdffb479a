#include "support/world.h"

#include <algorithm>

#include "support/dice.h"

namespace yingbin {

namespace {

const EventId kTestEvent{0x5e5e};

Zone zone_of(const std::string& name, SeatingMode mode) {
  Zone zone;
  zone.name = name;
  zone.mark = name.substr(0, 3);  // one character of hanzi
  zone.mode = mode;
  zone.fallback = {FallbackStep::rep_seats, FallbackStep::zone, FallbackStep::overflow,
                   FallbackStep::standing};
  return zone;
}

CodeDigest digest_of(InvitationId id) {
  CodeDigest digest{};
  for (int i = 0; i < 8; ++i)
    digest[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(id.value >> 8 * i);
  digest[15] = 1;
  return digest;
}

}  // namespace

Row plain_row(const std::string& label, int seats) {
  Row row;
  row.label = label;
  row.seats = seats;
  return row;
}

Venue example_venue() {
  Venue venue;
  venue.name = "秋季联谊会";
  venue.paper_reserve_percent = 0;
  Zone red = zone_of("红区", SeatingMode::assigned);
  red.fallback = {FallbackStep::overflow, FallbackStep::standing};
  red.overflow = {kYellow};
  red.rows = {plain_row("1", 6), plain_row("2", 6)};
  Zone blue = zone_of("蓝区", SeatingMode::rep);
  blue.overflow = {kGreen, kYellow};
  for (const char* label : {"1", "2", "3"}) {
    Row row = plain_row(label, 8);
    row.aisle = {1, 8};
    blue.rows.push_back(row);
  }
  blue.rows[0].front = {1, 2, 3, 4, 5, 6, 7, 8};
  blue.rows[0].reps = {{1, 4, kRepChen}, {5, 8, kRepLin}};
  blue.rows[1].reps = {{1, 4, kRepChen}, {5, 8, kRepLin}};
  blue.rows[1].wheelchair = {4};
  Zone green = zone_of("绿区", SeatingMode::in_order);
  green.tables = true;
  green.overflow = {kYellow};
  green.rows = {plain_row("1", 6), plain_row("2", 6), plain_row("3", 6)};
  green.rows[0].wheelchair = {1};
  Zone yellow = zone_of("黄区", SeatingMode::open);
  yellow.fallback = {FallbackStep::standing};
  yellow.capacity = 10;
  venue.zones = {red, blue, green, yellow};
  for (Zone& zone : venue.zones) {
    for (const Row& row : zone.rows) zone.capacity += row.seats;
  }
  return venue;
}

SeatId seat_at(int zone, int row, int number) {
  return {static_cast<std::uint16_t>(zone), static_cast<std::uint16_t>(row),
          static_cast<std::uint16_t>(number)};
}

std::vector<SeatId> seats_from(int zone, int row, int first, int count) {
  std::vector<SeatId> seats;
  for (int i = 0; i < count; ++i) seats.push_back(seat_at(zone, row, first + i));
  return seats;
}

Seat held_by(OriginId holder) {
  Seat seat;
  seat.rights = {{1, holder, {{holder, 1}, 1}, false, false}};
  return seat;
}

World::World(const Venue& venue) {
  context.station = OriginId{1};
  context.door = "1 号门";
  std::vector<Act> acts;
  acts.push_back(OpenEvent{kTestEvent, venue, {}, context.station});
  acts.push_back(NameOrigin{context.station, {}, context.door});
  const auto staff = [&](StaffId id, const std::string& name, Role role) {
    acts.push_back(NameStaff{id, name, {role}, true});
  };
  staff(kRepChen, "陈业务", Role::rep);
  staff(kRepLin, "林业务", Role::rep);
  staff(kGreeterWang, "小王", Role::greeter);
  staff(kGreeterLi, "小李", Role::greeter);
  staff(kCoordinator, "总指挥", Role::coordinator);
  staff(kAdministrator, "管理员", Role::administrator);
  write(acts);
  write(decide_grants(state, context.station, context.station));
}

World::World(const World& other, OriginId station, const std::string& door) {
  context = other.context;
  context.station = station;
  context.door = door;
  now_ms = other.now_ms;
  next_id_ = other.next_id_ + station.value * 1'000'000;
  receive(other);
}

void World::sign_in(StaffId id) {
  const Staff* staff = state.staff(id);
  context.actor = staff ? Actor{id, staff->named->roles} : Actor{};
}

Record World::write(const std::vector<Act>& acts) {
  for (const Act& act : acts) {
    Record record;
    record.subjects = subjects_of(act);
    last_clock_ = std::max(last_clock_ + 1, static_cast<std::uint64_t>(now_ms) << 16);
    record.key.height = state.height(record.subjects) + 1;
    record.key.clock = last_clock_;
    record.key.origin = context.station;
    record.key.seq = ++seq_;
    record.key.digest = Dice(context.station.value << 32 | seq_).next();
    record.staff = context.actor.staff;
    record.act = act;
    state.apply(record);
    records.push_back(std::move(record));
  }
  return records.back();
}

void World::receive(const World& other) {
  for (const Record& record : other.records) {
    if (state.apply(record).news) records.push_back(record);
  }
}

std::vector<Act> World::draft(const Invited& invited) {
  const GuestId guest{next_id_++};
  IssueInvitation issue;
  issue.invitation = InvitationId{next_id_++};
  issue.guest = guest;
  issue.persons = invited.persons;
  issue.digest = digest_of(issue.invitation);
  issue.short_code = "SHORT" + std::to_string(10000 + issue.invitation.value % 90000);
  issue.zone = invited.zone;
  DescribeGuest facts;
  facts.guest = guest;
  facts.rep = invited.rep;
  facts.aisle = invited.aisle;
  facts.front = invited.front;
  facts.wheelchair = invited.wheelchair;
  return {WritePerson{guest, "来宾" + std::to_string(guest.value), {}, "", {}, "", {}}, facts,
          issue};
}

InvitationId World::invite(const Invited& invited) {
  const auto acts = draft(invited);
  write(acts);
  return std::get<IssueInvitation>(acts.back()).invitation;
}

void World::name_seats(InvitationId id, const std::vector<SeatId>& seats) {
  write({AssignSeats{id, seats, {}, {}}});
}

void World::grant(OriginId to, const std::vector<SeatId>& seats) {
  GrantSeats grant;
  grant.to = to;
  for (SeatId id : seats) {
    const Seat* seat = state.seat(id);
    if (seat) grant.epoch = std::max(grant.epoch, seat->epoch());
  }
  ++grant.epoch;
  grant.seats = seats;
  write({grant});
}

Presented World::code_of(InvitationId id) {
  Presented presented;
  presented.digest = digest_of(id);
  return presented;
}

Presented World::signed_code(InvitationId id, int persons, SignatureCheck signature) {
  Presented presented = code_of(id);
  presented.ours = SignedCode{kTestEvent, id, persons, signature};
  return presented;
}

DoorVerdict World::admit(const DoorQuestion& question) {
  DoorDecision decision = decide_admission(state, question, context);
  if (!decision.acts.empty()) last_admission = write(decision.acts).name();
  return decision.verdict;
}

DoorVerdict World::scan(InvitationId id) {
  DoorQuestion question;
  question.presented = code_of(id);
  return admit(question);
}

DoorVerdict World::scan(InvitationId id, int persons) {
  DoorQuestion question;
  question.presented = code_of(id);
  question.persons = persons;
  return admit(question);
}

DoorVerdict World::preview(const DoorQuestion& question) const {
  return decide_admission(state, question, context).verdict;
}

Refused World::undo(const RecordName& admission, std::optional<std::int64_t> age_ms) {
  return carry_out(decide_undo(state, admission, age_ms, "", context));
}

Refused World::carry_out(const Answer& answer) {
  if (!answer.acts.empty()) write(answer.acts);
  return answer.refused;
}

void World::pass(InvitationId id, int out) {
  const auto acts = decide_passing(state, id, out, context);
  if (!acts.empty()) write(acts);
}

std::vector<SeatId> World::seats_of(InvitationId id) const {
  std::vector<SeatId> seats;
  for (const HeldSeat& held : invitation(id).held) seats.push_back(held.seat);
  std::sort(seats.begin(), seats.end());
  return seats;
}

bool World::has(FindingKind kind, const Subject& subject) const {
  return state.findings().contains(Finding{kind, subject});
}

}  // namespace yingbin
