// A station that only exists in a test: the chain of records it would write, for ledgers and wires.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "journal/journal.h"

namespace yingbin {

// The records of a station that only exists here, of a kind that no version knows.
class FarStation {
 public:
  explicit FarStation(std::uint64_t origin, EventId event = {0x9c2e11a0})
      : event_(event), origin_{origin} {}

  StoredRecord record(std::string body = "{}") {
    StoredRecord record;
    record.id = {origin_, ++seq_};
    record.event = event_;
    record.staff = {7};
    record.kind = "test_note";
    record.subjects = "guest/0000000000000009";
    record.height = seq_;
    record.clock = 77 + seq_;
    record.previous = last_;
    record.body = StoredBody{{1, 2, 3}, std::move(body)};
    record.body_digest = digest_of(*record.body);
    record.digest = digest_of_header(record);
    last_ = record.digest;
    return record;
  }
  std::vector<StoredRecord> records(std::size_t count) {
    std::vector<StoredRecord> records;
    for (std::size_t i = 0; i < count; ++i) records.push_back(record());
    return records;
  }
  // The next ones, and a signature that stands under the last.
  std::vector<SealedRecord> sealed(std::size_t count) {
    std::vector<SealedRecord> sealed;
    for (StoredRecord& record : records(count)) sealed.push_back({std::move(record), {}, false});
    if (!sealed.empty()) sealed.back().signature = signature();
    return sealed;
  }
  [[nodiscard]] Signature signature() const {
    Signature signature{};
    std::copy(last_.begin(), last_.end(), signature.begin());
    return signature;
  }

 private:
  EventId event_;
  OriginId origin_;
  std::uint64_t seq_ = 0;
  Digest last_{};
};

}  // namespace yingbin
