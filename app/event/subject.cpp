#include "event/subject.h"

namespace yingbin {

namespace {

struct KindName {
  SubjectKind kind;
  std::string_view name;
};

constexpr KindName kKindNames[] = {
    {SubjectKind::event, "event"}, {SubjectKind::staff, "staff"},
    {SubjectKind::guest, "guest"}, {SubjectKind::invitation, "invitation"},
    {SubjectKind::seat, "seat"},   {SubjectKind::origin, "origin"},
};

// FNV-1a, 64 bit: only has to tell unknown subjects apart.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

Subject subject_of(SeatId seat) {
  const auto zone = static_cast<std::uint64_t>(seat.zone);
  const auto row = static_cast<std::uint64_t>(seat.row);
  return {SubjectKind::seat, zone << 32 | row << 16 | seat.number};
}

SeatId seat_of(const Subject& seat) {
  return {static_cast<std::uint16_t>(seat.key >> 32), static_cast<std::uint16_t>(seat.key >> 16),
          static_cast<std::uint16_t>(seat.key)};
}

std::string to_text(const Subject& subject) {
  for (const auto& [kind, name] : kKindNames) {
    if (kind != subject.kind) continue;
    const std::string prefix = std::string(name) + "/";
    if (kind == SubjectKind::seat) return prefix + to_text(seat_of(subject));
    return prefix + hex(subject.key, kind == SubjectKind::event ? 8 : 16);
  }
  return "unknown/" + hex(subject.key);
}

Subject parse_subject(std::string_view text) {
  const auto slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto rest = text.substr(slash + 1);
    for (const auto& [kind, name] : kKindNames) {
      if (name != text.substr(0, slash)) continue;
      if (kind == SubjectKind::seat) {
        if (const auto seat = parse_seat(rest)) return subject_of(*seat);
      } else if (const auto key = parse_hex(rest)) {
        return {kind, *key};
      }
    }
  }
  return {SubjectKind::unknown, hash_of(text)};
}

}  // namespace yingbin
