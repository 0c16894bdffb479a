// A chain of records of one origin, made without a journal: for tests of what crosses the wire.
#pragma once

#include <string>
#include <vector>

#include "event/name_staff.h"
#include "journal/encoding.h"
#include "journal/journal.h"
#include "protocol/signed_head.h"

namespace yingbin {

class WrittenChain {
 public:
  WrittenChain(EventId event, std::uint64_t origin)
      : event_(event), end_{{OriginId{origin}, 0}, {}} {}

  // Not signed. `act` must be one that can be recorded.
  SealedRecord write(const Act& act) {
    StoredRecord record;
    record.id = {end_.id.origin, end_.id.seq + 1};
    record.event = event_;
    record.kind = kind_of(act);
    encode_subjects(subjects_of(act), record.subjects);
    record.height = record.id.seq;
    record.previous = end_.digest;
    record.body.emplace();
    std::string why;
    if (!encode_act(act, record.body->bytes, why)) throw std::runtime_error(why);
    record.body_digest = digest_of(*record.body);
    record.digest = digest_of_header(record);
    end_ = {record.id, record.digest};
    return {std::move(record), std::nullopt, false};
  }

  // A run of staff named, its last record signed.
  std::vector<SealedRecord> run(std::size_t count) {
    std::vector<SealedRecord> records;
    for (std::size_t i = 0; i < count; ++i) records.push_back(write(some_act()));
    records.back().signature = sign();
    return records;
  }

  [[nodiscard]] Act some_act() const {
    return NameStaff{StaffId{end_.id.seq + 1}, "张" + std::to_string(end_.id.seq), {}, true};
  }
  [[nodiscard]] Signature sign() const { return sign_head(key, event_, end_); }
  [[nodiscard]] const Head& end() const { return end_; }

  DeviceSecretKey key;

 private:
  EventId event_;
  Head end_;
};

}  // namespace yingbin
