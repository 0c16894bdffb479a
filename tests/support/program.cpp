#include "support/program.h"

#include "support/places.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>

extern char** environ;  // POSIX: every program's environment; no header declares it

namespace yingbin {

namespace {

constexpr std::chrono::steady_clock::duration kPollTime_max = std::chrono::minutes(1);

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    std::perror("pipe");
    std::abort();
  }
  return {ends[0], ends[1]};
}

void close_end(int& end) {
  if (end >= 0) close(end);
  end = -1;
}

// The test ignores SIGPIPE, since a program may die while it is written to; its children must not.
pid_t spawn(const Command& command, int in, int out, int err) {
  std::signal(SIGPIPE, SIG_IGN);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  pid_t pid = -1;
  const int failed = posix_spawnp(&pid, words[0], &files, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) {
    std::fprintf(stderr, "%s: %s\n", words[0], std::strerror(failed));
    return -1;
  }
  return pid;
}

}  // namespace

Program::Program(const Command& command) {
  Pipe in = make_pipe();
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  pid_ = spawn(command, in.read_end, out.write_end, err.write_end);
  close_end(in.read_end);
  close_end(out.write_end);
  close_end(err.write_end);
  in_ = in.write_end;
  out_ = out.read_end;
  err_ = err.read_end;
  fcntl(in_, F_SETFL, O_NONBLOCK);
}

Program::~Program() {
  kill();
  if (pid_ > 0) waitpid(pid_, nullptr, 0);
  close_end(in_);
  close_end(out_);
  close_end(err_);
}

void Program::write(std::string_view text) {
  unwritten_ += text;
  hand_over();
}

void Program::end_input() {
  input_ended_ = true;
  hand_over();
}

void Program::hand_over() {
  while (in_ >= 0 && !unwritten_.empty()) {
    const ssize_t count = ::write(in_, unwritten_.data(), unwritten_.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) return close_end(in_);  // it reads no more
    unwritten_.erase(0, static_cast<std::size_t>(count));
  }
  if (input_ended_) close_end(in_);
}

void Program::collect(int& pipe, std::string& into) {
  std::array<char, 65536> chunk;
  const ssize_t count = read(pipe, chunk.data(), chunk.size());
  if (count > 0) into.append(chunk.data(), static_cast<std::size_t>(count));
  if (count == 0 || (count < 0 && errno != EINTR)) close_end(pipe);
}

// A negative descriptor is passed over by poll(2).
bool Program::pump(int timeout_ms) {
  if (out_ < 0 && err_ < 0) return false;
  std::array<pollfd, 3> ends{pollfd{unwritten_.empty() ? -1 : in_, POLLOUT, 0},
                             pollfd{out_, POLLIN, 0}, pollfd{err_, POLLIN, 0}};
  if (poll(ends.data(), ends.size(), timeout_ms) < 0) return errno == EINTR;
  if (ends[0].revents != 0) hand_over();
  if (ends[1].revents != 0) collect(out_, ended_.out);
  if (ends[2].revents != 0) collect(err_, ended_.err);
  return true;
}

std::optional<std::string> Program::next_line(std::chrono::steady_clock::time_point until) {
  using std::chrono::milliseconds;
  while (true) {
    if (const auto end = ended_.out.find('\n'); end != std::string::npos) {
      std::string line = ended_.out.substr(0, end);
      ended_.out.erase(0, end + 1);
      return line;
    }
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= left.zero()) return std::nullopt;
    // poll(2) counts in int; a long wait goes on in the next turn.
    const auto wait_ms = std::chrono::ceil<milliseconds>(std::min(left, kPollTime_max)).count();
    if (out_ < 0 || !pump(static_cast<int>(wait_ms))) return std::nullopt;
  }
}

void Program::kill() {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
}

Ended Program::wait() {
  end_input();
  while (pump(-1)) {
  }
  int status = 0;
  if (pid_ > 0 && waitpid(pid_, &status, 0) == pid_) {
    pid_ = -1;
    if (WIFEXITED(status)) ended_.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ended_.signal = WTERMSIG(status);
  }
  return ended_;
}

Ended run_program(const Command& command, std::string_view input) {
  Program program(command);
  program.write(input);
  return program.wait();
}

std::string yingbin_program() {
  const char* chosen = std::getenv("YINGBIN_PROGRAM");
  return chosen && *chosen ? chosen : test::in_build("bin/yingbin");
}

bool has_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((std::filesystem::path(folder) / name).c_str(), X_OK) == 0) return true;
  }
  return false;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace yingbin
