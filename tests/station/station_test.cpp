// One running station on a real folder: what is told is on disk, time limits run on the monotonic
// clock, and records of others are taken (D6, D8, D11, B4, P3).
#include "station/station.h"

#include <gtest/gtest.h>

#include <cctype>
#include <stdexcept>

#include "support/event_station.h"

namespace yingbin {
namespace {

class StationTest : public testing::Test {
 protected:
  // A guest and an invitation on record, as an import would make them.
  InvitationId invite(const std::string& name, int persons = 1, int zone = 0) {
    const GuestId guest{++last_guest_};
    auto draft = station_->draft_invitation(guest, persons, zone);
    EXPECT_TRUE(draft) << draft.message();
    DescribeGuest facts;
    facts.guest = guest;
    facts.rep = kRepChen;
    const std::vector<Act> acts{WritePerson{guest, name, {"13800000001"}, "", {}, "", {}}, facts,
                                *draft};
    EXPECT_TRUE(station_->record(acts));
    return draft->invitation;
  }
  [[nodiscard]] DoorQuestion holding(const std::string& text) const {
    DoorQuestion question;
    question.presented = station_->presented(text);
    return question;
  }
  [[nodiscard]] std::string code_of(InvitationId id) { return *station_->code_text(id); }
  DoorAnswer scan(InvitationId id) {
    auto answer = station_->admit(holding(code_of(id)));
    EXPECT_TRUE(answer) << answer.message();
    return *answer;
  }
  void reopen(const std::string& staff = {}) {
    station_.reset();
    station_ = event_.open(staff);
  }
  [[nodiscard]] const EventState& state() const { return station_->state(); }
  [[nodiscard]] std::string description() const {
    std::string text;
    state().describe([&](std::string_view line) { (text += line) += '\n'; });
    return text;
  }
  Refused refused(const Result<Answer>& answer) {
    EXPECT_TRUE(answer) << answer.message();
    return answer->refused;
  }

  EventStation event_;
  std::unique_ptr<Station> station_ = event_.found();
  std::uint64_t last_guest_ = 500;
};

// ---- Founding and opening -----------------------------------------------------------------------

TEST_F(StationTest, a_founded_event_holds_plan_staff_and_the_right_to_every_seat) {
  EXPECT_EQ(state().venue(), example_venue());
  EXPECT_TRUE(state().staff(kCoordinator)->is(Role::coordinator));
  EXPECT_EQ(state().mint(), station_->context().station);
  EXPECT_EQ(state().hall().free_for(station_->context().station, kBlue), 24);
  EXPECT_EQ(state().event().keys.size(), 1U);
  EXPECT_EQ(state().device(station_->context().station)->named->station, "1 号门");
}

TEST_F(StationTest, a_folder_with_an_event_takes_no_second_and_an_empty_one_is_not_opened) {
  EXPECT_THROW((void)event_.found(), std::runtime_error);
  station_.reset();
  EXPECT_THROW((void)event_.found(), std::runtime_error);
  const TemporaryFolder empty;
  EXPECT_FALSE(Station::open(empty.path(), {}));
}

TEST_F(StationTest, what_was_told_is_there_after_opening_again) {
  const InvitationId id = invite("王小明", 2);
  const DoorAnswer told = scan(id);
  const std::string before = description();
  for (int time = 0; time < 2; ++time) {  // without and with the cache
    reopen();
    EXPECT_EQ(description(), before);
    const DoorVerdict again = station_->preview(holding(code_of(id)));
    EXPECT_EQ(again.outcome, DoorOutcome::party_full);
    EXPECT_EQ(again.earlier, told.record);
  }
}

TEST_F(StationTest, a_second_station_on_the_same_folder_is_refused_and_reading_is_not) {
  EXPECT_THROW((void)event_.open(), std::runtime_error);
  StationOptions reading;
  reading.access = Access::read;
  reading.surroundings.time = &event_.time;
  reading.surroundings.machine = "test";
  const auto reader = Station::open(event_.folder(), reading);
  ASSERT_TRUE(reader) << reader.message();
  EXPECT_EQ((*reader)->state().venue().name, state().venue().name);
}

TEST_F(StationTest, only_somebody_on_the_staff_can_act) {
  station_.reset();
  EXPECT_THROW((void)event_.open("没有此人"), std::runtime_error);
  station_ = event_.open("小王");
  EXPECT_EQ(station_->context().actor.staff, kGreeterWang);
  ASSERT_TRUE(
      station_->record(std::vector<Act>{NameStaff{kGreeterLi, "小李", {Role::greeter}, false}}));
  station_.reset();
  EXPECT_THROW((void)event_.open("小李"), std::runtime_error);
}

// Rule P1: the table of permissions, not the screen, says who works a door.
TEST_F(StationTest, a_rep_does_not_work_a_door) {
  const InvitationId id = invite("王小明");
  reopen("陈业务");
  EXPECT_FALSE(station_->admit(holding(code_of(id))));
  EXPECT_EQ(state().figures().all.arrived_persons, 0);
  reopen("小王");
  EXPECT_EQ(scan(id).verdict.outcome, DoorOutcome::admitted);
}

// ---- Codes

TEST_F(StationTest, a_code_a_short_code_and_what_machines_make_of_them_open_the_invitation) {
  const InvitationId id = invite("王小明");
  const std::string code = code_of(id);
  const std::string short_code = state().invitation(id)->issued->short_code;
  std::string lower = code;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string& text : {code, lower, " " + code + "\r\n", "\\000026" + code, short_code,
                                  short_code.substr(0, 5) + " " + short_code.substr(5)}) {
    const DoorVerdict verdict = station_->preview(holding(text));
    EXPECT_EQ(verdict.outcome, DoorOutcome::admitted) << text;
    EXPECT_EQ(verdict.invitation, id) << text;
    EXPECT_TRUE(verdict.certain);
  }
  EXPECT_EQ(station_->presented(short_code).shown, Shown::short_code);
}

TEST_F(StationTest, everything_else_gets_the_verdict_that_it_deserves) {
  const std::string code = code_of(invite("王小明"));
  EventStation elsewhere;
  const auto other = elsewhere.found();
  auto foreign = other->draft_invitation(GuestId{1}, 1, 0);
  ASSERT_TRUE(foreign);
  ASSERT_TRUE(other->record(std::vector<Act>{*foreign}));
  std::string forged = code;
  forged.back() = forged.back() == 'A' ? 'E' : 'A';
  struct Case {
    std::string text;
    DoorOutcome outcome;
  };
  const Case cases[] = {{"", DoorOutcome::unreadable},
                        {" \r\n", DoorOutcome::unreadable},
                        {code.substr(0, 40), DoorOutcome::unreadable},
                        {"https://example.com/", DoorOutcome::unknown},
                        {"0123456789", DoorOutcome::unknown},
                        {*other->code_text(foreign->invitation), DoorOutcome::other_event}};
  for (const Case& one : cases) {
    EXPECT_EQ(station_->preview(holding(one.text)).outcome, one.outcome) << one.text;
  }
  const DoorOutcome of_forged = station_->preview(holding(forged)).outcome;
  EXPECT_TRUE(of_forged == DoorOutcome::forged || of_forged == DoorOutcome::unreadable);
}

TEST_F(StationTest, codes_of_a_withdrawn_key_that_are_not_known_are_revoked) {
  auto draft = station_->draft_invitation(GuestId{1}, 1, 0);
  ASSERT_TRUE(draft);
  ASSERT_TRUE(station_->record(std::vector<Act>{*draft}));
  const std::string code = code_of(draft->invitation);
  auto second = event_.join(state().event_id());
  std::vector<StoredRecord> but_the_last;
  ASSERT_TRUE(station_->journal().for_each([&](const StoredRecord& record) {
    but_the_last.push_back(record);
    return true;
  }));
  but_the_last.pop_back();
  ASSERT_TRUE(second->receive(but_the_last));
  DoorQuestion question;
  question.presented = second->presented(code);
  EXPECT_EQ(second->preview(question).outcome, DoorOutcome::admitted);
  EXPECT_FALSE(second->preview(question).certain);
  const auto [key_id, key] = second->state().event().keys.front();
  ASSERT_TRUE(second->record(
      std::vector<Act>{NameInviteKey{second->state().event_id(), key_id, key.key, true}}));
  question.presented = second->presented(code);
  EXPECT_EQ(second->preview(question).outcome, DoorOutcome::revoked);
}

// ---- Admission and undo (D6)

TEST_F(StationTest, an_undo_takes_the_greeter_two_minutes_by_the_monotonic_clock) {
  struct Case {
    std::int64_t passed_ms;
    std::int64_t clock_set_by_ms;  // the system's clock jumps: nobody gains or loses time by it
    bool undone;
  };
  const Case cases[] = {{0, 0, true},
                        {kUndoMs_max, 0, true},
                        {kUndoMs_max + 1, 0, false},
                        {1000, 24 * 3'600'000, true},
                        {kUndoMs_max + 1, -3'600'000, false}};
  const std::int64_t wrong_before = event_.time.wrong_by_ms;
  for (const Case& one : cases) {
    event_.time.wrong_by_ms = wrong_before;
    reopen();
    const InvitationId id = invite("王小明");
    reopen("小王");
    const DoorAnswer told = scan(id);
    event_.time.true_ms += one.passed_ms;
    event_.time.wrong_by_ms += one.clock_set_by_ms;
    EXPECT_EQ(station_->may_undo(told.record), one.undone);
    EXPECT_EQ(refused(station_->undo(told.record, "")),
              one.undone ? Refused::no : Refused::too_late);
    EXPECT_EQ(state().invitation(id)->counted(), one.undone ? 0 : 1);
    EXPECT_FALSE(station_->may_undo(told.record));
    if (one.undone) {
      EXPECT_EQ(scan(id).verdict.outcome, DoorOutcome::admitted);
    }
  }
}

TEST_F(StationTest, after_a_restart_a_coordinator_undoes) {
  const InvitationId id = invite("王小明");
  reopen("小王");
  const DoorAnswer told = scan(id);
  reopen("小王");
  EXPECT_EQ(refused(station_->undo(told.record, "")), Refused::too_late);
  reopen("总指挥");
  EXPECT_EQ(refused(station_->undo(told.record, "弄错了")), Refused::no);
  EXPECT_EQ(state().invitation(id)->counted(), 0);
  EXPECT_EQ(refused(station_->undo(told.record, "")), Refused::undone_already);
}

TEST_F(StationTest, a_preview_and_a_refusal_write_nothing) {
  const InvitationId id = invite("王小明");
  const std::uint64_t before = station_->journal().count();
  EXPECT_EQ(station_->preview(holding(code_of(id))).outcome, DoorOutcome::admitted);
  EXPECT_FALSE(station_->admit(holding("nothing"))->record);
  EXPECT_EQ(station_->journal().count(), before);
}

TEST_F(StationTest, a_coach_party_is_admitted_in_one_go_each_guest_on_record) {
  std::vector<InvitationId> party{invite("甲一", 2), invite("乙二"), invite("丙三")};
  scan(party[1]);
  const std::int64_t arrived = station_->now_ms() - 600'000;
  const auto answers = station_->admit_coach(party, arrived);
  ASSERT_TRUE(answers);
  ASSERT_EQ(answers->size(), 3U);
  EXPECT_EQ((*answers)[0].verdict.persons, 2);
  EXPECT_EQ((*answers)[1].verdict.outcome, DoorOutcome::already_in);
  EXPECT_EQ((*answers)[2].verdict.outcome, DoorOutcome::admitted);
  EXPECT_EQ(state().figures().all.arrived_persons, 4);
  const Admission& first = state().invitation(party[0])->admissions.front();
  EXPECT_EQ(first.told->shown, Shown::coach);
  EXPECT_EQ(first.at(), arrived);
}

TEST_F(StationTest, a_trial_moves_the_state_and_not_the_disk) {
  const InvitationId id = invite("王小明");
  const std::uint64_t before = station_->journal().count();
  station_->trial();
  EXPECT_EQ(scan(id).verdict.outcome, DoorOutcome::admitted);
  EXPECT_EQ(scan(id).verdict.outcome, DoorOutcome::already_in);
  EXPECT_EQ(station_->journal().count(), before);
  reopen();
  EXPECT_EQ(scan(id).verdict.outcome, DoorOutcome::admitted);
}

// ---- Revoke and issue again (B4)

TEST_F(StationTest, a_revoked_invitation_is_replaced_by_one_with_a_code_of_its_own_and_its_seat) {
  const InvitationId id = invite("王小明", 2, kRed);
  ASSERT_TRUE(
      station_->record(std::vector<Act>{AssignSeats{id, seats_from(kRed, 1, 1, 2), {}, {}}}));
  const std::string old_code = code_of(id);
  EXPECT_EQ(refused(station_->revoke(id, "丢失", true)), Refused::no);
  reopen();
  const DoorVerdict revoked = station_->preview(holding(old_code));
  EXPECT_EQ(revoked.outcome, DoorOutcome::revoked);
  const InvitationId next = state().invitation(id)->replaced_by;
  ASSERT_TRUE(next);
  EXPECT_NE(code_of(next), old_code);
  const DoorVerdict verdict = scan(next).verdict;
  EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
  EXPECT_EQ(verdict.persons, 2);
  EXPECT_EQ(verdict.guest, revoked.guest);
  EXPECT_EQ(verdict.seat.seats, seats_from(kRed, 1, 1, 2));
  EXPECT_EQ(refused(station_->revoke(id, "", true)), Refused::nothing_to_do);
  EXPECT_EQ(refused(station_->revoke(InvitationId{4711}, "", true)), Refused::not_here);
}

TEST_F(StationTest, seats_given_before_the_day_are_on_disk) {
  const InvitationId id = invite("王小明", 2, kRed);
  const auto report = station_->seat_before_the_day(0);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->seated, 1);
  reopen();
  EXPECT_EQ(state().invitation(id)->named, seats_from(kRed, 1, 1, 2));
  reopen("小王");
  EXPECT_FALSE(station_->seat_before_the_day(0));
}

// ---- Erase (P3)

TEST_F(StationTest, an_erased_name_is_in_no_file_of_the_folder_and_the_admission_stays) {
  const InvitationId id = invite("司马龑翀");
  const InvitationId kept = invite("欧阳娜娜");
  scan(id);
  ASSERT_TRUE(station_->find("司马", 5));
  reopen();  // the cache is written
  ASSERT_NE(event_.bytes().find("司马龑翀"), std::string::npos);
  ASSERT_EQ(station_->find("司马", 5)->size(), 1U);
  EXPECT_EQ(refused(station_->erase(state().invitation(id)->guest(), "本人要求")), Refused::no);
  EXPECT_TRUE(station_->find("司马", 5)->empty());
  EXPECT_EQ(event_.bytes().find("司马龑翀"), std::string::npos);
  EXPECT_NE(event_.bytes().find("欧阳娜娜"), std::string::npos);
  reopen();
  EXPECT_EQ(event_.bytes().find("司马龑翀"), std::string::npos);
  EXPECT_FALSE(state().guest(state().invitation(id)->guest())->person);
  EXPECT_EQ(state().figures().all.arrived_persons, 1);
  EXPECT_EQ(state().invitation(kept)->counted(), 0);
  const auto checked = station_->journal().check([](std::uint64_t, std::uint64_t) {});
  ASSERT_TRUE(checked);
  EXPECT_TRUE(checked->defects.empty()) << checked->defects.front();
}

TEST_F(StationTest, an_erasure_that_comes_from_another_station_erases_here_too) {
  const InvitationId id = invite("司马龑翀");
  auto second = event_.join(state().event_id());
  hand_over(*station_, *second);
  ASSERT_TRUE(second->erase(state().invitation(id)->guest(), ""));
  ASSERT_NE(event_.bytes().find("司马龑翀"), std::string::npos);
  hand_over(*second, *station_);
  EXPECT_EQ(event_.bytes().find("司马龑翀"), std::string::npos);
  // What still comes with the body is dropped as well.
  EXPECT_EQ(hand_over(*station_, *second), 0U);
}

// ---- Two stations (D8)

TEST_F(StationTest, records_of_a_second_station_are_taken_and_its_guests_are_already_in) {
  const InvitationId id = invite("王小明");
  auto second = event_.join(state().event_id(), "");
  EXPECT_GT(hand_over(*station_, *second), 0U);
  DoorQuestion question;
  question.presented = second->presented(code_of(id));
  const auto told = second->admit(question);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->verdict.outcome, DoorOutcome::admitted);
  // It holds no right to a seat: its guest stands rather than sits where another may be put (S4).
  EXPECT_FALSE(told->verdict.seat.seated());
  EXPECT_EQ(hand_over(*second, *station_), 1U);
  EXPECT_EQ(hand_over(*second, *station_), 0U);
  const DoorAnswer here = scan(id);
  EXPECT_EQ(here.verdict.outcome, DoorOutcome::already_in);
  const Admission* earlier = state().admission(id, here.verdict.earlier);
  ASSERT_TRUE(earlier);
  EXPECT_EQ(earlier->told->door, "2 号门");
  // Not its own: a greeter here cannot undo it, a coordinator can.
  reopen("小王");
  EXPECT_FALSE(station_->may_undo(here.verdict.earlier));
  reopen("总指挥");
  EXPECT_TRUE(station_->may_undo(here.verdict.earlier));
}

TEST_F(StationTest, one_invitation_at_two_stations_is_a_finding_that_a_coordinator_settles) {
  const InvitationId id = invite("王小明");
  auto second = event_.join(state().event_id());
  hand_over(*station_, *second);
  DoorQuestion question;
  question.presented = second->presented(code_of(id));
  ASSERT_TRUE(second->admit(question));
  scan(id);
  hand_over(*second, *station_);
  EXPECT_EQ(state().figures().all.arrived_persons, 1);
  EXPECT_EQ(state().figures().in_doubt, 1);
  reopen("总指挥");
  EXPECT_EQ(refused(station_->settle_admissions(id, 1)), Refused::no);
  hand_over(*station_, *second);
  EXPECT_EQ(second->state().figures().in_doubt, 0);
  EXPECT_TRUE(second->state().findings().empty());
  std::string theirs;
  second->state().describe([&](std::string_view line) { (theirs += line) += '\n'; });
  EXPECT_EQ(description(), theirs);
}

// ---- Find (D3)

TEST_F(StationTest, a_guest_is_found_as_soon_as_they_are_recorded_and_by_what_they_are_now) {
  ASSERT_TRUE(station_->find("王", 5));
  const InvitationId id = invite("王小明");
  const GuestId guest = state().invitation(id)->guest();
  for (const char* text : {"王小明", "wangxiaoming", "wxm", "0001", "陈业务"}) {
    const auto hits = station_->find(text, 5);
    ASSERT_TRUE(hits);
    ASSERT_EQ(hits->size(), 1U) << text;
    EXPECT_EQ(hits->front().key, guest.value);
  }
  ASSERT_TRUE(station_->record(std::vector<Act>{WritePerson{guest, "李晓明", {}, "", {}, "", {}}}));
  EXPECT_TRUE(station_->find("王小明", 5)->empty());
  EXPECT_EQ(station_->find("李晓明", 5)->size(), 1U);
}

TEST_F(StationTest, a_replacements_short_code_finds_its_guest) {
  const InvitationId id = invite("王小明");
  ASSERT_TRUE(station_->find("王", 5));
  ASSERT_TRUE(station_->revoke(id, "", true));
  const InvitationId next = state().invitation(id)->replaced_by;
  const auto hits = station_->find(state().invitation(next)->issued->short_code, 5);
  ASSERT_EQ(hits->size(), 1U);
  EXPECT_EQ(hits->front().key, state().invitation(id)->guest().value);
}

}  // namespace
}  // namespace yingbin
