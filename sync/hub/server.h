// The hub's sockets: HTTP/1.1 over TLS for stations, and a socket of the machine for its owner.
// Everything is bounded: connections, sizes of heads and bodies, how long a slow one may take.
// Threads of its own; Boost.Beast stays in server.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "hub/hub.h"
#include "hub/tls.h"

namespace yingbin {

struct ServerLimits {
  std::size_t connections_max = 4'096;
  std::size_t head_bytes_max = 16 << 10;
  std::size_t body_bytes_max = 16 << 20;
  int handshake_s = 10;
  int request_s = 30;  // from the first byte of a head to the last of a body; idle in between, too
  int answer_s = 60;   // for one answer to be taken
  std::size_t viewers_max = 1'000;  // of the live feed
};

struct ServerOptions {
  std::string host = "0.0.0.0";
  std::uint16_t port = 8443;  // 0: any that is free
  TlsIdentity tls;
  std::filesystem::path admin_socket;  // empty: none
  int threads = 2;
  ServerLimits limits;
};

class Server {
 public:
  static Result<std::unique_ptr<Server>> start(Hub& hub, const ServerOptions& options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();  // takes no more, and ends what is open

  [[nodiscard]] std::uint16_t port() const;

 private:
  struct Sockets;
  explicit Server(std::unique_ptr<Sockets> sockets);
  std::unique_ptr<Sockets> sockets_;
};

}  // namespace yingbin
