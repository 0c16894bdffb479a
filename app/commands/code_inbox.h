// Codes on their way from a reader's thread to the door's: put there by any thread, taken by the
// one that owns the window, which is woken.
#pragma once

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "ui/window.h"

namespace yingbin {

class CodeInbox {
 public:
  static constexpr std::size_t kWaitingMax = 8;

  // Of a door that is far behind, further codes are dropped: nobody was told anything yet.
  void put(std::string code) {
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() < kWaitingMax) waiting_.push_back(std::move(code));
    }
    ui::Window::wake();
  }

  // In the order they came.
  [[nodiscard]] std::vector<std::string> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> waiting_;
};

}  // namespace yingbin
