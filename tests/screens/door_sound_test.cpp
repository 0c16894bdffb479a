#include "screens/door_sound.h"

#include <gtest/gtest.h>

#include <set>

namespace yingbin {
namespace {

constexpr DoorOutcome kOutcomes[] = {DoorOutcome::admitted,    DoorOutcome::already_in,
                                     DoorOutcome::party_full,  DoorOutcome::revoked,
                                     DoorOutcome::other_event, DoorOutcome::forged,
                                     DoorOutcome::unknown,     DoorOutcome::unreadable};

// Rule D1: each verdict sounds different; and none like an undo or a call for the coordinator.
TEST(DoorSound, every_verdict_has_a_sound_of_its_own) {
  std::set<ui::Sound> heard{ui::Sound::undone, ui::Sound::attention};
  for (DoorOutcome outcome : kOutcomes)
    EXPECT_TRUE(heard.insert(sound_of(outcome)).second) << name_of(outcome);
  EXPECT_EQ(heard.size(), ui::kSounds.size()) << "a sound that nothing makes";
}

TEST(DoorSound, only_a_guest_who_may_come_in_hears_the_admission) {
  for (DoorOutcome outcome : kOutcomes) {
    EXPECT_EQ(sound_of(outcome) == ui::Sound::admitted, outcome == DoorOutcome::admitted);
  }
  EXPECT_EQ(sound_of(NoticeKind::came_back), ui::Sound::admitted);
}

TEST(DoorSound, what_needs_the_coordinator_calls_for_one) {
  for (NoticeKind kind : {NoticeKind::refused, NoticeKind::not_recorded, NoticeKind::coordinator})
    EXPECT_EQ(sound_of(kind), ui::Sound::attention);
  EXPECT_EQ(sound_of(NoticeKind::undone), ui::Sound::undone);
}

TEST(DoorSound, a_door_that_tells_nothing_is_silent) {
  EXPECT_EQ(sound_of(DoorDoing{DoorIdle{}}), std::nullopt);
  EXPECT_EQ(sound_of(DoorDoing{DoorAsksPersons{}}), std::nullopt);
  EXPECT_EQ(sound_of(DoorDoing{DoorLooksUp{}}), std::nullopt);
  DoorVerdict verdict;
  verdict.outcome = DoorOutcome::forged;
  EXPECT_EQ(sound_of(DoorDoing{DoorTells{{verdict, {}, false}}}), ui::Sound::forged);
  EXPECT_EQ(sound_of(DoorDoing{DoorNotice{true, "", {}, NoticeKind::undone}}), ui::Sound::undone);
}

}  // namespace
}  // namespace yingbin
