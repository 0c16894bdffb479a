// What hand scanners of every kind do wrong when they send: the same code twice. Used by whatever
// listens to one, typing or serial.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace yingbin {

using KeyTime = std::chrono::microseconds;  // since any fixed moment, never backwards

// The same code twice within half a second is the scanner stammering and counts once.
class Stammer {
 public:
  static constexpr KeyTime kStammer = std::chrono::milliseconds(500);

  // The code that came between the two times, unless it just came.
  [[nodiscard]] std::optional<std::string> unless_repeated(std::string code, KeyTime start,
                                                           KeyTime end);

 private:
  std::string last_code_;
  std::optional<KeyTime> last_end_;
};

// One of our codes sent twice without anything between comes out once. Others may repeat
// themselves.
[[nodiscard]] std::string sent_once(std::string code);

}  // namespace yingbin
