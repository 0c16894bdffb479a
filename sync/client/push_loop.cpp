#include "client/push_loop.h"

#include <algorithm>

#include "protocol/batch.h"
#include "protocol/signed_head.h"
#include "text/say.h"

namespace yingbin {

namespace {

// Parked runs are tried again when the hub has other knowledge, and once in a while.
constexpr std::int64_t kLook_ms = 60'000;

std::string words_of(ParkReason reason) {
  switch (reason) {
    case ParkReason::other_event:
      return say("they belong to another event");
    case ParkReason::damaged:
      return say("they were changed on this disk");
    case ParkReason::unknown:
      return say("the hub does not know the station that wrote them");
    case ParkReason::not_signed:
      return say("nobody signed them");
    case ParkReason::forged:
      return say("their signature does not hold");
    case ParkReason::gap:
      return say("records before them are missing");
  }
  return {};
}

}  // namespace

PushLoop::PushLoop(Enrolment enrolment, const SecretKey& device, LocalRecords& records,
                   std::uint64_t seed)
    : enrolment_(std::move(enrolment)), device_(device), records_(records), backoff_(seed) {}

Request PushLoop::request(std::string body) const {
  Request request{"POST", event_path(enrolment_.answer.event, "records"), {}, std::move(body)};
  request.headers[header::kAuthorization] = to_text(enrolment_.credential());
  request.headers[header::kContentType] = media::kBatch;
  return request;
}

bool PushLoop::hub_has(const Head& head) {
  const auto at = held_.find(head.id.origin);
  if (at == held_.end()) return false;
  if (at->second.contains({head.id, prefix_of(head.digest)})) return true;
  // In our own chain nobody else can be ahead. Where the hub is ahead in somebody else's, it holds
  // ours too, unless there are branches: of a hub that was restored, one may be only with stations.
  if (head.id.origin == records_.own_origin() || at->second.rbegin()->id.seq <= head.id.seq) {
    return false;
  }
  const auto sent = from_.find(head.id.origin);
  return !has_branches(head.id.origin) || (sent != from_.end() && sent->second >= head.id.seq);
}

bool PushLoop::has_branches(OriginId origin) {
  const auto heads = records_.heads();
  return std::count_if(heads.begin(), heads.end(),
                       [&](const Head& head) { return head.id.origin == origin; }) > 1;
}

std::uint64_t PushLoop::start_for(const Head& head) const {
  const auto known = from_.find(head.id.origin);
  if (known != from_.end() && known->second < head.id.seq) return known->second;
  std::uint64_t start = 0;
  const auto at = held_.find(head.id.origin);
  if (at == held_.end()) return 0;
  for (const HeldHead& held : at->second) {
    if (held.id.seq < head.id.seq) start = std::max(start, held.id.seq);
  }
  return start;
}

std::optional<Request> PushLoop::batch_of(const Head& head) {
  const std::uint64_t start = start_for(head);
  auto outgoing = records_.outgoing_of(head.id.origin, start, kBatchBytes_wanted);
  if (!outgoing || outgoing->records.empty()) return std::nullopt;
  sign_own(device_, outgoing->records);
  sending_ = Sending{head.id.origin, start, outgoing->records.back().record.id.seq};
  Request batch = request(pack_batch(outgoing->records));
  return batch;
}

std::optional<Request> PushLoop::next(std::int64_t now_ms) {
  if (wake_ms_ && now_ms < *wake_ms_) return std::nullopt;
  wake_ms_.reset();
  if (!known_) return request({});
  if (look_ms_ && now_ms >= *look_ms_) {
    look_ms_.reset();
    for (const auto& [origin, parked] : parked_) once_more_.insert(origin);
  }
  std::vector<Head> heads = records_.heads();
  const OriginId own = records_.own_origin();
  std::stable_partition(heads.begin(), heads.end(),
                        [&](const Head& head) { return head.id.origin == own; });
  for (const Head& head : heads) {
    if (hub_has(head)) continue;
    if (parked_.contains(head.id.origin) && once_more_.erase(head.id.origin) == 0) continue;
    if (auto batch = batch_of(head)) return batch;
  }
  // Nothing else waits for what is parked.
  if (!parked_.empty() && !look_ms_) look_ms_ = now_ms + kLook_ms;
  return std::nullopt;
}

bool PushLoop::told_all() {
  const auto heads = records_.heads();
  return known_ && parked_.empty() &&
         std::all_of(heads.begin(), heads.end(), [&](const Head& head) { return hub_has(head); });
}

void PushLoop::report(Request& request) {
  request.headers[header::kUnsent] = std::to_string(unsent());
  if (told_all()) request.headers[header::kTold] = hex(hub_.value);
}

void PushLoop::learn(const PushAnswer& answer) {
  if (answer.hub != hub_) forget_hub();
  hub_ = answer.hub;
  std::map<OriginId, std::set<HeldHead>> held;
  for (const HeldHead& head : answer.heads) held[head.id.origin].insert(head);
  // What the hub knows anew of an origin may be what it lacked.
  std::erase_if(parked_, [&](const auto& one) { return held[one.first] != held_[one.first]; });
  held_ = std::move(held);
  known_ = true;
  const OriginId own = records_.own_origin();
  for (const RefusedRun& run : answer.refused) {
    const OriginId origin = run.first.origin;
    // Sent once more from what the hub holds; where that is another branch, from the beginning;
    // and parked only if that is refused, too.
    const std::uint64_t from = run.held + 1 < run.first.seq ? run.held : 0;
    const bool tried = sending_ && sending_->origin == origin && sending_->after <= from;
    if (run.reason == ParkReason::gap && !tried) {
      from_[origin] = from;
    } else {
      parked_[origin] = {run, words_of(run.reason)};
    }
  }
  if (sending_ && answer.refused.empty()) from_[sending_->origin] = sending_->until;
  std::uint64_t longest = 0;
  for (const Head& head : records_.heads()) {
    if (head.id.origin == own) longest = std::max(longest, head.id.seq);
  }
  elsewhere_ = std::any_of(held_[own].begin(), held_[own].end(),
                           [&](const HeldHead& head) { return head.id.seq > longest; }) ||
               held_[own].size() > 1;
}

void PushLoop::answered(const Response& response, std::int64_t now_ms) {
  const auto answer =
      response.status == 200 && response.header_of(header::kContentType) == media::kJson
          ? parse_push_answer(response.body)
          : std::nullopt;
  if (!answer) {
    refusal_ = problem_title(response.body);
    return failed(now_ms);
  }
  refusal_.clear();
  backoff_.reset();
  learn(*answer);
  sending_.reset();
}

void PushLoop::failed(std::int64_t now_ms) {
  sending_.reset();
  wait(now_ms);
}

void PushLoop::wait(std::int64_t now_ms) { wake_ms_ = now_ms + backoff_.next_ms(); }

void PushLoop::forget_hub() {
  known_ = false;
  held_.clear();
  from_.clear();
  parked_.clear();
  once_more_.clear();
  look_ms_.reset();
  wake_ms_.reset();
}

std::uint64_t PushLoop::unsent() {
  const OriginId own = records_.own_origin();
  std::uint64_t held = 0;
  if (const auto at = held_.find(own); at != held_.end()) {
    for (const HeldHead& head : at->second) held = std::max(held, head.id.seq);
  }
  std::uint64_t written = 0;
  for (const Head& head : records_.heads()) {
    if (head.id.origin == own) written = std::max(written, head.id.seq);
  }
  return written > held ? written - held : 0;
}

bool PushLoop::hub_holds(const RecordId& id) const {
  const auto at = held_.find(id.origin);
  return at != held_.end() &&
         std::any_of(at->second.begin(), at->second.end(),
                     [&](const HeldHead& head) { return head.id.seq >= id.seq; });
}

std::optional<std::map<OriginId, std::uint64_t>> PushLoop::held() const {
  if (!known_) return std::nullopt;
  std::map<OriginId, std::uint64_t> last;
  for (const auto& [origin, heads] : held_) {
    if (!heads.empty()) last[origin] = heads.rbegin()->id.seq;
  }
  return last;
}

}  // namespace yingbin
