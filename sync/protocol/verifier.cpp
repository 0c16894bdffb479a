#include "protocol/verifier.h"

#include <algorithm>
#include <optional>

#include "protocol/signed_head.h"

namespace yingbin {

// Records that chain from one to the next, the last one signed.
struct Verifier::Run {
  std::vector<std::size_t> places;  // in the batch
  const StoredRecord* first = nullptr;
  const StoredRecord* last = nullptr;
  const Signature* signature = nullptr;
  std::optional<RejectReason> rejected;
  bool believed = false;

  [[nodiscard]] bool takes(const StoredRecord& record) const {
    return !signature && record.id.origin == last->id.origin && record.previous == last->digest;
  }
};

void Verifier::know(OriginId origin, const PublicKey& key, bool names) {
  // The first one stands: nobody takes over an origin by naming it again.
  keys_.try_emplace(origin, Key{key, names, false});
}

void Verifier::revoke(OriginId origin) {
  const auto known = keys_.find(origin);
  if (known != keys_.end()) known->second.revoked = true;
}

// A run of an unknown origin in which that names itself, with a key that is known already.
void Verifier::know_itself(const Run& run, const std::vector<SealedRecord>& records) {
  const OriginId self = run.first->id.origin;
  for (std::size_t place : run.places) {
    if (records[place].record.kind != NameOrigin::kKind) continue;
    const Record read = to_record(records[place].record);
    const auto* named = read.as<NameOrigin>();
    if (!named || named->named != self) continue;
    const auto same = std::find_if(keys_.begin(), keys_.end(), [&](const auto& known) {
      return known.second.key == named->key && !known.second.revoked;
    });
    const Head head{run.last->id, run.last->digest};
    if (same == keys_.end() || !head_holds(event_, head, *run.signature, named->key)) continue;
    return know(self, named->key, same->second.names);
  }
}

void Verifier::judge(Run& run, const std::vector<SealedRecord>& records) {
  if (!knows(run.first->id.origin)) know_itself(run, records);
  const auto known = keys_.find(run.first->id.origin);
  if (known == keys_.end()) return;
  const Head head{run.last->id, run.last->digest};
  if (head_holds(event_, head, *run.signature, known->second.key)) {
    run.believed = true;
  } else {
    run.rejected = RejectReason::forged;
  }
}

void Verifier::learn(const StoredRecord& record) {
  if (record.kind != NameOrigin::kKind || !keys_.at(record.id.origin).names) return;
  const Record read = to_record(record);
  if (const auto* named = read.as<NameOrigin>()) {
    know(named->named, named->key, named->role == StationRole::hub);
  }
}

std::vector<bool> damaged_among(const std::vector<SealedRecord>& records) {
  std::vector<bool> damaged;
  damaged.reserve(records.size());
  for (const SealedRecord& sealed : records) damaged.push_back(!defect_of(sealed.record).empty());
  return damaged;
}

Verdicts Verifier::check(std::vector<SealedRecord> records) {
  const std::vector<bool> damaged = damaged_among(records);
  return check(std::move(records), damaged);
}

Verdicts Verifier::check(std::vector<SealedRecord> records, const std::vector<bool>& damaged) {
  std::vector<Run> runs;
  std::map<std::uint64_t, std::size_t> by_end;  // branches of a fork come side by side
  for (std::size_t i = 0; i < records.size(); ++i) {
    const StoredRecord& record = records[i].record;
    const auto at = by_end.find(prefix_of(record.previous));
    std::size_t place = runs.size();
    if (at != by_end.end() && runs[at->second].takes(record)) {
      place = at->second;
      by_end.erase(at);
    } else {
      runs.push_back({{}, &record, &record, nullptr, std::nullopt, false});
    }
    by_end[prefix_of(record.digest)] = place;
    Run& run = runs[place];
    run.places.push_back(i);
    run.last = &record;
    if (records[i].signature) run.signature = &*records[i].signature;
    if (run.rejected) continue;
    if (record.event != event_)
      run.rejected = RejectReason::other_event;
    else if (damaged[i])
      run.rejected = RejectReason::damaged;
  }
  for (Run& run : runs) {
    if (!run.rejected && !run.signature) run.rejected = RejectReason::not_signed;
  }
  // A run may bring the key of another that stands before it.
  for (bool progress = true; progress;) {
    progress = false;
    for (Run& run : runs) {
      if (run.believed || run.rejected) continue;
      judge(run, records);
      if (!run.believed) continue;
      progress = true;
      for (std::size_t place : run.places) learn(records[place].record);
    }
  }
  Verdicts verdicts;
  std::vector<bool> believed(records.size());
  for (const Run& run : runs) {
    if (!run.believed) {
      verdicts.rejected.push_back(
          {run.first->id, run.places.size(), run.rejected.value_or(RejectReason::unknown)});
    }
    for (std::size_t place : run.places) believed[place] = run.believed;
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (believed[i]) verdicts.believed.push_back(std::move(records[i]));
  }
  return verdicts;
}

}  // namespace yingbin
