// Two stations of one event that never saw each other, from a copied folder to agreement (D8,
// DESIGN 4: "Fork"; P-converge).
#include <set>

#include "end_to_end/event_folder.h"

namespace yingbin {
namespace {

class TwoDoors : public testing::Test {
 protected:
  void SetUp() override { fs::copy(front.path(), back.path(), fs::copy_options::recursive); }

  static Json admit(const EventFolder& door, const std::string& code) {
    const auto lines = door.json({"admit", code});
    return lines.size() == 1 ? lines.front() : Json::object();
  }

  [[nodiscard]] std::set<std::string> findings(const EventFolder& door) const {
    std::set<std::string> found;
    for (const Json& line : door.json({"check"})) {
      if (line.value("what", "") == "finding") found.insert(line.value("words", ""));
    }
    return found;
  }

  TemporaryFolder folder;
  EventFolder front = event_with_list_in(
      folder / "front", "张伟,13800001234,2\n李娜,13900005678,1\n王芳,13700009012,3\n");
  EventFolder back{folder / "back"};
  std::vector<std::string> codes = front.codes();
};

TEST_F(TwoDoors, a_copied_folder_goes_on_as_another_station_and_says_so) {
  const Ended copied = back.run({"admit", codes[0]});
  EXPECT_EQ(copied.exit_code, 0) << "it never stops serving: " << copied.err;
  EXPECT_NE(copied.err.find("copied"), std::string::npos) << copied.err;
  const Ended again = back.run({"admit", codes[1]});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(again.err, "") << "once is enough";
  EXPECT_EQ(front.run({"admit", codes[2]}).err, "") << "the original is no copy";
  std::set<std::string> origins;
  for (const Json& record : back.records()) origins.insert(record.at("origin").get<std::string>());
  EXPECT_EQ(origins.size(), 2U);
}

TEST_F(TwoDoors, a_folder_that_only_moved_stays_the_same_station) {
  const fs::path moved = folder / "moved";
  fs::rename(front.path(), moved);
  const EventFolder same(moved);
  const Ended ended = same.run({"admit", codes[0]});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.err, "");
}

// D8: the earlier one stands, the later is a finding, the head count stays right.
TEST_F(TwoDoors, one_invitation_at_two_doors_is_a_finding_until_a_person_settles_it) {
  EXPECT_EQ(admit(front, codes[0]).at("verdict"), "admitted");
  const Json later = admit(back, codes[0]);
  EXPECT_EQ(later.at("verdict"), "admitted");
  const int persons = later.at("persons").get<int>();
  EXPECT_EQ(admit(back, codes[1]).at("verdict"), "admitted");

  (void)front.done({"exchange", back.path().string()});
  EXPECT_EQ(front.digest(), back.digest());
  ASSERT_EQ(findings(front).size(), 1U);
  const std::string what_to_do = "yingbin settle";
  EXPECT_NE(findings(front).begin()->find(what_to_do), std::string::npos);
  EXPECT_EQ(findings(front), findings(back));
  const Json doubted = front.report_of_all();
  EXPECT_EQ(doubted.at("invitations_arrived"), 2);
  EXPECT_EQ(doubted.at("in_doubt"), persons) << "the doubt shows";
  EXPECT_EQ(front.report_of_all(), back.report_of_all());
  EXPECT_EQ(admit(front, codes[0]).value("verdict", ""), persons > 1 ? "party_full" : "already_in");

  (void)back.done({"settle", codes[0], std::to_string(persons)});
  (void)front.done({"exchange", back.path().string()});
  EXPECT_EQ(front.digest(), back.digest());
  EXPECT_TRUE(findings(front).empty());
  EXPECT_EQ(front.report_of_all().at("in_doubt"), 0);
  (void)front.done({"check"});
  (void)back.done({"check"});
}

// P-once, P-converge
TEST_F(TwoDoors, exchanging_again_brings_nothing_and_any_order_agrees) {
  (void)admit(front, codes[0]);
  (void)admit(back, codes[1]);
  const EventFolder third(folder / "third");
  fs::copy(front.path(), third.path(), fs::copy_options::recursive);
  (void)admit(third, codes[2]);
  const auto exchange = [](const EventFolder& from, const EventFolder& to) {
    return from.json({"exchange", to.path().string()}).at(0);
  };
  (void)exchange(third, back);
  (void)exchange(front, third);
  (void)exchange(back, front);
  const Json nothing{{"received", 0}, {"given", 0}};
  EXPECT_EQ(exchange(front, back), nothing);
  EXPECT_EQ(exchange(third, back), nothing);
  EXPECT_EQ(front.digest(), back.digest());
  EXPECT_EQ(front.digest(), third.digest());
  EXPECT_EQ(front.report_of_all().at("invitations_arrived"), 3);
  fs::remove_all(third.path() / "cache");
  EXPECT_EQ(front.digest(), third.digest()) << "replayed in the order they came there";
}

// P3: erasing at one station erases at the other.
TEST_F(TwoDoors, an_erased_guest_is_forgotten_by_every_station_that_hears_of_it) {
  (void)admit(back, codes[0]);
  const auto card = front.json({"find", "李娜"})
                        .at(0)
                        .at("invitations")
                        .at(0)
                        .at("short_code")
                        .get<std::string>();
  (void)front.done({"erase", card});
  (void)front.done({"exchange", back.path().string()});
  for (const auto& entry : fs::recursive_directory_iterator(back.path())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(bytes_of(entry.path()).find("13900005678"), std::string::npos) << entry.path();
  }
  EXPECT_EQ(front.digest(), back.digest());
}

TEST_F(TwoDoors, only_stations_of_one_event_exchange) {
  const EventFolder other = new_event_in(folder / "other");
  const std::string before = front.digest();
  expect_explained(front, {"exchange", other.path().string()});
  expect_explained(front, {"exchange", front.path().string()});
  expect_explained(front, {"exchange", (folder / "nothing").string()});
  EXPECT_EQ(front.digest(), before);
}

}  // namespace
}  // namespace yingbin
