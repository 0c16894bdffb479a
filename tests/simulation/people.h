// What people do on a simulated day, through the station's own functions.
#pragma once

#include "simulation/scene.h"

namespace yingbin {

class People {
 public:
  explicit People(Scene& scene) : scene_(scene) {}

  // The evening before: the founder's list, seats by name for some, invitations in hand.
  void prepare(int guests);
  // One act at one station.
  void act(Machine& here);
  void admit_at(Machine& here, InvitationId invitation);

  // A coordinator looks at every open finding, at one station. Whether there was one.
  bool settle(Machine& here);

 private:
  InvitationId anyone();
  std::vector<Act> draft_guest(Station& station, bool early);
  void tap_twice(Machine& here);
  void one_code_at_two_doors(Machine& here);
  void coach(Machine& here);
  void undo(Machine& here);
  void pass(Machine& here);
  void move(Machine& here);
  void revoke(Machine& here);
  void walk_in(Machine& here);
  void erase(Machine& here);
  void lend(Machine& here);
  void give_back(Machine& here);
  void rare(Machine& here);
  void carry_out(Machine& here, const Answer& answer, Branch branch);
  void note(const Result<Answer>& answer, Branch branch);

  Scene& scene_;
  std::uint64_t guests_ = 0;
};

// The hall: small, in all four ways of seating.
Venue simulated_venue();
inline constexpr StaffId kFirstRep{1};
inline constexpr StaffId kSecondPerson{9};

}  // namespace yingbin
