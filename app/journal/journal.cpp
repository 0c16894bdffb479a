#include "journal/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <memory_resource>
#include <unordered_map>

#include "journal/encoding.h"
#include "journal/journal_state.h"
#include "journal/place.h"
#include "journal/store.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr const char* kFile = "journal.db";
constexpr std::uint64_t kTailVerified = 64;
constexpr std::size_t kDraftsKept_max = 1024;

const TimeSource& system_time() {
  static const SystemTime time;
  return time;
}

// A new file is on disk only when its folder is.
void sync_folder(const std::filesystem::path& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  fsync(file);
  close(file);
}

std::uint64_t hex_setting(const std::map<std::string, std::string>& settings, const char* name) {
  const auto at = settings.find(name);
  return at == settings.end() ? 0 : parse_hex(at->second).value_or(0);
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::create_directories(folder, error)) {
    // Names and phones are in it: for this user only.
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  if (!error) return {};
  return Failure{say("The folder {} cannot be made: {}. Choose another with --data.",
                     folder.string(), error.message())};
}

}  // namespace

Journal::State::State(std::filesystem::path path, Access how, std::unique_ptr<Ledger> opened,
                      const JournalSurroundings& surroundings)
    : folder(std::move(path)),
      access(how),
      machine(surroundings.machine.empty() ? machine_identity() : surroundings.machine),
      time(surroundings.time ? surroundings.time : &system_time()),
      ledger(std::move(opened)),
      clock(*time, 0),
      cache(folder / "cache" / "records.bin") {}

Result<void> Journal::State::load() {
  const auto settings = ledger->settings();
  if (!settings) return settings.failure();
  event.value = hex_setting(*settings, setting::kEvent);
  const auto counted = ledger->count();
  if (!counted) return counted.failure();
  count = *counted;
  if (auto loaded = load_heads(); !loaded) return loaded;
  if (auto loaded = load_own(*settings); !loaded) return loaded;
  if (auto noticed = notice_damage(); !noticed) return noticed;
  return access == Access::write ? notice_copy(*settings) : Result<void>{};
}

Result<void> Journal::State::load_heads() {
  const auto split = ledger->forks();
  if (!split) return split.failure();
  const auto origins = ledger->origins();
  if (!origins) return origins.failure();
  std::map<OriginId, std::uint64_t> first_split;
  for (const StoredFork& fork : *split) {
    const auto rows = ledger->at({fork.origin, fork.seq});
    if (!rows) return rows.failure();
    Fork known{fork.origin, fork.seq, {}};
    for (const StoredRow& row : *rows) known.branches.push_back(row.record.digest);
    forks.push_back(std::move(known));
    first_split.try_emplace(fork.origin, fork.seq);  // forks come in order of seq
  }
  for (OriginId origin : *origins) {
    const auto fork = first_split.find(origin);
    if (fork == first_split.end()) {
      const auto last = ledger->last_of(origin, false);
      if (!last) return last.failure();
      if (*last) tips.put({(*last)->record.id, (*last)->record.digest});
      continue;
    }
    const auto ends = ledger->tips_of(origin, fork->second);
    if (!ends) return ends.failure();
    for (const StoredRecord& end : *ends) tips.put({end.id, end.digest});
  }
  return {};
}

Result<void> Journal::State::load_own(const std::map<std::string, std::string>& settings) {
  own.id.origin.value = hex_setting(settings, setting::kOrigin);
  copied = settings.contains(setting::kCopied);
  const auto last = ledger->last_of(own.id.origin, true);
  if (!last) return last.failure();
  std::uint64_t floor = hex_setting(settings, setting::kFloor);
  if (*last) {
    own = {(*last)->record.id, (*last)->record.digest};
    floor = std::max(floor, (*last)->record.clock);
  }
  clock = Clock(*time, floor);
  return {};
}

// Goes on as a new origin, for a copy may be working elsewhere under the old one.
Result<void> Journal::State::notice_copy(const std::map<std::string, std::string>& settings) {
  const std::string place = ledger->place(machine);
  const auto before = settings.find(setting::kPlace);
  if (before != settings.end() && before->second == place) return {};
  const OriginId fresh{random_id()};
  auto written = ledger->write([&](Ledger::Writing& writing) {
    writing.put_setting(setting::kOrigin, hex(fresh.value));
    writing.put_setting(setting::kPlace, place);
    writing.put_setting(setting::kFloor, hex(clock.floor()));
    writing.drop_setting(setting::kCopied);
  });
  if (!written) return written;
  own = {{fresh, 0}, {}};
  copied = false;
  notices.push_back(
      say("This data folder was copied or restored from elsewhere. The station goes on under "
          "a new number; seats allotted to the old one must be allotted again."));
  return {};
}

Result<void> Journal::State::notice_damage() {
  const std::uint64_t from = count > kTailVerified ? count - kTailVerified : 0;
  return ledger->scan(from, [&](const StoredRow& row) {
    const std::string defect = defect_of(row.record);
    if (!defect.empty()) {
      notices.push_back(defect + " " + say("Run `yingbin check` to see what else is damaged."));
    }
    return true;
  });
}

Failure Journal::State::read_only() const {
  return {say("The journal in {} was opened only to read. Close the other programs on it to write.",
              folder.string())};
}

void Journal::State::chain(Head& end, StoredRecord& record) {
  record.id = {end.id.origin, end.id.seq + 1};
  record.event = event;
  const Clock::Stamp stamp = clock.tick();
  record.clock = stamp.value;
  record.clock_state = stamp.state;
  record.previous = end.digest;
  record.digest = digest_of_header(record);
  end = {record.id, record.digest};
}

bool Journal::State::draft(const Act& act, StaffId staff, StoredRecord& record, std::string& why) {
  record.staff = staff;
  record.kind = kind_of(act);
  record.again.reset();
  if (!record.body) record.body.emplace();
  StoredBody& body = *record.body;
  body.bytes.clear();
  body.salt = salts.next();
  if (!encode_act(act, body.bytes, why)) return false;
  record.body_digest = digest_of(body);
  return true;
}

Result<void> Journal::State::commit_own(std::span<const StoredRecord> records,
                                        const std::function<void(Ledger::Writing&)>& more) {
  if (records.empty() && !more) return {};
  // Where a copy of this disk has gone on from our last record, this is a second branch.
  const bool splits = !records.empty() && !tips.can_extend(records.front());
  std::optional<Fork> fork;
  auto written = ledger->write([&](Ledger::Writing& writing) {
    for (const StoredRecord& record : records) writing.insert(record, true, nullptr);
    if (more) more(writing);
    if (!splits) return;
    const RecordId id = records.front().id;
    writing.put_fork({id.origin, id.seq});
    fork = Fork{id.origin, id.seq, {}};
    for (const StoredRecord& record : writing.at(id)) fork->branches.push_back(record.digest);
  });
  if (!written) return written;
  count += records.size();
  if (fork) learn(*fork);
  for (const StoredRecord& record : records) {
    own = {record.id, record.digest};
    if (!tips.extend(record)) tips.put(own);
  }
  return {};
}

void Journal::State::learn(const Fork& fork) {
  std::erase_if(forks, [&](const Fork& known) {
    return known.origin == fork.origin && known.seq == fork.seq;
  });
  forks.push_back(fork);
}

Journal::Journal(std::unique_ptr<State> state) : state_(std::move(state)) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

Result<Journal> Journal::load(std::unique_ptr<State> state) {
  if (auto loaded = state->load(); !loaded) return loaded.failure();
  return Journal(std::move(state));
}

Result<void> Journal::State::start(EventId of, OriginId origin) {
  return ledger->write([&](Ledger::Writing& writing) {
    writing.put_setting(setting::kEvent, hex(of.value, 8));
    writing.put_setting(setting::kOrigin, hex(origin ? origin.value : random_id()));
    writing.put_setting(setting::kPlace, ledger->place(machine));
  });
}

Result<Journal> Journal::create(const std::filesystem::path& folder, EventId event, OriginId origin,
                                const JournalSurroundings& surroundings) {
  if (auto made = make_folder(folder); !made) return made.failure();
  auto lock = FolderLock::take(folder);
  if (!lock) return lock.failure();
  auto store = Store::open(folder / kFile, StoreMode::create, surroundings.vfs);
  if (!store) return store.failure();
  const auto settings = (*store)->settings();
  if (!settings) return settings.failure();
  if (settings->contains(setting::kEvent)) {
    return Failure{
        say("{} already holds an event. Choose another folder with --data.", folder.string())};
  }
  sync_folder(folder);
  auto state = std::make_unique<State>(folder, Access::write, *std::move(store), surroundings);
  state->lock = *std::move(lock);
  if (auto started = state->start(event, origin); !started) return started.failure();
  return load(std::move(state));
}

Result<Journal> Journal::open(const std::filesystem::path& folder, Access access,
                              const JournalSurroundings& surroundings) {
  std::error_code error;
  if (!std::filesystem::exists(folder / kFile, error)) {
    return Failure{
        say("There is no event in {}. Name its folder with --data, or start one with "
            "`yingbin event new`.",
            folder.string())};
  }
  std::optional<FolderLock> lock;
  if (access == Access::write) {
    auto taken = FolderLock::take(folder);
    if (!taken) return taken.failure();
    lock = *std::move(taken);
  }
  const StoreMode mode = access == Access::write ? StoreMode::write : StoreMode::read;
  auto store = Store::open(folder / kFile, mode, surroundings.vfs);
  if (!store) return store.failure();
  auto state = std::make_unique<State>(folder, access, *std::move(store), surroundings);
  state->lock = std::move(lock);
  return load(std::move(state));
}

Result<Journal> Journal::on(std::unique_ptr<Ledger> ledger, const std::filesystem::path& folder,
                            EventId event, const JournalSurroundings& surroundings) {
  if (auto made = make_folder(folder); !made) return made.failure();
  const auto settings = ledger->settings();
  if (!settings) return settings.failure();
  auto state = std::make_unique<State>(folder, Access::write, std::move(ledger), surroundings);
  if (!settings->contains(setting::kEvent)) {
    if (auto started = state->start(event, {}); !started) return started.failure();
  }
  return load(std::move(state));
}

EventId Journal::event() const { return state_->event; }
OriginId Journal::origin() const { return state_->own.id.origin; }
const std::filesystem::path& Journal::folder() const { return state_->folder; }
const std::vector<std::string>& Journal::notices() const { return state_->notices; }
Clock::Reading Journal::now() { return state_->clock.read(); }
const std::vector<Fork>& Journal::forks() const { return state_->forks; }
bool Journal::own_origin_copied() const { return state_->copied; }
std::uint64_t Journal::count() const { return state_->count; }
std::vector<Head> Journal::heads() const { return state_->tips.all(); }

namespace {

// Heights as of the records of a running call, which no state has seen yet.
class Heights {
 public:
  Heights(const HeightSource& held, std::size_t acts) : held_(held), several_(acts > 1) {
    if (several_) fresh_.reserve(4 * acts);  // an admission has four subjects
  }

  std::uint64_t next(const Subjects& subjects) {
    std::uint64_t height = 0;
    if (!several_) {
      for (const Subject& subject : subjects) height = std::max(height, held_(subject));
      return height + 1;
    }
    touched_.clear();
    for (const Subject& subject : subjects) {
      const auto [at, is_new] = fresh_.try_emplace(subject, 0);
      if (is_new) at->second = held_(subject);
      height = std::max(height, at->second);
      touched_.push_back(&at->second);
    }
    ++height;
    for (std::uint64_t* of_subject : touched_) *of_subject = height;
    return height;
  }

 private:
  const HeightSource& held_;
  bool several_;
  std::pmr::monotonic_buffer_resource memory_;  // thousands of nodes, given back at once
  std::pmr::unordered_map<Subject, std::uint64_t> fresh_{&memory_};
  std::vector<std::uint64_t*> touched_;  // by the record at hand
};

Record record_of(const StoredRecord& stored, const Act& act, Subjects subjects) {
  return {{stored.height, stored.clock, stored.id.origin, stored.id.seq, prefix_of(stored.digest)},
          stored.clock_state,
          stored.staff,
          std::move(subjects),
          act,
          std::nullopt};
}

}  // namespace

Result<std::vector<Record>> Journal::append(std::span<const Act> acts, StaffId staff,
                                            const HeightSource& heights) {
  State& state = *state_;
  if (state.access != Access::write) return state.read_only();
  Heights next(heights, acts.size());
  Head end = state.own;
  std::vector<Record> records;
  records.reserve(acts.size());
  if (state.drafts.size() < acts.size()) state.drafts.resize(acts.size());
  std::string why;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    Subjects subjects = subjects_of(acts[i]);
    StoredRecord& record = state.drafts[i];
    record.subjects.clear();
    encode_subjects(subjects, record.subjects);
    if (record.subjects.size() > kSubjectsBytes_max) why = "subjects";
    if (!why.empty() || !state.draft(acts[i], staff, record, why)) {
      return Failure{say("This cannot be recorded as it is ({}: {}). Correct it and try again.",
                         kind_of(acts[i]), why)};
    }
    record.height = next.next(subjects);
    state.chain(end, record);
    records.push_back(record_of(record, acts[i], std::move(subjects)));
  }
  const std::span drafts(state.drafts.data(), acts.size());
  auto written = state.commit_own(drafts, {});
  if (state.drafts.size() > kDraftsKept_max) state.drafts.resize(kDraftsKept_max);
  if (!written) return written.failure();
  return records;
}

}  // namespace yingbin
