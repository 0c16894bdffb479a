// A centre, a hall's hub that relays to it, and stations at both, as real processes on loopback:
// the hall goes on without the centre, and all agree afterwards (issue 4, point 7).
#include <signal.h>

#include <chrono>
#include <thread>

#include "end_to_end/event_folder.h"
#include "end_to_end/hub_process.h"

namespace yingbin {
namespace {

class RelayProcesses : public testing::Test {
 protected:
  void enrol(const EventFolder& door, const HubProcess& hub, const Command& token,
             const std::string& name) {
    (void)door.done({"enrol", "--station", name, hub.url(), hub.token(token)});
  }
  void SetUp() override {
    enrol(founder, *centre, {"--founder"}, "总台");
    (void)founder.done({"sync", "--once"});
    event = founder.records().at(0).at("event").get<std::string>();
    hall = std::make_unique<HubProcess>(folder / "hall");
    const Ended joined =
        hall->ask({"join", centre->url(), centre->token({"--event", event, "--role", "hub"})});
    ASSERT_EQ(joined.exit_code, 0) << joined.err;
    ASSERT_TRUE(hall->reports("connected,")) << hall->curl("/healthz");
    settle();
    enrol(one, *hall, {"--event", event}, "1 号门");
    enrol(two, *hall, {"--event", event}, "2 号门");
  }
  void sync(const std::vector<const EventFolder*>& doors) const {
    for (const EventFolder* door : doors) (void)door->done({"sync", "--once"});
  }
  // Both hubs hold the same: the centre has all that the hall has, and no more.
  void settle() const {
    const auto until = HubProcess::in_a_minute();
    while (!same() && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    EXPECT_TRUE(same()) << hall->curl("/healthz");
  }
  [[nodiscard]] bool same() const {
    return hall->curl("/healthz").find("to forward 0") != std::string::npos &&
           hall->records() == centre->records();
  }
  void expect_agreement() const {
    for (int round = 0; round < 3; ++round) {
      sync({&one, &two, &founder});
      settle();
    }
    EXPECT_EQ(one.digest(), founder.digest());
    EXPECT_EQ(two.digest(), founder.digest());
    EXPECT_EQ(founder.report_of_all().at("in_doubt"), 0);
  }
  static std::string admit(const EventFolder& door, const std::string& code) {
    const auto lines = door.json({"admit", code});
    return lines.size() == 1 ? lines.front().value("verdict", "") : "";
  }

  TemporaryFolder folder;
  std::unique_ptr<HubProcess> centre = std::make_unique<HubProcess>(folder / "centre");
  EventFolder founder = event_with_list_in(
      folder / "founder",
      "张伟,13800001234,1\n李娜,13900005678,1\n王芳,13700009012,1\n赵敏,13600003456,1\n");
  std::string event;
  std::unique_ptr<HubProcess> hall;
  EventFolder one{folder / "one"};
  EventFolder two{folder / "two"};
};

TEST_F(RelayProcesses, the_hall_goes_on_while_the_centre_is_dead_and_all_agree_when_it_is_back) {
  const auto codes = founder.codes();
  sync({&founder});
  settle();
  sync({&one, &two, &one});
  const std::uint16_t port = centre->port();
  centre->kill();
  EXPECT_EQ(admit(one, codes[0]), "admitted");
  sync({&one, &two});
  EXPECT_EQ(admit(two, codes[0]), "already_in") << "the hall needs no centre";
  EXPECT_EQ(admit(two, codes[1]), "admitted");
  sync({&two});
  EXPECT_TRUE(hall->reports("apart")) << "and its hub says so";
  EXPECT_EQ(admit(founder, codes[2]), "admitted") << "nor does a station without any hub";

  centre = std::make_unique<HubProcess>(folder / "centre", Command{}, port);
  EXPECT_TRUE(hall->reports("connected,"));
  expect_agreement();
  EXPECT_TRUE(hall->reports("to forward 0"));
  EXPECT_EQ(admit(founder, codes[0]), "already_in") << "seen at the centre";
  EXPECT_EQ(admit(one, codes[2]), "already_in") << "and in the hall";
}

TEST_F(RelayProcesses, the_hall_may_be_killed_and_the_centre_may_move) {
  const auto codes = founder.codes();
  sync({&founder});
  settle();
  sync({&one, &two});
  const std::uint16_t port = hall->port();
  hall->kill();
  EXPECT_EQ(admit(one, codes[0]), "admitted");
  centre->stop();
  centre = std::make_unique<HubProcess>(folder / "centre");
  (void)founder.done({"sync", "--once", "--hub", centre->url()});
  hall = std::make_unique<HubProcess>(folder / "hall", Command{"--upstream", centre->url()}, port);
  expect_agreement();
  EXPECT_EQ(admit(founder, codes[0]), "already_in");
}

TEST_F(RelayProcesses, who_was_shut_out_at_the_centre_is_refused_in_the_hall) {
  const std::string origin =
      Json::parse(bytes_of(two.path() / "keys" / "hub.json")).at("hub").at("origin");
  sync({&two});
  settle();
  EXPECT_EQ(centre->ask({"revoke", "--event", event, "--station", origin}).exit_code, 0);
  settle();
  EXPECT_EQ(two.run({"sync", "--once"}).exit_code, 1);
  EXPECT_EQ(one.run({"sync", "--once"}).exit_code, 0);
}

TEST_F(RelayProcesses, a_hub_that_cannot_relay_says_what_to_do) {
  const auto serve = [&](const fs::path& data, const Command& more) {
    Command words{yingbin_program() + "-hub",
                  "--data",
                  data.string(),
                  "--language",
                  "en",
                  "serve",
                  "--listen",
                  "127.0.0.1:0"};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  };
  const Ended unjoined = serve(folder / "new", {"--upstream", centre->url()});
  EXPECT_EQ(unjoined.exit_code, 1);
  EXPECT_NE(unjoined.err.find("yingbin-hub join"), std::string::npos) << unjoined.err;
  EXPECT_EQ(serve(folder / "new", {"--upstream", "http://"}).exit_code, 1);
  EXPECT_EQ(hall->ask({"join", "nonsense"}).exit_code, 2);
  const Ended wrong_kind = hall->ask({"join", centre->url(), centre->token({"--event", event})});
  EXPECT_EQ(wrong_kind.exit_code, 1);
  EXPECT_NE(wrong_kind.err.find("--role hub"), std::string::npos) << wrong_kind.err;
  const Ended twice =
      hall->ask({"join", centre->url(), centre->token({"--event", event, "--role", "hub"})});
  EXPECT_EQ(twice.exit_code, 1) << "it holds the event";
  EXPECT_TRUE(hall->reports("connected,")) << "and goes on";
}

}  // namespace
}  // namespace yingbin
