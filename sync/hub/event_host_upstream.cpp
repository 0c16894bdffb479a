// A hub among hubs: what a hall's hub takes from the centre's, and what the centre's does for it.
#include <algorithm>

#include "event/stations.h"
#include "hub/event_host_parts.h"
#include "protocol/signed_head.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::int64_t kHeard_ms_max = 7LL * 24 * 3'600'000;  // longer ago is as good as never

// The one that was heard last.
const StationHeard& fresher(const StationHeard& one, const StationHeard& other) {
  if (!other.ago_ms) return one;
  return one.ago_ms && *one.ago_ms <= *other.ago_ms ? one : other;
}

}  // namespace

// Stations enrol here with the centre's founder and pepper.
Result<void> EventHost::remember_upstream() {
  if (!options_.upstream) return {};
  const EnrolAnswer& answer = options_.upstream->answer;
  verifier_.know(answer.hub, answer.hub_key, /*names=*/true);
  return station_->journal().put_settings(
      {{host_setting::kFounder, to_text(Founder{answer.founder, answer.founder_key})},
       {host_setting::kPepper, answer.pepper}});
}

Result<Received> EventHost::keep(const std::vector<SealedRecord>& believed,
                                 const Settings& settings) {
  auto received = station_->keep(believed, settings);
  if (!received) return received;
  counts_.taken += received->news;
  counts_.known += received->known;
  revocations_came_ = revocations_came_ ||
                      std::any_of(believed.begin(), believed.end(), [](const SealedRecord& one) {
                        return one.record.kind == RevokeOrigin::kKind;
                      });
  return received;
}

Result<void> EventHost::receive(const Arrival& arrival) {
  const auto kept = keep(arrival.records, arrival.settings);
  if (!kept) return kept.failure();
  counts_.refused += arrival.rejected.size() + kept->refused.size();
  const bool names =
      std::any_of(arrival.records.begin(), arrival.records.end(),
                  [](const SealedRecord& one) { return one.record.kind == NameOrigin::kKind; });
  if (!names) return {};
  // Learns the keys only. What the centre let in stays, also of a key that was revoked here: all
  // must believe the same.
  const std::vector<bool> damaged(arrival.records.size(), false);
  static_cast<void>(verifier_.check(arrival.records, damaged));
  return {};
}

void EventHost::note_upstream(UpstreamStatus status) {
  upstream_ = std::move(status);
  upstream_at_ms_ = time_->monotonic_ms();
}

// Seats are handed out in the hall, where they are needed also while the centre is out of reach.
// Only to a hub that speaks here by its credential: one that was enrolled and never heard of its
// answer would take the mint with it.
void EventHost::hand_mint_to(OriginId hub) {
  if (restored_ || state().mint() != station_->journal().origin()) return;
  const Answer handed = decide_mint_handover(state(), hub, station_->context());
  if (handed.allowed()) static_cast<void>(station_->record(handed.acts));  // else at its next word
}

// A hall's hub tells whom it hears, so that both sides know how old their knowledge is.
Response EventHost::hear_stations(const Request& request) {
  const auto told = parse_stations_answer(request.body);
  if (!told) return problem(400, "body", say("This is not how a hub tells whom it hears."));
  const std::int64_t now_ms = time_->monotonic_ms();
  for (const StationHeard& one : told->stations) {
    if (!one.ago_ms || *one.ago_ms < 0 || *one.ago_ms > kHeard_ms_max) continue;
    if (!state().device(one.origin)) continue;
    const std::int64_t at_ms = now_ms - *one.ago_ms;
    const auto [heard, first] = heard_.try_emplace(one.origin);
    if (!first && at_ms <= heard->second.at_ms) continue;
    heard->second.at_ms = at_ms;
    heard->second.unsent = one.unsent;
  }
  return json_answer(to_json(stations()));
}

std::vector<StationHeard> EventHost::heard_here() const {
  std::vector<StationHeard> all;
  const std::int64_t now_ms = time_->monotonic_ms();
  for (OriginId id : state().device_ids()) {
    StationHeard heard{id, std::nullopt, 0};
    if (id == station_->journal().origin()) heard.ago_ms = 0;
    if (const auto at = heard_.find(id); at != heard_.end()) {
      heard.ago_ms = now_ms - at->second.at_ms;
      heard.unsent = at->second.unsent;
    }
    all.push_back(heard);
  }
  return all;
}

StationsAnswer EventHost::stations() const {
  StationsAnswer answer{heard_here()};
  if (!upstream_) return answer;
  const std::int64_t since_ms = time_->monotonic_ms() - upstream_at_ms_;
  for (StationHeard& heard : answer.stations) {
    for (StationHeard there : upstream_->stations) {
      if (there.origin != heard.origin) continue;
      if (there.ago_ms) *there.ago_ms += since_ms;
      heard = fresher(heard, there);
    }
  }
  return answer;
}

}  // namespace yingbin
