// Records as bytes on the wire, and what an origin signs of them (DESIGN 4, 9).
#include "protocol/batch.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include "protocol/message.h"
#include "protocol/written_chain.h"

namespace yingbin {
namespace {

constexpr EventId kEvent{0x9c2e11a0};

std::string packed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 1));
  return out;
}

TEST(Batch, comes_back_as_it_was_sent) {
  WrittenChain chain(kEvent, 7);
  const auto sent = chain.run(20);
  const auto back = unpack_batch(pack_batch(sent));
  ASSERT_TRUE(back) << back.message();
  ASSERT_EQ(back->size(), sent.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    EXPECT_EQ((*back)[i].record, sent[i].record);
    EXPECT_EQ((*back)[i].signature, sent[i].signature);
  }
}

TEST(Batch, nothing_at_all_is_a_batch_too) {
  const auto back = unpack_batch(pack_batch({}));
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->empty());
}

TEST(Batch, cut_short_anywhere_it_is_refused_in_words) {
  WrittenChain chain(kEvent, 7);
  const std::string whole = pack_batch(chain.run(5));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(unpack_batch(whole.substr(0, size))) << size;
  }
}

TEST(Batch, a_page_of_a_captive_portal_is_refused) {
  EXPECT_FALSE(unpack_batch("<html><body>Welcome to Hotel Wi-Fi</body></html>"));
  EXPECT_FALSE(unpack_batch(packed("<html>")));
}

TEST(Batch, a_body_that_unpacks_without_end_is_refused) {
  EXPECT_FALSE(unpack_batch(packed(std::string(kBatchBytes_max + 1, 'a'))));
  EXPECT_FALSE(unpack_batch(std::string(kPackedBytes_max + 1, 'a')));
}

TEST(Batch, what_stands_behind_the_last_record_is_refused) {
  WrittenChain chain(kEvent, 7);
  std::string bytes(kBatchMagic);
  encode_record(chain.write(chain.some_act()).record, bytes);
  EXPECT_TRUE(unpack_batch(packed(bytes + '\0')));
  EXPECT_FALSE(unpack_batch(packed(bytes + '\2'))) << "neither signed nor not signed";
  EXPECT_FALSE(unpack_batch(packed(bytes + '\0' + "x")));
}

TEST(SignedHead, vouches_for_one_record_of_one_event_and_nothing_else) {
  WrittenChain chain(kEvent, 7);
  chain.run(3);
  const Signature signature = chain.sign();
  const Head head = chain.end();
  const PublicKey key = chain.key.public_key();
  EXPECT_TRUE(head_holds(kEvent, head, signature, key));
  EXPECT_FALSE(head_holds(EventId{1}, head, signature, key));
  EXPECT_FALSE(head_holds(kEvent, {{head.id.origin, 2}, head.digest}, signature, key));
  EXPECT_FALSE(head_holds(kEvent, {{OriginId{8}, 3}, head.digest}, signature, key));
  EXPECT_FALSE(head_holds(kEvent, {head.id, Digest{}}, signature, key));
  EXPECT_FALSE(head_holds(kEvent, head, signature, DeviceSecretKey().public_key()));
}

TEST(SignedHead, of_own_records_the_last_of_each_branch_is_signed) {
  WrittenChain chain(kEvent, 7);
  std::vector<SealedRecord> records{chain.write(chain.some_act()), chain.write(chain.some_act())};
  WrittenChain other(kEvent, 8);
  records.push_back(other.write(other.some_act()));
  for (SealedRecord& sealed : records) sealed.own = sealed.record.id.origin == OriginId{7};
  sign_own(chain.key, records);
  EXPECT_FALSE(records[0].signature);
  ASSERT_TRUE(records[1].signature);
  EXPECT_TRUE(head_holds(kEvent, chain.end(), *records[1].signature, chain.key.public_key()));
  EXPECT_FALSE(records[2].signature) << "somebody else's";
}

TEST(Message, a_query_is_read_by_name) {
  const Request request{"GET", "/v1/events/1/records?after=3-00ff&wait=25", {}, {}};
  EXPECT_EQ(request.path(), "/v1/events/1/records");
  EXPECT_EQ(request.query("after"), "3-00ff");
  EXPECT_EQ(request.query("wait"), "25");
  EXPECT_EQ(request.query("ait"), "");
}

TEST(Message, cursors_and_credentials_come_back_as_they_were) {
  const Cursor cursor{12, 0xfe};
  EXPECT_EQ(parse_cursor(to_text(cursor)), cursor);
  for (const char* wrong : {"", "12", "12-", "-3", "x-0", "12-zz", "99999999999999999999999-0"}) {
    EXPECT_FALSE(parse_cursor(wrong)) << wrong;
  }
  const auto credential = parse_credential(to_text(Credential{OriginId{5}, "abc"}));
  ASSERT_TRUE(credential);
  EXPECT_EQ(credential->origin, OriginId{5});
  EXPECT_EQ(credential->secret, "abc");
  for (const char* wrong : {"", "Bearer ", "Bearer 0.a", "Bearer x.a", "Basic 5.a"}) {
    EXPECT_FALSE(parse_credential(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace yingbin
