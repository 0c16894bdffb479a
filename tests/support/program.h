// Runs a real program from a test: feeds its standard input, collects what it prints, kills it. The
// end-to-end tests drive `yingbin` so. Nothing here sleeps; it waits on the program's pipes.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yingbin {

// A command line: the program, searched in PATH when it has no slash, and its arguments.
using Command = std::vector<std::string>;

struct Ended {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;
  std::string out;
  std::string err;
};

class Program {
 public:
  explicit Program(const Command& command);
  ~Program();  // kills what still runs
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // What is written is handed over while somebody waits for lines or for the end.
  void write(std::string_view text);
  void end_input();
  // The next whole line of standard output, without its line feed; nothing at the end of the output
  // or when the time is over.
  std::optional<std::string> next_line(std::chrono::steady_clock::time_point until);
  void kill();  // SIGKILL, at once
  [[nodiscard]] pid_t pid() const { return pid_; }
  // Ends the input, collects the rest and the exit code. `out` lacks the lines taken before.
  Ended wait();

 private:
  bool pump(int timeout_ms);  // false when nothing more can come
  void hand_over();
  void collect(int& pipe, std::string& into);

  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  bool input_ended_ = false;
  std::string unwritten_;
  Ended ended_;
};

Ended run_program(const Command& command, std::string_view input = {});

// The program under test: YINGBIN_PROGRAM in the environment, else the one of this build.
std::string yingbin_program();

// True if a program of that name is in PATH: tests with an outside judge skip without it.
bool has_program(const std::string& name);

std::vector<std::string> lines_of(std::string_view text);

}  // namespace yingbin
