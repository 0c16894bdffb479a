// Records of others in, and what to do when somebody else writes under our name.
#include <algorithm>

#include "journal/encoding.h"
#include "journal/journal.h"
#include "journal/journal_state.h"
#include "text/say.h"

namespace yingbin {

namespace {

bool any_is(const std::vector<StoredRecord>& records, const Digest& digest) {
  return std::any_of(records.begin(), records.end(),
                     [&](const StoredRecord& record) { return record.digest == digest; });
}

// Takes the records of one call inside its transaction. What it finds out counts only if that
// succeeds.
class Intake {
 public:
  Intake(EventId event, OriginId own, Tips held, Verified verified)
      : tips(std::move(held)), event_(event), own_(own), verified_(verified) {}

  void take(const Incoming& incoming, Ledger::Writing& writing) {
    const StoredRecord& record = *incoming.record;
    if (record.event != event_) {
      return refuse(record, RefusalReason::other_event,
                    say("Record {} belongs to another event.", to_text(record.id)));
    }
    if (verified_ == Verified::no) {
      std::string defect = defect_of(record);
      if (!defect.empty()) return refuse(record, RefusalReason::damaged, std::move(defect));
    }
    if (tips.extend(record)) return insert(incoming, writing);
    const std::vector<StoredRecord> rivals = writing.at(record.id);
    if (any_is(rivals, record.digest)) {
      ++known;
      return;
    }
    if (record.id.seq > 1 &&
        !any_is(writing.at({record.id.origin, record.id.seq - 1}), record.previous)) {
      const std::uint64_t held = tips.last_seq(record.id.origin);
      return refuse(
          record, RefusalReason::gap,
          say("Record {} does not follow what is held here: send what comes after number {}.",
              to_text(record.id), held));
    }
    split(record, rivals, writing);
    tips.put({record.id, record.digest});
    insert(incoming, writing);
  }

  Tips tips;
  std::vector<const StoredRecord*> taken;
  std::vector<Refusal> refused;
  std::vector<Fork> forks;
  std::size_t known = 0;
  bool own_copied = false;

 private:
  void insert(const Incoming& incoming, Ledger::Writing& writing) {
    const StoredRecord& record = *incoming.record;
    writing.insert(record, false, incoming.signature);
    taken.push_back(&record);
    if (record.id.origin != own_) return;
    own_copied = true;
    writing.put_setting(setting::kCopied, "1");
  }

  void refuse(const StoredRecord& record, RefusalReason reason, std::string message) {
    refused.push_back({record.id, reason, tips.last_seq(record.id.origin), std::move(message)});
  }

  void split(const StoredRecord& record, const std::vector<StoredRecord>& rivals,
             Ledger::Writing& writing) {
    writing.put_fork({record.id.origin, record.id.seq});
    Fork fork{record.id.origin, record.id.seq, {record.digest}};
    for (const StoredRecord& rival : rivals) fork.branches.push_back(rival.digest);
    std::sort(fork.branches.begin(), fork.branches.end());
    std::erase_if(forks, [&](const Fork& before) {
      return before.origin == fork.origin && before.seq == fork.seq;
    });
    forks.push_back(std::move(fork));
  }

  EventId event_;
  OriginId own_;
  Verified verified_;
};

}  // namespace

namespace {

Received finish(Intake& intake, Clock& clock) {
  Received received;
  received.known = intake.known;
  received.refused = std::move(intake.refused);
  received.forks = std::move(intake.forks);
  received.news = intake.taken.size();
  received.taken.reserve(intake.taken.size());
  for (const StoredRecord* record : intake.taken) {
    clock.merge(record->clock);
    received.taken.push_back(to_record(*record));
  }
  return received;
}

// In order of origin and number, as chains are followed.
Result<Intake> take_in(Intake intake, std::vector<Incoming>& incoming, Ledger& ledger,
                       const Settings& settings) {
  std::stable_sort(incoming.begin(), incoming.end(), [](const Incoming& a, const Incoming& b) {
    return a.record->id < b.record->id;
  });
  auto written = ledger.write([&](Ledger::Writing& writing) {
    for (const Incoming& one : incoming) intake.take(one, writing);
    for (const auto& [name, value] : settings) writing.put_setting(name, value);
  });
  if (!written) return written.failure();
  return intake;
}

}  // namespace

Result<Received> Journal::State::take(std::vector<Incoming>& incoming, Verified verified,
                                      const Settings& settings) {
  if (access != Access::write) return read_only();
  auto intake = take_in(Intake(event, own.id.origin, tips, verified), incoming, *ledger, settings);
  if (!intake) return intake.failure();
  tips = std::move(intake->tips);
  count += intake->taken.size();
  copied = copied || intake->own_copied;
  for (const Fork& fork : intake->forks) learn(fork);
  return finish(*intake, clock);
}

Result<Received> Journal::receive(std::span<const StoredRecord> records) {
  std::vector<Incoming> incoming;
  incoming.reserve(records.size());
  for (const StoredRecord& record : records) incoming.push_back({&record, nullptr});
  return state_->take(incoming, Verified::no, {});
}

Result<Received> Journal::receive(std::span<const SealedRecord> records, const Settings& settings) {
  std::vector<Incoming> incoming;
  incoming.reserve(records.size());
  for (const SealedRecord& sealed : records) {
    incoming.push_back({&sealed.record, sealed.signature ? &*sealed.signature : nullptr});
  }
  return state_->take(incoming, Verified::yes, settings);
}

// Numbers from the first fork on that were written here: before it, both copies were one.
Result<std::vector<StoredRecord>> Journal::State::written_after_copy() {
  std::uint64_t shared = own.id.seq;
  for (const Fork& fork : forks) {
    if (fork.origin == own.id.origin) shared = std::min(shared, fork.seq - 1);
  }
  std::vector<StoredRecord> written;
  auto scanned = ledger->scan_origin(own.id.origin, shared, [&](SealedRow& sealed) {
    if (sealed.row.own) written.push_back(std::move(sealed.row.record));
    return true;
  });
  if (!scanned) return scanned.failure();
  for (StoredRecord& record : written) {
    // Always the first writing.
    if (!record.again) record.again = Citation{record.id, record.digest};
  }
  return written;
}

Result<std::vector<Record>> Journal::take_new_origin(
    const HeightSource& heights, const std::function<std::vector<Act>(OriginId)>& first) {
  State& state = *state_;
  if (state.access != Access::write) return state.read_only();
  auto again = state.written_after_copy();
  if (!again) return again.failure();
  Head end{{OriginId{random_id()}, 0}, {}};
  const OriginId fresh = end.id.origin;
  std::vector<StoredRecord> stored;
  for (const Act& act : first ? first(fresh) : std::vector<Act>{}) {
    std::string why;
    StoredRecord& record = stored.emplace_back();
    encode_subjects(subjects_of(act), record.subjects);
    if (!state.draft(act, StaffId{}, record, why)) return Failure{why};
  }
  for (StoredRecord& record : *again) stored.push_back(std::move(record));

  std::map<Subject, std::uint64_t> written_here;
  for (StoredRecord& record : stored) {
    const Subjects subjects = decode_subjects(record.subjects);
    record.height = 0;
    for (const Subject& subject : subjects) {
      record.height = std::max({record.height, heights(subject), written_here[subject]});
    }
    ++record.height;
    for (const Subject& subject : subjects) written_here[subject] = record.height;
    state.chain(end, record);
  }
  const Head before = std::exchange(state.own, Head{{fresh, 0}, {}});
  auto committed = state.commit_own(stored, [&](Ledger::Writing& writing) {
    writing.put_setting(setting::kOrigin, hex(fresh.value));
    writing.put_setting(setting::kFloor, hex(state.clock.floor()));
    writing.drop_setting(setting::kCopied);
  });
  if (!committed) {
    state.own = before;
    return committed.failure();
  }
  state.copied = false;
  std::vector<Record> records;
  for (const StoredRecord& record : stored) records.push_back(to_record(record));
  return records;
}

}  // namespace yingbin
