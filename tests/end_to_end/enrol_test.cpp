// A station joins an event at a hub by `yingbin enrol`, and exchanges by `yingbin sync`: the real
// program against real sockets (issue 4, points 3 and 4).
#include "end_to_end/event_folder.h"
#include "support/canned_server.h"
#include "support/running_hub.h"

namespace yingbin {
namespace {

class Enrol : public testing::Test {
 protected:
  [[nodiscard]] EventId event() const {
    return {parse_hex(front.records().at(0).at("event").get<std::string>()).value()};
  }
  Json enrolled(const EventFolder& door, const Command& ticket, const std::string& name) {
    Command words{"enrol", "--station", name};
    words.insert(words.end(), ticket.begin(), ticket.end());
    const auto lines = door.json(words);
    return lines.size() == 1 ? lines.front() : Json::object();
  }
  // The hub's own words, in its language.
  static void expect_refused(const EventFolder& door, const Command& words) {
    const Ended ended = door.run(words);
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_NE(ended.err.find("token"), std::string::npos) << ended.err;
  }
  void connect_founder() {
    ASSERT_FALSE(enrolled(front, {hub.url(), hub.token()}, "1 号门").empty());
    (void)front.done({"sync", "--once"});
  }

  TemporaryFolder folder;
  RunningHub hub{folder / "hub"};
  EventFolder front =
      event_with_list_in(folder / "front", "张伟,13800001234,1\n李娜,13900005678,1\n");
  EventFolder back{folder / "back"};
};

TEST_F(Enrol, two_doors_meet_at_a_hub_and_agree) {
  const std::string founding = hub.token();
  const Json founder = enrolled(front, {hub.url(), founding}, "1 号门");
  EXPECT_EQ(hub.news_of(founding), founder.value("digits", "") + " 1 号门")
      << "both ends show the same six digits";
  const Json sent = front.json({"sync", "--once"}).at(0);
  EXPECT_EQ(sent.at("sent"), sent.at("held"));
  EXPECT_EQ(front.json({"sync", "--once"}).at(0).at("sent"), 0) << "nothing goes twice";

  const std::string scanned = "YBH1 " + hub.url() + " " + hub.token(event()) + " " + hub.pin();
  const Json joined = enrolled(back, {scanned}, "2 号门");
  EXPECT_EQ(joined.value("event", ""), founder.value("event", "-"));
  (void)back.done({"sync", "--once"});
  const auto codes = front.codes();
  EXPECT_EQ(front.json({"admit", codes[0]}).at(0).at("verdict"), "admitted");
  (void)front.done({"sync", "--once"});
  (void)back.done({"sync", "--once"});
  EXPECT_EQ(back.json({"admit", codes[0]}).at(0).at("verdict"), "already_in");
  (void)back.done({"sync", "--once"});
  (void)front.done({"sync", "--once"});
  EXPECT_EQ(front.digest(), back.digest());
}

TEST_F(Enrol, a_token_that_is_wrong_or_used_leaves_nothing_behind_and_a_good_one_works_after) {
  connect_founder();
  const std::string token = hub.token(event());
  expect_refused(back, {"enrol", hub.url(), "WRONGTOKEN"});
  EXPECT_FALSE(fs::exists(back.path() / "journal.db"));
  EXPECT_FALSE(fs::exists(back.path() / "keys" / "hub.json"));
  ASSERT_FALSE(enrolled(back, {hub.url(), token}, "2 号门").empty());
  const EventFolder third(folder / "third");
  expect_refused(third, {"enrol", hub.url(), token});
  expect_refused(third, {"enrol", hub.url(), hub.token()});
  ASSERT_FALSE(enrolled(third, {hub.url(), hub.token(event())}, "3 号门").empty());
}

TEST_F(Enrol, whoever_is_no_hub_is_told_from_one_in_words) {
  expect_explained(back, {"enrol", "https://127.0.0.1:1", "TOKEN"});
  CannedServer portal(folder / "portal",
                      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
                      "<html>log in</html>");
  expect_explained(back, {"enrol", portal.url(), "TOKEN"});
  expect_explained(back, {"enrol", "YBH1 " + hub.url() + " TOKEN " + portal.pin()});
  EXPECT_EQ(back.run({"enrol", "http://127.0.0.1:1", "TOKEN"}).exit_code, 2);
  EXPECT_EQ(back.run({"enrol", hub.url()}).exit_code, 2);
  EXPECT_FALSE(fs::exists(back.path() / "journal.db"));
}

TEST_F(Enrol, a_folder_with_another_stations_event_is_not_enrolled_again) {
  connect_founder();
  ASSERT_FALSE(enrolled(back, {hub.url(), hub.token(event())}, "2 号门").empty());
  (void)back.done({"sync", "--once"});
  expect_explained(back, {"enrol", hub.url(), hub.token(event())});
  ASSERT_FALSE(enrolled(front, {hub.url(), hub.token()}, "1 号门").empty())
      << "but its founder may come again, to a hub that was set up anew";
}

TEST_F(Enrol, what_stopped_half_way_goes_on_without_a_new_token) {
  connect_founder();
  const std::string token = hub.token(event());
  ASSERT_FALSE(enrolled(back, {hub.url(), token}, "2 号门").empty());
  for (const char* file : {"journal.db", "journal.db-wal", "journal.db-shm"}) {
    fs::remove(back.path() / file);
  }
  ASSERT_FALSE(enrolled(back, {hub.url(), token}, "2 号门").empty());
  (void)back.done({"sync", "--once"});
}

TEST_F(Enrol, a_hub_that_moved_is_followed_and_one_that_is_gone_is_told) {
  expect_explained(front, {"sync", "--once"});
  connect_founder();
  hub.move_away();
  expect_explained(front, {"sync", "--once"});
  (void)front.done({"sync", "--once", "--hub", hub.url()});
  (void)front.done({"sync", "--once"});
}

}  // namespace
}  // namespace yingbin
