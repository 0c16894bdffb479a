// What an origin signs of its chain: the last record of a run, made when the run leaves the machine
// (DESIGN 4). It vouches for every record before it, which the chain of digests holds together.
#pragma once

#include "journal/journal.h"
#include "keys/signing_key.h"

namespace yingbin {

// Over (event, origin, seq, digest), with a prefix of its own so that it can stand for nothing
// else.
Signature sign_head(const SecretKey& device, EventId event, const Head& head);
[[nodiscard]] bool head_holds(EventId event, const Head& head, const Signature& signature,
                              const PublicKey& key);

// Signs the last of each chain of own records, as they leave.
void sign_own(const SecretKey& device, std::vector<SealedRecord>& records);

}  // namespace yingbin
