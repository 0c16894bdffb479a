#include "journal/stored_record.h"

#include <algorithm>

#include "journal/bytes.h"
#include "journal/encoding.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::uint8_t kFormat = 0;
constexpr std::string_view kDomain = "yingbin record\n";
constexpr std::size_t kKindBytes_max = 64;
// Heights and clocks of others enter ours: a bound keeps "one more" from ever running over.
constexpr std::uint64_t kHeight_max = 1ULL << 53;
constexpr std::uint64_t kSeq_max = 1ULL << 53;
constexpr std::uint64_t kClock_max = 1ULL << 63;

void put_header(const StoredRecord& record, std::string& out) {
  put_number(out, kFormat);
  put_number(out, record.id.origin.value);
  put_number(out, record.id.seq);
  put_number(out, static_cast<std::uint32_t>(record.event.value));
  put_number(out, record.staff.value);
  put_number(out, static_cast<std::uint8_t>(record.kind.size()));
  out += record.kind;
  put_number(out, static_cast<std::uint32_t>(record.subjects.size()));
  out += record.subjects;
  put_number(out, record.height);
  put_number(out, record.clock);
  put_number(out, static_cast<std::uint8_t>(record.clock_state));
  put_number(out, static_cast<std::uint8_t>(record.again.has_value()));
  if (record.again) {
    put_number(out, record.again->id.origin.value);
    put_number(out, record.again->id.seq);
    put_array(out, record.again->digest);
  }
  put_array(out, record.previous);
  put_array(out, record.body_digest);
}

bool read_header(ByteReader& in, StoredRecord& record) {
  if (in.number<std::uint8_t>() != kFormat) in.fail();
  record.id.origin.value = in.number<std::uint64_t>();
  record.id.seq = in.number<std::uint64_t>();
  record.event.value = in.number<std::uint32_t>();
  record.staff.value = in.number<std::uint64_t>();
  record.kind = in.take(in.number<std::uint8_t>());
  record.subjects = in.take(in.number<std::uint32_t>());
  record.height = in.number<std::uint64_t>();
  record.clock = in.number<std::uint64_t>();
  const auto clock_state = in.number<std::uint8_t>();
  record.clock_state = static_cast<ClockState>(clock_state);
  const auto again = in.number<std::uint8_t>();
  if (clock_state > static_cast<std::uint8_t>(ClockState::untrusted) || again > 1) in.fail();
  if (again == 1) {
    record.again.emplace();
    record.again->id.origin.value = in.number<std::uint64_t>();
    record.again->id.seq = in.number<std::uint64_t>();
    in.array(record.again->digest);
  }
  in.array(record.previous);
  in.array(record.body_digest);
  return in.ok();
}

bool is_kind(std::string_view kind) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !kind.empty() && kind.size() <= kKindBytes_max &&
         std::all_of(kind.begin(), kind.end(), letter);
}

// Printable ASCII, one space between two texts, none at the ends.
bool are_subjects(std::string_view texts) {
  char before = ' ';
  for (char c : texts) {
    if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return texts.size() <= kSubjectsBytes_max && (texts.empty() || before != ' ');
}

bool within_bounds(const StoredRecord& record) {
  return record.id.origin && record.id.seq >= 1 && record.id.seq <= kSeq_max &&
         record.event.value >> 32 == 0 && is_kind(record.kind) && are_subjects(record.subjects) &&
         record.height >= 1 && record.height <= kHeight_max && record.clock < kClock_max &&
         (record.id.seq > 1 || record.previous == Digest{}) &&
         (!record.body || record.body->bytes.size() <= body_bytes_max(record.kind));
}

RecordedAct read_act(const StoredRecord& stored) {
  if (!stored.body) {
    if (is_personal(stored.kind)) return ErasedAct{};
    return UnknownAct{stored.kind, is_known_kind(stored.kind) ? "its body is missing" : ""};
  }
  RecordedAct act = decode_act(stored.kind, stored.body->bytes);
  if (const Act* known = std::get_if<Act>(&act)) {
    thread_local std::string texts;  // one buffer for all records of a replay
    texts.clear();
    encode_subjects(subjects_of(*known), texts);
    if (texts != stored.subjects)
      return UnknownAct{stored.kind, "its subjects are not those of the act"};
  }
  return act;
}

}  // namespace

Digest digest_of(const StoredBody& body) {
  std::string bytes;
  bytes.reserve(body.salt.size() + body.bytes.size());
  put_array(bytes, body.salt);
  bytes += body.bytes;
  return blake2b(bytes);
}

void encode_header(const StoredRecord& record, std::string& out) { put_header(record, out); }

bool decode_header(std::string_view bytes, StoredRecord& record) {
  ByteReader in(bytes);
  return read_header(in, record) && in.at_end();
}

Digest digest_of_header(const StoredRecord& record) {
  std::string bytes;
  bytes.reserve(256 + record.subjects.size());
  bytes += kDomain;
  put_header(record, bytes);
  return blake2b(bytes);
}

std::string defect_of(const StoredRecord& record) {
  const std::string name = to_text(record.id);
  if (!within_bounds(record)) return say("Record {} has a field that no record can have.", name);
  if (record.body && digest_of(*record.body) != record.body_digest) {
    return say("The body of record {} was changed after it was written.", name);
  }
  if (digest_of_header(record) != record.digest) {
    return say("Record {} was changed after it was written.", name);
  }
  return {};
}

Record to_record(const StoredRecord& stored) {
  Record record;
  record.key = {stored.height, stored.clock, stored.id.origin, stored.id.seq,
                prefix_of(stored.digest)};
  record.clock_state = stored.clock_state;
  record.staff = stored.staff;
  record.subjects = decode_subjects(stored.subjects);
  record.act = read_act(stored);
  if (stored.again) record.again = RecordName{stored.again->id, prefix_of(stored.again->digest)};
  return record;
}

void encode_record(const StoredRecord& record, std::string& out) {
  put_header(record, out);
  put_array(out, record.digest);
  put_number(out, static_cast<std::uint8_t>(record.body.has_value()));
  if (!record.body) return;
  put_array(out, record.body->salt);
  put_number(out, static_cast<std::uint32_t>(record.body->bytes.size()));
  out += record.body->bytes;
}

bool decode_record(ByteReader& in, StoredRecord& record) {
  if (!read_header(in, record)) return false;
  in.array(record.digest);
  const auto has_body = in.number<std::uint8_t>();
  if (has_body > 1) in.fail();
  if (has_body == 1) {
    record.body.emplace();
    in.array(record.body->salt);
    record.body->bytes = in.take(in.number<std::uint32_t>());
  }
  return in.ok();
}

std::string encode_wire(const std::vector<StoredRecord>& records) {
  std::string bytes(kWireMagic);
  for (const StoredRecord& record : records) encode_record(record, bytes);
  return bytes;
}

Result<std::vector<StoredRecord>> decode_wire(std::string_view bytes) {
  const Failure not_ours{
      say("This is not a file of records, or it was cut short. Have the other "
          "station write it again.")};
  if (!bytes.starts_with(kWireMagic)) return not_ours;
  ByteReader in(bytes.substr(kWireMagic.size()));
  std::vector<StoredRecord> records;
  while (!in.at_end()) {
    if (!decode_record(in, records.emplace_back())) return not_ours;
  }
  return records;
}

}  // namespace yingbin
