// Ids and their texts: what is written is read again, and nothing else is.
#include "event/identity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "event/subject.h"

namespace yingbin {
namespace {

TEST(Identity, hex_is_lower_case_padded_and_cut_to_its_digits) {
  EXPECT_EQ(hex(0), "0000000000000000");
  EXPECT_EQ(hex(0x9C2E11A0, 8), "9c2e11a0");
  EXPECT_EQ(hex(~0ULL), "ffffffffffffffff");
}

TEST(Identity, only_hex_of_one_to_sixteen_lower_case_digits_is_read) {
  EXPECT_EQ(parse_hex("0"), 0U);
  EXPECT_EQ(parse_hex("ffffffffffffffff"), ~0ULL);
  for (const char* text : {"", "00000000000000000", "A", "0x1", "-1", "+1", " 1", "1 ", "g"}) {
    EXPECT_FALSE(parse_hex(text)) << text;
  }
}

TEST(Identity, a_seat_is_three_numbers) {
  EXPECT_EQ(parse_seat("1.3.5"), (SeatId{1, 3, 5}));
  EXPECT_EQ(parse_seat("4.0.65535"), (SeatId{4, 0, 65535}));
  for (const char* text : {"", "1", "1.3", "1.3.", "1.3.5.", "1.3.5 ", " 1.3.5", "1,3,5", "0.1.1",
                           "-1.1.1", "+1.1.1", "1.3.65536", "1..5", "a.b.c"}) {
    EXPECT_FALSE(parse_seat(text)) << text;
  }
}

TEST(Identity, a_record_id_is_an_origin_and_a_number_from_one) {
  const RecordId id{OriginId{0x9f3c}, 12};
  EXPECT_EQ(to_text(id), "0000000000009f3c:12");
  EXPECT_EQ(parse_record_id("0000000000009f3c:12"), id);
  for (const char* text : {"", ":", "9f3c:12", "0000000000009f3c", "0000000000009f3c:",
                           "0000000000009f3c:-1", "0000000000009f3c:0", "0000000000009F3C:1",
                           "0000000000009f3c:1 ", "0000000000009f3c:99999999999999999999"}) {
    EXPECT_FALSE(parse_record_id(text)) << text;
  }
}

TEST(Identity, a_record_name_is_a_record_id_and_its_digest) {
  const RecordName name{{OriginId{0x9f3c}, 12}, 0xab};
  EXPECT_EQ(to_text(name), "0000000000009f3c:12:00000000000000ab");
  EXPECT_EQ(parse_record_name("0000000000009f3c:12:00000000000000ab"), name);
  for (const char* text : {"", "0000000000009f3c:12", "0000000000009f3c:12:",
                           "0000000000009f3c:12:ab", "0000000000009f3c:0:00000000000000ab",
                           ":00000000000000ab", "0000000000009f3c:12:00000000000000AB"}) {
    EXPECT_FALSE(parse_record_name(text)) << text;
  }
}

RC_GTEST_PROP(Identity, every_id_is_read_as_it_was_written,
              (std::uint64_t number, std::uint16_t zone, std::uint16_t row, std::uint16_t seat)) {
  RC_ASSERT(parse_hex(hex(number)) == number);
  const RecordId record{OriginId{number}, number | 1};
  RC_ASSERT(parse_record_id(to_text(record)) == record);
  RC_ASSERT(parse_record_name(to_text(RecordName{record, ~number})) == RecordName(record, ~number));
  if (zone == 0) return;
  const SeatId id{zone, row, seat};
  RC_ASSERT(parse_seat(to_text(id)) == id);
  RC_ASSERT(seat_of(subject_of(id)) == id);
  RC_ASSERT(parse_subject(to_text(subject_of(id))) == subject_of(id));
}

RC_GTEST_PROP(Identity, every_subject_is_read_as_it_was_written, (std::uint64_t number)) {
  const Subject subjects[] = {subject_of(GuestId{number}), subject_of(InvitationId{number}),
                              subject_of(StaffId{number}), subject_of(OriginId{number}),
                              subject_of(EventId{number & 0xffffffffU})};
  for (const Subject& subject : subjects) RC_ASSERT(parse_subject(to_text(subject)) == subject);
}

TEST(Identity, what_is_no_subject_of_this_version_is_unknown_and_told_apart) {
  for (const char* text : {"", "guest", "guest/", "guest/zz", "seat/1.2", "order/12", "Guest/1"}) {
    EXPECT_EQ(parse_subject(text).kind, SubjectKind::unknown) << text;
  }
  EXPECT_NE(parse_subject("order/1"), parse_subject("order/2"));
}

}  // namespace
}  // namespace yingbin
