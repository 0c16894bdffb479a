#include "hub/upstream.h"

#include <map>
#include <utility>

#include "client/resume.h"

namespace yingbin {

Upstream::Upstream(EventHost& host, std::function<void()> wake)
    : host_(host), wake_(std::move(wake)) {}

Result<std::unique_ptr<Upstream>> Upstream::start(EventHost& host, const Enrolment& enrolment,
                                                  std::function<void()> wake) {
  std::unique_ptr<Upstream> upstream(new Upstream(host, std::move(wake)));
  Journal& journal = host.station().journal();
  auto client =
      SyncClient::start({journal.folder(), enrolment, verifier_of(host.state(), journal.event()),
                         hub_cursor(journal), journal.heads(), journal.origin(), upstream->wake_});
  if (!client) return client.failure();
  upstream->client_ = *std::move(client);
  upstream->step();
  return upstream;
}

// One arrival at a time: stations of the hall are answered between two.
void Upstream::take() {
  const auto arrival = client_->take();
  if (!arrival) return;
  if (const auto kept = host_.receive(*arrival); !kept) {
    keeping_failed_ = kept.message();
    return client_->rewind(hub_cursor(host_.station().journal()));
  }
  keeping_failed_.clear();
  wake_();
}

void Upstream::step() {
  take();
  Journal& journal = host_.station().journal();
  client_->publish(journal.heads(), journal.origin());
  client_->hears(host_.heard_here());
  host_.note_upstream(status());
}

UpstreamStatus Upstream::status() const {
  const SyncStatus now = client_->status();
  UpstreamStatus status;
  status.connected = now.connected;
  status.news_ms = now.news_ms;
  status.trouble = keeping_failed_.empty() ? now.trouble : keeping_failed_;
  if (now.unsent) {  // what the centre holds is known
    std::map<OriginId, std::uint64_t> written;
    for (const Head& head : host_.station().journal().heads()) {
      std::uint64_t& last = written[head.id.origin];
      last = std::max(last, head.id.seq);
    }
    status.unforwarded = 0;
    for (const auto& [origin, last] : written) {
      const auto held = now.held.find(origin);
      const std::uint64_t there = held == now.held.end() ? 0 : held->second;
      *status.unforwarded += last - std::min(last, there);
    }
  }
  for (StationHeard heard : now.stations) {
    if (heard.ago_ms) *heard.ago_ms += now.stations_ms.value_or(0);
    status.stations.push_back(heard);
  }
  return status;
}

}  // namespace yingbin
