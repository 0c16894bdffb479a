// Somebody on loopback who is no hub: gives everybody the same bytes over TLS and hangs up, or says
// nothing at all. One thread; counts who came.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace yingbin {

enum class Manner : std::uint8_t { tls, plain, silent };

class CannedServer {
 public:
  // Its certificate and key are made in `folder`.
  CannedServer(const std::filesystem::path& folder, std::string bytes, Manner manner = Manner::tls);
  ~CannedServer();
  CannedServer(const CannedServer&) = delete;
  CannedServer& operator=(const CannedServer&) = delete;

  [[nodiscard]] std::string url() const;
  [[nodiscard]] const std::string& pin() const { return pin_; }
  [[nodiscard]] int visits() const { return visits_; }
  void wait_for_visit();  // until somebody connected

 private:
  struct Context;
  void serve();
  void answer(int socket);

  std::string bytes_;
  Manner manner_;
  std::string pin_;
  std::unique_ptr<Context> context_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> visits_ = 0;
  std::thread thread_;
};

}  // namespace yingbin
