// An X server (Xvfb) for as long as this lives; the environment's DISPLAY names it. For tests of
// the real window.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace yingbin::test {

class VirtualScreen {
 public:
  // Displays are numbered from the process, since servers that look for a free number themselves
  // trip over each other when many tests start at once.
  explicit VirtualScreen(const std::string& size) {
    for (int tries = 0; tries < 10 && display_.empty(); ++tries) {
      start(size, 100 + static_cast<int>(getpid()) % 5000 + 5000 * tries);
    }
    setenv("DISPLAY", display_.c_str(), 1);
  }
  ~VirtualScreen() { end(); }
  VirtualScreen(const VirtualScreen&) = delete;
  VirtualScreen& operator=(const VirtualScreen&) = delete;

  // False: Xvfb is not installed.
  [[nodiscard]] bool works() const { return !display_.empty(); }

 private:
  void start(const std::string& size, int number) {
    const std::string name = ":" + std::to_string(number);
    int ready[2];
    if (pipe(ready) != 0) return;
    process_ = fork();
    if (process_ == 0) {
      dup2(::open("/dev/null", O_WRONLY), 2);
      const std::string descriptor = std::to_string(ready[1]);
      const std::string screen = size + "x24";
      execlp("Xvfb", "Xvfb", name.c_str(), "-displayfd", descriptor.c_str(), "-screen", "0",
             screen.c_str(), "-nolisten", "tcp", "-noreset", nullptr);  // one client after another
      _exit(127);
    }
    close(ready[1]);
    char answer = 0;  // the number, when it is ready to be drawn on; nothing if it is taken
    const bool serving = read(ready[0], &answer, 1) == 1;
    close(ready[0]);
    if (serving) {
      display_ = name;
    } else {
      end();
    }
  }

  void end() {
    if (process_ <= 0) return;
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
    process_ = -1;
  }

  pid_t process_ = -1;
  std::string display_;
};

}  // namespace yingbin::test
