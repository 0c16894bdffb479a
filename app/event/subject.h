// What a record touches. A subject's state is the replay of its own records, and nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "event/identity.h"

namespace yingbin {

enum class SubjectKind : std::uint8_t { event, staff, guest, invitation, seat, origin, unknown };

struct Subject {
  SubjectKind kind = SubjectKind::unknown;
  std::uint64_t key = 0;  // a seat's three numbers packed; an unknown kind's text hashed

  auto operator<=>(const Subject&) const = default;
};

using Subjects = std::vector<Subject>;

inline Subject subject_of(EventId id) { return {SubjectKind::event, id.value}; }
inline Subject subject_of(StaffId id) { return {SubjectKind::staff, id.value}; }
inline Subject subject_of(GuestId id) { return {SubjectKind::guest, id.value}; }
inline Subject subject_of(InvitationId id) { return {SubjectKind::invitation, id.value}; }
inline Subject subject_of(OriginId id) { return {SubjectKind::origin, id.value}; }
Subject subject_of(SeatId seat);
SeatId seat_of(const Subject& seat);

// "guest/00f1…", "seat/1.3.5", "event/9c2e11a0". Reading never fails: what this version does not
// know becomes SubjectKind::unknown, and the record keeps the text as it came.
std::string to_text(const Subject& subject);
Subject parse_subject(std::string_view text);

}  // namespace yingbin

template <>
struct std::hash<yingbin::Subject> {
  std::size_t operator()(const yingbin::Subject& subject) const noexcept {
    const auto kind = static_cast<std::uint64_t>(subject.kind);
    return static_cast<std::size_t>((subject.key ^ kind << 56) * 0x9E3779B97F4A7C15ULL);
  }
};
