#include "simulation/checks.h"

#include <algorithm>

#include "event/fields_text.h"
#include "journal/replay.h"
#include "support/oracle.h"

namespace yingbin {

namespace {

std::vector<Record> records_of(Journal& journal) {
  std::vector<Record> all;
  must_do(journal.for_each([&](const StoredRecord& stored) {
    all.push_back(to_record(stored));
    return true;
  }));
  return all;
}

std::string described(const EventState& state) {
  std::string text;
  state.describe([&](std::string_view line) { (text += line) += '\n'; });
  return text;
}

// What the records say of one subject, in replay order, for whoever looks into a broken promise.
std::string history_of(const Subject& subject, std::vector<Record> records) {
  std::sort(records.begin(), records.end(),
            [](const Record& a, const Record& b) { return a.key < b.key; });
  std::string text;
  for (const Record& record : records) {
    if (std::find(record.subjects.begin(), record.subjects.end(), subject) == record.subjects.end())
      continue;
    text += "\n" + std::to_string(record.key.height) + " " + std::to_string(record.key.ms()) + " " +
            to_text(record.name()) + (record.again ? " again " + to_text(*record.again) : "") + " ";
    record.act.visit([&](const auto& act) {
      using Kind = std::decay_t<decltype(act)>;
      if constexpr (!std::is_same_v<Kind, UnknownAct> && !std::is_same_v<Kind, ErasedAct>) {
        FieldsText fields;
        Kind::visit(fields, act);
        (text += Kind::kKind) += " " + fields.text();
      }
    });
  }
  return text;
}

bool found(const EventState& state, FindingKind kind, const Subject& subject) {
  return state.findings().contains({kind, subject});
}

// P-converge: one digest, and it says what the raw records say.
void check_converged(Scene& scene, const std::vector<Record>& records) {
  const EventState& hub = scene.hub.host->state();
  const std::string expected = oracle_description(records);
  const std::string actual = described(hub);
  if (expected != actual)
    throw Violation("P-converge: the hub differs from the oracle\n" +
                    line_difference(expected, actual));
  for (Machine* machine : taking_part(scene)) {
    if (digest(machine->linked.state()) == digest(hub)) continue;
    throw Violation("P-converge: station " + std::to_string(machine->number) +
                    " differs from the hub\n" +
                    line_difference(actual, described(machine->linked.state())));
  }
}

// P-once, D8: heads counted from the raw acts; nobody above what the invitation admits.
void check_heads(Scene& scene, const std::vector<Record>& records) {
  const EventState& hub = scene.hub.host->state();
  const HeadCount count = head_count(records);
  for (const auto& [party, counted] : count.counted) {
    if (hub.invitation(party)->counted() == counted) continue;
    throw Violation("P-once: of invitation " + hex(party.value) + " " + std::to_string(counted) +
                    " are in, shown are " + std::to_string(hub.invitation(party)->counted()) +
                    history_of(subject_of(party), records));
  }
  if (hub.figures().all.arrived_persons != count.arrived ||
      hub.figures().in_doubt != count.in_doubt) {
    throw Violation("P-once: " + std::to_string(count.arrived) + " came, " +
                    std::to_string(count.in_doubt) + " in doubt; shown are " +
                    std::to_string(hub.figures().all.arrived_persons) + " and " +
                    std::to_string(hub.figures().in_doubt));
  }
  for (InvitationId over : count.over) {
    if (!found(hub, FindingKind::admitted_twice, subject_of(over)))
      throw Violation("P-visible: invitation " + hex(over.value) + " came twice, unseen");
  }
}

// P-visible: two parties on one seat are on a screen.
void check_seats(Scene& scene, const std::vector<Record>& records) {
  const EventState& hub = scene.hub.host->state();
  for (SeatId seat : scene.truth.told_twice()) {
    if (!found(hub, FindingKind::seat_contested, subject_of(seat)))
      throw Violation("P-visible: seat " + to_text(seat) + " was told to two parties, unseen" +
                      history_of(subject_of(seat), records));
  }
}

void count_findings(Scene& scene) {
  for (const Finding& finding : scene.hub.host->state().findings()) {
    if (finding.kind == FindingKind::admitted_twice)
      scene.counts.add(Branch::finding_admitted_twice);
    if (finding.kind == FindingKind::seat_contested)
      scene.counts.add(Branch::finding_seat_contested);
    if (finding.kind == FindingKind::copied_disk) scene.counts.add(Branch::finding_copied_disk);
  }
}

}  // namespace

std::vector<Machine*> taking_part(Scene& scene) {
  std::vector<Machine*> all;
  for (auto& machine : scene.machines) {
    if (!machine->revoked) all.push_back(machine.get());
  }
  return all;
}

bool all_hold_the_same(Scene& scene) {
  const auto all = taking_part(scene);
  return std::all_of(all.begin(), all.end(), [&](const Machine* machine) {
    return machine->looked.holds == scene.hub.looked.holds;
  });
}

std::string who_lacks_what(Scene& scene) {
  std::string text;
  const auto lacks = [&](const std::set<RecordName>& one, const std::set<RecordName>& other) {
    std::vector<RecordName> missing;
    std::set_difference(other.begin(), other.end(), one.begin(), one.end(),
                        std::back_inserter(missing));
    std::string text_of = std::to_string(missing.size());
    if (missing.empty()) return text_of;
    const auto kind = scene.truth.kind_of(missing.front());
    return text_of + " from " + to_text(missing.front()) + " on (" + kind + ")";
  };
  for (Machine* machine : taking_part(scene)) {
    text += "\nstation " + std::to_string(machine->number) + " lacks " +
            lacks(machine->looked.holds, scene.hub.looked.holds) + ", the hub lacks of it " +
            lacks(scene.hub.looked.holds, machine->looked.holds) + "; parked " +
            std::to_string(machine->linked.push().parked().size()) +
            ", push: " + machine->linked.push().refusal() +
            ", pull: " + machine->linked.pull().refusal();
    for (const auto& [origin, parked] : machine->linked.push().parked())
      text += "\n  parked from " + to_text(parked.run.first) + " on: " + parked.why;
    for (const Doubt& doubt : machine->linked.hub_link().doubts()) text += "\n  " + doubt.message;
  }
  return text;
}

void check_agreement(Scene& scene) {
  if (!all_hold_the_same(scene))
    throw Violation("P-converge: not everybody has everything" + who_lacks_what(scene));
  for (auto& machine : scene.machines) {
    if (machine->revoked) scene.lose_what_only_it_holds(machine->number);
  }
  for (const RecordName& told : scene.admissions) {
    if (!scene.truth.was_written(told))
      throw Violation("P-durable: admission " + to_text(told) + " was told and never written");
  }
  scene.truth.check_kept(scene.hub.looked.holds, "the hub");
  const auto records = records_of(scene.hub.host->station().journal());
  check_converged(scene, records);
  check_heads(scene, records);
  check_seats(scene, records);
  count_findings(scene);
}

void check_settled(Scene& scene) {
  const EventState& hub = scene.hub.host->state();
  if (!all_hold_the_same(scene))
    throw Violation("P-converge: settling did not reach everybody" + who_lacks_what(scene));
  if (hub.figures().in_doubt != 0 || !hub.findings().empty())
    throw Violation("what a person settled is not settled: " +
                    std::to_string(hub.findings().size()) + " findings");
  for (Machine* machine : taking_part(scene)) {
    if (digest(machine->linked.state()) != digest(hub))
      throw Violation("P-converge: station " + std::to_string(machine->number) +
                      " differs after settling");
  }
}

}  // namespace yingbin
