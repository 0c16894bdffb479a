#include "journal/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "support/generators.h"

namespace yingbin {
namespace {

std::string encoded(const Act& act) {
  std::string body;
  std::string why;
  EXPECT_TRUE(encode_act(act, body, why)) << why;
  return body;
}

std::string reason_of(std::string_view kind, std::string_view body) {
  const RecordedAct act = decode_act(kind, body);
  const auto* unknown = std::get_if<UnknownAct>(&act);
  return unknown ? unknown->reason : "it was read";
}

const RevokeInvitation kRevoked{InvitationId{0x1f},       GuestId{2}, "搬家", {}, {{1, 3, 5}},
                                {{{OriginId{10}, 7}, 11}}};
constexpr std::string_view kRevokedBody =
    R"({"invitation":"000000000000001f","guest":"0000000000000002","reason":"搬家",)"
    R"("replaced_by":"0000000000000000","seats":["1.3.5"],)"
    R"("ends":["000000000000000a:7:000000000000000b"]})";

RC_GTEST_PROP(Encoding, every_act_reads_back_as_it_was, ()) {
  const Act act = *support::any_act();
  const std::string body = encoded(act);
  const RecordedAct read = decode_act(kind_of(act), body);
  RC_ASSERT(std::holds_alternative<Act>(read));
  RC_ASSERT(std::get<Act>(read) == act);
}

RC_GTEST_PROP(Encoding, every_body_is_json_for_another_reader, ()) {
  const Act act = *support::any_act();
  const auto json = nlohmann::json::parse(encoded(act));
  RC_ASSERT(json.is_object());
  if (const auto* person = std::get_if<WritePerson>(&act)) {
    RC_ASSERT(json.at("name").get<std::string>() == person->name);
    RC_ASSERT(json.at("phones").get<std::vector<std::string>>() == person->phones);
  }
}

RC_GTEST_PROP(Encoding, a_body_cut_anywhere_is_set_aside, ()) {
  const Act act = *support::any_act();
  const std::string body = encoded(act);
  const auto length = *rc::gen::inRange<std::size_t>(0, body.size());
  RC_ASSERT(!reason_of(kind_of(act), body.substr(0, length)).empty());
}

RC_GTEST_PROP(Encoding, what_is_read_is_the_one_encoding_of_its_act, ()) {
  const Act act = *support::any_act();
  std::string body = encoded(act);
  const auto at = *rc::gen::inRange<std::size_t>(0, body.size());
  body[at] = *rc::gen::arbitrary<char>();
  const RecordedAct read = decode_act(kind_of(act), body);
  if (const Act* known = std::get_if<Act>(&read)) RC_ASSERT(encoded(*known) == body);
}

RC_GTEST_PROP(Encoding, subjects_read_back_and_match_their_texts, ()) {
  const Subjects subjects = subjects_of(*support::any_act());
  std::string texts;
  encode_subjects(subjects, texts);
  RC_ASSERT(decode_subjects(texts) == subjects);
  std::string expected;
  for (const Subject& subject : subjects)
    expected += (expected.empty() ? "" : " ") + to_text(subject);
  RC_ASSERT(texts == expected);
}

TEST(Encoding, a_body_is_the_json_that_the_format_names) {
  EXPECT_EQ(encoded(kRevoked), kRevokedBody);
}

TEST(Encoding, an_unknown_kind_is_kept_without_a_reason) {
  EXPECT_EQ(reason_of("pay_order", R"({"order":1})"), "");
}

TEST(Encoding, a_known_kind_that_cannot_be_read_says_which_field) {
  const auto changed = [](std::string_view from, std::string_view to) {
    std::string body(kRevokedBody);
    body.replace(body.find(from), from.size(), to);
    return reason_of(RevokeInvitation::kKind, body);
  };
  EXPECT_EQ(changed("1.3.5", "0.3.5"), "field seats cannot be read");
  EXPECT_EQ(changed("1.3.5", "01.3.5"), "field seats cannot be read");
  EXPECT_EQ(changed(":7:", ":07:"), "field ends cannot be read");
  EXPECT_EQ(changed("搬家", "\xc0\xaf"), "field reason cannot be read");
  EXPECT_EQ(changed("搬家", std::string_view("\0", 1)), "field reason cannot be read");
  EXPECT_EQ(changed("搬家", R"(\u0000)"), "field reason cannot be read");
  EXPECT_EQ(changed("搬家", R"(\u642c)"), "field reason cannot be read");
  EXPECT_EQ(changed("搬家", "\xed\xa0\x80"), "field reason cannot be read");
  EXPECT_EQ(changed("000000000000001f", "1f"), "field invitation cannot be read");
  EXPECT_EQ(changed("000000000000001f", "000000000000001F"), "field invitation cannot be read");
  EXPECT_EQ(changed("\"guest\"", "\"gast\""), "field guest is not where it belongs");
  EXPECT_EQ(changed(":", ": "), "field invitation cannot be read");
  EXPECT_EQ(changed("]}", "],\"more\":1}"), "there are more fields than this version knows");
  EXPECT_EQ(changed("]}", "]}}"), "something follows the act");
}

TEST(Encoding, numbers_keep_to_their_range_and_one_spelling) {
  const auto level = [](std::string_view number) {
    return reason_of("event_level", R"({"event":"00000001","level":)" + std::string(number) + "}");
  };
  EXPECT_EQ(level("7"), "it was read");
  EXPECT_EQ(level("-7"), "it was read");
  for (const char* wrong : {"2147483648", "07", "-0", "+7", "7.0", "7e1", "", "\"7\"", "true"}) {
    EXPECT_NE(level(wrong), "it was read") << wrong;
  }
}

// D6, D8: which act is meant stays clear where two branches of a copied disk used one number.
TEST(Encoding, a_cited_record_is_its_origin_number_and_digest_in_one_spelling) {
  const auto undo = [](std::string_view admission) {
    return reason_of("undo_admission",
                     R"({"admission":")" + std::string(admission) +
                         R"(","invitation":"0000000000000001","guest":"0000000000000002",)"
                         R"("seats":[],"reason":"","ends":[]})");
  };
  EXPECT_EQ(undo("00000000000000aa:12:00000000000000ab"), "it was read");
  for (const char* wrong : {"00000000000000aa:12", "00000000000000aa:012:00000000000000ab",
                            "00000000000000aa:12:ab", "00000000000000AA:12:00000000000000ab", ""}) {
    EXPECT_NE(undo(wrong), "it was read") << wrong;
  }
}

TEST(Encoding, a_body_beyond_the_bound_is_set_aside_unread) {
  EXPECT_EQ(reason_of("write_person", std::string(kBodyBytes_max + 1, '[')), "it is too large");
  EXPECT_EQ(reason_of("open_event", std::string(kOpenEventBytes_max + 1, '[')), "it is too large");
}

TEST(Encoding, what_could_not_be_read_back_is_not_written) {
  const auto refusal = [](const Act& act) {
    std::string body;
    std::string why;
    return encode_act(act, body, why) ? std::string() : why;
  };
  EXPECT_EQ(refusal(RevokeInvitation{{1}, {2}, std::string("a\0b", 3), {}, {}, {}}),
            "field reason");
  EXPECT_EQ(refusal(RevokeInvitation{{1}, {2}, "\xff", {}, {}, {}}), "field reason");
  EXPECT_EQ(refusal(RevokeInvitation{{1}, {2}, "", {}, {SeatId{}}, {}}), "field seats");
  EXPECT_EQ(refusal(UndoAdmission{RecordName{}, {1}, {2}, {}, "", {}}), "field admission");
  EXPECT_EQ(refusal(SetEventLevel{EventId{1ULL << 32}, 1}), "field event");
  EXPECT_EQ(refusal(ErasePerson{GuestId{1}, std::string(kBodyBytes_max, 'x')}), "its size");
}

}  // namespace
}  // namespace yingbin
