// A station's connection against a real hub, and against whoever else may answer (issue 4, point
// 4).
#include "client/http.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "support/canned_server.h"
#include "support/running_hub.h"
#include "support/temporary_folder.h"

namespace yingbin {
namespace {

constexpr int kPatience_s = 20;
const Request kHealth{"GET", "/healthz", {}, {}};

std::string http(const std::string& headers, const std::string& body) {
  return "HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "\r\n" + body;
}

class Http : public ::testing::Test {
 protected:
  // Somebody who answers in a moment may hang up while the other side still writes.
  void SetUp() override { std::signal(SIGPIPE, SIG_IGN); }
  TemporaryFolder folder_;
};

TEST_F(Http, a_hub_is_known_by_its_key_and_the_first_one_met_is_remembered) {
  RunningHub hub(folder_ / "hub");
  HubConnection fresh(hub.url(), "");
  const auto met = fresh.perform(kHealth, kPatience_s);
  ASSERT_TRUE(met) << met.message();
  EXPECT_EQ(met->body, "ok\n");
  EXPECT_EQ(fresh.tls_pin(), hub.pin());
  HubConnection pinned(hub.url(), hub.pin());
  EXPECT_TRUE(pinned.perform(kHealth, kPatience_s));
  EXPECT_TRUE(pinned.perform(kHealth, kPatience_s)) << "and again over the same connection";
}

TEST_F(Http, somebody_else_with_another_key_is_told_nothing) {
  const std::string page = http("Content-Type: text/html\r\n", "<html>log in</html>");
  CannedServer other(folder_ / "other", page);
  RunningHub hub(folder_ / "hub");
  HubConnection connection(hub.url(), "");
  ASSERT_TRUE(connection.perform(kHealth, kPatience_s));
  connection.set_url(other.url());
  const auto answer = connection.perform(kHealth, kPatience_s);
  ASSERT_FALSE(answer) << "the key that was met first is the hub's";
  EXPECT_NE(answer.message().find("Somebody else"), std::string::npos) << answer.message();
  EXPECT_FALSE(HubConnection(hub.url(), other.pin()).perform(kHealth, kPatience_s));
}

TEST_F(Http, headers_come_in_lower_case_and_a_body_goes_out) {
  RunningHub hub(folder_ / "hub");
  HubConnection connection(hub.url(), hub.pin());
  const auto refused = connection.perform(
      {"POST", "/v1/enrol", {{header::kContentType, media::kJson}}, "{}"}, kPatience_s);
  ASSERT_TRUE(refused) << refused.message();
  EXPECT_EQ(refused->status, 400);
  EXPECT_EQ(refused->header_of(header::kContentType), media::kProblem);
  EXPECT_TRUE(is_from_hub(*refused));
  EXPECT_EQ(problem_code(refused->body), "body");
}

TEST_F(Http, a_login_page_is_no_hub_and_is_not_followed_elsewhere) {
  CannedServer page(folder_ / "a", http("Content-Type: text/html\r\n", "<html>log in</html>"));
  const auto login = HubConnection(page.url(), page.pin()).perform(kHealth, kPatience_s);
  ASSERT_TRUE(login) << login.message();
  EXPECT_FALSE(is_from_hub(*login));
  CannedServer target(folder_ / "c", http("", ""));
  CannedServer sends_away(folder_ / "b", "HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: " +
                                             target.url() + "/\r\n\r\n");
  const auto sent = HubConnection(sends_away.url(), "").perform(kHealth, kPatience_s);
  ASSERT_TRUE(sent) << sent.message();
  EXPECT_EQ(sent->status, 302);
  EXPECT_FALSE(is_from_hub(*sent));
  EXPECT_EQ(target.visits(), 0);
}

TEST_F(Http, an_answer_cut_short_or_without_end_is_a_failure) {
  CannedServer cut(folder_ / "a", http("Content-Length: 100\r\n", "half"));
  EXPECT_FALSE(HubConnection(cut.url(), "").perform(kHealth, kPatience_s));
  CannedServer endless(folder_ / "b",
                       http("", std::string(HubConnection::kBodyBytes_max + 1, 'x')));
  const auto too_much = HubConnection(endless.url(), "").perform(kHealth, kPatience_s);
  ASSERT_FALSE(too_much);
  EXPECT_NE(too_much.message().find("Something else"), std::string::npos) << too_much.message();
}

TEST_F(Http, a_server_without_tls_is_no_hub) {
  CannedServer plain(folder_ / "a", http("", "hello"), Manner::plain);
  const auto answer = HubConnection(plain.url(), "").perform(kHealth, kPatience_s);
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.message().find("Something else"), std::string::npos) << answer.message();
}

TEST_F(Http, nobody_there_is_said_at_once) {
  RunningHub hub(folder_ / "hub");
  HubConnection connection(hub.url(), hub.pin());
  ASSERT_TRUE(connection.perform(kHealth, kPatience_s));
  hub.stop();
  const auto gone = connection.perform(kHealth, kPatience_s);
  ASSERT_FALSE(gone);
  EXPECT_NE(gone.message().find(hub.url()), std::string::npos) << gone.message();
  hub.start();
  EXPECT_TRUE(connection.perform(kHealth, kPatience_s));
}

TEST_F(Http, a_request_that_hangs_ends_when_another_thread_says_so) {
  CannedServer silent(folder_ / "a", "", Manner::silent);
  HubConnection connection(silent.url(), "");
  std::thread other([&] {
    silent.wait_for_visit();
    connection.interrupt();
  });
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(connection.perform(kHealth, 60));
  const auto took = std::chrono::steady_clock::now() - start;
  other.join();
  EXPECT_LT(took, std::chrono::seconds(HubConnection::kConnect_s)) << "not by its own time limit";
  connection.interrupt();
  EXPECT_FALSE(connection.perform(kHealth, 60)) << "said before it began";
}

TEST_F(Http, the_environments_proxy_is_not_asked) {
  CannedServer proxy(folder_ / "a", "HTTP/1.1 502 No\r\nConnection: close\r\n\r\n", Manner::plain);
  RunningHub hub(folder_ / "hub");
  setenv("https_proxy", ("http" + proxy.url().substr(5)).c_str(), 1);
  EXPECT_TRUE(HubConnection(hub.url(), hub.pin()).perform(kHealth, kPatience_s));
  unsetenv("https_proxy");
  EXPECT_EQ(proxy.visits(), 0);
}

TEST(HubUrl, what_people_type_becomes_an_address_or_is_refused) {
  const auto url = [](const char* typed) {
    const auto read = hub_url(typed);
    return read ? *read : "";
  };
  EXPECT_EQ(url("192.168.1.10"), "https://192.168.1.10:8443");
  EXPECT_EQ(url(" 192.168.1.10:9000 "), "https://192.168.1.10:9000");
  EXPECT_EQ(url("HTTPS://hub.example/"), "https://hub.example");
  EXPECT_EQ(url("[::1]"), "https://[::1]:8443");
  EXPECT_EQ(url("[::1]:9000"), "https://[::1]:9000");
  for (const char* wrong : {"", "http://hub", "https://", "user@hub", "hub/path", "hub:99999",
                            "a b", "hub?x=1", "file:///etc/passwd"}) {
    EXPECT_EQ(url(wrong), "") << wrong;
  }
}

}  // namespace
}  // namespace yingbin
