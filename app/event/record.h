// A record as the rules see it: where it stands in replay order, who wrote it, and its act. How it
// is stored, chained and encoded is the journal's business (app/journal/README.md).
#pragma once

#include <compare>
#include <optional>

#include "event/written_act.h"

namespace yingbin {

enum class ClockState : std::uint8_t { trusted, coasting, untrusted };

template <>
struct Names<ClockState> {
  static constexpr std::pair<ClockState, std::string_view> list[] = {
      {ClockState::trusted, "trusted"},
      {ClockState::coasting, "coasting"},
      {ClockState::untrusted, "untrusted"}};
};

// Replay order: what an act saw sorts before it by height, whatever the clocks say; the clock only
// separates acts that did not know of each other. `digest` (the record digest's first 8 bytes, big
// endian) tells the two branches of a copied disk apart.
struct ReplayKey {
  std::uint64_t height = 0;
  std::uint64_t clock = 0;  // hybrid logical: ms UTC << 16 | counter
  OriginId origin;
  std::uint64_t seq = 0;
  std::uint64_t digest = 0;

  auto operator<=>(const ReplayKey&) const = default;
  [[nodiscard]] RecordId id() const { return {origin, seq}; }
  [[nodiscard]] std::int64_t ms() const { return static_cast<std::int64_t>(clock >> 16); }
};

struct Record {
  ReplayKey key;
  ClockState clock_state = ClockState::trusted;
  StaffId staff;
  Subjects subjects;
  WrittenAct act;
  // Written again by a station that found its disk copied: the record it wrote before, by its
  // name. The two count once, at the earlier place of those that are held.
  std::optional<RecordName> again;

  [[nodiscard]] RecordId id() const { return key.id(); }
  [[nodiscard]] RecordName name() const { return {id(), key.digest}; }
  // What the act is known by, under whichever origin it was written: its first record.
  [[nodiscard]] RecordName act_name() const { return again ? *again : name(); }
  template <class A>
  [[nodiscard]] const A* as() const {
    return act.as<A>();
  }
};

}  // namespace yingbin
