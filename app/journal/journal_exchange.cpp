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
  Intake(EventId event, OriginId own, Tips held)
      : tips(std::move(held)), event_(event), own_(own) {}

  void take(const StoredRecord& record, Store::Writing& writing) {
    if (record.event != event_) {
      return refuse(record, RefusalReason::other_event,
                    say("Record {} belongs to another event.", to_text(record.id)));
    }
    if (std::string defect = defect_of(record); !defect.empty()) {
      return refuse(record, RefusalReason::damaged, std::move(defect));
    }
    if (tips.extend(record)) return insert(record, writing);
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
    insert(record, writing);
  }

  Tips tips;
  std::vector<const StoredRecord*> taken;
  std::vector<Refusal> refused;
  std::vector<Fork> forks;
  std::size_t known = 0;
  bool own_copied = false;

 private:
  void insert(const StoredRecord& record, Store::Writing& writing) {
    writing.insert(record, false);
    taken.push_back(&record);
    if (record.id.origin != own_) return;
    own_copied = true;
    writing.put_setting(setting::kCopied, "1");
  }

  void refuse(const StoredRecord& record, RefusalReason reason, std::string message) {
    refused.push_back({record.id, reason, tips.last_seq(record.id.origin), std::move(message)});
  }

  void split(const StoredRecord& record, const std::vector<StoredRecord>& rivals,
             Store::Writing& writing) {
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
};

}  // namespace

Result<Received> Journal::receive(std::span<const StoredRecord> records) {
  State& state = *state_;
  if (state.access != Access::write) return state.read_only();
  std::vector<const StoredRecord*> in_order;
  in_order.reserve(records.size());
  for (const StoredRecord& record : records) in_order.push_back(&record);
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const StoredRecord* a, const StoredRecord* b) { return a->id < b->id; });

  Intake intake(state.event, state.own.id.origin, state.tips);
  auto written = state.store.write([&](Store::Writing& writing) {
    for (const StoredRecord* record : in_order) intake.take(*record, writing);
  });
  if (!written) return written.failure();

  state.tips = std::move(intake.tips);
  state.count += intake.taken.size();
  state.copied = state.copied || intake.own_copied;
  for (const Fork& fork : intake.forks) state.learn(fork);
  Received received;
  received.known = intake.known;
  received.refused = std::move(intake.refused);
  received.forks = std::move(intake.forks);
  for (const StoredRecord* record : intake.taken) {
    state.clock.merge(record->clock);
    received.taken.push_back(to_record(*record));
  }
  return received;
}

// Numbers from the first fork on that were written here: before it, both copies were one.
Result<std::vector<Record>> Journal::take_new_origin(const HeightSource& heights) {
  State& state = *state_;
  if (state.access != Access::write) return state.read_only();
  const OriginId old = state.own.id.origin;
  std::uint64_t shared = state.own.id.seq;
  for (const Fork& fork : state.forks) {
    if (fork.origin == old) shared = std::min(shared, fork.seq - 1);
  }
  auto rows = state.store.after(old, shared, SIZE_MAX);
  if (!rows) return rows.failure();

  Head end{{OriginId{random_id()}, 0}, {}};
  const OriginId fresh = end.id.origin;
  std::map<Subject, std::uint64_t> written_here;
  std::vector<StoredRecord> stored;
  for (StoredRow& row : *rows) {
    if (!row.own) continue;
    StoredRecord record = std::move(row.record);
    if (!record.again)
      record.again = Citation{record.id, record.digest};  // always the first writing
    const Subjects subjects = decode_subjects(record.subjects);
    record.height = 0;
    for (const Subject& subject : subjects) {
      record.height = std::max({record.height, heights(subject), written_here[subject]});
    }
    ++record.height;
    for (const Subject& subject : subjects) written_here[subject] = record.height;
    state.chain(end, record);
    stored.push_back(std::move(record));
  }
  const Head before = std::exchange(state.own, Head{{fresh, 0}, {}});
  auto written = state.commit_own(stored, [&](Store::Writing& writing) {
    writing.put_setting(setting::kOrigin, hex(fresh.value));
    writing.put_setting(setting::kFloor, hex(state.clock.floor()));
    writing.drop_setting(setting::kCopied);
  });
  if (!written) {
    state.own = before;
    return written.failure();
  }
  state.copied = false;
  std::vector<Record> records;
  for (const StoredRecord& record : stored) records.push_back(to_record(record));
  return records;
}

}  // namespace yingbin
