// The machines of one simulated day and what they share: true time, dice, truth. The modules beside
// it move it on: traffic, people, accidents, checks.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hub/event_host.h"
#include "simulation/truth.h"
#include "support/dice.h"
#include "support/fault_vfs.h"
#include "support/linked_station.h"
#include "support/temporary_folder.h"

namespace yingbin {

enum class Lane : std::uint8_t { push, pull, wish };

struct Asked {
  std::uint64_t ticket = 0;
  std::int64_t since_ms = 0;
};

// The line between a station and the hub.
struct Line {
  enum class State : std::uint8_t { fair, answers_cut, cut };
  State state = State::fair;
  std::int64_t until_ms = 0;
  int lost_percent = 0;
  int doubled_percent = 0;
  int damaged_percent = 0;
  std::int64_t delay_ms_max = 0;
};

// What of a machine's journal was looked at.
struct Looked {
  std::uint64_t position = 0;
  std::set<RecordName> holds;
};

struct Machine {
  Machine(const std::filesystem::path& folder, std::string door, std::size_t its_number);

  std::size_t number;
  support::FaultVfs disk;
  LinkedStation linked;
  Line line;
  std::map<Lane, Asked> asked;
  Looked looked;
  bool on = true;
  bool revoked = false;
  bool clock_honest = true;
  OriginId origin;  // as last seen
};

struct HubMachine {
  explicit HubMachine(std::filesystem::path its_folder);
  EventHost& open();
  void die();  // as SimulatedStation::die
  void lose_power(std::uint64_t seed);

  std::filesystem::path folder;
  support::FaultVfs disk;
  WrongTime time;
  EventId event;
  std::unique_ptr<EventHost> host;  // none while it is down
  std::int64_t back_at_ms = 0;
  Looked looked;
};

struct Scene {
  Scene(std::uint64_t its_seed, Counts& its_counts);

  void pass_time(std::int64_t ms);
  [[nodiscard]] std::int64_t now_ms() const { return hub.time.true_ms; }
  Machine& any_machine();
  Machine* any_machine_on();  // none: all are off
  // What a machine wrote and received since it was last looked at.
  void look(Machine& machine);
  void look_at_hub();
  void look_at_everybody();  // when they spoke to each other before they were looked at
  // After a restart: everything that was there is there again (P-durable).
  void look_again(Machine& machine, bool may_have_lost);
  void look_again_at_hub(bool may_have_lost);
  // Opens and links a station that is off.
  void start(Machine& machine);
  void lose_what_only_it_holds(std::size_t machine);

  std::uint64_t seed;
  Counts& counts;
  Dice dice;
  TemporaryFolder folder;
  HubMachine hub;
  std::vector<std::unique_ptr<Machine>> machines;
  Truth truth;
  std::map<InvitationId, std::string> codes;
  std::vector<InvitationId> invitations;
  std::vector<RecordName> admissions;  // as told on screens, for undoing

 private:
  void look_at(std::size_t number, Journal& journal, Looked& looked, bool clock_honest);

  bool all_looked_at_ = true;  // else whoever wrote a record may be looked at later
};

inline void must_do(const Result<void>& result) {
  if (!result) throw Violation(result.message());
}
template <class T>
T must_do(Result<T> result) {
  if (!result) throw Violation(result.message());
  return *std::move(result);
}

}  // namespace yingbin
