#include "support/running_hub.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace yingbin {

RunningHub::RunningHub(std::filesystem::path data) {
  auto tls = own_tls_identity(data);
  if (!tls) throw std::runtime_error(tls.message());
  options_.tls = *tls;
  options_.host = "127.0.0.1";
  options_.port = 0;
  auto hub = Hub::open({data, "", tls->pin});
  if (!hub) throw std::runtime_error(hub.message());
  hub_ = *std::move(hub);
  start();
}

std::string RunningHub::url() const { return "https://127.0.0.1:" + std::to_string(options_.port); }

Response RunningHub::administer(const std::string& target) {
  Response answer;
  hub_->administer({"POST", target, {}, {}}, [&](Response response) { answer = response; });
  return answer;
}

std::string RunningHub::token(EventId event) {
  const std::string which = event ? "?event=" + hex(event.value, 8) : "";
  return nlohmann::json::parse(administer("/admin/token" + which).body).at("token");
}

std::string RunningHub::news_of(const std::string& token) {
  return administer("/admin/news?token=" + token).body;
}

void RunningHub::revoke(EventId event, OriginId origin) {
  const Response response =
      administer("/admin/revoke?event=" + hex(event.value, 8) + "&origin=" + hex(origin.value));
  if (response.status != 200) throw std::runtime_error(response.body);
}

void RunningHub::stop() { server_.reset(); }

void RunningHub::start() {
  auto server = Server::start(*hub_, options_);
  if (!server) throw std::runtime_error(server.message());
  server_ = *std::move(server);
  options_.port = server_->port();
}

void RunningHub::move_away() {
  stop();
  options_.port = 0;
  start();
}

}  // namespace yingbin
