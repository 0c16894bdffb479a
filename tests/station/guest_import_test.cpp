// A guest list into the event (B1 to B3): what is taken, updated, merged and told, and that
// importing again adds nothing twice.
#include "station/guest_import.h"

#include <gtest/gtest.h>

#include "support/event_station.h"

namespace yingbin {
namespace {

struct Imported {
  ImportCounts counts;
  std::vector<std::string> told;  // reasons, in order
};

class GuestImportTest : public testing::Test {
 protected:
  Imported import(const std::string& rows) { return import_into(*station_, rows); }
  Imported import_into(Station& station, const std::string& rows) {
    Imported imported;
    GuestImport reader(
        station, [&](const Rejection& one) { imported.told.push_back(one.reason); },
        [](std::uint64_t, std::uint64_t) { return true; });
    const auto done = reader.run(event_.write_list(kHeader + rows));
    EXPECT_TRUE(done) << done.message();
    imported.counts = reader.counts();
    return imported;
  }
  [[nodiscard]] const EventState& state() const { return station_->state(); }
  [[nodiscard]] GuestId named(const std::string& name) const {
    for (GuestId id : state().guest_ids()) {
      const Guest& guest = *state().guest(id);
      if (guest.person && guest.person->name == name) return id;
    }
    return {};
  }
  [[nodiscard]] const WritePerson& person(const std::string& name) const {
    return *state().guest(named(name))->person;
  }
  [[nodiscard]] InvitationId invitation_of(const std::string& name) const {
    return state().guest(named(name))->invitations.back();
  }
  [[nodiscard]] const Invitation& invited(const std::string& name) const {
    return *state().invitation(invitation_of(name));
  }

  static constexpr const char* kHeader =
      "编号,姓名,电话,地址,同伴,人数,业务员,等级,轮椅,区域,座位,邀请码\n";

  EventStation event_;
  std::unique_ptr<Station> station_ = event_.found();
};

TEST_F(GuestImportTest, every_row_becomes_a_guest_with_one_invitation) {
  const Imported first =
      import("K1,王小明,13800000001,青岛路 5 号,李芳,2,陈业务,A,是,红区,红区1排2、3座,\n");
  EXPECT_EQ(first.counts.taken, 1U);
  EXPECT_TRUE(first.told.empty());
  const Guest& guest = *state().guest(named("王小明"));
  EXPECT_EQ(guest.person->phones, (std::vector<std::string>{"13800000001"}));
  EXPECT_EQ(guest.person->address, "青岛路 5 号");
  EXPECT_EQ(guest.person->companions, (std::vector<std::string>{"李芳"}));
  EXPECT_EQ(guest.person->list_id, "K1");
  EXPECT_EQ(guest.facts->rep, kRepChen);
  EXPECT_EQ(guest.facts->grade, Grade::a);
  EXPECT_TRUE(guest.facts->wheelchair);
  EXPECT_TRUE(guest.facts->complete);
  ASSERT_EQ(guest.invitations.size(), 1U);
  const Invitation& invitation = invited("王小明");
  EXPECT_EQ(invitation.issued->persons, 2);
  EXPECT_EQ(invitation.issued->zone, kRed);
  EXPECT_EQ(invitation.named, seats_from(kRed, 1, 2, 2));
  EXPECT_EQ(invitation.issued->short_code.size(), 10U);
}

TEST_F(GuestImportTest, importing_the_same_list_again_adds_and_changes_nothing) {
  const std::string rows =
      "K1,王小明,13800000001,,李芳,2,陈业务,A,,红区,1排2、3座,\n"
      ",张伟,13800000002,,,,林业务,,,,,\n"
      ",张伟,13800000003,,,,林业务,,,,,\n"  // a namesake
      ",欧阳娜娜,,青岛路 5 号,,,,,,,,\n"
      ",赵先生,,,,,,,,,,\n"  // incomplete, kept
      ",钱多多,13800000004,,,,,,,,,VIP-7\n";
  EXPECT_EQ(import(rows).counts.taken, 6U);
  const std::uint64_t records = station_->journal().count();
  const Imported again = import(rows);
  EXPECT_EQ(again.counts.taken, 0U);
  EXPECT_EQ(again.counts.updated, 0U);
  EXPECT_EQ(again.counts.merged, 0U);
  EXPECT_EQ(again.counts.unchanged, 6U);
  EXPECT_EQ(station_->journal().count(), records);
  EXPECT_EQ(state().guest_count(), 6U);
  // And from a station that was started anew.
  station_.reset();
  station_ = event_.open();
  EXPECT_EQ(import(rows).counts.unchanged, 6U);
  EXPECT_EQ(station_->journal().count(), records);
}

TEST_F(GuestImportTest, a_changed_row_updates_the_guest_and_keeps_the_invitation) {
  import("K1,王小明,13800000001,,,1,陈业务,B,,红区,,\n");
  const InvitationId id = invitation_of("王小明");
  const auto code = station_->code_text(id);
  ASSERT_TRUE(code);
  const Imported changed = import("K1,王小明,13900000009,,李芳,2,林业务,A,,蓝区,,\n");
  EXPECT_EQ(changed.counts.updated, 1U);
  EXPECT_EQ(changed.counts.taken, 0U);
  EXPECT_EQ(state().guest_count(), 1U);
  EXPECT_EQ(invitation_of("王小明"), id);
  EXPECT_EQ(person("王小明").phones, (std::vector<std::string>{"13900000009"}));
  EXPECT_EQ(state().guest(named("王小明"))->facts->rep, kRepLin);
  EXPECT_EQ(invited("王小明").issued->zone, kBlue);
  EXPECT_EQ(invited("王小明").allowed(), 2);
  // The card printed for one opens the invitation for two, and so does a new one.
  const auto new_code = station_->code_text(id);
  ASSERT_TRUE(new_code);
  EXPECT_NE(*code, *new_code);
  DoorQuestion question;
  for (const std::string& text : {*code, *new_code}) {
    question.presented = station_->presented(text);
    const DoorVerdict verdict = station_->preview(question);
    EXPECT_EQ(verdict.outcome, DoorOutcome::admitted);
    EXPECT_EQ(verdict.invitation, id);
    EXPECT_EQ(verdict.persons, 2);
  }
}

TEST_F(GuestImportTest, a_corrected_name_is_known_by_the_lists_own_id) {
  import("K1,王小明,13800000001,,,,,,,,,\n");
  EXPECT_EQ(import("K1,王晓明,13800000001,,,,,,,,,\n").counts.updated, 1U);
  EXPECT_EQ(state().guest_count(), 1U);
  EXPECT_TRUE(named("王晓明"));
}

TEST_F(GuestImportTest, the_same_guest_twice_in_one_list_is_one_guest_with_all_that_was_told) {
  const Imported imported = import(
      ",王小明,13800000001,,,1,陈业务,,,,,\n"
      ",王小明,13800000001 13900000002,青岛路 5 号,,2,,A,是,,,\n");
  EXPECT_EQ(imported.counts.taken, 1U);
  EXPECT_EQ(imported.counts.merged, 1U);
  EXPECT_EQ(state().guest_count(), 1U);
  EXPECT_EQ(person("王小明").phones, (std::vector<std::string>{"13800000001", "13900000002"}));
  EXPECT_EQ(person("王小明").address, "青岛路 5 号");
  const DescribeGuest& facts = *state().guest(named("王小明"))->facts;
  EXPECT_EQ(facts.rep, kRepChen);
  EXPECT_EQ(facts.grade, Grade::a);
  EXPECT_TRUE(facts.wheelchair);
  EXPECT_EQ(invited("王小明").allowed(), 2);
}

TEST_F(GuestImportTest, a_list_with_duplicates_is_stable_when_imported_again) {
  const std::string rows =
      ",王小明,13800000001,,,1,陈业务,,,,,\n"
      ",王小明,13800000001 13900000002,青岛路 5 号,,2,,A,是,,,\n";
  import(rows);
  const WritePerson before = person("王小明");
  import(rows);
  EXPECT_EQ(person("王小明"), before);
  EXPECT_EQ(invited("王小明").allowed(), 2);
  EXPECT_EQ(state().guest(named("王小明"))->facts->rep, kRepChen);
}

TEST_F(GuestImportTest, namesakes_with_different_phones_are_two_guests) {
  EXPECT_EQ(import(",张伟,13800000001,,,,,,,,,\n,张伟,13800000002,,,,,,,,,\n").counts.taken, 2U);
  EXPECT_EQ(state().guest_count(), 2U);
}

TEST_F(GuestImportTest, a_code_that_somebody_else_issued_opens_its_invitation) {
  const Imported imported = import(
      ",王小明,13800000001,,,,,,,,,VIP-7\n"
      ",张伟,13800000002,,,,,,,,,VIP-7\n");
  ASSERT_EQ(imported.told.size(), 1U);  // the second row is kept, with a code of ours
  EXPECT_NE(imported.told[0].find("VIP-7"), std::string::npos);
  DoorQuestion question;
  question.presented = station_->presented(" VIP-7\r\n");
  EXPECT_EQ(station_->preview(question).invitation, invitation_of("王小明"));
  EXPECT_EQ(*station_->code_text(invitation_of("王小明")), "VIP-7");
  const auto ours = station_->code_text(invitation_of("张伟"));
  ASSERT_TRUE(ours);
  question.presented = station_->presented(*ours);
  EXPECT_EQ(station_->preview(question).invitation, invitation_of("张伟"));
}

TEST_F(GuestImportTest, what_a_row_names_wrongly_is_told_and_the_guest_is_kept) {
  struct Case {
    const char* row;
    const char* said;
  };
  const Case cases[] = {
      {",甲一,13800000001,,,,吴业务,,,,,\n", "吴业务"},
      {",乙二,13800000002,,,,,,,紫区,,\n", "紫区"},
      {",丙三,13800000003,,,,,,,红区,9排1座,\n", "9排1座"},
  };
  for (const Case& one : cases) {
    const Imported imported = import(one.row);
    EXPECT_EQ(imported.counts.taken, 1U);
    ASSERT_EQ(imported.told.size(), 1U) << one.row;
    EXPECT_NE(imported.told[0].find(one.said), std::string::npos) << imported.told[0];
  }
  EXPECT_EQ(state().guest_count(), 3U);
}

TEST_F(GuestImportTest, a_seat_named_for_two_guests_stays_with_the_first) {
  const Imported imported = import(
      ",王小明,13800000001,,,,,,,红区,1排2座,\n"
      ",张伟,13800000002,,,2,,,,红区,1排2、3座,\n"
      ",李芳,13800000003,,,,,,,红区,1排3座,\n");
  ASSERT_EQ(imported.told.size(), 1U);
  EXPECT_EQ(invited("王小明").named, seats_from(kRed, 1, 2, 1));
  EXPECT_TRUE(invited("张伟").named.empty());
  EXPECT_EQ(invited("李芳").named, seats_from(kRed, 1, 3, 1));  // the refused row kept nothing back
  EXPECT_TRUE(state().findings().empty());
  // The next list, too.
  EXPECT_EQ(import(",赵六,13800000004,,,,,,,红区,1排2座,\n").told.size(), 1U);
}

TEST_F(GuestImportTest, another_seat_on_the_list_frees_the_one_before) {
  import(",王小明,13800000001,,,,,,,红区,1排2座,\n");
  EXPECT_EQ(import(",王小明,13800000001,,,,,,,红区,1排5座,\n").counts.updated, 1U);
  EXPECT_EQ(invited("王小明").named, seats_from(kRed, 1, 5, 1));
  EXPECT_FALSE(state().hall().find(seat_at(kRed, 1, 2))->taken);
}

TEST_F(GuestImportTest, a_dry_run_tells_the_same_and_changes_nothing) {
  import(",王小明,13800000001,,,,,,,,,\n");
  const std::string rows =
      ",王小明,13800000001,青岛路 5 号,,,,,,,,\n"
      ",张伟,13800000002,,,,,,,,,\n"
      ",张伟,13800000002,,,,,,,,,\n"
      ",,13800000003,,,,,,,,,\n";
  station_.reset();
  Imported dry;
  {
    auto station = event_.open();
    const std::uint64_t count = station->journal().count();
    station->trial();
    dry = import_into(*station, rows);
    EXPECT_EQ(station->journal().count(), count);
  }
  station_ = event_.open();
  EXPECT_EQ(state().guest_count(), 1U);
  EXPECT_TRUE(person("王小明").address.empty());
  const Imported real = import(rows);
  EXPECT_EQ(dry.counts.taken, 1U);
  EXPECT_EQ(dry.counts.updated, 1U);
  EXPECT_EQ(dry.counts.merged, 1U);
  EXPECT_EQ(dry.counts.rejected, 1U);
  EXPECT_EQ(real.counts.taken, dry.counts.taken);
  EXPECT_EQ(real.counts.updated, dry.counts.updated);
  EXPECT_EQ(real.counts.merged, dry.counts.merged);
  EXPECT_EQ(real.counts.rejected, dry.counts.rejected);
  EXPECT_EQ(real.told, dry.told);
}

TEST_F(GuestImportTest, a_list_stopped_half_way_is_completed_by_importing_it_again) {
  std::string rows;
  for (int i = 0; i < 3000; ++i) {
    rows += ",来宾" + std::to_string(i) + "号," + std::to_string(13800000000LL + i) + ",,,,,,,,,\n";
  }
  GuestImport reader(
      *station_, [](const Rejection&) {},
      [](std::uint64_t done, std::uint64_t total) { return done * 2 < total; });
  ASSERT_TRUE(reader.run(event_.write_list(kHeader + rows)));
  const std::size_t half = reader.counts().taken;
  EXPECT_LT(half, 3000U);
  EXPECT_EQ(state().guest_count(), half);
  const Imported rest = import(rows);
  EXPECT_EQ(rest.counts.unchanged, half);
  EXPECT_EQ(rest.counts.taken, 3000U - half);
}

// What the list does not know stays: the walk-in desk's mark, an admission, a seat told at the
// door.
TEST_F(GuestImportTest, a_list_imported_during_the_day_undoes_nothing) {
  const std::string row = ",王小明,13800000001,,,2,陈业务,,,,,\n";
  import(row);
  DoorQuestion question;
  question.presented.invitation = invitation_of("王小明");
  question.persons = 1;
  ASSERT_TRUE(station_->admit(question));
  const auto held = invited("王小明").held;
  EXPECT_EQ(import(row).counts.unchanged, 1U);
  import(",王小明,13800000001,,,3,陈业务,,,,,\n");
  EXPECT_EQ(invited("王小明").counted(), 1);
  EXPECT_EQ(invited("王小明").left(), 2);
  EXPECT_EQ(invited("王小明").held, held);
}

}  // namespace
}  // namespace yingbin
