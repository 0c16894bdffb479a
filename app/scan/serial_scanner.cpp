#include "scan/serial_scanner.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "scan/code_lines.h"
#include "text/say.h"

namespace yingbin {

namespace {

using std::chrono::milliseconds;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

std::optional<speed_t> speed_of(int baud) {
  constexpr std::pair<int, speed_t> kSpeeds[] = {
      {9'600, B9600}, {19'200, B19200}, {38'400, B38400}, {57'600, B57600}, {115'200, B115200}};
  for (const auto& [known, speed] : kSpeeds) {
    if (known == baud) return speed;
  }
  return std::nullopt;
}

Failure not_opened(const SerialOptions& options, int error) {
  if (error == ENOENT || error == ENXIO || error == ENODEV)
    return {say("No scanner at {}: plug it in, or name another with --scanner.", options.device)};
  if (error == EACCES || error == EPERM)
    return {
        say("This user may not read the scanner {}: type `sudo adduser {} dialout`, then sign "
            "in again.",
            options.device, "$USER")};
  if (error == EBUSY)
    return {say("Another program listens to the scanner {}: end it.", options.device)};
  if (error == ENOTTY)
    return {say("{} is no serial line: name the scanner's with --scanner.", options.device)};
  return {say("The scanner {} cannot be read: {}. Unplug it and plug it in again.", options.device,
              std::strerror(error))};
}

// Bytes as they come: no line editing, no echo, no flow control, one program only.
bool make_raw(int line, speed_t speed) {
  termios settings{};
  if (tcgetattr(line, &settings) != 0) return false;
  cfmakeraw(&settings);
  settings.c_cflag |= CLOCAL | CREAD;
  settings.c_cflag &= ~static_cast<tcflag_t>(CRTSCTS);
  cfsetspeed(&settings, speed);
  return tcsetattr(line, TCSANOW, &settings) == 0 && ioctl(line, TIOCEXCL) == 0;
}

Result<Descriptor> open_line(const SerialOptions& options) {
  const auto speed = speed_of(options.baud);
  if (!speed)
    return Failure{
        say("{} baud is not possible: give 9600, 19200, 38400, 57600 or 115200.", options.baud)};
  Descriptor line(open(options.device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  if (!line.is_open()) return not_opened(options, errno);
  if (!make_raw(line.number(), *speed)) return not_opened(options, errno);
  return line;
}

KeyTime now() {
  return std::chrono::duration_cast<KeyTime>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

struct SerialScanner::Listener {
  Listener(SerialOptions chosen, CodeSink taker)
      : options(std::move(chosen)), sink(std::move(taker)) {
    thread = std::jthread([this](const std::stop_token& stop) { listen(stop); });
  }
  ~Listener() {
    thread.request_stop();
    const std::uint64_t one = 1;
    (void)!write(ended.number(), &one, sizeof one);
  }

  void listen(const std::stop_token& stop) {
    milliseconds wait = options.retry_first;
    while (!stop.stop_requested()) {
      auto line = open_line(options);
      tell(line ? std::string() : line.message());
      if (line) {
        wait = options.retry_first;
        read_until_lost(*line, stop);
        tell(not_opened(options, ENODEV).message);
      }
      (void)ready({}, wait);
      wait = std::min(wait * 2, options.retry_max);
    }
  }

  void read_until_lost(const Descriptor& line, const std::stop_token& stop) {
    CodeLines lines;
    std::array<char, 4096> bytes{};
    while (!stop.stop_requested()) {
      std::optional<milliseconds> wait;
      if (const auto at = lines.wake_at())
        wait = std::chrono::ceil<milliseconds>(std::max(*at - now(), KeyTime(0)));
      const short events = ready(line.number(), wait);
      if ((events & POLLIN) != 0) {
        const ssize_t count = read(line.number(), bytes.data(), bytes.size());
        if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) return;
        if (count > 0)
          hand_over(lines.take({bytes.data(), static_cast<std::size_t>(count)}, now()));
      } else if (events != 0) {
        return;  // hung up: nothing more can come
      }
      hand_over(lines.poll(now()));
    }
  }

  // What the line has to say, within that time; 0 for nothing, or when it is to end.
  [[nodiscard]] short ready(std::optional<int> line, std::optional<milliseconds> wait) const {
    std::array<pollfd, 2> watched{{{ended.number(), POLLIN, 0}, {line.value_or(-1), POLLIN, 0}}};
    const int wait_ms = wait ? static_cast<int>(wait->count()) : -1;
    if (poll(watched.data(), watched.size(), wait_ms) <= 0) return 0;
    return watched[0].revents != 0 ? short{0} : watched[1].revents;
  }

  void hand_over(std::vector<std::string> codes) const {
    for (std::string& code : codes) sink(std::move(code));
  }

  void tell(std::string words) {
    const std::lock_guard lock(mutex);
    trouble = std::move(words);
  }

  const SerialOptions options;
  const CodeSink sink;
  const Descriptor ended{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
  mutable std::mutex mutex;
  std::string trouble;  // guarded by mutex
  std::jthread thread;  // last: it uses all of the above
};

SerialScanner::SerialScanner(SerialOptions options, CodeSink sink)
    : listener_(std::make_unique<Listener>(std::move(options), std::move(sink))) {}

SerialScanner::~SerialScanner() = default;

std::string SerialScanner::trouble() const {
  const std::lock_guard lock(listener_->mutex);
  return listener_->trouble;
}

Result<void> try_serial_scanner(const SerialOptions& options) {
  auto line = open_line(options);
  if (!line) return line.failure();
  return {};
}

}  // namespace yingbin
