// `yingbin-hub serve` as a process on loopback, for end-to-end tests: asked by its own command line
// and by curl, killed or stopped, started again at the same port.
#pragma once

#include <signal.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>

#include "support/program.h"

namespace yingbin {

class HubProcess {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  static Moment in_a_minute() { return std::chrono::steady_clock::now() + std::chrono::minutes(1); }

  explicit HubProcess(std::filesystem::path data, const Command& more = {}, std::uint16_t port = 0)
      : data_(std::move(data)) {
    Command command{program(), "--data", data_.string(), "--language",
                    "en",      "serve",  "--listen",     "127.0.0.1:" + std::to_string(port)};
    command.insert(command.end(), more.begin(), more.end());
    running_ = std::make_unique<Program>(command);
    const auto first = running_->next_line(in_a_minute());
    if (!first) throw std::runtime_error("the hub does not start: " + running_->wait().err);
    port_ = static_cast<std::uint16_t>(std::stoi(first->substr(first->find("port ") + 5)));
    (void)running_->next_line(in_a_minute());  // its public key: it listens
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] Ended ask(Command words) const {
    words.insert(words.begin(), {program(), "--data", data_.string(), "--language", "en"});
    return run_program(words);
  }
  [[nodiscard]] std::string token(Command words) const {
    words.insert(words.begin(), "token");
    words.insert(words.end(), {"--no-wait", "--json"});
    const Ended made = ask(words);
    if (made.exit_code != 0) throw std::runtime_error(made.err);
    return nlohmann::json::parse(made.out).at("token");
  }
  [[nodiscard]] std::string curl(const std::string& path) const {
    return run_program({"curl", "--silent", "--insecure", "--max-time", "20", url() + path}).out;
  }
  // Whether /healthz comes to say so within a minute.
  [[nodiscard]] bool reports(const std::string& words) const {
    const Moment until = in_a_minute();
    while (curl("/healthz").find(words) == std::string::npos) {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::yield();
    }
    return true;
  }
  [[nodiscard]] long records() const {
    const std::string text = curl("/metrics");
    const std::string name = "\nyingbin_records ";
    const std::size_t at = text.find(name);
    return at == std::string::npos ? -1 : std::stol(text.substr(at + name.size()));
  }
  void kill() {
    running_->kill();
    (void)running_->wait();
  }
  void stop() {
    ::kill(running_->pid(), SIGTERM);
    (void)running_->wait();
  }

 private:
  static std::string program() { return yingbin_program() + "-hub"; }

  std::filesystem::path data_;
  std::uint16_t port_ = 0;
  std::unique_ptr<Program> running_;
};

}  // namespace yingbin
