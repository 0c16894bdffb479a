// Asks what may never answer, such as a driver that hangs, on a thread of its own. Used by commands
// that must end all the same.
#pragma once

#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <type_traits>

namespace yingbin {

// What `ask` answers. Nothing: the time is over, and the thread was left alone with what `ask`
// owns; it must use nothing else.
template <class Ask>
std::optional<std::invoke_result_t<Ask>> answer_within(std::chrono::milliseconds limit, Ask ask) {
  std::packaged_task<std::invoke_result_t<Ask>()> task(std::move(ask));
  auto answer = task.get_future();
  std::thread thread(std::move(task));
  if (answer.wait_for(limit) != std::future_status::ready) {
    thread.detach();
    return {};
  }
  thread.join();
  return answer.get();
}

}  // namespace yingbin
