#include "client/sync_client.h"

#include <algorithm>
#include <utility>

#include "client/sync_client_parts.h"
#include "text/say.h"

namespace yingbin {

bool SyncStatus::hub_holds(const RecordId& id) const {
  const auto at = held.find(id.origin);
  return id && at != held.end() && at->second >= id.seq;
}

Request SyncClient::Parts::signed_request(const char* method, const char* what, std::string body) {
  Request request{method, event_path(options.enrolment.answer.event, what), {}, std::move(body)};
  request.headers[header::kAuthorization] = to_text(options.enrolment.credential());
  if (!request.body.empty()) request.headers[header::kContentType] = media::kJson;
  return request;
}

void SyncClient::Parts::heard(bool ok, std::string trouble, bool refused) {
  {
    const std::lock_guard lock(mutex);
    if (now.connected == ok && now.trouble == trouble) return;
    now.connected = ok;
    now.trouble = std::move(trouble);
    now.refused = refused;
  }
  options.wake();
}

// Empty where the hub answered what was asked.
std::string SyncClient::Parts::trouble_with(const Result<Response>& response, std::string refusal) {
  if (!response) return response.message();
  if (is_from_hub(*response)) return refusal;
  const std::lock_guard lock(mutex);
  return not_a_hub(url).message;
}

void SyncClient::Parts::turn_to_fetch() {
  ++turns;
  ++to_fetch;
  down.interrupt();
  changed.notify_all();
}

void SyncClient::Parts::pause(std::optional<std::int64_t> wake_ms, std::uint64_t seen,
                              const std::uint64_t& count) {
  const std::int64_t wait_ms =
      std::clamp(wake_ms.value_or(now_ms() + kIdle_ms) - now_ms(), std::int64_t{1}, kIdle_ms);
  std::unique_lock lock(mutex);
  changed.wait_for(lock, std::chrono::milliseconds(wait_ms),
                   [&] { return stopping || count != seen; });
}

SyncClient::SyncClient(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<SyncClient>> SyncClient::start(SyncOptions options) {
  if (!options.wake) options.wake = [] {};
  auto device = load_device_key(options.data);
  if (!device) return device.failure();
  auto journal = Journal::open(options.data, Access::read);
  if (!journal) return journal.failure();
  auto parts = std::make_unique<Parts>(std::move(options), *std::move(device), *std::move(journal));
  Parts* running = parts.get();
  std::unique_ptr<SyncClient> client(new SyncClient(std::move(parts)));
  running->sender = std::thread([running] { running->send(); });
  running->fetcher = std::thread([running] { running->fetch(); });
  return client;
}

SyncClient::~SyncClient() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->stopping = true;
    parts_->changed.notify_all();
  }
  parts_->up.interrupt();
  parts_->down.interrupt();
  parts_->sender.join();
  parts_->fetcher.join();
}

void SyncClient::publish(std::vector<Head> heads, OriginId own) {
  if (!parts_->records.publish(std::move(heads), own)) return;
  const std::lock_guard lock(parts_->mutex);
  parts_->now.all_sent = false;
  ++parts_->to_send;
  parts_->changed.notify_all();
}

std::optional<Arrival> SyncClient::take() {
  const std::lock_guard lock(parts_->mutex);
  if (parts_->arrivals.empty()) return std::nullopt;
  Arrival arrival = std::move(parts_->arrivals.front());
  parts_->arrivals.pop_front();
  if (parts_->arrivals.empty()) parts_->taken_fresh_at_ms = parts_->fresh_at_ms;
  ++parts_->to_fetch;
  parts_->changed.notify_all();
  return arrival;
}

void SyncClient::rewind(const Cursor& cursor) {
  const std::lock_guard lock(parts_->mutex);
  parts_->arrivals.clear();
  parts_->back_to = cursor;
  parts_->fresh_at_ms.reset();
  parts_->taken_fresh_at_ms.reset();
  parts_->turn_to_fetch();
}

void SyncClient::ask(const AllotmentRequest& wish) {
  const std::lock_guard lock(parts_->mutex);
  parts_->wish = wish;
  parts_->now.wishing = true;
  ++parts_->to_send;
  parts_->changed.notify_all();
}

void SyncClient::set_url(const std::string& url) {
  const std::lock_guard lock(parts_->mutex);
  parts_->url = url;
  parts_->up.set_url(url);
  parts_->down.set_url(url);
  parts_->hurry_up = parts_->hurry_down = true;
  ++parts_->to_send;
  parts_->up.interrupt();
  parts_->turn_to_fetch();
}

void SyncClient::hears(std::vector<StationHeard> stations) {
  const std::lock_guard lock(parts_->mutex);
  parts_->hears = std::move(stations);
  parts_->hears_ms = parts_->now_ms();
}

SyncStatus SyncClient::status() const {
  const std::lock_guard lock(parts_->mutex);
  SyncStatus status = parts_->now;
  if (status.trouble.empty()) status.trouble = parts_->up_trouble;
  if (status.unsent) {  // counts what was written since the sending thread looked
    const std::uint64_t written = parts_->records.written();
    status.unsent = written - std::min(written, status.held[parts_->records.own_origin()]);
  }
  const std::int64_t now_ms = parts_->now_ms();
  if (parts_->taken_fresh_at_ms) status.news_ms = now_ms - *parts_->taken_fresh_at_ms;
  if (parts_->stations_at_ms) status.stations_ms = now_ms - *parts_->stations_at_ms;
  return status;
}

}  // namespace yingbin
