#include "commands/hub_exchange.h"

#include <algorithm>

#include "client/resume.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::int64_t kBudget_ms = 30;  // of one frame

bool was_heard(const SyncStatus& status, OriginId door) {
  const auto at = std::find_if(status.stations.begin(), status.stations.end(),
                               [&](const StationHeard& one) { return one.origin == door; });
  return at != status.stations.end() && at->ago_ms && at->unsent == 0 &&
         *at->ago_ms + *status.stations_ms <= HubExchange::kDoorAge_ms_max;
}

}  // namespace

bool hears_every_door(const EventState& state, OriginId self, const SyncStatus& status) {
  const Device* own = state.device(self);
  if (!own || !own->named) return false;  // it has joined and knows nothing yet
  std::vector<OriginId> doors;
  for (OriginId id : state.device_ids()) {
    const Device& device = *state.device(id);
    if (id != self && device.in_service() && device.named->role == StationRole::door) {
      doors.push_back(id);
    }
  }
  if (doors.empty()) return true;
  if (!status.news_ms || *status.news_ms > HubExchange::kNewsAge_ms_max) return false;
  return status.stations_ms && std::all_of(doors.begin(), doors.end(),
                                           [&](OriginId door) { return was_heard(status, door); });
}

HubExchange::HubExchange(Station& station, const Enrolment& enrolment, std::function<void()> wake)
    : station_(station), link_(station, enrolment), wake_(std::move(wake)) {}

Result<std::unique_ptr<HubExchange>> HubExchange::start(Station& station,
                                                        const Enrolment& enrolment,
                                                        std::function<void()> wake) {
  if (station.journal().event() != enrolment.answer.event) {
    return Failure{
        say("This folder's event is not the one it was enrolled for. Enrol it again "
            "with a new token.")};
  }
  std::unique_ptr<HubExchange> exchange(new HubExchange(station, enrolment, std::move(wake)));
  if (auto greeted = exchange->link_.greet(); !greeted) return greeted.failure();
  if (auto connected = exchange->connect(enrolment); !connected) return connected.failure();
  return exchange;
}

Result<void> HubExchange::connect(const Enrolment& enrolment) {
  Journal& journal = station_.journal();
  auto client = SyncClient::start({journal.folder(), enrolment,
                                   verifier_of(station_.state(), journal.event()),
                                   hub_cursor(journal), journal.heads(), journal.origin(), wake_});
  if (!client) return client.failure();
  client_ = *std::move(client);
  return {};
}

// A little at a time: the door's screen goes on while a day's records come in.
void HubExchange::take() {
  const std::int64_t until_ms = time_.monotonic_ms() + kBudget_ms;
  while (auto arrival = client_->take()) {
    const std::uint64_t before = station_.journal().count();
    if (auto taken = link_.take(*arrival); !taken) {
      keeping_failed_ = taken.message();
      return client_->rewind(hub_cursor(station_.journal()));
    }
    keeping_failed_.clear();
    received_ += station_.journal().count() - before;
    if (time_.monotonic_ms() >= until_ms) return wake_();
  }
}

void HubExchange::step() {
  take();
  client_->publish(station_.journal().heads(), station_.journal().origin());
  status_ = client_->status();
  if (const auto wish = status_.wishing ? std::nullopt : link_.wish(time_.monotonic_ms())) {
    client_->ask(*wish);
    status_.wishing = true;
  }
  station_.hears_others(hears_every_door(station_.state(), station_.journal().origin(), status_));
}

std::string HubExchange::alert() const {
  if (!keeping_failed_.empty()) return keeping_failed_;
  if (status_.refused) return status_.trouble;
  if (status_.parked.empty()) return {};
  const Parked& parked = status_.parked.front();
  return say("The hub does not take the records from {} on: {}. Tell the coordinator.",
             to_text(parked.run.first), parked.why);
}

}  // namespace yingbin
