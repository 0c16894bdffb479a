// The sample event of assets/sample is what a stranger sees first: its list and its hall fit
// together. YINGBIN_WRITE_SAMPLE=1 writes guests.xlsx anew before it is checked.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "roster/list_sink.h"
#include "roster/venue_file.h"
#include "support/places.h"
#include "support/sample_guests.h"

namespace yingbin {
namespace {

const std::string kSample = test::in_source("assets/sample/");

class SampleList : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (std::getenv("YINGBIN_WRITE_SAMPLE") != nullptr) {
      ASSERT_TRUE(write_sample_list(sample_guests(), kSample + "guests.xlsx"));
    }
  }

  std::map<std::string, int> count(std::string GuestRow::*text) const {
    std::map<std::string, int> counts;
    for (const GuestRow& row : list_.told.rows) ++counts[row.*text];
    return counts;
  }

  ListReading list_ = read_path(kSample + "guests.xlsx");
  Result<PlannedEvent> hall_ = read_venue_file(
      kSample + "venue.toml", [next = std::uint64_t{0}]() mutable { return StaffId{++next}; });
};

TEST_F(SampleList, all_six_hundred_are_taken_and_two_are_incomplete_B2) {
  ASSERT_EQ(list_.failure, "");
  EXPECT_EQ(list_.summary.taken, 600U);
  EXPECT_EQ(list_.summary.not_taken, 0U);
  EXPECT_EQ(list_.summary.incomplete, 2U);
  EXPECT_EQ(list_.summary.header_row, 3U);
  EXPECT_TRUE(list_.summary.unknown_columns.empty());
}

TEST_F(SampleList, says_what_the_generator_says) {
  const std::vector<SampleGuest> guests = sample_guests();
  ASSERT_EQ(list_.told.rows.size(), guests.size());
  for (std::size_t i = 0; i < guests.size(); ++i) {
    const GuestRow& row = list_.told.rows[i];
    EXPECT_EQ(row.list_id, guests[i].list_id);
    EXPECT_EQ(row.zone, guests[i].zone);
    EXPECT_EQ(row.address, guests[i].address);
    EXPECT_EQ(row.phones.empty(), guests[i].phone.empty()) << guests[i].list_id;
  }
}

TEST_F(SampleList, numbers_are_of_no_subscriber_and_each_is_of_one_guest) {
  std::set<std::string> seen;
  for (const GuestRow& row : list_.told.rows) {
    for (const std::string& phone : row.phones) {
      EXPECT_TRUE(phone.starts_with("1990000")) << phone;
      EXPECT_TRUE(seen.insert(phone).second) << phone;
    }
  }
  EXPECT_GT(seen.size(), 590U);
}

TEST_F(SampleList, every_rep_of_the_list_works_at_the_event_B3) {
  ASSERT_TRUE(hall_);
  const auto counts = count(&GuestRow::rep);
  EXPECT_EQ(counts.size(), 12U);
  for (const auto& [name, guests] : counts) {
    EXPECT_NE(std::ranges::find(hall_->staff, name, &PlannedStaff::name), hall_->staff.end())
        << name;
  }
  EXPECT_EQ(counts.at("张伟"), 80);
  EXPECT_EQ(counts.at("曾国庆"), 22);
}

TEST_F(SampleList, people_fit_into_their_zones_beside_the_paper_reserve) {
  ASSERT_TRUE(hall_);
  std::map<std::string, int> people;
  int all = 0;
  for (const GuestRow& row : list_.told.rows) {
    people[row.zone] += row.persons;
    all += row.persons;
  }
  EXPECT_EQ(all, 780);
  for (const Zone& zone : hall_->venue.zones) {
    EXPECT_GT(people[zone.name], zone.capacity / 2) << zone.name;
    EXPECT_LE(people[zone.name], zone.capacity * 85 / 100) << zone.name;
  }
  EXPECT_EQ(people.size(), 5U);  // four zones, and guests without a wish
}

TEST_F(SampleList, wheelchairs_fit_into_their_zones_S2) {
  ASSERT_TRUE(hall_);
  std::map<std::string, int> wanted;
  int aisle = 0;
  int front = 0;
  for (const GuestRow& row : list_.told.rows) {
    wanted[row.zone] += row.needs_wheelchair ? 1 : 0;
    aisle += row.needs_aisle ? 1 : 0;
    front += row.needs_front ? 1 : 0;
  }
  int places = 0;
  for (const Zone& zone : hall_->venue.zones) {
    int in_zone = 0;
    for (const Row& row : zone.rows) in_zone += static_cast<int>(row.wheelchair.size());
    EXPECT_LE(wanted[zone.name], in_zone) << zone.name;
    places += wanted[zone.name];
  }
  EXPECT_GE(places, 6);
  EXPECT_GE(aisle, 20);
  EXPECT_GE(front, 10);
}

TEST_F(SampleList, holds_names_that_software_gets_wrong) {
  const auto counts = count(&GuestRow::name);
  for (const char* name : {"陈龑", "王翀", "李𬱖", "孙堃", "阿卜杜热合曼·阿卜杜拉", "乌云其其格",
                           "扎西顿珠", "欧阳修文", "单秀珍", "John O'Connor", "Nguyễn Văn Hùng"}) {
    EXPECT_GE(counts.contains(name) ? counts.at(name) : 0, 1) << name;
  }
  EXPECT_GE(counts.at("张伟"), 3);
  EXPECT_GE(counts.at("王秀英"), 3);
}

TEST(SampleDirtyList, is_read_as_gb18030_with_semicolons_and_each_error_is_told) {
  const ListReading list = read_path(kSample + "guests_dirty.csv");
  ASSERT_EQ(list.failure, "");
  EXPECT_EQ(list.summary.encoding, "GB18030");
  EXPECT_EQ(list.summary.header_row, 4U);
  EXPECT_GE(list.summary.not_taken, 2U);
  EXPECT_GE(list.summary.incomplete, 3U);
  EXPECT_GE(list.told.rejections.size(), 8U);
  EXPECT_EQ(list.told.rows.front().name, "陈龑");
  for (const Rejection& rejection : list.told.rejections) {
    EXPECT_GT(rejection.row, 4U);
    EXPECT_FALSE(rejection.reason.empty());
  }
}

}  // namespace
}  // namespace yingbin
