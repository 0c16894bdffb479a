#include "journal/stored_record.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "desk.h"
#include "journal/encoding.h"
#include "support/generators.h"
#include "support/places.h"

namespace yingbin {
namespace {

StoredRecord sealed(StoredRecord record) {
  if (record.body) record.body_digest = digest_of(*record.body);
  record.digest = digest_of_header(record);
  return record;
}

StoredRecord stored(const Act& act) {
  StoredRecord record;
  record.id = {{0x0123456789abcdef}, 1};
  record.event = kEvent;
  record.staff = kGreeter;
  record.kind = kind_of(act);
  encode_subjects(subjects_of(act), record.subjects);
  record.height = 3;
  record.clock = static_cast<std::uint64_t>(Clock::kBuiltAt_ms) << 16 | 5;
  record.clock_state = ClockState::coasting;
  record.body.emplace();
  for (std::size_t i = 0; i < record.body->salt.size(); ++i) {
    record.body->salt[i] = static_cast<std::uint8_t>(i);
  }
  std::string why;
  EXPECT_TRUE(encode_act(act, record.body->bytes, why)) << why;
  return sealed(record);
}

RC_GTEST_PROP(StoredRecordForm, wire_bytes_read_back_as_they_were, ()) {
  std::vector<StoredRecord> records;
  for (const Act& act : *rc::gen::container<std::vector<Act>>(support::any_act())) {
    records.push_back(stored(act));
    if (*rc::gen::arbitrary<bool>()) records.back().body.reset();
    if (*rc::gen::arbitrary<bool>())
      records.back().again = Citation{{{5}, 6}, records.back().digest};
  }
  const auto read = decode_wire(encode_wire(records));
  RC_ASSERT(static_cast<bool>(read));
  RC_ASSERT(*read == records);
}

RC_GTEST_PROP(StoredRecordForm, every_changed_byte_of_the_wire_is_noticed, ()) {
  std::string bytes = encode_wire({stored(*support::any_act())});
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = static_cast<char>(bytes[at] ^ *rc::gen::inRange(1, 255));
  const auto read = decode_wire(bytes);
  if (read) RC_ASSERT(read->size() != 1 || !defect_of(read->front()).empty());
}

RC_GTEST_PROP(StoredRecordForm, wire_bytes_cut_anywhere_are_refused, ()) {
  const std::string bytes = encode_wire({stored(*support::any_act())});
  const auto length = *rc::gen::inRange<std::size_t>(kWireMagic.size() + 1, bytes.size());
  RC_ASSERT(!decode_wire(bytes.substr(0, length)));
}

TEST(StoredRecordForm, every_header_field_enters_the_digest) {
  const StoredRecord record = stored(admission(1));
  std::vector<StoredRecord> changed(11, record);
  changed[0].id.origin.value ^= 1;
  changed[1].id.seq += 1;
  changed[2].event.value ^= 1;
  changed[3].staff.value ^= 1;
  changed[4].kind = "admit_guesT";
  changed[5].subjects += " seat/1.1.1";
  changed[6].height += 1;
  changed[7].clock += 1;
  changed[8].clock_state = ClockState::trusted;
  changed[9].again = Citation{};
  changed[10].previous[31] ^= 1;
  for (const StoredRecord& one : changed) EXPECT_NE(digest_of_header(one), record.digest);
}

TEST(StoredRecordForm, the_digest_holds_without_body_and_salt) {
  StoredRecord record = stored(person(1, "张伟"));
  EXPECT_EQ(defect_of(record), "");
  record.body.reset();
  EXPECT_EQ(defect_of(record), "");
  EXPECT_TRUE(to_record(record).as<ErasedAct>());
}

TEST(StoredRecordForm, a_changed_body_or_salt_is_a_defect) {
  StoredRecord record = stored(person(1, "张伟"));
  record.body->bytes[20] ^= 1;
  EXPECT_NE(defect_of(record), "");
  record = stored(person(1, "张伟"));
  record.body->salt[0] ^= 1;
  EXPECT_NE(defect_of(record), "");
}

TEST(StoredRecordForm, fields_out_of_bounds_are_a_defect_even_under_a_right_digest) {
  const auto defective = [](auto alter) {
    StoredRecord record = stored(admission(1));
    alter(record);
    return !defect_of(sealed(record)).empty();
  };
  EXPECT_TRUE(defective([](StoredRecord& r) { r.id.origin = {}; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.id.seq = 0; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.kind = "Kind"; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.kind = ""; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.height = 0; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.height = ~0ULL; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.clock = ~0ULL; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.subjects = "guest/1  guest/2"; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.subjects = "guest/\n"; }));
  EXPECT_TRUE(defective([](StoredRecord& r) { r.previous[0] = 1; }));
}

TEST(StoredRecordForm, subjects_that_are_not_the_acts_set_the_record_aside) {
  StoredRecord record = stored(admission(1));
  record.subjects = "invitation/0000000000000002";
  record = sealed(record);
  EXPECT_EQ(defect_of(record), "");
  const Record read = to_record(record);
  ASSERT_TRUE(read.as<UnknownAct>());
  EXPECT_NE(read.as<UnknownAct>()->reason, "");
}

TEST(StoredRecordForm, a_missing_body_of_what_is_no_person_sets_the_record_aside) {
  StoredRecord record = stored(admission(1));
  record.body.reset();
  const Record read = to_record(record);
  ASSERT_TRUE(read.as<UnknownAct>());
  EXPECT_NE(read.as<UnknownAct>()->reason, "");
}

// Format 0: these bytes and digests are a promise. If this test fails, the format changed.
TEST(StoredRecordForm, format_0_is_pinned) {
  StoredRecord record = stored(person(0x1f, "龑·𬱖"));
  record.again = Citation{{{2}, 9}, record.digest};
  record = sealed(record);
  EXPECT_EQ(to_hex(digest_of(*record.body)),
            "ce4fd0d5eade906b8f33ed13770177269046c3d01f97bf428c2be70464269ac1");
  EXPECT_EQ(to_hex(record.digest),
            "2bfec7348cbf05e475db54a56ca17d524032e388f03bee3a724012a4e2fcc9ff");
  const std::string wire = bytes_of(test::in_source("tests/journal/files/records-0.bin"));
  const auto read = decode_wire(wire);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (std::vector<StoredRecord>{record, stored(admission(1))}));
  EXPECT_EQ(encode_wire(*read), wire);
}

TEST(StoredRecordForm, what_is_no_record_file_is_refused_in_words) {
  EXPECT_FALSE(decode_wire(""));
  EXPECT_FALSE(decode_wire("PK\x03\x04"));
  EXPECT_TRUE(decode_wire(kWireMagic)->empty());
}

}  // namespace
}  // namespace yingbin
