// What JSON from the other end may say, and what is refused: no number is cut to fit.
#include "protocol/answers.h"

#include <gtest/gtest.h>

#include <limits>

namespace yingbin {
namespace {

TEST(AnAllotmentRequest, is_read_as_it_was_written) {
  const AllotmentRequest wish{3, 40, 4};
  const auto read = parse_allotment_request(to_json(wish));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->zone, 3);
  EXPECT_EQ(read->seats, 40);
  EXPECT_EQ(read->together, 4);
}

TEST(AnAllotmentRequest, asks_for_single_seats_where_it_does_not_say) {
  const auto read = parse_allotment_request(R"({"zone": 1, "seats": 2})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->together, 1);
}

TEST(AnAllotmentRequest, holds_whole_numbers_that_fit) {
  for (const char* number :
       {"1e300", "-1e300", "33333333333333333333333333333333", "2147483648", "-2147483649", "1.5",
        "18446744073709551615", "\"3\"", "null", "true", "[]", "{}"}) {
    for (const char* field : {"zone", "seats", "together"}) {
      std::string json = R"({"zone": 1, "seats": 1, "together": 1})";
      const std::string before = "\"" + std::string(field) + "\": 1";
      json.replace(json.find(before), before.size(), "\"" + std::string(field) + "\": " + number);
      EXPECT_FALSE(parse_allotment_request(json)) << json;
    }
  }
}

TEST(AStationsAnswer, holds_the_largest_numbers_there_are) {
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  const auto read =
      parse_stations_answer(to_json(StationsAnswer{{{OriginId{kMost}, kLeast, kMost}}}));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->stations.size(), 1U);
  EXPECT_EQ(read->stations[0].origin, OriginId{kMost});
  EXPECT_EQ(read->stations[0].unsent, kMost);
  EXPECT_EQ(read->stations[0].ago_ms, kLeast);
  EXPECT_FALSE(parse_stations_answer(R"({"stations": [{"origin": "1", "unsent": -1}]})"));
}

TEST(APublicKey, is_64_lower_case_digits) {
  const std::string digits(64, 'a');
  ASSERT_TRUE(parse_public_key(digits));
  EXPECT_EQ(parse_public_key(digits)->front(), 0xaa);
  for (const std::string& wrong :
       {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'),
        std::string(64, 'g'), std::string(63, 'a') + " "}) {
    EXPECT_FALSE(parse_public_key(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace yingbin
