// The fetching thread: news, one download after the other.
#include <utility>

#include "client/sync_client_parts.h"
#include "text/say.h"

namespace yingbin {

std::optional<Request> SyncClient::Parts::next_pull(std::uint64_t& turn) {
  const std::lock_guard lock(loops);
  {
    const std::lock_guard told(mutex);
    if (stopping) return std::nullopt;
    turn = turns;
    down.forget_interruption();
    if (const auto there = std::exchange(back_to, std::nullopt)) {
      pull.go_back_to(*there, now_ms() + kFull_ms);
    }
    if (std::exchange(start_over, false)) pull.start_over();
    if (std::exchange(hurry_down, false)) pull.retry_now();
  }
  auto request = pull.next(now_ms(), records.own_origin(), records.written());
  if (request) push.report(*request);
  return request;
}

void SyncClient::Parts::pulled(const Response& response) {
  auto arrival = pull.answered(response, now_ms());
  if (pull.hub_was_restored()) {
    push.forget_hub();
    pull.restored_is_known();
    const std::lock_guard told(mutex);
    ++to_send;
    changed.notify_all();
  }
  const std::lock_guard told(mutex);
  if (arrival) arrivals.push_back(*std::move(arrival));
  fresh_at_ms = pull.fresh_at_ms();
  if (arrivals.empty()) taken_fresh_at_ms = fresh_at_ms;
}

void SyncClient::Parts::fetched(const Request& request, std::uint64_t turn) {
  const auto response = down.perform(request, kRequest_s);
  const bool answered = response && is_from_hub(*response);
  std::string refusal;
  bool damaged = false;
  {
    const std::lock_guard lock(loops);
    std::unique_lock told(mutex);
    if (stopping || turn != turns) return;
    told.unlock();
    if (answered) pulled(*response);
    if (!answered) pull.failed(now_ms());
    refusal = pull.refusal();
    damaged = answered && refusal.empty() && pull.wake_ms();
  }
  const bool refused = answered && !refusal.empty();
  if (damaged) {
    refusal = say("What the hub sent was damaged on its way. It will be asked for again.");
  }
  std::string trouble = trouble_with(response, std::move(refusal));
  const bool ok = trouble.empty();
  heard(ok, std::move(trouble), refused);
}

void SyncClient::Parts::fetch() {
  while (true) {
    std::uint64_t seen = 0;
    bool full = false;
    {
      const std::lock_guard lock(mutex);
      if (stopping) return;
      seen = to_fetch;
      full = arrivals.size() >= kArrivals_max;
    }
    std::uint64_t turn = 0;
    const auto request = full ? std::nullopt : next_pull(turn);
    if (request) {
      fetched(*request, turn);
      options.wake();
      continue;
    }
    std::optional<std::int64_t> wake_ms;
    {
      const std::lock_guard lock(loops);
      if (!full) wake_ms = pull.wake_ms();
    }
    pause(wake_ms, seen, to_fetch);
  }
}

}  // namespace yingbin
