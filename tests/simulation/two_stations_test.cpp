// Two doors of one event for hundreds of acts on real stations and real folders: cut off from each
// other, killed, with wrong clocks, one of them copied or restored (P-durable, P-converge,
// P-scarce, P-visible). `test_simulation --seed=7` repeats one day; without it a few fixed days
// run.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>

#include "journal/replay.h"
#include "support/dice.h"
#include "support/oracle.h"
#include "support/simulated_station.h"

namespace yingbin {
namespace {

namespace fs = std::filesystem;

constexpr int kGuests = 200;
constexpr int kActs = 400;
constexpr std::int64_t kMorning_ms = Clock::kBuiltAt_ms + 8 * 3'600'000;
constexpr std::int64_t kYear_ms = 365LL * 24 * 3'600'000;

// What may go wrong on a day. On an orderly one no seat that others may still think taken is given
// on.
enum class Day : std::uint8_t { orderly, freeing, copied, restored };

struct Acknowledged {
  RecordName record;
  InvitationId invitation;
  int persons = 0;
  bool undone = false;
  std::size_t station = 0;  // where somebody was told
  bool lost = false;        // with the disk that was restored, before anybody else had it
};

Venue planned_venue() {
  Venue venue;
  venue.name = "秋季健康联谊会";
  venue.doors_open_at = kMorning_ms;
  venue.starts_at = kMorning_ms + 3'600'000;
  venue.ends_at = kMorning_ms + 4 * 3'600'000;
  venue.more_people = AskRule::allow;
  for (SeatingMode mode :
       {SeatingMode::assigned, SeatingMode::rep, SeatingMode::in_order, SeatingMode::open}) {
    Zone zone;
    zone.name = name_of(mode);
    zone.mode = mode;
    zone.fallback = {FallbackStep::rep_seats, FallbackStep::zone, FallbackStep::standing};
    zone.capacity = 80;
    for (int row = 1; row <= 8 && mode != SeatingMode::open; ++row) {
      Row seats;
      seats.label = std::to_string(row);
      seats.seats = 10;
      seats.reps = {{1, 5, StaffId{1}}, {6, 10, StaffId{2}}};
      zone.rows.push_back(seats);
    }
    venue.zones.push_back(zone);
  }
  return venue;
}

class Simulation {
 public:
  explicit Simulation(std::uint64_t seed)
      : dice_(seed), day_(static_cast<Day>(seed % 4)), folder_(made_folder()) {
    stations_.push_back(std::make_unique<SimulatedStation>(folder_ / "a", "1 号门"));
    stations_.push_back(std::make_unique<SimulatedStation>(folder_ / "b", "2 号门"));
    for (auto& one : stations_) one->time.true_ms = kMorning_ms - 24 * 3'600'000;
    prepare();
  }
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;
  ~Simulation() {
    stations_.clear();
    fs::remove_all(folder_);
  }

  void run() {
    for (int act = 0; act < kActs; ++act) {
      for (auto& one : stations_) one->time.true_ms += dice_.below(40'000);
      step(dice_.below(static_cast<int>(stations_.size())));
      if (act == kActs / 3 && day_ == Day::copied) copy_the_second();
      if (act == kActs / 4) backup_ = stations_[1]->image();
      if (act == kActs / 2 && day_ == Day::restored) restore_the_second();
      if (testing::Test::HasFailure()) return;
    }
    meet();
    if (!testing::Test::HasFailure()) settle_everything();
  }

  [[nodiscard]] std::string summary() {
    return std::to_string(hub().journal().count()) + " records, " + std::to_string(told_.size()) +
           " admissions, " + std::to_string(hub().state().figures().all.arrived_persons) +
           " persons in, " + std::to_string(kills_) + " kills, " + std::to_string(meetings_) +
           " meetings, " + std::to_string(hub().journal().forks().size()) + " forks, " +
           std::to_string(findings_) + " findings, " + std::to_string(contested_) +
           " of them seats";
  }

 private:
  static fs::path made_folder() {
    std::string name = (fs::temp_directory_path() / "yingbin-day-XXXXXX").string();
    return mkdtemp(name.data());
  }

  SimulatedStation& at(int station) { return *stations_[static_cast<std::size_t>(station)]; }
  Station& hub() { return stations_[0]->station(); }

  // Guests, invitations, named seats for some; half of the rights to seats go to the second door.
  void prepare() {
    PlannedEvent plan;
    plan.venue = planned_venue();
    plan.staff = {{StaffId{1}, "王芳", {Role::rep}}, {StaffId{2}, "李强", {Role::rep}}};
    stations_[0]->found(plan);
    std::vector<Act> acts;
    for (std::uint64_t id = 1; id <= kGuests; ++id) invite(GuestId{id}, acts);
    write(hub(), acts);
    EXPECT_TRUE(hub().seat_before_the_day(1));
    share_rights();
    stations_[1]->join(hub().journal().event(), second_);
    meet();
    for (InvitationId id : hub().state().invitation_ids()) codes_[id] = *hub().code_text(id);
  }

  void invite(GuestId guest, std::vector<Act>& acts) {
    WritePerson person;
    person.guest = guest;
    person.name = "来宾" + std::to_string(guest.value);
    person.phones = {std::to_string(13800000000 + guest.value)};
    acts.push_back(person);
    DescribeGuest facts;
    facts.guest = guest;
    facts.rep = StaffId{guest.value % 2 + 1};
    facts.grade = static_cast<Grade>(dice_.below(4));
    facts.wheelchair = dice_.chance(3);
    acts.push_back(facts);
    auto issue = hub().draft_invitation(guest, dice_.between(1, 4), dice_.below(5));
    ASSERT_TRUE(issue) << issue.message();
    issue->invitation = InvitationId{guest.value};
    issue->digest = *hub().digest_of(*issue);
    acts.push_back(*issue);
  }

  void write(Station& station, const std::vector<Act>& acts) {
    const auto written = station.record(acts);
    EXPECT_TRUE(written) << written.message();
  }

  // The mint gives the second door every other free seat; it gives first, on its own disk.
  void share_rights() {
    GrantSeats grant;
    grant.to = second_;
    grant.epoch = 1000;
    const Hall& hall = hub().state().hall();
    for (int zone = 1; zone <= hall.zones(); ++zone) {
      for (int row = hall.first_row(zone); row <= hall.last_row(zone); ++row) {
        for (const Place& place : hall.row(zone, row)) {
          if (place.free_for(hub().journal().origin()) && dice_.chance(50))
            grant.seats.push_back(place.id);
        }
      }
    }
    write(hub(), {grant});
  }

  void step(int index) {
    SimulatedStation& here = at(index);
    const int chosen = dice_.below(100);
    if (chosen < 50) return admit(index);
    if (chosen < 60) return undo(index);
    if (chosen < 66) return (void)here.station().pass(any_invitation(), dice_.below(3));
    if (chosen < 76) return free_or_move(here);
    if (chosen < 80) return erase(here);
    if (chosen < 85) return set_clock_wrong(here);
    if (chosen < 91) return kill(here);
    if (chosen < 95) return hand_over_some();
    if (chosen < 96) return meet();
    admit(index);
  }

  InvitationId any_invitation() {
    return InvitationId{static_cast<std::uint64_t>(dice_.between(1, kGuests))};
  }

  void admit(int index) {
    DoorQuestion question;
    const InvitationId id = any_invitation();
    question.presented = at(index).station().presented(codes_.at(id));
    if (dice_.chance(40)) question.persons = dice_.between(1, 3);
    if (dice_.chance(10)) question.happened_at = kMorning_ms - dice_.below(3'600'000);
    const auto answer = at(index).station().admit(question);
    ASSERT_TRUE(answer) << answer.message();
    if (answer->verdict.outcome != DoorOutcome::admitted) return;
    EXPECT_EQ(answer->verdict.invitation, id);
    told_.push_back(
        {answer->record, id, answer->verdict.persons, false, static_cast<std::size_t>(index)});
  }

  // Somebody undoes what stands on their screen.
  void undo(int index) {
    const EventState& state = at(index).state();
    for (int tries = 0; tries < 5 && !told_.empty(); ++tries) {
      Acknowledged& one = told_[static_cast<std::size_t>(dice_.next() % told_.size())];
      const Admission* seen = state.admission(one.invitation, one.record);
      if (one.lost || !seen || !seen->stands()) continue;
      const auto answer = at(index).station().undo(one.record, "mistake");
      ASSERT_TRUE(answer) << answer.message();
      ASSERT_TRUE(answer->allowed()) << name_of(answer->refused);
      EXPECT_FALSE(state.admission(one.invitation, one.record)->stands());
      one.undone = true;
      return;
    }
  }

  void free_or_move(SimulatedStation& here) {
    if (day_ != Day::freeing && day_ != Day::restored) return;
    const InvitationId id = any_invitation();
    const int chosen = dice_.below(10);
    if (chosen < 4) return (void)here.station().free_seats(id);
    if (chosen < 5) return (void)hub().revoke(id, "lost", false);
    std::vector<SeatId> free;
    const Hall& hall = here.state().hall();
    for (const Place& place : hall.row(3, dice_.between(1, 8))) {
      if (place.free_for(here.station().journal().origin())) free.push_back(place.id);
    }
    const Invitation* party = here.state().invitation(id);
    free.resize(std::min<std::size_t>(free.size(), std::max<std::size_t>(1, party->held.size())));
    const auto moved = here.station().move(id, free, false);
    EXPECT_TRUE(moved) << moved.message();
  }

  void erase(SimulatedStation& here) {
    const GuestId guest{static_cast<std::uint64_t>(dice_.between(1, kGuests))};
    const auto answer = here.station().erase(guest, "asked");
    ASSERT_TRUE(answer) << answer.message();
    EXPECT_TRUE(here.state().guest(guest)->erased);
  }

  void set_clock_wrong(SimulatedStation& here) {
    here.time.wrong_by_ms = dice_.chance(40) ? 0 : dice_.between(-70, 70) * kYear_ms;
    here.time.follows_a_server = dice_.chance(20);
  }

  // Every answer that was given is there again, and the state is the same to the byte.
  void kill(SimulatedStation& here) {
    const std::string before = digest(here.state());
    here.kill();
    ++kills_;
    EXPECT_EQ(digest(here.state()), before);
  }

  void hand_over_some() {
    const int from = dice_.below(static_cast<int>(stations_.size()));
    const int to = dice_.below(static_cast<int>(stations_.size()));
    if (from == to) return;
    const bool part = dice_.chance(50);
    hand_over(at(from), at(to), part ? static_cast<std::size_t>(dice_.between(1, 20)) : SIZE_MAX);
    check(at(to));
  }

  // The folder is copied to another machine, and both go on (DESIGN 4).
  void copy_the_second() {
    const fs::path copy = folder_ / "copy";
    fs::create_directories(copy);
    for (const auto& [file, bytes] : stations_[1]->image()) {
      fs::create_directories((copy / file).parent_path());
      std::ofstream(copy / file, std::ios::binary) << bytes;
    }
    stations_.push_back(std::make_unique<SimulatedStation>(copy, "2 号门"));
    stations_.back()->time.true_ms = stations_[1]->time.true_ms;
    stations_.back()->open();
    Journal& journal = stations_.back()->station().journal();
    EXPECT_NE(journal.origin(), stations_[1]->station().journal().origin());
    EXPECT_FALSE(journal.notices().empty());
  }

  // Answers that were nowhere else are gone with the disk; all others must come back.
  void restore_the_second() {
    SimulatedStation& second = *stations_[1];
    second.restore(backup_);
    for (std::size_t i = 0; i < told_.size(); ++i) {
      Acknowledged& one = told_[i];
      const auto knows = [&](auto& station) {
        const Admission* admission = station->state().admission(one.invitation, one.record);
        return admission && admission->stands() != one.undone;
      };
      one.lost = one.lost || std::none_of(stations_.begin(), stations_.end(), knows);
    }
  }

  // Everybody has everything: one digest, nothing lost, the head count right.
  void meet() {
    std::vector<SimulatedStation*> all;
    for (auto& one : stations_) all.push_back(one.get());
    exchange(all);
    ++meetings_;
    for (SimulatedStation* one : all) {
      check(*one);
      EXPECT_EQ(digest(one->state()), digest(stations_[0]->state()));
    }
    for (const Acknowledged& one : told_) expect_kept(one);
    expect_head_count();
    expect_scarce();
  }

  void expect_kept(const Acknowledged& one) {
    const EventState& state = stations_[0]->state();
    const Admission* admission = state.admission(one.invitation, one.record);
    if (one.lost) return;
    ASSERT_NE(admission, nullptr) << to_text(one.record) << " was told at station " << one.station;
    EXPECT_EQ(admission->told->persons, one.persons) << to_text(one.record);
    EXPECT_EQ(admission->stands(), !one.undone) << to_text(one.record);
  }

  // Rule D8: an invitation counts at most its persons, whatever was told at how many doors.
  void expect_head_count() {
    if (day_ == Day::restored) return;  // some answers are gone
    std::map<InvitationId, int> in;
    for (const Acknowledged& one : told_) in[one.invitation] += one.undone ? 0 : one.persons;
    const EventState& state = stations_[0]->state();
    int all = 0;
    int doubt = 0;
    for (const auto& [id, persons] : in) {
      const int counted = std::min(persons, state.invitation(id)->allowed());
      EXPECT_EQ(state.invitation(id)->counted(), counted) << to_text(subject_of(id));
      all += counted;
      doubt += persons - counted;
    }
    EXPECT_EQ(state.figures().all.arrived_persons, all);
    EXPECT_EQ(state.figures().in_doubt, doubt);
  }

  // Rule S4: two parties on one seat only where somebody gave a seat on that others held for
  // theirs.
  void expect_scarce() {
    const auto given_on = seats_given_on();
    for (const Finding& finding : stations_[0]->state().findings()) {
      if (finding.kind != FindingKind::seat_contested || day_ == Day::restored) continue;
      const SeatId seat = seat_of(finding.subject);
      EXPECT_TRUE(day_ == Day::freeing && given_on.contains(seat))
          << "told twice: " << to_text(seat);
    }
  }

  std::set<SeatId> seats_given_on() {
    std::set<SeatId> seats;
    for (const StoredRecord& stored : stations_[0]->records()) {
      const Record record = to_record(stored);
      if (const auto* freed = record.as<FreeSeats>())
        seats.insert(freed->seats.begin(), freed->seats.end());
      if (const auto* moved = record.as<MoveParty>())
        seats.insert(moved->from.begin(), moved->from.end());
      if (const auto* revoked = record.as<RevokeInvitation>()) {
        seats.insert(revoked->seats.begin(), revoked->seats.end());
      }
    }
    return seats;
  }

  // What the station shows is what its own journal says, by the oracle; who is erased is nowhere.
  static void check(SimulatedStation& here) {
    std::vector<Record> records;
    for (const StoredRecord& stored : here.records()) records.push_back(to_record(stored));
    const std::string expected = oracle_description(records);
    std::string actual;
    here.state().describe([&](std::string_view line) { (actual += line) += '\n'; });
    EXPECT_TRUE(expected == actual) << line_difference(expected, actual);
    EXPECT_TRUE(oracle_to_erase(records).empty());
  }

  // A coordinator looks at every finding, on one station; after a last meeting nobody has any left.
  void settle_everything() {
    const std::set<Finding> open = hub().state().findings();
    findings_ = open.size();
    for (const Finding& finding : open) {
      if (finding.kind == FindingKind::seat_contested) {
        ++contested_;
        const SeatId seat = seat_of(finding.subject);
        EXPECT_TRUE(hub().settle_seat(seat, hub().state().seat(seat)->claims.front().invitation));
      } else {
        const InvitationId id{finding.subject.key};
        EXPECT_TRUE(hub().settle_admissions(id, hub().state().invitation(id)->counted()));
      }
    }
    for (auto& one : stations_) {
      for (auto& other : stations_) {
        if (one != other) hand_over(*one, *other);
      }
    }
    for (auto& one : stations_) {
      check(*one);
      EXPECT_TRUE(one->state().findings().empty());
      EXPECT_EQ(one->state().figures().in_doubt, 0);
      EXPECT_EQ(digest(one->state()), digest(hub().state()));
    }
  }

  Dice dice_;
  Day day_;
  OriginId second_{dice_.next()};
  fs::path folder_;
  std::vector<std::unique_ptr<SimulatedStation>> stations_;
  std::map<InvitationId, std::string> codes_;
  std::vector<Acknowledged> told_;
  DiskImage backup_;
  int kills_ = 0;
  int meetings_ = 0;
  std::size_t findings_ = 0;
  int contested_ = 0;
};

std::vector<std::uint64_t> seeds() {
  for (const std::string& argument : testing::internal::GetArgvs()) {
    if (argument.starts_with("--seed=")) return {std::stoull(argument.substr(7))};
  }
  return {1, 2, 3, 4, 5, 6, 7, 8};
}

class TwoStations : public testing::TestWithParam<std::uint64_t> {};

TEST_P(TwoStations, agree_after_every_meeting_and_lose_nothing) {
  Simulation simulation(GetParam());
  simulation.run();
  std::cout << "--seed=" << GetParam() << ": " << simulation.summary() << '\n';
}

INSTANTIATE_TEST_SUITE_P(Days, TwoStations, testing::ValuesIn(seeds()),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace yingbin
