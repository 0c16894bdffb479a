// Believes nothing of what comes over a wire that is not signed by an origin whose key is known.
// Keys come as records too (name_origin), each vouched for by the founder of the event or by a hub,
// whose keys are vouched for in turn: one root, the founder's key, is told at enrolment. A device
// that goes on under a new origin, because its disk was copied, names that itself with the key it
// had. Both ends use it; one thread at a time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "journal/journal.h"

namespace yingbin {

enum class RejectReason : std::uint8_t {
  other_event,
  damaged,     // its digests do not fit its bytes
  unknown,     // nobody who may has named its origin
  not_signed,  // beyond the last signature that holds
  forged,      // a signature that does not hold
};

// A run that is not taken, from its first record on.
struct Rejected {
  RecordId first;
  std::size_t records = 0;
  RejectReason reason = RejectReason::damaged;
};

struct Verdicts {
  std::vector<SealedRecord> believed;  // in the order they came
  std::vector<Rejected> rejected;
};

// The part of a check that needs no key: most of its work, for any thread.
std::vector<bool> damaged_among(const std::vector<SealedRecord>& records);

class Verifier {
 public:
  explicit Verifier(EventId event) : event_(event) {}

  // `names`: whether its name_origin records are believed (the founder, hubs).
  void know(OriginId origin, const PublicKey& key, bool names);
  // Its key signs no new origin from here on; what it signs for the old one is still believed. Only
  // for the hub, which lets in: what that took before stays taken, and everybody must believe it.
  void revoke(OriginId origin);
  [[nodiscard]] bool knows(OriginId origin) const { return keys_.contains(origin); }

  // Learns the keys that believed records bring, in whatever order the runs came. `damaged` says of
  // each record whether its digests do not fit, where that was looked at before (damaged_among).
  Verdicts check(std::vector<SealedRecord> records);
  Verdicts check(std::vector<SealedRecord> records, const std::vector<bool>& damaged);

 private:
  struct Key {
    PublicKey key{};
    bool names = false;
    bool revoked = false;
  };
  struct Run;

  void judge(Run& run, const std::vector<SealedRecord>& records);
  void know_itself(const Run& run, const std::vector<SealedRecord>& records);
  void learn(const StoredRecord& record);

  EventId event_;
  std::map<OriginId, Key> keys_;
};

}  // namespace yingbin
