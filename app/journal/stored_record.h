// A record with everything that is stored, chained and handed over (DESIGN 4): the bytes of the
// body as its origin wrote them, whether this version understands them or not.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event/record.h"
#include "journal/digest.h"
#include "keys/signing_key.h"
#include "text/result.h"

namespace yingbin {

inline constexpr std::size_t kSubjectsBytes_max = 1 << 20;

using Salt = std::array<std::uint8_t, 16>;

// The body and the salt that keeps its digest from being guessed; both go when it is erased.
struct StoredBody {
  Salt salt{};
  std::string bytes;
  bool operator==(const StoredBody&) const = default;
};

// The record that this one repeats, written before the station found its disk copied.
struct Citation {
  RecordId id;
  Digest digest{};
  bool operator==(const Citation&) const = default;
};

struct StoredRecord {
  RecordId id;
  EventId event;
  StaffId staff;
  std::string kind;
  std::string subjects;  // their texts, one space between two
  std::uint64_t height = 0;
  std::uint64_t clock = 0;
  ClockState clock_state = ClockState::untrusted;
  std::optional<Citation> again;
  Digest previous{};     // digest of the origin's record before; zeros for the first
  Digest body_digest{};  // of salt and body
  Digest digest{};       // of everything above
  std::optional<StoredBody> body;

  bool operator==(const StoredRecord&) const = default;
};

Digest digest_of(const StoredBody& body);
Digest digest_of_header(const StoredRecord& record);  // what `digest` must be

// Everything but digest and body, as it is digested.
void encode_header(const StoredRecord& record, std::string& out);
// Strict; false leaves `record` half read.
bool decode_header(std::string_view bytes, StoredRecord& record);

// What is wrong with a record that came from elsewhere or from the disk, in words; empty when its
// digests hold and its fields are within bounds.
std::string defect_of(const StoredRecord& record);

// The rules' view of it. Never fails: what cannot be read is an UnknownAct with its reason.
Record to_record(const StoredRecord& stored);

// One record as it crosses a wire: header, digest, body. Reading is strict, but for the digests.
void encode_record(const StoredRecord& record, std::string& out);
bool decode_record(class ByteReader& in, StoredRecord& record);

// Wire form 0, for hand-over between stations: kWireMagic, then the records.
inline constexpr std::string_view kWireMagic = "YBREC0\r\n";
std::string encode_wire(const std::vector<StoredRecord>& records);
// Strict: nothing beyond the bounds, nothing left over. Digests are not checked here (defect_of).
Result<std::vector<StoredRecord>> decode_wire(std::string_view bytes);

}  // namespace yingbin
