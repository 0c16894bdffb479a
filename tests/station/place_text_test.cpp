// Seats as people write them in lists and type them at the desk (rules B1, S6).
#include "station/place_text.h"

#include <gtest/gtest.h>

#include "support/world.h"

namespace yingbin {
namespace {

// The example hall and a fifth zone with labels that are hard to tell from numbers and signs.
Venue hall_with_labels() {
  Venue venue = example_venue();
  Zone vip;
  vip.name = "A 区";
  vip.mark = "A";
  vip.rows = {plain_row("A", 20), plain_row("贵宾 1", 6), plain_row("第3排", 6), plain_row("3A", 6),
              plain_row("12", 6)};
  venue.zones.push_back(vip);
  return venue;
}

constexpr int kVip = 5;

struct SeatCase {
  int zone;
  const char* text;
  std::vector<SeatId> seats;  // none: not understood
};

TEST(PlaceText, seats_are_read_as_people_write_them) {
  const Venue venue = hall_with_labels();
  const SeatCase cases[] = {
      {0, "红区2排5、6座", seats_from(kRed, 2, 5, 2)},
      {0, "红区 2排 5座 6座", seats_from(kRed, 2, 5, 2)},
      {0, "红区第2排第5号", seats_from(kRed, 2, 5, 1)},
      {0, "红2排5座", seats_from(kRed, 2, 5, 1)},
      {kRed, "2排5座", seats_from(kRed, 2, 5, 1)},
      {kRed, "2-5", seats_from(kRed, 2, 5, 1)},
      {kRed, "2－5", seats_from(kRed, 2, 5, 1)},
      {kRed, "2.5", seats_from(kRed, 2, 5, 1)},
      {kRed, "红区2排5座", seats_from(kRed, 2, 5, 1)},
      {kGreen, "3 桌 2 座", seats_from(kGreen, 3, 2, 1)},
      {kGreen, "Table 3, seat 2", seats_from(kGreen, 3, 2, 1)},
      {kBlue, "row 1 seat 2 & 3", seats_from(kBlue, 1, 2, 2)},
      {kBlue, "1排2和3座", seats_from(kBlue, 1, 2, 2)},
      // From one number to another all between.
      {kBlue, "1排2-4座", seats_from(kBlue, 1, 2, 3)},
      {kBlue, "1排2至4座", seats_from(kBlue, 1, 2, 3)},
      {kBlue, "1排2~3、8座", {seat_at(kBlue, 1, 2), seat_at(kBlue, 1, 3), seat_at(kBlue, 1, 8)}},
      // The zone given is believed first: A-12 is a row of this zone although another is called so.
      {kVip, "A-12", seats_from(kVip, 1, 12, 1)},
      {kVip, "A12", seats_from(kVip, 1, 12, 1)},
      {0, "A 区 A-12", seats_from(kVip, 1, 12, 1)},
      {kVip, "贵宾 1 2座", seats_from(kVip, 2, 2, 1)},
      {kVip, "第3排2座", seats_from(kVip, 3, 2, 1)},
      {kVip, "3A-2", seats_from(kVip, 4, 2, 1)},
      {kVip, "12排1座", seats_from(kVip, 5, 1, 1)},
      // A zone in the text that is not the one given: the seat says where it is.
      {kGreen, "红区2排5座", seats_from(kRed, 2, 5, 1)},
      // Not understood, or not in the hall.
      {0, "2排5座", {}},
      {0, "", {}},
      {kRed, "", {}},
      {kRed, "2排", {}},
      {kRed, "红区", {}},
      {kRed, "2", {}},
      {kRed, "9排1座", {}},
      {kRed, "21排1座", {}},
      {kRed, "2排7座", {}},
      {kRed, "2排0座", {}},
      {kRed, "2排5、7座", {}},
      {kRed, "2排5、5座", {}},
      {kRed, "2排6-5座", {}},
      {kRed, "2排5-99999999999座", {}},
      {kRed, "2排靠窗", {}},
      {kRed, "2排5座或6座", {}},
      {kYellow, "1排1座", {}},
      {9, "1排1座", {}},
      {-1, "1排1座", {}},
  };
  for (const SeatCase& one : cases) {
    const auto seats = seats_in(venue, one.zone, one.text);
    EXPECT_EQ(seats.value_or(std::vector<SeatId>{}), one.seats) << one.zone << ": " << one.text;
    EXPECT_EQ(seats.has_value(), !one.seats.empty()) << one.zone << ": " << one.text;
  }
}

TEST(PlaceText, a_zone_is_known_by_its_name_or_mark_the_longest_first) {
  Venue venue = example_venue();
  venue.zones[kBlue - 1].name = "红区二层";
  EXPECT_EQ(zone_in(venue, "红区2排"), kRed);
  EXPECT_EQ(zone_in(venue, "红区二层1排"), kBlue);
  EXPECT_EQ(zone_in(venue, "黄"), kYellow);
  EXPECT_EQ(zone_in(venue, "紫区"), 0);
  EXPECT_EQ(zone_in(venue, ""), 0);
  venue.zones[kYellow - 1].mark.clear();
  EXPECT_EQ(zone_in(venue, "x"), 0);
}

}  // namespace
}  // namespace yingbin
