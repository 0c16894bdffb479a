// What is read from a journal, and where what leaves the machine is cut.
#include <unordered_set>

#include "journal/journal.h"
#include "journal/journal_state.h"

namespace yingbin {

namespace {

std::size_t bytes_of(const StoredRecord& record) {
  constexpr std::size_t kFixed = 200;  // numbers and digests
  return kFixed + record.subjects.size() + (record.body ? record.body->bytes.size() : 0);
}

// Collects what goes out, and cuts where nobody's run is open.
class Cutter {
 public:
  explicit Cutter(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  bool take(SealedRow& sealed) {
    StoredRow& row = sealed.row;
    if (bytes_ >= bytes_max_ && closed_ > 0) {
      out_.more = true;
      return false;
    }
    open_.erase(prefix_of(row.record.previous));
    if (!row.own && !sealed.signature) open_.insert(prefix_of(row.record.digest));
    bytes_ += bytes_of(row.record);
    out_.records.push_back({std::move(row.record), sealed.signature, row.own});
    if (!open_.empty()) return true;
    closed_ = out_.records.size();
    out_.position = row.position;
    return true;
  }

  Outgoing finish() {
    out_.records.resize(closed_);  // an open run waits for its signature
    return std::move(out_);
  }

 private:
  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::size_t closed_ = 0;
  std::unordered_set<std::uint64_t> open_;  // ends of runs that nobody signed, by digest
  Outgoing out_;
};

}  // namespace

Result<Outgoing> Journal::outgoing_after(std::uint64_t position, std::size_t bytes_max) {
  Cutter cutter(bytes_max);
  auto scanned =
      state_->ledger->scan_sealed(position, [&](SealedRow& row) { return cutter.take(row); });
  if (!scanned) return scanned.failure();
  return cutter.finish();
}

Result<Outgoing> Journal::outgoing_of(OriginId origin, std::uint64_t seq, std::size_t bytes_max) {
  Cutter cutter(bytes_max);
  auto scanned =
      state_->ledger->scan_origin(origin, seq, [&](SealedRow& row) { return cutter.take(row); });
  if (!scanned) return scanned.failure();
  return cutter.finish();
}

Result<void> Journal::for_each(const std::function<bool(const StoredRecord&)>& take) {
  return state_->ledger->scan(0, [&](const StoredRow& row) { return take(row.record); });
}

Result<std::vector<StoredRecord>> Journal::records_after(OriginId origin, std::uint64_t seq,
                                                         std::size_t limit) {
  std::vector<StoredRecord> records;
  auto scanned = state_->ledger->scan_origin(origin, seq, [&](SealedRow& sealed) {
    StoredRecord& record = sealed.row.record;
    if (records.size() >= limit && record.id != records.back().id) return false;
    records.push_back(std::move(record));
    return true;
  });
  if (!scanned) return scanned.failure();
  return records;
}

Result<std::uint64_t> Journal::digest_at(std::uint64_t position) {
  std::uint64_t digest = 0;
  auto scanned = state_->ledger->scan(position - 1, [&](const StoredRow& row) {
    if (row.position == position) digest = prefix_of(row.record.digest);
    return false;
  });
  if (!scanned) return scanned.failure();
  return digest;
}

Result<Settings> Journal::settings() { return state_->ledger->settings(); }

Result<void> Journal::put_settings(const Settings& settings) {
  if (state_->access != Access::write) return state_->read_only();
  return state_->ledger->write([&](Ledger::Writing& writing) {
    for (const auto& [name, value] : settings) writing.put_setting(name, value);
  });
}

Result<std::optional<StoredRecord>> Journal::find(RecordId id) {
  auto rows = state_->ledger->at(id);
  if (!rows) return rows.failure();
  if (rows->empty()) return std::optional<StoredRecord>{};
  return std::optional<StoredRecord>{std::move(rows->front().record)};
}

}  // namespace yingbin
