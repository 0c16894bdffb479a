#include "commands/hub_link.h"

#include <algorithm>

#include "event/stations.h"
#include "text/say.h"

namespace yingbin {

namespace {

std::string words_of(const Rejected& run) {
  const std::string first = to_text(run.first);
  switch (run.reason) {
    case RejectReason::other_event:
      return say("The hub sent records of another event, from {} on. They were not taken.", first);
    case RejectReason::damaged:
      return say("Record {} was changed on its way or at the hub. It was not taken.", first);
    case RejectReason::unknown:
      return say("Record {} comes from a station that nobody vouches for. It was not taken.",
                 first);
    case RejectReason::not_signed:
      return say("Record {} is not signed by its station. It was not taken.", first);
    case RejectReason::forged:
      return say("The signature under record {} is false. It was not taken.", first);
  }
  return {};
}

// A founder that is a door keeps an eighth of its seats to work with, and two parties at least.
int kept_of(const Hall& hall, OriginId station, int zone, int party) {
  return std::max(hall.free_for(station, zone) / 8, 2 * party);
}

}  // namespace

HubLink::HubLink(Station& station, const Enrolment& enrolment)
    : station_(station), hub_(enrolment.answer) {}

Result<void> HubLink::greet() {
  const EventState& state = station_.state();
  const OriginId self = station_.journal().origin();
  const Device* hub = state.device(hub_.hub);
  if (self != hub_.founder || (hub && hub->named)) return {};
  const Act named = NameOrigin{hub_.hub, hub_.hub_key, say("hub"), StationRole::hub};
  if (auto written = station_.record({&named, 1}); !written) return written;
  if (state.mint() != self) return {};
  const int party = usual_party(state);
  std::vector<Act> acts;
  for (int zone = 1; zone <= state.hall().zones(); ++zone) {
    ReturnWish wish;
    wish.zone = zone;
    wish.keep = kept_of(state.hall(), self, zone, party);
    const Answer given = decide_return(state, wish, station_.context());
    acts.insert(acts.end(), given.acts.begin(), given.acts.end());
  }
  const Answer handed = decide_mint_handover(state, hub_.hub, station_.context());
  acts.insert(acts.end(), handed.acts.begin(), handed.acts.end());
  return station_.record(acts);
}

Result<void> HubLink::take(const Arrival& arrival) {
  for (const Rejected& run : arrival.rejected) {
    std::erase_if(doubts_, [&](const Doubt& doubt) { return doubt.run.first == run.first; });
    doubts_.push_front({run, words_of(run)});
    if (doubts_.size() > kDoubts_max) doubts_.pop_back();
  }
  const auto received = station_.receive(arrival.records, arrival.settings);
  if (!received) return received.failure();
  for (const Fork& fork : received->forks) {
    std::vector<RecordName> branches;
    for (const Digest& digest : fork.branches) {
      branches.push_back({{fork.origin, fork.seq}, prefix_of(digest)});
    }
    const auto acts = note_copy(station_.state(), fork.origin, branches);
    if (auto noted = station_.record(acts); !noted) return noted;
  }
  return received->news == 0 ? Result<void>{} : settle();
}

// A right that two stations hold is given up by all but the first, each for itself.
Result<void> HubLink::settle() {
  return station_.record(decide_yielding(station_.state(), station_.journal().origin()));
}

std::optional<AllotmentRequest> HubLink::wish(std::int64_t now_ms) {
  const std::uint64_t held = station_.journal().count();
  const bool again = std::any_of(asked_ms_.begin(), asked_ms_.end(), [&](const auto& asked) {
    return now_ms - asked.second >= kAgain_ms;
  });
  std::erase_if(asked_ms_, [&](const auto& asked) { return now_ms - asked.second >= kAgain_ms; });
  if (held == looked_at_ && !again) return std::nullopt;
  looked_at_ = held;
  const OriginId self = station_.journal().origin();
  const EventState& state = station_.state();
  if (state.mint() == self || !in_service(state, self)) return std::nullopt;
  const int party = usual_party(state);
  for (const AllotRequest& due : refill_due(state, self, party)) {
    if (!asked_ms_.emplace(due.zone, now_ms).second) continue;
    looked_at_ = UINT64_MAX;  // other zones may be due, too
    return AllotmentRequest{due.zone, due.seats, due.together};
  }
  return std::nullopt;
}

}  // namespace yingbin
