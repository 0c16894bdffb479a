// The event in numbers (C1, B6, S7, D8, D9): each case takes records in and reads the figures.
#include "event/figures.h"

#include <gtest/gtest.h>

#include "event/state.h"

namespace yingbin {
namespace {

constexpr std::int64_t kTen_ms = 1793606400000;
constexpr std::int64_t kMinute_ms = 60'000;

// Writes acts one after the other, each knowing all before it.
class Desk {
 public:
  RecordName write(const Act& act, std::int64_t at_ms = kTen_ms) {
    Record record;
    record.subjects = subjects_of(act);
    record.key = {state.height(record.subjects) + 1, static_cast<std::uint64_t>(at_ms) << 16,
                  OriginId{1}, ++seq_, seq_};
    record.act = act;
    state.apply(record);
    return record.name();
  }
  void issue(std::uint64_t invitation, std::uint64_t guest, int persons) {
    IssueInvitation act;
    act.invitation = InvitationId{invitation};
    act.guest = GuestId{guest};
    act.persons = persons;
    write(act);
  }
  RecordName admit(std::uint64_t invitation, int persons, int zone = 1,
                   std::int64_t at_ms = kTen_ms) {
    AdmitGuest act;
    act.invitation = InvitationId{invitation};
    act.persons = persons;
    act.zone = zone;
    act.door = "1 号门";
    return write(act, at_ms);
  }
  void undo(std::uint64_t invitation, const RecordName& admission) {
    UndoAdmission act;
    act.invitation = InvitationId{invitation};
    act.admission = admission;
    write(act);
  }
  void describe(std::uint64_t guest, bool complete, bool walk_in, StaffId rep = {}) {
    DescribeGuest act;
    act.guest = GuestId{guest};
    act.complete = complete;
    act.walk_in = walk_in;
    act.rep = rep;
    write(act);
  }
  [[nodiscard]] const Figures& figures() const { return state.figures(); }

  EventState state;

 private:
  std::uint64_t seq_ = 0;
};

TEST(Figures, arrivals_are_counted_as_invitations_and_as_people) {
  Desk desk;
  desk.issue(1, 1, 3);
  desk.issue(2, 2, 1);
  desk.admit(1, 2);
  EXPECT_EQ(desk.figures().all, (Attendance{2, 4, 1, 2}));
  desk.admit(1, 1);
  EXPECT_EQ(desk.figures().all, (Attendance{2, 4, 1, 3}));
}

TEST(Figures, people_beyond_what_an_invitation_admits_are_in_doubt_not_counted) {  // D8
  Desk desk;
  desk.issue(1, 1, 2);
  desk.admit(1, 2);
  desk.admit(1, 2, 2);
  EXPECT_EQ(desk.figures().all.arrived_persons, 2);
  EXPECT_EQ(desk.figures().in_doubt, 2);
  EXPECT_FALSE(desk.figures().by_zone.contains(2)) << "the earlier admission stands";
}

TEST(Figures, settling_counts_who_is_really_in) {  // D8
  Desk desk;
  desk.issue(1, 1, 2);
  SettleAdmissions settled;
  settled.invitation = InvitationId{1};
  settled.admissions = {desk.admit(1, 2), desk.admit(1, 2)};
  settled.persons = 3;
  desk.write(settled);
  EXPECT_EQ(desk.figures().all.arrived_persons, 3);
  EXPECT_EQ(desk.figures().in_doubt, 0);
}

TEST(Figures, who_left_for_a_while_is_outside_and_still_counted) {  // D9
  Desk desk;
  desk.issue(1, 1, 2);
  desk.admit(1, 2);
  desk.write(PassDoor{InvitationId{1}, 1, "1 号门"});
  EXPECT_EQ(desk.figures().outside, 1);
  EXPECT_EQ(desk.figures().all.arrived_persons, 2);
  desk.write(PassDoor{InvitationId{1}, 0, "1 号门"});
  EXPECT_EQ(desk.figures().outside, 0);
}

TEST(Figures, an_undo_takes_every_trace_of_an_arrival_out) {  // D6
  Desk desk;
  desk.issue(1, 1, 2);
  const Figures before = desk.figures();
  desk.undo(1, desk.admit(1, 2));
  EXPECT_EQ(desk.figures(), before);
}

TEST(Figures, guests_move_to_another_rep_with_all_that_was_counted) {  // C1
  Desk desk;
  desk.issue(1, 1, 2);
  desk.admit(1, 2);
  desk.describe(1, true, false, StaffId{7});
  EXPECT_EQ(desk.figures().by_rep, (std::map<StaffId, Attendance>{{StaffId{7}, {1, 2, 1, 2}}}));
}

TEST(Figures, arrivals_over_time_are_spans_of_five_minutes) {  // C1, D12
  Desk desk;
  desk.issue(1, 1, 9);
  desk.admit(1, 1, 1, kTen_ms + 4 * kMinute_ms);
  desk.admit(1, 2, 1, kTen_ms + 5 * kMinute_ms);
  const std::map<std::int64_t, int> expected = {{kTen_ms, 1}, {kTen_ms + 5 * kMinute_ms, 2}};
  EXPECT_EQ(desk.figures().by_five_minutes, expected);
}

TEST(Figures, complete_files_of_walk_ins_are_new_and_others_only_incomplete) {  // B2, B6
  Desk desk;
  desk.describe(1, true, true);
  desk.describe(2, true, false);
  desk.describe(3, false, true);
  EXPECT_EQ(desk.figures().new_files, 1);
  EXPECT_EQ(desk.figures().incomplete_files, 1);
  desk.describe(3, true, true);
  EXPECT_EQ(desk.figures().new_files, 2);
  EXPECT_EQ(desk.figures().incomplete_files, 0);
}

TEST(Figures, zones_are_remembered_in_the_order_they_received_guests) {  // S7
  Desk desk;
  desk.issue(1, 1, 9);
  desk.issue(2, 2, 9);
  desk.admit(1, 1, 3, kTen_ms);
  const RecordName second = desk.admit(2, 1, 1, kTen_ms + 1);
  desk.admit(1, 1, 1, kTen_ms + 2);
  EXPECT_EQ(zones_by_arrival(desk.figures(), 3), (std::vector{3, 1, 2}));
  desk.undo(2, second);
  EXPECT_EQ(zones_by_arrival(desk.figures(), 3), (std::vector{3, 1, 2}));
}

// Two branches of a copied disk use the same record id, and may do so at the same time.
TEST(Figures, the_arrival_of_one_branch_stays_when_that_of_the_other_is_undone) {
  Desk desk;
  for (std::uint64_t invitation : {1, 2}) {
    AdmitGuest act;
    act.invitation = InvitationId{invitation};
    act.zone = 1;
    Record record;
    record.subjects = subjects_of(Act{act});
    record.key = {1, static_cast<std::uint64_t>(kTen_ms) << 16, OriginId{9}, 5, invitation};
    record.act = act;
    desk.state.apply(record);
  }
  desk.undo(1, {{OriginId{9}, 5}, 1});
  EXPECT_EQ(desk.figures().by_zone.at(1).arrivals.size(), 1u);
  EXPECT_EQ(desk.figures().all.arrived_persons, 1);
}

}  // namespace
}  // namespace yingbin
