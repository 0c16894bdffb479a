// The hub's sockets, asked by programs that we did not write: curl and openssl (DESIGN 9).
#include "hub/server.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "hub/openapi.h"
#include "support/temporary_folder.h"

namespace yingbin {
namespace {

std::string output_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  std::array<char, 4096> bytes{};
  for (std::size_t got = 0; (got = fread(bytes.data(), 1, bytes.size(), pipe)) > 0;) {
    text.append(bytes.data(), got);
  }
  pclose(pipe);
  return text;
}

class HubServer : public ::testing::Test {
 protected:
  void SetUp() override {
    auto tls = own_tls_identity(folder_ / "data");
    ASSERT_TRUE(tls) << tls.message();
    options_.tls = *tls;
    options_.host = "127.0.0.1";
    options_.port = 0;
    options_.admin_socket = folder_ / "data" / "admin.sock";
    options_.limits.request_s = 1;
    auto hub = Hub::open({folder_ / "data", "", tls->pin});
    ASSERT_TRUE(hub) << hub.message();
    hub_ = *std::move(hub);
    start();
  }

  void start() {
    server_.reset();
    auto server = Server::start(*hub_, options_);
    ASSERT_TRUE(server) << server.message();
    server_ = *std::move(server);
  }

  [[nodiscard]] std::string url(const std::string& path) const {
    return "https://127.0.0.1:" + std::to_string(server_->port()) + path;
  }
  // What curl prints; it knows the hub by its pinned key alone, as stations do.
  [[nodiscard]] std::string curl(const std::string& arguments) const {
    return output_of("curl --silent --insecure --max-time 20 --pinnedpubkey '" + options_.tls.pin +
                     "' " + arguments + " 2>&1");
  }
  [[nodiscard]] std::string admin(const std::string& arguments) const {
    return output_of("curl --silent --max-time 20 --unix-socket '" +
                     options_.admin_socket.string() + "' " + arguments + " 2>&1");
  }
  [[nodiscard]] std::string openssl(const std::string& arguments) const {
    return output_of("echo | timeout 10 openssl s_client -connect 127.0.0.1:" +
                     std::to_string(server_->port()) + " " + arguments + " 2>&1");
  }

  TemporaryFolder folder_;
  ServerOptions options_;
  std::unique_ptr<Hub> hub_;
  std::unique_ptr<Server> server_;
};

TEST_F(HubServer, answers_over_tls_and_is_known_by_its_pinned_key) {
  EXPECT_EQ(curl(url("/healthz")), "ok\n");
  const std::string other = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  EXPECT_EQ(output_of("curl --silent --insecure --pinnedpubkey '" + other + "' " + url("/healthz") +
                      " 2>&1"),
            "")
      << "somebody else's key is refused";
}

TEST_F(HubServer, speaks_tls_1_2_and_1_3_and_nothing_older) {
  EXPECT_NE(openssl("-tls1_2").find("Cipher is ECDHE"), std::string::npos);
  EXPECT_NE(openssl("-tls1_3").find("Cipher is TLS_"), std::string::npos);
  EXPECT_NE(openssl("-tls1_1 -cipher DEFAULT@SECLEVEL=0").find("Cipher is (NONE)"),
            std::string::npos);
}

TEST_F(HubServer, the_certificate_stays_the_same_and_its_key_is_private) {
  const auto again = own_tls_identity(folder_ / "data");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->pin, options_.tls.pin);
  struct stat state {};
  ASSERT_EQ(stat(options_.tls.key.c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777U, 0600U);
  ASSERT_EQ(stat(options_.admin_socket.c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777U, 0600U);
}

TEST_F(HubServer, every_path_of_its_description_is_there) {
  const auto described = nlohmann::json::parse(curl(url("/openapi.json")));
  EXPECT_EQ(described, nlohmann::json::parse(openapi()));
  EXPECT_EQ(described.at("openapi"), "3.1.0");
  for (const auto& [path, methods] : described.at("paths").items()) {
    std::string target = path;
    const std::size_t at = target.find("{event}");
    if (at != std::string::npos) target.replace(at, 7, "0000abcd");
    for (const auto& [method, about] : methods.items()) {
      if (method == "parameters") continue;
      const std::string status = curl(
          "--output /dev/null --write-out '%{http_code}' --data '' "
          "--request " +
          std::string(method == "get" ? "GET " : "POST ") + url(target));
      const bool of_event = at != std::string::npos;
      const bool described_status = about.at("responses").contains(status);
      EXPECT_TRUE(described_status || (of_event && status == "404")) << method << target << status;
    }
  }
}

TEST_F(HubServer, a_body_of_a_gigabyte_is_refused_before_it_is_read) {
  const std::string status = output_of(
      "head --bytes 1G /dev/zero | curl --silent --insecure --max-time 20 --request POST "
      "--header 'Expect:' --upload-file - --write-out '%{http_code}' " +
      url("/v1/events/0000abcd/records") + " --output /dev/null 2>&1");
  EXPECT_TRUE(status == "413" || status == "000") << status;
  const std::string told = curl(
      "--request POST --header 'Content-Length: 1073741824' "
      "--data-binary 'x' --write-out '%{http_code}' " +
      url("/v1/events/0000abcd/records"));
  EXPECT_NE(told.find("413"), std::string::npos) << told;
  EXPECT_EQ(curl(url("/healthz")), "ok\n");
}

TEST_F(HubServer, a_head_without_end_is_refused) {
  const std::string head(20'000, 'a');
  const std::string told =
      curl("--header 'X-Long: " + head + "' --write-out '%{http_code}' " + url("/healthz"));
  EXPECT_NE(told.find("431"), std::string::npos) << told;
}

// The limit is a second here: whoever sends a byte now and then is cut off, others go on.
TEST_F(HubServer, who_sends_slowly_is_cut_off) {
  const std::string slow = output_of(
      "(printf 'GET /healthz HTTP/1.1\\r\\n'; sleep 3; printf '\\r\\n') | timeout 10 "
      "openssl s_client -quiet -connect 127.0.0.1:" +
      std::to_string(server_->port()) + " 2>/dev/null");
  EXPECT_EQ(slow, "");
  EXPECT_EQ(curl(url("/healthz")), "ok\n");
}

TEST_F(HubServer, what_is_no_http_and_no_tls_harms_nobody) {
  const std::string port = std::to_string(server_->port());
  output_of(
      "head --bytes 100000 /dev/urandom | timeout 5 openssl s_client -quiet -connect "
      "127.0.0.1:" +
      port + " 2>/dev/null");
  output_of("head --bytes 100000 /dev/urandom | timeout 5 curl --silent telnet://127.0.0.1:" +
            port + " 2>/dev/null");
  EXPECT_EQ(curl(url("/healthz")), "ok\n");
}

TEST_F(HubServer, more_connections_than_it_takes_are_closed_and_the_others_served) {
  options_.limits.connections_max = 0;
  start();
  EXPECT_EQ(curl(url("/healthz")), "");
  options_.limits.connections_max = 1;
  start();
  EXPECT_EQ(curl(url("/healthz")), "ok\n");
}

TEST_F(HubServer, counts_are_in_the_form_of_prometheus) {
  const std::string metrics = curl(url("/metrics"));
  EXPECT_NE(metrics.find("# TYPE yingbin_events gauge\nyingbin_events 0\n"), std::string::npos);
  EXPECT_NE(metrics.find("# TYPE yingbin_records_taken_total counter\n"), std::string::npos);
}

TEST_F(HubServer, administration_is_not_reached_from_the_network) {
  const auto made = nlohmann::json::parse(admin("--request POST http://hub/admin/token"));
  EXPECT_EQ(made.at("token").get<std::string>().size(), 10U);
  EXPECT_EQ(made.at("pin"), options_.tls.pin);
  const std::string outside =
      curl("--request POST --write-out '%{http_code}' " + url("/admin/token"));
  EXPECT_NE(outside.find("404"), std::string::npos) << outside;
}

TEST_F(HubServer, a_wrong_token_is_refused_and_too_many_shut_the_door_for_a_minute) {
  const auto enrol = [&](const std::string& token) {
    EnrolRequest request;
    request.token = token;
    request.station = "1 号门";
    return nlohmann::json::parse(curl("--data '" + to_json(request) + "' " + url("/v1/enrol")))
        .at("code")
        .get<std::string>();
  };
  EXPECT_EQ(enrol("AAAAAAAAAA"), "token");
  const auto made = nlohmann::json::parse(admin("--request POST http://hub/admin/token"));
  EXPECT_EQ(enrol(made.at("token")), "token") << "a founder's token from one who founded nothing";
  for (int i = 0; i < Tokens::kWrong_max; ++i) enrol("AAAAAAAAAA");
  EXPECT_EQ(enrol("AAAAAAAAAA"), "too_many_tries");
}

TEST(TokensOfAHub, are_used_once_and_within_ten_minutes) {
  Tokens tokens;
  TokenUse use;
  const std::string first = tokens.make({EventId{7}, StationRole::gift}, 0);
  EXPECT_EQ(tokens.take(first, 1000, use), Tokens::Taken::yes);
  EXPECT_EQ(use.event, EventId{7});
  EXPECT_EQ(use.role, StationRole::gift);
  EXPECT_EQ(tokens.take(first, 2000, use), Tokens::Taken::no) << "used";
  const std::string second = tokens.make({}, 0);
  EXPECT_EQ(tokens.take(second, Tokens::kValid_ms + 1, use), Tokens::Taken::no) << "too old";
}

TEST(TokensOfAHub, may_be_typed_as_people_type) {
  EXPECT_EQ(normalise_token("ab1o-l2 xyz"), "AB1012XYZ");
}

}  // namespace
}  // namespace yingbin
