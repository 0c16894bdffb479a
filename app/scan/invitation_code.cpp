#include "scan/invitation_code.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <span>

#include <sodium.h>

#include "scan/typed_text.h"

namespace yingbin {
namespace {

constexpr std::string_view kPrefix = "YB1.";
constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648 §6
// Signed in front of the facts, so that a signature made for anything else is never an invitation.
constexpr std::string_view kDomain = "yingbin invitation code 1";
constexpr std::size_t kFactsSize = 1 + 2 + 4 + 8 + 1 + 1;
constexpr std::size_t kBinarySize = kFactsSize + std::tuple_size_v<Signature>;
constexpr std::size_t kBase32Length = (kBinarySize * 8 + 4) / 5;
static_assert(kPrefix.size() + kBase32Length == kInvitationCodeLength);

using Facts = std::array<std::uint8_t, kFactsSize>;
using Binary = std::array<std::uint8_t, kBinarySize>;

template <class Number>
void put(std::span<std::uint8_t> to, Number value) {
  for (std::size_t i = sizeof(Number); i-- > 0;) {
    to[i] = static_cast<std::uint8_t>(value & 0xFFu);
    value = static_cast<Number>(value >> 8);
  }
}

template <class Number>
Number get(std::span<const std::uint8_t> from) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) value = value << 8 | from[i];
  return static_cast<Number>(value);
}

Facts facts_of(const InvitationFields& fields, std::uint16_t key) {
  Facts facts{};
  const std::span<std::uint8_t> bytes(facts);
  facts[0] = kVersion;
  put(bytes.subspan(1), key);
  put(bytes.subspan(3), fields.event);
  put(bytes.subspan(7), fields.invitation);
  facts[15] = fields.persons;
  facts[16] = fields.flags;
  return facts;
}

auto signed_message(const Facts& facts) {
  std::array<std::uint8_t, kDomain.size() + kFactsSize> message;
  std::copy(facts.begin(), facts.end(), std::copy(kDomain.begin(), kDomain.end(), message.begin()));
  return message;
}

std::string base32(const Binary& binary) {
  std::string text;
  unsigned bits = 0;
  int held = 0;
  for (std::uint8_t byte : binary) {
    bits = bits << 8 | byte;
    for (held += 8; held >= 5; held -= 5) text += kAlphabet[(bits >> (held - 5)) & 0x1Fu];
  }
  if (held > 0) text += kAlphabet[(bits << (5 - held)) & 0x1Fu];
  return text;
}

// Nothing unless the text is the one spelling of some binary: the spare bits at its end are zero.
std::optional<Binary> from_base32(std::string_view text) {
  if (text.size() != kBase32Length) return std::nullopt;
  Binary binary{};
  std::size_t filled = 0;
  unsigned bits = 0;
  int held = 0;
  for (char c : text) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 5 | static_cast<unsigned>(digit)) & 0xFFFu;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    binary[filled++] = static_cast<std::uint8_t>(bits >> held & 0xFFu);
  }
  if ((bits & ((1u << held) - 1)) != 0) return std::nullopt;
  return binary;
}

// "YB", digits, full stop: ours, though perhaps of a version that this program does not know.
bool names_a_version(std::string_view code) {
  if (!code.starts_with("YB")) return false;
  const std::size_t stop = code.find_first_not_of("0123456789", 2);
  return stop != std::string_view::npos && stop > 2 && stop <= 5 && code[stop] == '.';
}

// "\000026": some hand scanners put the number of the text's encoding (its ECI) before it.
std::string_view without_encoding_mark(std::string_view text) {
  constexpr std::size_t kMark = 7;
  while (text.size() > kMark && text.front() == '\\' &&
         std::all_of(text.begin() + 1, text.begin() + kMark,
                     [](char c) { return c >= '0' && c <= '9'; })) {
    text = trim_blanks(text.substr(kMark));
  }
  return text;
}

}  // namespace

std::uint16_t key_id(const PublicKey& key) {
  std::array<std::uint8_t, 32> digest;
  crypto_generichash(digest.data(), digest.size(), key.data(), key.size(), nullptr, 0);
  return get<std::uint16_t>(digest);
}

std::string make_invitation_code(const InvitationFields& fields, const InviteSecretKey& key) {
  assert(fields.persons >= 1);
  const Facts facts = facts_of(fields, key_id(key.public_key()));
  const Signature signature = key.sign(signed_message(facts));
  Binary binary;
  std::copy(signature.begin(), signature.end(),
            std::copy(facts.begin(), facts.end(), binary.begin()));
  return std::string(kPrefix) + base32(binary);
}

std::variant<InvitationCode, CodeFault> parse_invitation_code(std::string_view code) {
  if (!code.starts_with(kPrefix)) {
    return names_a_version(code) ? CodeFault::unknown_version : CodeFault::not_ours;
  }
  const std::optional<Binary> binary = from_base32(code.substr(kPrefix.size()));
  if (!binary) return CodeFault::damaged;
  if (binary->front() != kVersion) return CodeFault::unknown_version;
  const std::span<const std::uint8_t> bytes(*binary);
  InvitationCode parsed;
  parsed.key_id = get<std::uint16_t>(bytes.subspan(1));
  parsed.fields.event = get<std::uint32_t>(bytes.subspan(3));
  parsed.fields.invitation = get<std::uint64_t>(bytes.subspan(7));
  parsed.fields.persons = bytes[15];
  parsed.fields.flags = bytes[16];
  if (parsed.fields.persons == 0) return CodeFault::damaged;
  std::copy(binary->begin() + kFactsSize, binary->end(), parsed.signature.begin());
  return parsed;
}

bool signature_holds(const InvitationCode& code, const PublicKey& key) {
  return signature_holds(signed_message(facts_of(code.fields, code.key_id)), code.signature, key);
}

std::string normalise_code(std::string_view text) {
  const std::string_view trimmed = without_encoding_mark(trim_blanks(text));
  std::string ours = undo_full_width(trimmed);
  std::erase_if(ours, is_ascii_blank);
  std::transform(ours.begin(), ours.end(), ours.begin(), upper_ascii);
  // With anything but ASCII left in it, it is damaged at best: as it came, so that a second pass
  // finds the same.
  const bool plain = std::all_of(ours.begin(), ours.end(), [](char c) { return c > 0; });
  return plain && ours.starts_with(kPrefix) ? ours : std::string(trimmed);
}

CodeDigest code_digest(std::string_view text) {
  const std::string code = normalise_code(text);
  std::array<std::uint8_t, 32> digest;
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const std::uint8_t*>(code.data()), code.size(), nullptr, 0);
  CodeDigest first;
  std::copy_n(digest.begin(), first.size(), first.begin());
  return first;
}

}  // namespace yingbin
