#include "support/canned_server.h"

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <vector>

#include "hub/tls.h"

namespace yingbin {

struct CannedServer::Context {
  SSL_CTX* tls = SSL_CTX_new(TLS_server_method());
  std::vector<int> kept;  // open until the end: those who wait in vain
  ~Context() {
    for (int socket : kept) close(socket);
    SSL_CTX_free(tls);
  }
};

CannedServer::CannedServer(const std::filesystem::path& folder, std::string bytes, Manner manner)
    : bytes_(std::move(bytes)), manner_(manner), context_(std::make_unique<Context>()) {
  const auto identity = own_tls_identity(folder);
  if (!identity) throw std::runtime_error(identity.message());
  pin_ = identity->pin;
  SSL_CTX_use_certificate_chain_file(context_->tls, identity->certificate.c_str());
  SSL_CTX_use_PrivateKey_file(context_->tls, identity->key.c_str(), SSL_FILETYPE_PEM);
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* at = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, at, size) != 0 || listen(listener_, 8) != 0 ||
      getsockname(listener_, at, &size) != 0) {
    throw std::runtime_error("no socket");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

CannedServer::~CannedServer() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string CannedServer::url() const { return "https://127.0.0.1:" + std::to_string(port_); }

void CannedServer::wait_for_visit() { visits_.wait(0); }

void CannedServer::serve() {
  for (int socket = 0; (socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
    ++visits_;
    visits_.notify_all();
    if (manner_ == Manner::silent) {
      context_->kept.push_back(socket);
      continue;
    }
    answer(socket);
    close(socket);
  }
}

void CannedServer::answer(int socket) {
  if (manner_ == Manner::plain) {
    (void)send(socket, bytes_.data(), bytes_.size(), MSG_NOSIGNAL);
    return;
  }
  SSL* tls = SSL_new(context_->tls);
  SSL_set_fd(tls, socket);
  if (SSL_accept(tls) == 1) {
    std::vector<char> asked(64 << 10);
    (void)SSL_read(tls, asked.data(), static_cast<int>(asked.size()));
    (void)SSL_write(tls, bytes_.data(), static_cast<int>(bytes_.size()));
    SSL_shutdown(tls);
  }
  SSL_free(tls);
}

}  // namespace yingbin
