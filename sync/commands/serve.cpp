#include "commands/serve.h"

#include <signal.h>
#include <sys/resource.h>

#include <charconv>

#include <fmt/core.h>

#include "hub/postgres_hub.h"
#include "hub/server.h"
#include "journal/folder_lock.h"
#include "text/say.h"

namespace yingbin {

namespace {

int fail(const std::string& message) {
  fmt::print(stderr, "{}\n", message);
  return 1;
}

// "HOST:PORT" or "PORT"; false where it is neither.
bool parse_listen(const std::string& text, ServerOptions& options) {
  const std::size_t colon = text.rfind(':');
  const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
  if (colon != std::string::npos) options.host = text.substr(0, colon);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), options.port);
  return error == std::errc{} && end == port.data() + port.size();
}

// Each station holds two connections and each event a few files: as many as the system allows.
void allow_many_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

Result<TlsIdentity> tls_of(const ServeOptions& options) {
  if (!options.certificate.empty()) return tls_identity_of(options.certificate, options.key);
  if (options.database.empty()) return own_tls_identity(options.data);
  auto shared = PostgresHub::open(options.database);
  if (!shared) return shared.failure();
  return shared_tls_identity(options.data, *shared);
}

}  // namespace

int serve_hub(const ServeOptions& options) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread: all of them inherit it
  signal(SIGPIPE, SIG_IGN);
  allow_many_files();

  ServerOptions server_options;
  if (!parse_listen(options.listen, server_options)) {
    return fail(say("--listen takes HOST:PORT, like 0.0.0.0:8443."));
  }
  std::error_code error;
  std::filesystem::create_directories(options.data, error);
  auto lock = FolderLock::take(options.data);
  if (!lock) return fail(lock.message());
  auto tls = tls_of(options);
  if (!tls) return fail(tls.message());
  auto hub = Hub::open({options.data, options.database, tls->pin, options.upstream});
  if (!hub) return fail(hub.message());
  for (const std::string& notice : (*hub)->notices()) fmt::print(stderr, "{}\n", notice);
  server_options.tls = *tls;
  server_options.admin_socket = options.data / "admin.sock";
  auto server = Server::start(**hub, server_options);
  if (!server) return fail(server.message());
  fmt::print("{}\n", say_count("Serving {} event at port {}.", "Serving {} events at port {}.",
                               (*hub)->events(), (*server)->port()));
  fmt::print("{}\n", say("Public key: {}", tls->pin));
  std::fflush(stdout);
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  return 0;  // first the server goes, then the hub with everything on disk
}

}  // namespace yingbin
