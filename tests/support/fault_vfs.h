// A file system for SQLite that breaks as disks do: the Nth call fails, writes that were not
// flushed are lost or torn at a power cut, a flush may lie. Wraps the machine's own; registered
// while it lives.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace yingbin::support {

enum class FaultKind : std::uint8_t { io_error, full };
enum class Flush : std::uint8_t { honest, lying };

class FaultVfs {
 public:
  explicit FaultVfs(std::string name);
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;
  ~FaultVfs();

  [[nodiscard]] const std::string& name() const;

  // The `number`th call from now (counted from 1) of open, write, flush, truncate or delete fails,
  // and `for_calls` - 1 after it. A failing write may have been done in part, a failing flush too.
  void fail_call(std::uint64_t number, FaultKind kind, std::uint64_t for_calls = 1);
  void stop_failing();
  [[nodiscard]] bool failed() const;  // whether the call came
  [[nodiscard]] std::uint64_t calls() const;
  void set_flush(Flush flush);

  // From now on nothing reaches the disk and every call fails: the station is without power.
  void cut_power();
  // Close every connection first. Leaves in the files what was flushed, and of the rest whatever
  // `seed` says: whole writes, parts of 512 bytes, or nothing.
  void restore_power(std::uint64_t seed);
  // The files were replaced from outside: what was written before is of no account.
  void forget_files();

  struct Disk;

 private:
  std::unique_ptr<Disk> disk_;
};

}  // namespace yingbin::support
