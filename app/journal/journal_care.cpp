// Replay and its cache, erasure for ever, and the check of everything.
#include <algorithm>
#include <fstream>
#include <unordered_set>

#include "journal/journal.h"
#include "journal/journal_state.h"
#include "text/say.h"

namespace yingbin {

namespace {

// The cache fits if every record it covers is among the first ones of the journal. Its heads stand
// for all that precede them, and `last()` says how many those are: then they are the same records.
Result<bool> fits(const RecordCache& cache, Ledger& ledger) {
  for (const Head& head : cache.heads()) {
    const auto rows = ledger.at(head.id);
    if (!rows) return rows.failure();
    const bool held = std::any_of(rows->begin(), rows->end(), [&](const StoredRow& row) {
      return row.record.digest == head.digest && row.position <= cache.last();
    });
    if (!held) return false;
  }
  return true;
}

void tally(const Record& record, ReplayReport& report) {
  ++report.records;
  if (record.as<ErasedAct>()) ++report.erased;
  const auto* unknown = record.as<UnknownAct>();
  if (!unknown) return;
  if (unknown->reason.empty()) {
    ++report.unknown;
  } else {
    report.unread.push_back({record.id(), unknown->kind, unknown->reason});
  }
}

// A record that was changed on the disk tells nothing any more; its subjects are doubtful.
Record verified_record(const StoredRecord& stored) {
  if (defect_of(stored).empty()) return to_record(stored);
  StoredRecord damaged = stored;
  damaged.body.reset();
  Record record = to_record(damaged);
  record.act = UnknownAct{stored.kind, "damaged on this disk"};
  return record;
}

// Blocks are overwritten before they are given back; a file that cannot be is at least removed.
void shred(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (!error) {
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    const std::string zeros(1 << 16, '\0');
    for (std::uintmax_t left = size; left > 0 && out;) {
      const auto part = std::min<std::uintmax_t>(left, zeros.size());
      out.write(zeros.data(), static_cast<std::streamsize>(part));
      left -= part;
    }
  }
  std::filesystem::remove(file, error);
}

void shred_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->is_regular_file(error)) files.push_back(at->path());
  }
  for (const auto& file : files) shred(file);
  std::filesystem::remove_all(folder, error);
}

// The positions of those that still have a body which tells who a person is.
Result<std::vector<std::uint64_t>> due_for_erasure(Ledger& ledger,
                                                   std::span<const RecordName> asked) {
  std::vector<std::uint64_t> due;
  for (const RecordName& name : asked) {
    const auto rows = ledger.at(name.id);
    if (!rows) return rows.failure();
    for (const StoredRow& row : *rows) {
      const bool named = prefix_of(row.record.digest) == name.digest;
      if (named && row.record.body && is_personal(row.record.kind)) due.push_back(row.position);
    }
  }
  return due;
}

}  // namespace

Result<ReplayReport> Journal::replay(const std::function<void(const Record&)>& apply) {
  State& state = *state_;
  ReplayReport report;
  const auto take = [&](const Record& record) {
    tally(record, report);
    apply(record);
  };
  state.cache.open();
  const auto fitting = fits(state.cache, *state.ledger);
  if (!fitting) return fitting.failure();
  if (!*fitting || !state.cache.read(take)) {
    state.cache.forget();
    report = {};
  }
  state.cache.close();
  report.from_cache = report.records;

  std::string fresh;
  std::uint64_t last = state.cache.last();
  auto scanned = state.ledger->scan(last, [&](const StoredRow& row) {
    const Record record = verified_record(row.record);
    take(record);
    if (state.access == Access::write) put_cached(record, fresh);
    last = row.position;
    return true;
  });
  if (!scanned) return scanned.failure();
  const bool lags = last - state.cache.last() > kCacheLag_max;
  if (state.access == Access::write && lags) state.cache.extend(last, state.tips.all(), fresh);
  return report;
}

Result<void> Journal::write_cache() {
  State& state = *state_;
  if (state.access != Access::write || state.count <= state.cache.last()) return {};
  std::string fresh;
  auto scanned = state.ledger->scan(state.cache.last(), [&](const StoredRow& row) {
    put_cached(verified_record(row.record), fresh);
    return true;
  });
  if (!scanned) return scanned;
  state.cache.extend(state.count, state.tips.all(), fresh);
  return {};
}

Result<std::size_t> Journal::erase(std::span<const RecordName> records) {
  State& state = *state_;
  if (state.access != Access::write) return state.read_only();
  // The cache goes first: if the station dies before the commit, nothing is left that could bring
  // the person back, and the next call of erase finds the rest.
  const auto due = due_for_erasure(*state.ledger, records);
  if (!due) return due.failure();
  if (due->empty() && !state.traces) return std::size_t{0};
  shred_folder(state.folder / "cache");
  state.cache.forget();
  auto written = state.ledger->write([&](Ledger::Writing& writing) {
    for (std::uint64_t position : *due) writing.erase(position);
  });
  if (!written) return written.failure();
  state.traces = true;
  if (auto folded = state.ledger->fold_log(); !folded) {
    return Failure{
        say("The person is erased, but traces stay in the log until nobody else reads this "
            "folder. Close the other programs on it and erase again.") +
        " " + folded.message()};
  }
  state.traces = false;
  return due->size();
}

Result<CheckReport> Journal::check(
    const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  State& state = *state_;
  CheckReport report;
  const auto integrity = state.ledger->integrity();
  if (!integrity) {
    report.defects.push_back(integrity.message());
  } else {
    for (const std::string& line : *integrity) {
      report.defects.push_back(say("The database file is damaged: {}.", line));
    }
  }
  std::unordered_set<std::uint64_t> seen;  // digests' first bytes: enough to find a parent
  auto scanned = state.ledger->scan(0, [&](const StoredRow& row) {
    const StoredRecord& record = row.record;
    if (std::string defect = defect_of(record); !defect.empty())
      report.defects.push_back(std::move(defect));
    if (row.position != ++report.records) {
      report.defects.push_back(say("Records are missing before {}.", to_text(record.id)));
      report.records = row.position;
    }
    if (record.id.seq > 1 && !seen.contains(prefix_of(record.previous))) {
      report.defects.push_back(
          say("The record before {} is missing or was changed.", to_text(record.id)));
    }
    seen.insert(prefix_of(record.digest));
    if (progress && report.records % 1000 == 0) progress(report.records, state.count);
    return true;
  });
  if (!scanned) report.defects.push_back(scanned.message());
  if (progress) progress(report.records, state.count);
  return report;
}

}  // namespace yingbin
