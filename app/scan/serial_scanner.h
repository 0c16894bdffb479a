// A hand scanner on a serial line (USB CDC or a real port), listened to from a thread of its own. A
// station is given the device and hands the codes to its door. Unplugged it is waited for, and
// found again when it is back.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "text/result.h"

namespace yingbin {

struct SerialOptions {
  std::string device;                          // "/dev/ttyACM0", or a link that udev keeps
  int baud = 115'200;                          // of no account on USB
  std::chrono::milliseconds retry_first{250};  // then twice as long each time
  std::chrono::milliseconds retry_max{4'000};
};

// Called on the scanner's thread.
using CodeSink = std::function<void(std::string code)>;

class SerialScanner {
 public:
  SerialScanner(SerialOptions options, CodeSink sink);
  ~SerialScanner();
  SerialScanner(const SerialScanner&) = delete;
  SerialScanner& operator=(const SerialScanner&) = delete;

  // Why nothing can be heard just now and what to do; empty while it listens.
  [[nodiscard]] std::string trouble() const;

 private:
  struct Listener;
  std::unique_ptr<Listener> listener_;
};

// Whether the device could be listened to now; opens it and lets it go.
[[nodiscard]] Result<void> try_serial_scanner(const SerialOptions& options);

}  // namespace yingbin
