// written_by_stations: machines that hold parts of each other's records and write further ones.
#include <algorithm>

#include "support/record_sets.h"

namespace yingbin {

namespace {

constexpr std::int64_t kDay_ms = 1793577600000;  // 2026-11-02
constexpr std::int64_t kYear_ms = 365LL * 24 * 3600 * 1000;
constexpr std::size_t kOrigins_max = 6;

struct Machine {
  OriginId origin;
  std::uint64_t seq = 0;
  std::int64_t clock_is_off_ms = 0;
  std::vector<Record> held;
  std::vector<Record> since_copied;  // own records after its disk was copied
  bool copied = false;
};

bool holds(const Machine& machine, const Record& record) {
  return std::any_of(machine.held.begin(), machine.held.end(),
                     [&](const Record& one) { return one.key == record.key; });
}

class Hall {
 public:
  explicit Hall(Dice first) {
    for (int left = first.between(1, 4); left > 0; --left) {
      Machine machine;
      machine.origin = new_origin();
      add(machine);
    }
  }

  void step(Dice dice) {
    now_ms_ += dice.below(600'000);
    Machine& one = machines_[index(dice)];
    const int chosen = dice.below(100);
    if (chosen < 65) {
      write(one, dice);
    } else if (chosen < 85) {
      hand_over(one, machines_[index(dice)], dice);
    } else if (chosen < 92) {
      one.clock_is_off_ms = dice.between(-70, 70) * kYear_ms + dice.below(1000);
    } else if (chosen < 96) {
      copy_disk(one);
    } else {
      take_new_origin(one, dice);
    }
  }

  StationSet set;

 private:
  std::size_t index(Dice& dice) { return static_cast<std::size_t>(dice.next() % machines_.size()); }
  OriginId new_origin() { return OriginId{++origins_}; }
  void add(Machine machine) { machines_.push_back(std::move(machine)); }

  [[nodiscard]] static std::uint64_t height(const Machine& machine, const Subjects& subjects) {
    std::uint64_t height = 0;
    for (const Record& record : machine.held) {
      for (const Subject& subject : record.subjects) {
        const bool touched = std::find(subjects.begin(), subjects.end(), subject) != subjects.end();
        if (touched) height = std::max(height, record.key.height);
      }
    }
    return height + 1;
  }

  Record& append(Machine& machine, Record record, Dice& dice) {
    const std::int64_t ms = std::max<std::int64_t>(0, now_ms_ + machine.clock_is_off_ms);
    record.key = {.height = height(machine, record.subjects),
                  .clock = static_cast<std::uint64_t>(ms) << 16 | dice.next() % 4,
                  .origin = machine.origin,
                  .seq = ++machine.seq,
                  .digest = dice.next()};
    set.records.push_back(record);
    machine.held.push_back(record);
    if (machine.copied) machine.since_copied.push_back(record);
    return machine.held.back();
  }

  void write(Machine& machine, Dice& dice) {
    const Act act = any_act(dice, machine.held);
    Record record;
    record.staff = StaffId{1};
    record.subjects = subjects_of(act);
    record.act = act;
    if (dice.chance(4)) record.act = UnknownAct{"draw_lot", ""};
    const Record written = append(machine, record, dice);
    const auto* undo = written.as<UndoAdmission>();
    if (!undo) return;
    for (const Record& seen : machine.held) {
      const auto* told = seen.as<AdmitGuest>();
      if (!told || seen.act_name() != undo->admission || told->invitation != undo->invitation)
        continue;
      set.undos.push_back({written, seen});
    }
  }

  // All that `from` holds, or what it holds of one origin.
  static void hand_over(const Machine& from, Machine& to, Dice& dice) {
    if (&from == &to || from.held.empty()) return;
    const bool everything = dice.chance(60);
    const OriginId only = dice.pick(from.held).key.origin;
    for (const Record& record : from.held) {
      if (!everything && record.key.origin != only) continue;
      if (!holds(to, record)) to.held.push_back(record);
    }
  }

  // A second machine goes on with the same disk, as the same origin.
  void copy_disk(Machine& machine) {
    if (machine.copied || machines_.size() + 1 >= kOrigins_max) return;
    machine.copied = true;
    const Machine copy = machine;
    add(copy);
  }

  // It notices the copy, and writes again under a new origin what its disk alone wrote.
  void take_new_origin(Machine& machine, Dice& dice) {
    if (!machine.copied || origins_ >= kOrigins_max) return;
    const std::vector<Record> branch = std::move(machine.since_copied);
    machine.copied = false;
    machine.since_copied.clear();
    machine.origin = new_origin();
    machine.seq = 0;
    for (Record record : branch) {
      if (!record.again) record.again = record.name();
      append(machine, record, dice);
    }
  }

  std::int64_t now_ms_ = kDay_ms;
  std::uint64_t origins_ = 0;
  std::vector<Machine> machines_;
};

}  // namespace

StationSet written_by_stations(const Words& words) {
  if (words.empty()) return {};
  Hall hall{Dice(words.front())};
  for (std::uint64_t word : words) hall.step(Dice(word));
  return hall.set;
}

}  // namespace yingbin
