// A small event in memory for tests of the rules: a hall of four zones in all four ways of seating,
// staff, guests with invitations, and stations that decide, write records with true heights and
// clocks, and hand them to each other. No disk, no wall clock.
#pragma once

#include <string>
#include <vector>

#include "event/amend.h"
#include "event/plan.h"

namespace yingbin {

// The zones of example_venue().
constexpr int kRed = 1;     // assigned: 2 rows of 6
constexpr int kBlue = 2;    // rep: 3 rows of 8, the third nobody's
constexpr int kGreen = 3;   // in order: 3 tables of 6
constexpr int kYellow = 4;  // open: 10 places

inline constexpr StaffId kRepChen{11};
inline constexpr StaffId kRepLin{12};
inline constexpr StaffId kGreeterWang{21};
inline constexpr StaffId kGreeterLi{22};
inline constexpr StaffId kCoordinator{31};
inline constexpr StaffId kAdministrator{41};

// No seat is kept for paper cards, so that tests can count.
Venue example_venue();
Row plain_row(const std::string& label, int seats);
// Seat `number` of `row` in `zone`; seats from there on.
SeatId seat_at(int zone, int row, int number);
std::vector<SeatId> seats_from(int zone, int row, int first, int count);

// A seat whose right was granted to `holder`.
Seat held_by(OriginId holder);

struct Invited {
  int persons = 1;
  StaffId rep{};
  int zone = 0;
  bool aisle = false;
  bool front = false;
  bool wheelchair = false;
};

// One station's view of the event.
class World {
 public:
  explicit World(const Venue& venue = example_venue());
  // Another station, that holds all that `other` holds now, and no right to any seat.
  World(const World& other, OriginId station, const std::string& door);

  EventState state;
  DoorContext context;  // change the actor, the door, the certainty at will
  std::int64_t now_ms = 1'795'300'000'000;
  std::vector<Record> records;  // all that this station holds, as they came

  void sign_in(StaffId staff);  // 0: sign-in is off
  // Writes the acts here and applies them; the last record.
  Record write(const std::vector<Act>& acts);
  // Everything the other holds, in its order.
  void receive(const World& other);

  InvitationId invite(const Invited& invited = {});
  // As above, but decided and told by `World::write` later: for an issue that arrives late.
  std::vector<Act> draft(const Invited& invited);
  void name_seats(InvitationId id, const std::vector<SeatId>& seats);
  void grant(OriginId to, const std::vector<SeatId>& seats);

  // What a guest holds in hand.
  static Presented code_of(InvitationId id);
  static Presented signed_code(InvitationId id, int persons, SignatureCheck signature);

  // Decides, writes and applies; `last_admission` is then the record of it.
  DoorVerdict admit(const DoorQuestion& question);
  DoorVerdict scan(InvitationId id);
  DoorVerdict scan(InvitationId id, int persons);
  DoorVerdict preview(const DoorQuestion& question) const;
  RecordName last_admission;
  Refused undo(const RecordName& admission, std::optional<std::int64_t> age_ms = 0);
  Refused carry_out(const Answer& answer);
  void pass(InvitationId id, int out);

  const Invitation& invitation(InvitationId id) const { return *state.invitation(id); }
  std::vector<SeatId> seats_of(InvitationId id) const;  // held, ascending
  bool has(FindingKind kind, const Subject& subject) const;

 private:
  std::uint64_t seq_ = 0;
  std::uint64_t last_clock_ = 0;
  std::uint64_t next_id_ = 100;
};

}  // namespace yingbin
