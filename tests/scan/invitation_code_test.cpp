#include "scan/invitation_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

namespace yingbin {
namespace {

constexpr std::string_view kQrAlphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

InviteSecretKey fixed_key() {
  std::array<std::uint8_t, 32> seed;
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(i);
  return InviteSecretKey(seed);
}

constexpr InvitationFields kSample = {0x12345678, 0xABCDEF0123456789, 2, 0};

bool verifies(std::string_view text, const PublicKey& key) {
  const auto parsed = parse_invitation_code(text);
  const InvitationCode* code = std::get_if<InvitationCode>(&parsed);
  return code != nullptr && signature_holds(*code, key);
}

CodeFault fault_of(std::string_view text) {
  return std::get<CodeFault>(parse_invitation_code(text));
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string full_width(std::string_view text) {
  std::string wide;
  for (char c : text) {
    const unsigned point = 0xFF01u + static_cast<unsigned>(c - '!');
    wide += static_cast<char>(0xE0u | (point >> 12));
    wide += static_cast<char>(0x80u | ((point >> 6) & 0x3Fu));
    wide += static_cast<char>(0x80u | (point & 0x3Fu));
  }
  return wide;
}

// DESIGN §7: the format of cards already printed. It must never change under version 1.
TEST(InvitationCode, a_code_of_version_1_reads_as_it_always_did) {
  EXPECT_EQ(make_invitation_code(kSample, fixed_key()),
            "YB1.AGOSIERUKZ4KXTPPAERUKZ4JAIAMDNYOHQAY5GBWT26Q5VMWHUI3SYOI54KU5EA4RO"
            "UWM7GJLYY6YTDEM3Y7GAZZ25LH4R6QU35OOY5SM2WLTHEFHV75EMWSQGPS4UK2BM");
}

TEST(InvitationCode, fits_a_qr_code_of_version_6_in_alphanumeric_mode) {
  const std::string code = make_invitation_code(kSample, fixed_key());
  EXPECT_EQ(code.size(), kInvitationCodeLength);
  EXPECT_LE(code.size(), 150u);
  EXPECT_EQ(code.find_first_not_of(kQrAlphanumeric), std::string::npos);
}

RC_GTEST_PROP(InvitationCode, what_was_made_is_parsed_and_verifies,
              (std::uint32_t event, std::uint64_t invitation, std::uint8_t flags)) {
  const auto persons = *rc::gen::inRange<int>(1, 256);
  const InvitationFields fields = {event, invitation, static_cast<std::uint8_t>(persons), flags};
  const InviteSecretKey key;
  const auto parsed = parse_invitation_code(make_invitation_code(fields, key));
  const auto& code = std::get<InvitationCode>(parsed);
  RC_ASSERT(code.fields == fields);
  RC_ASSERT(code.key_id == key_id(key.public_key()));
  RC_ASSERT(signature_holds(code, key.public_key()));
  RC_ASSERT(!signature_holds(code, InviteSecretKey().public_key()));
}

// D1 forged, and issue 3's "wrong text never".
TEST(InvitationCode, no_single_wrong_character_ever_verifies) {
  const InviteSecretKey key = fixed_key();
  const PublicKey public_key = key.public_key();
  const std::string good = make_invitation_code(kSample, key);
  ASSERT_TRUE(verifies(good, public_key));
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int c = 0; c < 256; ++c) {
      std::string bad = good;
      bad[at] = static_cast<char>(c);
      if (bad == good) continue;
      EXPECT_FALSE(verifies(bad, public_key)) << at << ' ' << c;
      const std::string as_read = normalise_code(bad);
      EXPECT_TRUE(as_read == good || !verifies(as_read, public_key)) << at << ' ' << c;
    }
  }
}

TEST(InvitationCode, a_missing_or_doubled_character_is_damage) {
  const std::string good = make_invitation_code(kSample, fixed_key());
  for (std::size_t at = 4; at < good.size(); ++at) {
    std::string bad = good;
    EXPECT_EQ(fault_of(bad.erase(at, 1)), CodeFault::damaged);
    bad = good;
    EXPECT_EQ(fault_of(bad.insert(at, 1, good[at])), CodeFault::damaged);
  }
}

TEST(InvitationCode, a_signature_for_other_facts_does_not_hold) {
  const InviteSecretKey key = fixed_key();
  const auto parsed = parse_invitation_code(make_invitation_code(kSample, key));
  const InvitationCode good = std::get<InvitationCode>(parsed);
  InvitationCode more = good, other = good, moved = good, flagged = good, rekeyed = good;
  more.fields.persons = 3;
  other.fields.invitation ^= 1;
  moved.fields.event ^= 1;
  flagged.fields.flags ^= 1;
  rekeyed.key_id ^= 1;
  EXPECT_TRUE(signature_holds(good, key.public_key()));
  for (const InvitationCode& bad : {more, other, moved, flagged, rekeyed}) {
    EXPECT_FALSE(signature_holds(bad, key.public_key()));
  }
}

TEST(InvitationCode, what_is_no_code_of_ours_is_told_from_what_is_damaged) {
  const std::string good = make_invitation_code(kSample, fixed_key());
  const struct {
    std::string text;
    CodeFault fault;
  } kCases[] = {
      {"", CodeFault::not_ours},
      {"YB", CodeFault::not_ours},
      {"YB1", CodeFault::not_ours},
      {"https://example.com/YB1.", CodeFault::not_ours},
      {"14D2P-F2DBR", CodeFault::not_ours},
      {"YB.ABC", CodeFault::not_ours},
      {"YB1.", CodeFault::damaged},
      {"YB1.ABC", CodeFault::damaged},
      {"YB1." + std::string(130, 'A'), CodeFault::unknown_version},  // version byte 0
      {good + good, CodeFault::damaged},
      {good.substr(0, 133) + "=", CodeFault::damaged},
      {good.substr(0, 100) + std::string(1, '\0') + good.substr(101), CodeFault::damaged},
      {good.substr(0, 28) + "AA" + good.substr(30), CodeFault::damaged},  // for no persons
      {"YB2." + good.substr(4), CodeFault::unknown_version},
      {"YB17.X", CodeFault::unknown_version},
      {"YB12345.X", CodeFault::not_ours},
  };
  for (const auto& c : kCases) {
    const auto parsed = parse_invitation_code(c.text);
    ASSERT_TRUE(std::holds_alternative<CodeFault>(parsed)) << c.text;
    EXPECT_EQ(std::get<CodeFault>(parsed), c.fault) << c.text;
  }
}

// Two bits at the end carry nothing; if they were ignored, four texts would be one invitation.
TEST(InvitationCode, has_exactly_one_spelling) {
  const std::string good = make_invitation_code(kSample, fixed_key());
  int accepted = 0;
  for (char last : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")) {
    const auto parsed = parse_invitation_code(good.substr(0, 133) + last);
    if (std::holds_alternative<InvitationCode>(parsed)) ++accepted;
  }
  EXPECT_EQ(accepted, 8);  // three bits of signature
}

TEST(NormaliseCode, undoes_what_keyboards_scanners_and_input_methods_do) {
  const std::string good = make_invitation_code(kSample, fixed_key());
  std::string lower = good;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return static_cast<char>(std::tolower(c)); });
  for (const std::string& text : {
           good,
           lower,
           good + "\r\n",
           "\t" + good + "\t",
           " \xE3\x80\x80" + good + "\xC2\xA0\n",
           "\xEF\xBB\xBF" + good,
           full_width(good),
           full_width(lower),
           replaced(lower, ".", "。"),
           replaced(good, ".", "｡"),
           good.substr(0, 60) + "\n" + good.substr(60),
           good + std::string(2, '\0'),
       }) {
    EXPECT_EQ(normalise_code(text), good) << text;
    EXPECT_EQ(code_digest(text), code_digest(good)) << text;
  }
}

TEST(NormaliseCode, a_mark_that_some_scanners_put_before_a_code_is_taken_off) {
  EXPECT_EQ(normalise_code("\\000026yb1.abc"), "YB1.ABC");
  EXPECT_EQ(normalise_code(" \\000026 VIP-7\r\n"), "VIP-7");
  EXPECT_EQ(normalise_code("\\000029\\000026VIP-7"), "VIP-7");
  EXPECT_EQ(normalise_code("\\000026"), "\\000026");  // nothing behind it: no mark
  EXPECT_EQ(normalise_code("\\00026VIP-7"), "\\00026VIP-7");
}

TEST(NormaliseCode, leaves_other_peoples_codes_as_they_are) {
  const struct {
    std::string text, expected;
  } kCases[] = {
      {"aBc-123", "aBc-123"},
      {" aBc 123\r\n", "aBc 123"},
      {"https://example.com/?q=a%20b", "https://example.com/?q=a%20b"},
      {"ＡＢＣ。", "ＡＢＣ。"},
      {"张伟 001", "张伟 001"},
      {"\xFF\xFE\x80", "\xFF\xFE\x80"},
      {"yb1", "yb1"},
      {"xyb1.abc", "xyb1.abc"},
      {"", ""},
      {" \t\r\n", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(normalise_code(c.text), c.expected);
}

RC_GTEST_PROP(NormaliseCode, doing_it_twice_changes_nothing, ()) {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{
      "YB1.", "yb1.", "ＹＢ", "1", "。", "A", "z", " ", "\n", "\xE3", "\x80", "\x82",
      "\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF", std::string(1, '\0'), "张", "-"});
  std::string text;
  for (const std::string& part : *rc::gen::container<std::vector<std::string>>(piece)) text += part;
  const std::string once = normalise_code(text);
  RC_ASSERT(normalise_code(once) == once);
}

// The digest is what records cite for ever: pinned against `b2sum -l 256` of the same bytes.
TEST(CodeDigest, is_the_first_half_of_blake2b_256) {
  const CodeDigest expected = {0xBE, 0x1E, 0xB6, 0x87, 0x68, 0xD0, 0x7A, 0x6C,
                               0xBC, 0xD6, 0xB9, 0xE8, 0x18, 0x35, 0x06, 0xFC};
  EXPECT_EQ(code_digest("GUEST-0001"), expected);
  EXPECT_EQ(code_digest("  GUEST-0001\r\n"), expected);
  EXPECT_NE(code_digest("guest-0001"), expected);
}

}  // namespace
}  // namespace yingbin
