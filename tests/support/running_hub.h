// A hub with its real sockets on a free port of loopback, within the test's own program.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "hub/server.h"

namespace yingbin {

class RunningHub {
 public:
  explicit RunningHub(std::filesystem::path data);

  [[nodiscard]] std::string url() const;
  [[nodiscard]] const std::string& pin() const { return options_.tls.pin; }
  // Of a founder where no event is given.
  [[nodiscard]] std::string token(EventId event = {});
  [[nodiscard]] std::string news_of(const std::string& token);  // "six digits, name"
  void revoke(EventId event, OriginId origin);

  void stop();       // nobody listens any more; the events stay open
  void start();      // at the port it had, or a free one
  void move_away();  // and listens at another port

 private:
  Response administer(const std::string& target);

  ServerOptions options_;
  std::unique_ptr<Hub> hub_;
  std::unique_ptr<Server> server_;
};

}  // namespace yingbin
