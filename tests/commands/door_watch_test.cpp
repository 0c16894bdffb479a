// Stations and findings at the desk, on real stations (rules C2, C3, D8, S4).
#include <gtest/gtest.h>

#include "commands/door_desk.h"
#include "event/allot.h"
#include "support/event_station.h"

namespace yingbin {
namespace {

class WatchDesk : public testing::Test {
 protected:
  // An invitation for two that is used up at both doors before they meet.
  void SetUp() override {
    code_ = invited(2);
    hand_over(*station_, *other_);
    for (Station* one : {station_.get(), other_.get()}) {
      DoorQuestion question;
      question.presented = one->presented(code_);
      ASSERT_TRUE(one->admit(question));
    }
    const OriginId far = other_->context().station;
    const std::vector<Act> named{NameOrigin{far, {}, "2 号门", StationRole::door}};
    ASSERT_TRUE(station_->record(named));
    hand_over(*other_, *station_);
  }

  std::string invited(int persons) {
    const GuestId guest{next_guest_++};
    auto draft = station_->draft_invitation(guest, persons, 0);
    EXPECT_TRUE(draft) << draft.message();
    DescribeGuest facts;
    facts.guest = guest;
    const std::vector<Act> acts{WritePerson{guest, "王小明", {"13800000001"}, "", {}, "", {}},
                                facts, *draft};
    EXPECT_TRUE(station_->record(acts));
    return *station_->code_text(draft->invitation);
  }

  const DoorNotice& notice() {
    static const DoorNotice none{};
    const auto* told = std::get_if<DoorNotice>(&desk_.doing());
    EXPECT_TRUE(told);
    return told ? *told : none;
  }
  OriginId far() const { return other_->context().station; }
  WatchModel watch() { return std::get<ReadyPage>(desk_.model().page).watch; }

  EventStation event_;
  std::uint64_t next_guest_ = 501;
  std::unique_ptr<Station> station_ = event_.found();
  std::unique_ptr<Station> other_ = event_.join(station_->state().event_id());
  std::string code_;
  DoorDesk desk_{*station_};
};

TEST_F(WatchDesk, an_invitation_admitted_twice_is_settled_and_leads_back_to_the_list) {
  EXPECT_EQ(watch().findings, 1);
  desk_.take(TapFindings{}, 1);
  const auto list = std::get<FindingsPage>(desk_.model().page);
  ASSERT_EQ(list.findings.size(), 1U);
  desk_.take(TapFinding{list.findings[0].finding}, 2);
  const auto page = std::get<FindingPage>(desk_.model().page);
  ASSERT_TRUE(page.count);
  desk_.take(TapSettleAdmissions{page.count->invitation, 3}, 3);
  EXPECT_TRUE(notice().good);
  EXPECT_EQ(desk_.take_sound(), ui::Sound::undone);
  EXPECT_EQ(station_->state().invitation(page.count->invitation)->counted(), 3);
  desk_.take(TapBack{}, 4);
  EXPECT_TRUE(std::get<FindingsPage>(desk_.model().page).findings.empty());
  desk_.take(TapBack{}, 5);
  EXPECT_EQ(watch().findings, 0);
}

TEST_F(WatchDesk, an_undo_on_a_findings_page_leads_back_to_the_list) {
  desk_.take(TapFindings{}, 1);
  desk_.take(TapFinding{*station_->state().findings().begin()}, 2);
  const auto page = std::get<FindingPage>(desk_.model().page);
  ASSERT_EQ(page.sides.size(), 2U);
  ASSERT_TRUE(page.sides[1].undo);
  desk_.take(TapUndo{*page.sides[1].undo}, 3);
  EXPECT_TRUE(notice().good);
  desk_.take(TapBack{}, 4);
  EXPECT_TRUE(std::get<FindingsPage>(desk_.model().page).findings.empty());
}

// DESIGN 8: two people; the seats wait until somebody has looked.
TEST_F(WatchDesk, a_lost_station_is_declared_by_two_released_and_found) {
  const auto seats = [&] { return quarantined_seats(station_->state(), far()).size(); };
  const auto grant =
      decide_transfer(station_->state(), {far(), kGreen, 4, {}, 2}, station_->context());
  ASSERT_TRUE(grant.allowed());
  ASSERT_TRUE(station_->record(grant.acts));
  desk_.take(TapStations{}, 1);
  desk_.take(TapStation{far(), StationStep::look}, 2);
  desk_.take(TapStation{far(), StationStep::second_person}, 3);
  ASSERT_FALSE(std::get<SecondPersonPage>(desk_.model().page).persons.empty());
  desk_.take(TapDeclareLost{far(), {}}, 4);
  EXPECT_FALSE(notice().good) << "nobody is no second person";
  desk_.take(TapDeclareLost{far(), kCoordinator}, 5);
  EXPECT_TRUE(notice().good);
  EXPECT_EQ(seats(), 4U);
  desk_.take(TapBack{}, 6);
  EXPECT_TRUE(std::holds_alternative<StationsPage>(desk_.model().page));
  desk_.take(TapStation{far(), StationStep::release}, 7);
  desk_.take(TapRelease{far(), {}}, 8);
  EXPECT_TRUE(notice().good);
  EXPECT_NE(notice().lines.at(0).find('4'), std::string::npos);
  EXPECT_EQ(seats(), 0U);
  desk_.take(TapStationFound{far()}, 9);
  EXPECT_TRUE(notice().good);
  EXPECT_FALSE(station_->state().device(far())->lost);
}

TEST_F(WatchDesk, a_copied_disk_is_settled) {
  const auto copy =
      note_copy(station_->state(), far(), {{{far(), 5}, 0x1111}, {{far(), 5}, 0x2222}});
  ASSERT_TRUE(station_->record(copy));
  desk_.take(TapFindings{}, 1);
  desk_.take(TapSettleCopy{far()}, 2);
  EXPECT_TRUE(notice().good);
  desk_.take(TapSettleCopy{far()}, 3);
  EXPECT_FALSE(notice().good) << "there is nothing more to settle";
}

// The door's rule: a scan is answered on every page.
TEST_F(WatchDesk, scanning_works_on_these_pages) {
  const std::string code = invited(1);
  desk_.take(TapFindings{}, 1);
  desk_.scan(code_, 2);
  EXPECT_EQ(desk_.last()->verdict.outcome, DoorOutcome::party_full);
  desk_.take(TapStations{}, 3);
  desk_.scan(code, 4);
  EXPECT_EQ(desk_.last()->verdict.outcome, DoorOutcome::admitted);
  EXPECT_TRUE(desk_.tick(4 + DoorDesk::kResultStays_s));
  EXPECT_TRUE(std::holds_alternative<ReadyPage>(desk_.model().page));
}

TEST_F(WatchDesk, back_and_help_lead_one_page_up_and_return) {
  desk_.take(TapStations{}, 1);
  desk_.take(TapStation{far(), StationStep::second_person}, 2);
  desk_.take(TapNextAct{NextAct::call_coordinator}, 3);
  desk_.take(TapBack{}, 4);
  EXPECT_TRUE(std::holds_alternative<SecondPersonPage>(desk_.model().page));
  desk_.take(TapBack{}, 5);
  EXPECT_TRUE(std::holds_alternative<StationPage>(desk_.model().page));
  desk_.take(TapBack{}, 6);
  EXPECT_TRUE(std::holds_alternative<StationsPage>(desk_.model().page));
  desk_.take(TapBack{}, 7);
  EXPECT_TRUE(std::holds_alternative<ReadyPage>(desk_.model().page));
}

// Rule C3.
TEST_F(WatchDesk, a_silent_station_is_told_as_soon_as_the_hub_says_so) {
  EXPECT_EQ(watch().silent, 0);
  desk_.know({true, 0, {{far(), kSilentAfter_ms, 3}}, 0});
  EXPECT_EQ(watch().silent, 1);
  desk_.know({true, 0, {{far(), 0, 0}}, 0});
  EXPECT_EQ(watch().silent, 0);
}

}  // namespace
}  // namespace yingbin
