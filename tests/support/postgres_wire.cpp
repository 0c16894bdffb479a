#include "support/postgres_wire.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <list>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace yingbin {

namespace {

constexpr const char* kSocket = ".s.PGSQL.5432";
// The execution of a prepared statement of that name, and the server's answer to it.
constexpr std::string_view kCommit("\0commit\0", 8);
constexpr std::string_view kCommitted("COMMIT\0", 7);

sockaddr_un address_of(const std::filesystem::path& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, (folder / kSocket).c_str(), sizeof address.sun_path - 1);
  return address;
}

int open_socket() { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

bool send_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

}  // namespace

struct PostgresWire::Line {
  ~Line() {
    close(client);
    close(server);
  }
  int client = -1;
  int server = -1;
  bool mute = false;  // the answer to COMMIT is awaited and kept back
};

PostgresWire::PostgresWire(const std::filesystem::path& server_folder) : server_(server_folder) {
  listener_ = open_socket();
  stop_ = eventfd(0, EFD_CLOEXEC);
  const sockaddr_un here = address_of(folder_.path());
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0 ||
      listen(listener_, 16) != 0) {
    throw std::runtime_error("no socket for the test");
  }
  thread_ = std::thread([this] { serve(); });
}

PostgresWire::~PostgresWire() {
  eventfd_write(stop_, 1);
  thread_.join();
  close(listener_);
  close(stop_);
}

void PostgresWire::cut_at(Cut cut, bool stay_down) {
  stay_down_ = stay_down;
  cut_ = cut;
}

bool PostgresWire::carry(Line& line, bool from_client) {
  char buffer[1 << 16];
  const ssize_t got = read(from_client ? line.client : line.server, buffer, sizeof buffer);
  if (got <= 0) return false;
  const std::string_view bytes(buffer, static_cast<std::size_t>(got));
  if (from_client && cut_ != Cut::none && bytes.find(kCommit) != std::string_view::npos) {
    const Cut cut = cut_.exchange(Cut::none);
    if (stay_down_) down_ = true;
    ++cuts_;
    if (cut == Cut::before_commit) return false;
    line.mute = true;
  }
  if (!from_client && line.mute) return bytes.find(kCommitted) == std::string_view::npos;
  return send_all(from_client ? line.server : line.client, bytes);
}

void PostgresWire::serve() {
  std::list<Line> lines;
  for (;;) {
    std::vector<pollfd> waits = {{stop_, POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const Line& line : lines) {
      waits.push_back({line.client, POLLIN, 0});
      waits.push_back({line.server, POLLIN, 0});
    }
    poll(waits.data(), waits.size(), -1);
    if (waits[0].revents != 0) return;
    std::size_t at = 2;
    for (auto line = lines.begin(); line != lines.end(); at += 2) {
      const bool open = (waits[at].revents == 0 || carry(*line, true)) &&
                        (waits[at + 1].revents == 0 || carry(*line, false));
      line = open ? std::next(line) : lines.erase(line);
    }
    if (waits[1].revents == 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    Line& line = lines.emplace_back();
    line.client = client;
    line.server = open_socket();
    const sockaddr_un there = address_of(server_);
    if (down_ ||
        connect(line.server, reinterpret_cast<const sockaddr*>(&there), sizeof there) != 0) {
      lines.pop_back();
    }
  }
}

}  // namespace yingbin
