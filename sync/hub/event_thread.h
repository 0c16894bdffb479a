// The thread that owns one event at a hub: questions come in from connections, one after the other,
// and answers go out as they are due. Any thread may ask.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "hub/event_host.h"
#include "hub/upstream.h"

namespace yingbin {

// Called once, on any thread.
using Reply = std::function<void(Response)>;

class EventThread {
 public:
  static constexpr std::size_t kQueue_max = 1'024;

  explicit EventThread(std::unique_ptr<EventHost> host);
  EventThread(const EventThread&) = delete;
  EventThread& operator=(const EventThread&) = delete;
  ~EventThread();  // answers everybody who still waits that the hub stops

  void ask(Request request, Reply reply);
  // Runs something on the thread of the event; the caller waits for it.
  void run(const std::function<void(EventHost&)>& work);
  // Links the event with the centre's hub from now on.
  Result<void> connect(const Enrolment& upstream);

 private:
  void loop();
  void answer_due();
  bool push(std::function<void()> task);
  void wake();

  std::unique_ptr<EventHost> host_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  bool woken_ = false;
  std::unordered_map<Ticket, Reply> waiting_;  // of the thread alone
  Ticket next_ticket_ = 0;
  std::unique_ptr<Upstream> upstream_;
  std::thread thread_;
};

}  // namespace yingbin
