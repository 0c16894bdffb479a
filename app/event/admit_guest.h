// People came in on an invitation, and what they were told (rules D1, D2, D10 to D12).
#pragma once

#include <string>
#include <vector>
#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

enum class SeatBasis : std::uint8_t {
  standing,
  named,
  rep,
  in_order,
  open,
  zone,
  overflow,
  chosen
};

template <>
struct Names<SeatBasis> {
  static constexpr std::pair<SeatBasis, std::string_view> list[] = {
      {SeatBasis::standing, "standing"}, {SeatBasis::named, "named"},  {SeatBasis::rep, "rep"},
      {SeatBasis::in_order, "in_order"}, {SeatBasis::open, "open"},    {SeatBasis::zone, "zone"},
      {SeatBasis::overflow, "overflow"}, {SeatBasis::chosen, "chosen"}};
};

enum class Shown : std::uint8_t { code, short_code, found, paper, coach, walk_in };

template <>
struct Names<Shown> {
  static constexpr std::pair<Shown, std::string_view> list[] = {
      {Shown::code, "code"},   {Shown::short_code, "short_code"}, {Shown::found, "found"},
      {Shown::paper, "paper"}, {Shown::coach, "coach"},           {Shown::walk_in, "walk_in"}};
};

struct AdmitGuest {
  static constexpr std::string_view kKind = "admit_guest";

  InvitationId invitation;
  GuestId guest;    // 0 when only the code was known
  int persons = 1;  // who came now
  int admits =
      1;  // persons that the invitation was made for, as known at this door; widening not counted
  int zone = 0;               // told; 0 for standing
  std::vector<SeatId> seats;  // told; in an open zone places that are only counted
  SeatBasis basis = SeatBasis::standing;
  Shown shown = Shown::code;
  bool certain = true;           // no earlier entry elsewhere could be ruled in
  bool stand_in = false;         // somebody else came (rule D10)
  StaffId approved_by;           // the second person, where the event asks for one
  std::string door;              // the station's name
  std::int64_t happened_at = 0;  // ms UTC, only for what was done on paper before (rule D12)

  bool operator==(const AdmitGuest&) const = default;
  [[nodiscard]] Subjects subjects() const {
    Subjects all;
    all.reserve(2 + seats.size());
    all.push_back(subject_of(invitation));
    if (guest) all.push_back(subject_of(guest));
    for (SeatId seat : seats) all.push_back(subject_of(seat));
    return all;
  }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("invitation", s.invitation);
    v("guest", s.guest);
    v("persons", s.persons);
    v("admits", s.admits);
    v("zone", s.zone);
    v("seats", s.seats);
    v("basis", s.basis);
    v("shown", s.shown);
    v("certain", s.certain);
    v("stand_in", s.stand_in);
    v("approved_by", s.approved_by);
    v("door", s.door);
    v("happened_at", s.happened_at);
  }
};

}  // namespace yingbin
