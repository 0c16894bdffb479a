#include "support/big_event.h"

#include <cstdlib>
#include <string>

#include "support/names.h"

namespace yingbin {

namespace {

constexpr std::size_t kReps = 200;
constexpr std::size_t kActsAtOnce = 9'000;
constexpr int kAssigned = 1;  // zones of big_plan()
constexpr int kByRep = 2;
constexpr int kInOrder = 3;
constexpr int kOpen = 4;

StaffId rep_id(std::size_t number) { return StaffId{1000 + number}; }

Row row_of(int number, int seats, bool front) {
  Row row;
  row.label = std::to_string(number);
  row.seats = seats;
  row.aisle = {1, seats / 2, seats / 2 + 1, seats};
  row.wheelchair = number % 10 == 1 ? std::vector<int>{1, seats} : std::vector<int>{};
  for (int seat = 1; front && seat <= seats; ++seat) row.front.push_back(seat);
  return row;
}

Zone zone_of(const std::string& name, SeatingMode mode, int rows, int seats) {
  Zone zone;
  zone.name = name + "区";
  zone.mark = name;
  zone.colour = "#A3241F";
  zone.mode = mode;
  zone.capacity = rows * seats;
  zone.fallback = {FallbackStep::rep_seats, FallbackStep::zone, FallbackStep::overflow,
                   FallbackStep::standing};
  zone.overflow = {kInOrder, kOpen};
  for (int row = 1; row <= rows; ++row) zone.rows.push_back(row_of(row, seats, row <= 3));
  return zone;
}

Venue big_venue() {
  Venue venue;
  venue.name = "秋季健康联谊会";
  venue.place = "会展中心一层";
  venue.doors_open_at = 1'795'300'000'000;
  venue.starts_at = venue.doors_open_at + 3'600'000;
  venue.ends_at = venue.starts_at + 7'200'000;
  venue.utc_offset_minutes = 480;
  venue.zones = {
      zone_of("红", SeatingMode::assigned, 40, 30), zone_of("蓝", SeatingMode::rep, 50, 28),
      zone_of("绿", SeatingMode::in_order, 130, 10), zone_of("紫", SeatingMode::open, 0, 0)};
  venue.zones[kInOrder - 1].tables = true;
  venue.zones[kOpen - 1].capacity = 1'100;
  std::size_t rep = 0;  // seven seats each
  for (Row& row : venue.zones[kByRep - 1].rows) {
    for (int first = 1; first < row.seats; first += 7) {
      row.reps.push_back({first, first + 6, rep_id(rep++)});
    }
  }
  return venue;
}

// Hands out the seats of the zone whose seats are named before the day.
class NamedSeats {
 public:
  // None once a row or the hall has too few left.
  std::vector<SeatId> next(int persons) {
    if (number_ + persons > 30) {
      number_ = 0;
      ++row_;
    }
    std::vector<SeatId> seats;
    if (row_ > 33) return seats;  // the last rows are the paper reserve
    for (int i = 0; i < persons; ++i) {
      seats.push_back({kAssigned, row_, static_cast<std::uint16_t>(++number_)});
    }
    return seats;
  }

 private:
  std::uint16_t row_ = 1;
  int number_ = 0;
};

WritePerson person_of(GuestId id, std::size_t number, NameGenerator& generator) {
  WritePerson person;
  person.guest = id;
  person.name = random_chinese_name(generator);
  person.phones = {random_phone(generator)};
  person.address = "青岛路 " + std::to_string(random_below(generator, 300) + 1) + " 号";
  if (random_below(generator, 10) < 4) person.companions = {random_chinese_name(generator)};
  person.list_id = "K" + std::to_string(number);
  return person;
}

DescribeGuest facts_of(GuestId id, NameGenerator& generator) {
  DescribeGuest facts;
  facts.guest = id;
  facts.rep = rep_id(random_below(generator, kReps));
  facts.channel = static_cast<Channel>(1 + random_below(generator, 5));
  facts.grade = static_cast<Grade>(1 + random_below(generator, 3));
  facts.aisle = random_below(generator, 20) == 0;
  facts.front = random_below(generator, 30) == 0;
  facts.wheelchair = random_below(generator, 50) == 0;
  return facts;
}

void invite_all(Station& station, std::size_t guests) {
  NameGenerator generator(20261122);
  NamedSeats named;
  std::vector<Act> acts;
  for (std::size_t i = 0; i < guests; ++i) {
    const GuestId id{generator() | 1};
    const std::size_t size = random_below(generator, 10);
    const int persons = size < 6 ? 1 : size < 9 ? 2 : 3;
    constexpr int kZones[] = {kAssigned, 0, kInOrder, kOpen};
    const int zone = kZones[i % 4];
    acts.push_back(person_of(id, i, generator));
    acts.push_back(facts_of(id, generator));
    const auto draft = must(station.draft_invitation(id, persons, zone));
    acts.push_back(draft);
    if (auto seats = zone == kAssigned ? named.next(persons) : std::vector<SeatId>{};
        !seats.empty()) {
      acts.push_back(AssignSeats{draft.invitation, std::move(seats), {}, {}});
    }
    if (acts.size() < kActsAtOnce && i + 1 < guests) continue;
    must(station.record(acts));
    acts.clear();
  }
}

}  // namespace

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::current_path() / "yingbin-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("no folder can be made here: run the benchmark where it may write");
  }
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

PlannedEvent big_plan() {
  PlannedEvent plan;
  plan.venue = big_venue();
  NameGenerator generator(1);
  for (std::size_t i = 0; i < kReps; ++i) {
    plan.staff.push_back({rep_id(i), random_chinese_name(generator), {Role::rep}});
  }
  return plan;
}

std::unique_ptr<Station> found_big_event(const std::filesystem::path& folder, std::size_t guests) {
  auto station = must(Station::found(folder, big_plan(), {}));
  invite_all(*station, guests);
  return station;
}

std::unique_ptr<Station> open_big_event(const std::filesystem::path& folder) {
  return must(Station::open(folder, {}));
}

std::vector<InvitationId> order_of_arrival(const EventState& state) {
  return state.invitation_ids();
}

DoorQuestion chosen_from_list(InvitationId invitation) {
  DoorQuestion question;
  question.presented.invitation = invitation;
  question.presented.shown = Shown::found;
  return question;
}

void admit_all(Station& station, const std::vector<InvitationId>& invitations) {
  constexpr std::size_t kStandingInARow = 2'000;  // then the hall has only named seats left
  std::size_t standing = 0;
  std::size_t at = 0;
  for (; at < invitations.size() && standing < kStandingInARow; ++at) {
    const auto answer = must(station.admit(chosen_from_list(invitations[at])));
    if (answer.verdict.seat.basis == SeatBasis::named) continue;
    standing = answer.verdict.seat.seated() ? 0 : standing + 1;
  }
  std::vector<Act> acts;
  for (; at < invitations.size(); ++at) {
    auto decision =
        decide_admission(station.state(), chosen_from_list(invitations[at]), station.context());
    acts.insert(acts.end(), decision.acts.begin(), decision.acts.end());
    if (acts.size() < kActsAtOnce && at + 1 < invitations.size()) continue;
    must(station.record(acts));
    acts.clear();
  }
}

}  // namespace yingbin
