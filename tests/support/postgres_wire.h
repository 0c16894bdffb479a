// A network between a program and its PostgreSQL that fails when told: a socket of its own that
// hands bytes on to the real one.
#pragma once

#include <atomic>
#include <filesystem>
#include <thread>

#include "support/temporary_folder.h"

namespace yingbin {

class PostgresWire {
 public:
  // What happens to the connection that next sends the COMMIT of a transaction.
  enum class Cut : std::uint8_t { none, before_commit, after_commit };

  explicit PostgresWire(const std::filesystem::path& server_folder);
  ~PostgresWire();
  PostgresWire(const PostgresWire&) = delete;
  PostgresWire& operator=(const PostgresWire&) = delete;

  [[nodiscard]] const std::filesystem::path& socket_folder() const { return folder_.path(); }
  // After a cut nobody gets through until mend().
  void cut_at(Cut cut, bool stay_down = false);
  void mend() { down_ = false; }
  [[nodiscard]] int cuts() const { return cuts_; }

 private:
  struct Line;
  void serve();
  bool carry(Line& line, bool from_client);  // false: the line is over

  TemporaryFolder folder_;
  std::filesystem::path server_;
  int listener_ = -1;
  int stop_ = -1;
  std::atomic<Cut> cut_ = Cut::none;
  std::atomic<bool> stay_down_ = false;
  std::atomic<bool> down_ = false;
  std::atomic<int> cuts_ = 0;
  std::thread thread_;
};

}  // namespace yingbin
