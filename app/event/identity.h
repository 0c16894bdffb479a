// Who and what a record speaks of: random 64-bit ids, each with a type of its own, and their texts.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace yingbin {

template <class Tag>
struct Id {
  std::uint64_t value = 0;  // 0 is nobody

  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

using GuestId = Id<struct GuestTag>;
using InvitationId = Id<struct InvitationTag>;
using StaffId = Id<struct StaffTag>;    // reps, greeters, coordinators
using OriginId = Id<struct OriginTag>;  // one incarnation of one device
using EventId = Id<struct EventTag>;    // only the lower 32 bits are used: a code carries 4 bytes

// A place in the hall. `zone` and `row` count from 1 in the venue's order; a zone without rows
// (open seating) has row 0, and its places are numbered for counting only, never shown.
struct SeatId {
  std::uint16_t zone = 0;
  std::uint16_t row = 0;
  std::uint16_t number = 0;

  explicit operator bool() const { return zone != 0; }
  auto operator<=>(const SeatId&) const = default;
};

// A record's name: the device's incarnation and its running number, from 1, without gaps.
struct RecordId {
  OriginId origin;
  std::uint64_t seq = 0;

  explicit operator bool() const { return seq != 0; }
  auto operator<=>(const RecordId&) const = default;
};

// A record by its id and the first 8 bytes of its digest, big endian: tells the branches of a
// copied disk apart, which may have used one id.
struct RecordName {
  RecordId id;
  std::uint64_t digest = 0;

  explicit operator bool() const { return static_cast<bool>(id); }
  auto operator<=>(const RecordName&) const = default;
};

using CodeDigest = std::array<std::uint8_t, 16>;  // of an invitation code's text
using PublicKey = std::array<std::uint8_t, 32>;   // Ed25519

std::string hex(std::uint64_t value, int digits = 16);          // lower case, zero-padded
std::optional<std::uint64_t> parse_hex(std::string_view text);  // 1 to 16 lower-case digits
std::string to_text(SeatId seat);                               // "zone.row.number"
std::optional<SeatId> parse_seat(std::string_view text);
std::string to_text(RecordId record);  // "origin:seq", origin in hex
std::optional<RecordId> parse_record_id(std::string_view text);
std::string to_text(const RecordName& record);  // "origin:seq:digest", digest as 16 hex digits
std::optional<RecordName> parse_record_name(std::string_view text);

}  // namespace yingbin

template <class Tag>
struct std::hash<yingbin::Id<Tag>> {
  // Ids are random or numbered: a multiplication spreads both over the table.
  std::size_t operator()(yingbin::Id<Tag> id) const noexcept {
    return static_cast<std::size_t>(id.value * 0x9E3779B97F4A7C15ULL);
  }
};

template <>
struct std::hash<yingbin::RecordId> {
  std::size_t operator()(yingbin::RecordId id) const noexcept {
    return static_cast<std::size_t>((id.origin.value ^ id.seq) * 0x9E3779B97F4A7C15ULL);
  }
};

template <>
struct std::hash<yingbin::RecordName> {
  std::size_t operator()(const yingbin::RecordName& name) const noexcept {
    return static_cast<std::size_t>(name.digest);  // uniform already
  }
};

template <>
struct std::hash<yingbin::CodeDigest> {
  std::size_t operator()(const yingbin::CodeDigest& digest) const noexcept {
    std::size_t value = 0;  // the digest is uniform: its first bytes are a hash already
    for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8 | digest[i];
    return value;
  }
};
