#include "hub/event_thread.h"

#include <chrono>
#include <future>

#include "text/say.h"

namespace yingbin {

namespace {

Response stopping() {
  return problem(503, "stopping", say("The hub is being stopped. It will be tried again."));
}

}  // namespace

EventThread::EventThread(std::unique_ptr<EventHost> host)
    : host_(std::move(host)), thread_([this] { loop(); }) {}

EventThread::~EventThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
  upstream_.reset();  // its threads wake this one
  for (auto& [ticket, reply] : waiting_) reply(stopping());
}

bool EventThread::push(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= kQueue_max) return false;
    queue_.push_back(std::move(task));
  }
  wake_.notify_one();
  return true;
}

void EventThread::ask(Request request, Reply reply) {
  auto shared = std::make_shared<Reply>(std::move(reply));
  // Read here, on the thread of the connection: the event's own has enough to do.
  auto batch = std::make_shared<std::optional<Result<ReadBatch>>>(read_batch_of(request));
  const bool taken = push([this, shared, batch, asked = std::move(request)] {
    const Ticket ticket = ++next_ticket_;
    if (auto response = host_->handle(asked, std::move(*batch), ticket)) {
      return (*shared)(*std::move(response));
    }
    waiting_.emplace(ticket, *shared);
  });
  if (!taken) {
    (*shared)(problem(503, "busy", say("The hub has too much to do. It will be tried again.")));
  }
}

void EventThread::run(const std::function<void(EventHost&)>& work) {
  std::promise<void> done;
  const bool taken = push([&] {
    work(*host_);
    done.set_value();
  });
  if (taken) done.get_future().wait();
}

Result<void> EventThread::connect(const Enrolment& upstream) {
  Result<void> connected;
  run([&](EventHost& host) {
    upstream_.reset();
    auto started = Upstream::start(host, upstream, [this] { wake(); });
    if (started) {
      upstream_ = *std::move(started);
    } else {
      connected = started.failure();
    }
  });
  return connected;
}

void EventThread::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  wake_.notify_one();
}

void EventThread::answer_due() {
  for (Answered& answered : host_->due()) {
    const auto at = waiting_.find(answered.ticket);
    if (at == waiting_.end()) continue;
    at->second(std::move(answered.response));
    waiting_.erase(at);
  }
}

void EventThread::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (queue_.empty() && !woken_) {
      const auto due_ms = host_->next_due_ms();
      const SystemTime time;
      const auto wait_ms = due_ms ? std::max<std::int64_t>(*due_ms - time.monotonic_ms(), 0) : 1000;
      wake_.wait_for(lock, std::chrono::milliseconds(std::min<std::int64_t>(wait_ms + 1, 1000)));
    }
    std::deque<std::function<void()>> tasks;
    tasks.swap(queue_);
    woken_ = false;
    lock.unlock();
    for (auto& task : tasks) task();
    if (upstream_) upstream_->step();
    answer_due();
    lock.lock();
  }
  // Nobody is left waiting for an answer.
  while (!queue_.empty()) {
    auto task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace yingbin
