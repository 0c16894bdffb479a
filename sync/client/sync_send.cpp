// The sending thread: records, wishes for seats, and the question who was heard.
#include <algorithm>
#include <utility>

#include "client/sync_client_parts.h"

namespace yingbin {

void SyncClient::Parts::learn_held() {
  const std::lock_guard lock(mutex);
  const auto held = push.held();
  now.held = held.value_or(std::map<OriginId, std::uint64_t>{});
  now.unsent = held ? std::optional(push.unsent()) : std::nullopt;
  if (held) {
    const std::uint64_t own = now.held[records.own_origin()];
    if (!held_at_first) held_at_first = own;
    now.sent = own - std::min(own, *held_at_first);
  }
  now.parked.clear();
  for (const auto& [origin, parked] : push.parked()) now.parked.push_back(parked);
}

void SyncClient::Parts::send() {
  while (true) {
    std::uint64_t seen = 0;
    bool hurry = false;
    {
      const std::lock_guard lock(mutex);
      if (stopping) return;
      seen = to_send;
      up.forget_interruption();
      hurry = std::exchange(hurry_up, false);
    }
    if (hurry) {
      const std::lock_guard lock(loops);
      push.retry_now();
    }
    // One of each in turn: a long upload keeps no wish waiting.
    const bool wished = send_wish();
    const bool sent = send_records(seen);
    if (wished || sent || ask_stations()) continue;
    std::optional<std::int64_t> wake_ms;
    {
      const std::lock_guard lock(loops);
      wake_ms = push.wake_ms();
    }
    pause(wake_ms, seen, to_send);
  }
}

bool SyncClient::Parts::send_records(std::uint64_t seen) {
  std::optional<Request> request;
  {
    const std::lock_guard lock(loops);
    request = push.next(now_ms());
    const bool idle = !request && push.held() && (!push.wake_ms() || !push.parked().empty());
    learn_held();
    const std::lock_guard told(mutex);
    now.all_sent = idle && to_send == seen;
  }
  if (!request) return false;
  const auto response = up.perform(*request, kRequest_s);
  const bool answered = response && is_from_hub(*response);
  bool elsewhere = false;
  std::string refusal;
  {
    const std::lock_guard lock(loops);
    if (answered) push.answered(*response, now_ms());
    if (!answered) push.failed(now_ms());
    elsewhere = answered && push.own_origin_elsewhere();
    refusal = push.refusal();
    learn_held();
  }
  std::string trouble = trouble_with(response, std::move(refusal));
  {
    const std::lock_guard lock(mutex);
    up_trouble = std::move(trouble);
    start_over = start_over || elsewhere;
    if (elsewhere) turn_to_fetch();
  }
  options.wake();
  return answered;
}

bool SyncClient::Parts::send_wish() {
  std::optional<AllotmentRequest> asked;
  {
    const std::lock_guard lock(mutex);
    if (now.connected) asked = std::exchange(wish, std::nullopt);
  }
  if (!asked) return false;
  const auto response =
      up.perform(signed_request("POST", "allotments", to_json(*asked)), kRequest_s);
  const auto answer =
      response && response->status == 200 ? parse_allotment_answer(response->body) : std::nullopt;
  {
    const std::lock_guard lock(mutex);
    now.wishing = wish.has_value();
    now.wish_reason = answer ? answer->reason : "";
    // What was granted comes as a record.
    if (answer && answer->granted > 0) fresh_at_ms = taken_fresh_at_ms = std::nullopt;
  }
  options.wake();
  return answer.has_value();
}

// A hub in a hall tells whom it hears with the same question.
Request SyncClient::Parts::stations_request() {
  const std::lock_guard lock(mutex);
  if (!hears) return signed_request("GET", "stations", {});
  StationsAnswer heard{*hears};
  for (StationHeard& one : heard.stations) {
    if (one.ago_ms) *one.ago_ms += now_ms() - hears_ms;
  }
  return signed_request("POST", "stations", to_json(heard));
}

bool SyncClient::Parts::ask_stations() {
  {
    const std::lock_guard lock(mutex);
    if (!now.connected || now_ms() < stations_due_ms) return false;
  }
  stations_due_ms = now_ms() + kStations_ms;
  Request request = stations_request();
  {
    const std::lock_guard lock(loops);
    push.report(request);
  }
  const auto response = up.perform(request, kRequest_s);
  auto answer =
      response && response->status == 200 ? parse_stations_answer(response->body) : std::nullopt;
  if (!answer) return false;
  {
    const std::lock_guard lock(mutex);
    now.stations = std::move(answer->stations);
    stations_at_ms = now_ms();
  }
  options.wake();
  return true;
}

}  // namespace yingbin
