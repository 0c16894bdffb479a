// yingbin-hub as it is started: by its own command line, with what it keeps across a restart, and a
// second one that takes over on one database (DESIGN 9).
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "keys/signing_key.h"
#include "protocol/answers.h"
#include "support/postgres_cluster.h"
#include "support/program.h"
#include "support/temporary_folder.h"

namespace yingbin {
namespace {

using Json = nlohmann::json;
using std::chrono::steady_clock;

constexpr EventId kEvent{0x0000abcd};
constexpr OriginId kFounder{0x1234};

std::string hub_program() { return yingbin_program() + "-hub"; }

class RunningHub {
 public:
  RunningHub(std::filesystem::path data, const std::string& database = {})
      : data_(std::move(data)) {
    Command command{hub_program(), "--data", data_.string(), "--language",
                    "en",          "serve",  "--listen",     "127.0.0.1:0"};
    if (!database.empty()) command.insert(command.end(), {"--database", database});
    program_ = std::make_unique<Program>(command);
    const auto until = steady_clock::now() + std::chrono::seconds(60);
    const auto first = program_->next_line(until);
    if (!first) throw std::runtime_error("the hub does not start: " + program_->wait().err);
    const std::size_t port = first->find("port ");
    port_ = first->substr(port + 5, first->size() - port - 6);
    pin = program_->next_line(until).value_or("");
  }

  [[nodiscard]] std::string curl(const std::string& path, const std::string& body = {}) const {
    Command command{"curl",       "--silent", "--insecure",
                    "--max-time", "20",       "https://127.0.0.1:" + port_ + path};
    if (!body.empty()) command.insert(command.end(), {"--data", body});
    return run_program(command).out;
  }
  [[nodiscard]] Ended ask(Command words) const {
    words.insert(words.begin(), {hub_program(), "--data", data_.string(), "--language", "en"});
    return run_program(words);
  }
  [[nodiscard]] bool serves_the_event() const {
    return curl("/v1/events/" + hex(kEvent.value, 8) + "/stations").find("no_such_event") ==
           std::string::npos;
  }
  // The founder's station brings the event.
  [[nodiscard]] EnrolAnswer found() const {
    const Ended made = ask({"token", "--founder", "--no-wait", "--json"});
    EnrolRequest request;
    request.token = Json::parse(made.out).at("token");
    request.station = "1 号门";
    request.key = key.public_key();
    request.event = kEvent;
    request.founder = kFounder;
    const auto answer = parse_enrol_answer(curl("/v1/enrol", to_json(request)));
    if (!answer) throw std::runtime_error("not enrolled");
    return *answer;
  }
  void kill() { program_->kill(); }
  Ended stop() {
    ::kill(program_->pid(), SIGTERM);
    return program_->wait();
  }

  std::string pin;
  DeviceSecretKey key;

 private:
  std::filesystem::path data_;
  std::string port_;
  std::unique_ptr<Program> program_;
};

TEST(HubProgram, stops_cleanly_and_goes_on_where_it_was) {
  TemporaryFolder folder;
  EnrolAnswer enrolled;
  std::string pin;
  {
    RunningHub hub(folder / "hub");
    enrolled = hub.found();
    pin = hub.pin;
    const Ended ended = hub.stop();
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "hub" / "admin.sock"));
  }
  RunningHub again(folder / "hub");
  EXPECT_EQ(again.pin, pin) << "stations pinned it";
  EXPECT_TRUE(again.serves_the_event());
  const Json event = Json::parse(again.ask({"events"}).out);
  EXPECT_EQ(event.at("event"), hex(kEvent.value, 8));
}

TEST(HubProgram, a_killed_hub_comes_back_with_what_it_had) {
  TemporaryFolder folder;
  {
    RunningHub hub(folder / "hub");
    static_cast<void>(hub.found());
    hub.kill();
  }
  RunningHub again(folder / "hub");
  EXPECT_TRUE(again.serves_the_event());
}

TEST(HubProgram, says_what_is_wrong_and_what_to_do) {
  TemporaryFolder folder;
  RunningHub hub(folder / "hub");
  const Ended second = run_program(
      {hub_program(), "--data", (folder / "hub").string(), "--language", "en", "serve"});
  EXPECT_EQ(second.exit_code, 1) << "one folder, one hub";
  EXPECT_FALSE(second.err.empty());
  EXPECT_EQ(hub.ask({"token", "--event", "12345678", "--no-wait"}).exit_code, 1);
  EXPECT_EQ(hub.ask({"token"}).exit_code, 1) << "which event?";
  EXPECT_EQ(hub.ask({"nonsense"}).exit_code, 2);
  const Ended nobody = run_program({hub_program(), "--data", (folder / "none").string(), "events"});
  EXPECT_EQ(nobody.exit_code, 1);
  const Ended taken = run_program({hub_program(), "--data", (folder / "other").string(),
                                   "--language", "en", "serve", "--listen", "999.1.1.1:1"});
  EXPECT_EQ(taken.exit_code, 1);
  EXPECT_NE(taken.err.find("--listen"), std::string::npos) << taken.err;
}

TEST(HubProgram, on_one_database_a_second_hub_takes_over_when_the_first_dies) {
  PostgresCluster* cluster = PostgresCluster::shared();
  if (!cluster) GTEST_SKIP() << PostgresCluster::why();
  TemporaryFolder folder;
  const std::string database = cluster->new_database();
  RunningHub first(folder / "first", database);
  RunningHub second(folder / "second", database);
  EXPECT_EQ(first.pin, second.pin) << "one hub to the stations";
  static_cast<void>(first.found());
  EXPECT_TRUE(first.serves_the_event());
  EXPECT_FALSE(second.serves_the_event()) << "one process serves an event at a time";
  first.kill();
  const auto until = steady_clock::now() + std::chrono::seconds(30);
  while (!second.serves_the_event() && steady_clock::now() < until) {
    std::this_thread::yield();
  }
  EXPECT_TRUE(second.serves_the_event());
}

}  // namespace
}  // namespace yingbin
