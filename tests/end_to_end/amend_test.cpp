// What staff change by hand after the fact, on record (D6, D9, S6, S8, P3).
#include <algorithm>

#include "end_to_end/event_folder.h"

namespace yingbin {
namespace {

constexpr const char* kErasedName = "诸葛孔明";
constexpr const char* kErasedPhone = "13512349876";

std::string list_of_four() {
  return std::string("张伟,13800001234,2\n李娜,13900005678,1\n王芳,13700009012,3\n") + kErasedName +
         "," + kErasedPhone + ",1\n";
}

class Amend : public testing::Test {
 protected:
  // The short code that stands on a guest's card.
  [[nodiscard]] std::string card_of(const std::string& name) const {
    for (const Json& guest : event.json({"find", name})) {
      if (guest.value("name", "") != name) continue;
      for (const Json& invitation : guest.at("invitations")) {
        if (!invitation.at("revoked").get<bool>())
          return invitation.at("short_code").get<std::string>();
      }
    }
    ADD_FAILURE() << "no card for " << name;
    return "none";
  }

  [[nodiscard]] Json admit(const Command& words) const {
    Command all{"admit"};
    all.insert(all.end(), words.begin(), words.end());
    const auto lines = event.json(all);
    return lines.size() == 1 ? lines.front() : Json::object();
  }

  [[nodiscard]] std::size_t records_of(const std::string& kind) const {
    const auto records = event.records();
    return static_cast<std::size_t>(std::count_if(
        records.begin(), records.end(), [&](const Json& one) { return one.at("kind") == kind; }));
  }

  TemporaryFolder folder;
  EventFolder event = event_with_list_in(folder / "event", list_of_four());
};

// D6: both the admission and its undoing stay on record.
TEST_F(Amend, an_undone_guest_comes_in_again_and_both_acts_stay_on_record) {
  const std::string card = card_of("李娜");
  const Json first = admit({card});
  (void)event.done({"undo", first.at("record").get<std::string>(), "--reason", "wrong guest"});
  EXPECT_EQ(event.report_of_all().at("persons_arrived"), 0);
  EXPECT_EQ(admit({card}).at("verdict"), "admitted");
  EXPECT_EQ(event.report_of_all().at("persons_arrived"), 1);
  EXPECT_EQ(records_of("admit_guest"), 2U);
  EXPECT_EQ(records_of("undo_admission"), 1U);
  expect_explained(event, {"undo", first.at("record").get<std::string>()});
}

// D2
TEST_F(Amend, a_party_comes_in_by_halves) {
  const std::string card = card_of("王芳");
  EXPECT_EQ(admit({card, "--persons", "1"}).at("left"), 2);
  EXPECT_EQ(admit({card}).at("persons"), 2);
  EXPECT_EQ(admit({card}).at("verdict"), "party_full");
}

// S6
TEST_F(Amend, a_party_moves_and_its_seats_are_freed_for_another) {
  const std::string zhang = card_of("张伟");
  const std::string li = card_of("李娜");
  (void)event.done({"move", zhang, "红区3排5、6座"});
  expect_explained(event, {"move", li, "红区3排5座"});
  (void)event.done({"free", zhang});
  (void)event.done({"move", li, "红区3排5座"});
  const Json told = admit({li});
  EXPECT_EQ(told.at("zone"), "红区");
  EXPECT_EQ(told.at("row"), "3");
  EXPECT_EQ(told.at("seat"), "5");
  expect_explained(event, {"move", zhang, "红区3排999座"});
  expect_explained(event, {"free", zhang});
}

// S8
TEST_F(Amend, seats_of_the_absent_are_released_and_those_of_guests_who_came_are_not) {
  (void)event.done({"move", card_of("张伟"), "红区3排5、6座"});
  (void)event.done({"move", card_of("李娜"), "红区3排7座"});
  EXPECT_EQ(admit({card_of("李娜")}).at("seat"), "7");
  (void)event.done({"release-absent"});
  (void)event.done({"move", card_of("王芳"), "红区3排4、5、6座"});
  expect_explained(event, {"move", card_of("张伟"), "红区3排7、8座"});
  expect_explained(event, {"release-absent", "--rep", "无此人"});
}

// D9
TEST_F(Amend, who_is_out_for_a_while_is_not_counted_again) {
  const std::string card = card_of("张伟");
  (void)admit({card});
  (void)event.done({"out", card, "1"});
  EXPECT_EQ(event.report_of_all().at("outside"), 1);
  (void)event.done({"out", card, "0"});
  EXPECT_EQ(event.report_of_all().at("outside"), 0);
  EXPECT_EQ(event.report_of_all().at("persons_arrived"), 2);
  EXPECT_EQ(event.run({"out", card, "-1"}).exit_code, 2);
  EXPECT_EQ(event.run({"out", card, "99"}).exit_code, 1) << "more than came in";
}

TEST_F(Amend, a_revoked_invitation_admits_nobody_and_its_replacement_does) {
  const auto old_codes = event.codes();
  const std::string old_card = card_of("张伟");
  (void)event.done({"revoke", old_card, "--reason", "lost", "--reissue"});
  const Json refused = admit({old_card});
  EXPECT_EQ(refused.at("verdict"), "revoked");
  EXPECT_FALSE(refused.at("next").empty());  // D13
  const auto new_codes = event.codes();
  ASSERT_EQ(new_codes.size(), old_codes.size());
  const auto fresh = std::find_if(new_codes.begin(), new_codes.end(), [&](const std::string& code) {
    return std::find(old_codes.begin(), old_codes.end(), code) == old_codes.end();
  });
  ASSERT_NE(fresh, new_codes.end());
  const Json told = admit({*fresh});
  EXPECT_EQ(told.at("verdict"), "admitted");
  EXPECT_EQ(told.at("name"), "张伟");
  EXPECT_EQ(told.at("persons"), 2);

  (void)event.done({"revoke", card_of("李娜")});
  EXPECT_EQ(event.codes().size(), 3U);
  expect_explained(event, {"revoke", card_of("张伟")});  // people came in on it
}

// P1: what each role may do.
TEST_F(Amend, a_greeter_may_not_revoke_or_erase) {
  const std::string card = card_of("张伟");
  expect_explained(event, {"--staff", "王芳", "revoke", card});
  expect_explained(event, {"--staff", "王芳", "erase", card});
  expect_explained(event, {"--staff", "无此人", "admit", card});
  (void)event.done({"--staff", "徐明", "revoke", card});
}

// P3, DESIGN 4: an erased person is in no file of the folder.
TEST_F(Amend, an_erased_guest_is_in_no_file_and_the_totals_stay) {
  const std::string card = card_of(kErasedName);
  (void)admit({card});
  const std::string before = event.digest();
  const auto holds_name = [&] {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(event.path())) {
      if (!entry.is_regular_file()) continue;
      const std::string bytes = bytes_of(entry.path());
      const bool held = bytes.find(kErasedName) != std::string::npos ||
                        bytes.find(kErasedPhone) != std::string::npos;
      if (held) found.push_back(entry.path().filename().string());
    }
    return found;
  };
  EXPECT_FALSE(holds_name().empty()) << "the name must be there before, or this test tells nothing";
  (void)event.done({"erase", card, "--reason", "asked"});
  EXPECT_EQ(holds_name(), std::vector<std::string>{});
  EXPECT_NE(event.digest(), before);
  EXPECT_EQ(event.report_of_all().at("persons_arrived"), 1);
  (void)event.done({"check"});
  expect_explained(event, {"find", kErasedName});
  expect_explained(event, {"erase", card});
}

// D12
TEST_F(Amend, paper_typed_in_later_keeps_the_time_it_happened) {
  (void)event.done({"admit", card_of("张伟"), "--at", "08:45"});
  const auto records = event.records();
  EXPECT_EQ(records.back().at("body").at("shown"), "paper");
  // 2026-10-18 08:45 in the hall, UTC+8.
  EXPECT_EQ(records.back().at("body").at("happened_at"), 1'792'284'300'000);
  EXPECT_EQ(event.run({"admit", card_of("李娜"), "--at", "25:00"}).exit_code, 2);
}

}  // namespace
}  // namespace yingbin
