// The text in an invitation's QR code (DESIGN §7): "YB1." and Base32 (RFC 4648 §6, no padding) of
// 81 bytes: version, key id 2, event 4, invitation 8, persons, flags, Ed25519 signature 64. 134
// characters, all in QR's alphanumeric set. Cards are made with it; the door parses what was
// scanned.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "keys/signing_key.h"

namespace yingbin {

struct InvitationFields {
  std::uint32_t event = 0;       // the event's short number
  std::uint64_t invitation = 0;  // the invitation's random id
  std::uint8_t persons = 1;      // how many it admits, at least 1
  std::uint8_t flags = 0;        // none defined in version 1
  auto operator<=>(const InvitationFields&) const = default;
};

// A well-formed code. Whether it is genuine is signature_holds' to say.
struct InvitationCode {
  InvitationFields fields;
  std::uint16_t key_id = 0;
  Signature signature = {};
  bool operator==(const InvitationCode&) const = default;
};

enum class CodeFault {
  not_ours,         // any other text: a foreign code, a web address, a short code
  damaged,          // begins as ours, but characters are missing, added or wrong
  unknown_version,  // made by a newer program
};

inline constexpr std::size_t kInvitationCodeLength = 134;

// Which key signed: a hint for choosing among the event's keys; two keys may share an id, so try
// each.
[[nodiscard]] std::uint16_t key_id(const PublicKey& key);

[[nodiscard]] std::string make_invitation_code(const InvitationFields& fields,
                                               const InviteSecretKey& key);

// Strict: takes what normalise_code returned. Every code has exactly one spelling.
[[nodiscard]] std::variant<InvitationCode, CodeFault> parse_invitation_code(std::string_view code);

[[nodiscard]] bool signature_holds(const InvitationCode& code, const PublicKey& key);

// As scanned or typed → as made. Ours: blanks dropped, upper case, full-width forms undone. Any
// other text only loses the blanks around it (with them a scanner's CR, LF or Tab). Idempotent.
[[nodiscard]] std::string normalise_code(std::string_view text);

// Names a code, ours or foreign, in records: the first 16 bytes of BLAKE2b-256 of
// normalise_code(text).
using CodeDigest = std::array<std::uint8_t, 16>;
[[nodiscard]] CodeDigest code_digest(std::string_view text);

}  // namespace yingbin
