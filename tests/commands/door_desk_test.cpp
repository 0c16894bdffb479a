// What the desk lets be heard (rule D1), on a real station.
#include "commands/door_desk.h"

#include <gtest/gtest.h>

#include "scan/short_code.h"
#include "support/event_station.h"

namespace yingbin {
namespace {

class Desk : public testing::Test {
 protected:
  std::string invited(int persons) {
    auto draft = station_->draft_invitation(GuestId{501}, persons, 0);
    EXPECT_TRUE(draft) << draft.message();
    DescribeGuest facts;
    facts.guest = GuestId{501};
    facts.rep = kRepChen;
    const std::vector<Act> acts{
        WritePerson{GuestId{501}, "王小明", {"13800000001"}, "", {}, "", {}}, facts, *draft};
    EXPECT_TRUE(station_->record(acts));
    return *station_->code_text(draft->invitation);
  }

  EventStation event_;
  std::unique_ptr<Station> station_ = event_.found();
  DoorDesk desk_{*station_};
};

TEST_F(Desk, each_scan_is_heard_once_and_by_its_verdict) {
  const std::string code = invited(1);
  EXPECT_EQ(desk_.take_sound(), std::nullopt);
  desk_.scan(code, 0);
  EXPECT_EQ(desk_.take_sound(), ui::Sound::admitted);
  EXPECT_EQ(desk_.take_sound(), std::nullopt) << "once";
  desk_.scan(code, 1);
  EXPECT_EQ(desk_.take_sound(), ui::Sound::already_in);
  desk_.scan("YB1.NOCODE", 2);
  EXPECT_NE(desk_.take_sound(), std::nullopt);
}

TEST_F(Desk, a_party_is_heard_when_it_was_counted_not_when_it_is_asked) {
  desk_.scan(invited(3), 0);
  ASSERT_TRUE(std::holds_alternative<DoorAsksPersons>(desk_.doing()));
  EXPECT_EQ(desk_.take_sound(), std::nullopt);
  desk_.take(TapPersons{2}, 1);
  EXPECT_EQ(desk_.take_sound(), ui::Sound::admitted);
}

TEST_F(Desk, an_undo_and_a_call_for_the_coordinator_are_heard) {
  desk_.scan(invited(1), 0);
  (void)desk_.take_sound();
  desk_.take(TapUndo{desk_.last()->record}, 1);
  EXPECT_EQ(desk_.take_sound(), ui::Sound::undone);
  desk_.take(TapUndo{desk_.last()->record}, 2);
  EXPECT_EQ(desk_.take_sound(), ui::Sound::attention) << "a second undo is not possible";
  desk_.take(TapNextAct{NextAct::call_coordinator}, 3);
  EXPECT_EQ(desk_.take_sound(), ui::Sound::attention);
}

// DESIGN 12: help on every page; what was half done is there again afterwards.
TEST_F(Desk, help_leads_back_to_the_party_that_was_being_counted) {
  desk_.scan(invited(3), 0);
  desk_.take(TapNextAct{NextAct::call_coordinator}, 1);
  desk_.take(TapNextAct{NextAct::call_coordinator}, 2);  // asked twice
  desk_.take(TapBack{}, 3);
  ASSERT_TRUE(std::holds_alternative<DoorAsksPersons>(desk_.doing()));
  desk_.take(TapPersons{2}, 4);
  EXPECT_EQ(desk_.last()->verdict.persons, 2);
}

// DESIGN 7: the check character finds a wrong one.
TEST_F(Desk, a_typed_short_code_is_found_and_a_mistyped_one_is_told) {
  (void)invited(1);
  const auto& guest = *station_->state().guest(GuestId{501});
  const std::string code =
      station_->state().invitation(guest.invitations.at(0))->issued->short_code;
  const auto looks = [&](const std::string& text) {
    desk_.take(TypeFind{text}, 0);
    return std::get<DoorLooksUp>(desk_.doing());
  };
  EXPECT_EQ(looks(code).found.size(), 1U);
  EXPECT_EQ(looks(grouped_short_code(code)).found.size(), 1U);
  std::string wrong = code;
  wrong[3] = wrong[3] == '7' ? 'A' : '7';
  wrong[4] = wrong[4] == 'K' ? 'M' : 'K';
  EXPECT_TRUE(looks(wrong).found.empty());
  EXPECT_EQ(looks(wrong).mistyped, !parse_short_code(wrong));
  EXPECT_FALSE(looks("0123456789").mistyped) << "a phone number";
  EXPECT_FALSE(looks("zhangxiaom").mistyped) << "a name";
}

TEST_F(Desk, leaving_is_confirmed_and_the_question_goes_away_by_itself) {
  desk_.scan(invited(3), 0);
  desk_.take(HoldLeave{}, 1);
  EXPECT_TRUE(std::get<LeavePage>(desk_.model().page).allowed) << "nobody is signed in";
  EXPECT_FALSE(desk_.tick(2));
  EXPECT_TRUE(desk_.tick(1 + DoorDesk::kLeavePageStays_s));
  EXPECT_TRUE(std::holds_alternative<DoorAsksPersons>(desk_.doing()));
  EXPECT_FALSE(desk_.left());
  desk_.take(HoldLeave{}, 50);
  desk_.take(TapLeave{}, 51);
  EXPECT_TRUE(desk_.left());
}

TEST_F(Desk, going_back_to_the_ready_page_is_silent) {
  desk_.scan(invited(1), 0);
  (void)desk_.take_sound();
  EXPECT_TRUE(desk_.tick(DoorDesk::kResultStays_s + 1));
  desk_.take(TapFind{}, 20);
  desk_.take(TapBack{}, 21);
  EXPECT_EQ(desk_.take_sound(), std::nullopt);
}

}  // namespace
}  // namespace yingbin
