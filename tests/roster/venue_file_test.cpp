// The venue file: what a right one becomes, and what a wrong one is answered (rules B5, B6, B8,
// S1-S3).
#include "roster/venue_file.h"
#include "support/places.h"

#include <algorithm>
#include <ostream>
#include <set>

#include <gtest/gtest.h>

namespace yingbin {
namespace {

StaffIdSource counting() {
  return [next = std::uint64_t{0}]() mutable { return StaffId{++next}; };
}

Result<PlannedEvent> parse(const std::string& text) {
  return parse_venue(text, "v.toml", counting());
}

// Lines 1 to 6; what follows begins in line 7.
const std::string kEvent =
    "[event]\nname = \"会\"\nplace = \"厅\"\ndate = 2026-10-18\ndoors_open = \"08:30\"\n"
    "start = \"09:30\"\nend = \"12:00\"\n";
// A zone of 2 rows of 4 seats, 5 lines.
const std::string kZone =
    "[[zone]]\nname = \"红区\"\ncolour = \"#A3241F\"\nmode = \"in_order\"\nrows = 2\nseats = 4\n";
constexpr int kAfterEvent = 8;  // first line after kEvent
constexpr int kAfterZone = 14;  // first line after kEvent and kZone

// The sample as it is delivered

class SampleVenue : public testing::Test {
 protected:
  Result<PlannedEvent> read_ =
      read_venue_file(test::in_source("assets/sample/venue.toml"), counting());
};

TEST_F(SampleVenue, is_read_without_a_problem) { EXPECT_TRUE(read_) << read_.message(); }

TEST_F(SampleVenue, has_four_zones_with_the_four_ways_of_seating_of_S1) {
  ASSERT_TRUE(read_);
  std::set<SeatingMode> modes;
  for (const Zone& zone : read_->venue.zones) modes.insert(zone.mode);
  EXPECT_EQ(read_->venue.zones.size(), 4U);
  EXPECT_EQ(modes.size(), 4U);
}

TEST_F(SampleVenue, has_room_for_eight_hundred_people_beside_the_paper_reserve) {
  ASSERT_TRUE(read_);
  int room = 0;
  for (const Zone& zone : read_->venue.zones) {
    room += zone.capacity * (100 - read_->venue.paper_reserve_percent) / 100;
  }
  EXPECT_GE(room, 800);
}

TEST_F(SampleVenue, names_twelve_reps_and_somebody_for_every_role_P1) {
  ASSERT_TRUE(read_);
  std::set<Role> roles;
  std::set<StaffId> ids;
  int reps = 0;
  for (const PlannedStaff& person : read_->staff) {
    roles.insert(person.roles.begin(), person.roles.end());
    ids.insert(person.id);
    reps += person.roles == std::vector{Role::rep} ? 1 : 0;
  }
  EXPECT_EQ(roles.size(), std::size(Names<Role>::list));
  EXPECT_EQ(ids.size(), read_->staff.size());
  EXPECT_EQ(reps, 12);
}

TEST_F(SampleVenue, gives_every_rep_seats_and_each_seat_to_one_rep) {
  ASSERT_TRUE(read_);
  std::set<StaffId> owners;
  std::set<std::tuple<std::string, int>> seats;
  int owned = 0;
  for (const Row& row : read_->venue.zones[1].rows) {
    for (const RepSeats& own : row.reps) {
      owners.insert(own.rep);
      for (int seat = own.first; seat <= own.last; ++seat, ++owned) seats.emplace(row.label, seat);
    }
  }
  EXPECT_EQ(owners.size(), 12U);
  EXPECT_EQ(owned, 360);
  EXPECT_EQ(seats.size(), 360U);
}

TEST_F(SampleVenue, opens_its_doors_at_half_past_eight_in_beijing) {
  ASSERT_TRUE(read_);
  EXPECT_EQ(read_->venue.doors_open_at, 1792283400000);  // date -u -d '2026-10-18 00:30' +%s
  EXPECT_EQ(read_->venue.starts_at - read_->venue.doors_open_at, 3'600'000);
  EXPECT_EQ(read_->venue.utc_offset_minutes, 480);
}

TEST_F(SampleVenue, has_a_run_sheet_whose_segments_follow_each_other_B8) {
  ASSERT_TRUE(read_);
  const auto& sheet = read_->venue.run_sheet;
  ASSERT_EQ(sheet.size(), 7U);
  for (std::size_t i = 1; i < sheet.size(); ++i) {
    EXPECT_EQ(sheet[i].starts_at, sheet[i - 1].starts_at + sheet[i - 1].minutes * 60'000);
  }
  EXPECT_EQ(sheet.back().starts_at + sheet.back().minutes * 60'000, read_->venue.ends_at);
}

// Right files

TEST(VenueFile, shortest_file_takes_the_usual_rules) {
  const auto read = parse(kEvent + kZone);
  ASSERT_TRUE(read) << read.message();
  const Venue& venue = read->venue;
  EXPECT_EQ(venue.walk_in, AskRule::ask);
  EXPECT_EQ(venue.someone_else, AskRule::allow);
  EXPECT_EQ(venue.paper_reserve_percent, 15);
  EXPECT_EQ(venue.zones[0].mark, "红");
  EXPECT_EQ(venue.zones[0].shape, ZoneShape::square);
  EXPECT_EQ(venue.zones[0].capacity, 8);
  EXPECT_EQ(venue.zones[0].fallback, std::vector{FallbackStep::zone});
}

TEST(VenueFile, money_is_written_in_yuan_and_kept_in_fen_B6) {
  const auto read = parse(kEvent + "[targets]\nmoney_yuan = 12\n" + kZone);
  ASSERT_TRUE(read) << read.message();
  EXPECT_EQ(read->venue.targets.money_fen, 1200);
}

TEST(VenueFile, places_of_a_zone_hold_for_every_row_that_says_nothing_else) {
  const auto read = parse(kEvent + kZone +
                          "aisle = \"1, 4\"\nfront = [1]\nwheelchair = 2\n[[zone.row]]\nlabel = 2\n"
                          "seats = 3\nfront = \"2-3\"\n");
  ASSERT_TRUE(read) << read.message();
  const auto& rows = read->venue.zones[0].rows;
  EXPECT_EQ(rows[0], (Row{"1", 4, {1, 4}, {1}, {2}, {}}));
  EXPECT_EQ(rows[1], (Row{"2", 3, {1}, {2, 3}, {2}, {}}));
  EXPECT_EQ(read->venue.zones[0].capacity, 7);
}

TEST(VenueFile, rows_may_be_described_one_by_one_with_labels_of_their_own) {
  const auto read =
      parse(kEvent +
            "[[zone]]\nname = \"贵宾\"\ncolour = \"#000000\"\nmode = \"rep\"\nseats = 6\n"
            "[[zone.table]]\nlabel = \"贵宾 1\"\n[[zone.table]]\nlabel = \"A-1\"\nseats = 8\n"
            "[[zone.rep]]\nname = \"张伟\"\ntables = \"A-1\"\nseats = \"3-4\"\n"
            "[[zone.rep]]\nname = \"张伟\"\ntables = \"贵宾 1\"\n"
            "[[staff]]\nname = \"张伟\"\nroles = [\"coordinator\", \"rep\"]\n");
  ASSERT_TRUE(read) << read.message();
  const Zone& zone = read->venue.zones[0];
  EXPECT_TRUE(zone.tables);
  EXPECT_EQ(zone.rows[0], (Row{"贵宾 1", 6, {}, {}, {}, {{1, 6, StaffId{1}}}}));
  EXPECT_EQ(zone.rows[1], (Row{"A-1", 8, {}, {}, {}, {{3, 4, StaffId{1}}}}));
  EXPECT_EQ(zone.fallback, (std::vector{FallbackStep::rep_seats, FallbackStep::zone}));
}

TEST(VenueFile, times_may_be_toml_times_and_the_hall_may_be_west_of_greenwich) {
  const auto read = parse(
      "[event]\nname = \"a\"\nplace = \"b\"\ndate = \"2026-10-18\"\n"
      "doors_open = 08:30:00\nstart = \"9:30\"\nend = 23:59\nutc_offset = \"-03:30\"\n" +
      kZone);
  // 23:59 without seconds is no TOML 1.0 time, but the sentence must lead to a right file.
  ASSERT_FALSE(read);
  EXPECT_TRUE(read.message().starts_with("v.toml:7: ")) << read.message();
  const auto right = parse(
      "[event]\nname = \"a\"\nplace = \"b\"\ndate = \"2026-10-18\"\n"
      "doors_open = 08:30:00\nstart = \"9:30\"\nend = \"23:59\"\n"
      "utc_offset = \"-03:30\"\n" +
      kZone);
  ASSERT_TRUE(right) << right.message();
  EXPECT_EQ(right->venue.doors_open_at, 1792324800000);  // 2026-10-18 12:00 UTC
}

TEST(VenueFile, may_begin_with_a_byte_order_mark_and_have_windows_line_ends) {
  std::string text = "\xEF\xBB\xBF" + kEvent + kZone;
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
    text.replace(at, 1, "\r\n");
  }
  const auto read = parse(text);
  EXPECT_TRUE(read) << read.message();
}

// Wrong files: the text after the event, the line of the problem, and what its sentence must say

struct WrongFile {
  const char* name;
  std::string text;
  int line;
  const char* says;
};

void PrintTo(const WrongFile& file, std::ostream* out) { *out << file.name; }

class WrongVenue : public testing::TestWithParam<WrongFile> {};

TEST_P(WrongVenue, is_answered_with_line_and_remedy) {
  const auto read = parse(GetParam().text);
  ASSERT_FALSE(read);
  const std::string where = "v.toml:" + std::to_string(GetParam().line) + ": ";
  EXPECT_NE(("\n" + read.message()).find("\n" + where), std::string::npos) << read.message();
  EXPECT_NE(read.message().find(GetParam().says), std::string::npos) << read.message();
  EXPECT_EQ(std::ranges::count(read.message(), '\n'), 0) << "more than one: " << read.message();
}

std::string zone(const std::string& more) { return kEvent + kZone + more; }
std::string another(const std::string& name, const std::string& colour, const std::string& more) {
  return "[[zone]]\nname = \"" + name + "\"\ncolour = \"" + colour + "\"\nmode = \"in_order\"\n" +
         more;
}
std::string nine_reps(const std::string& second) {
  return zone("[[zone.rep]]\nname = \"张伟\"\nrows = \"1-2\"\nseats = \"1-2\"\n[[zone.rep]]\n" +
              second + "[[rep]]\nname = \"张伟\"\n[[rep]]\nname = \"李娜\"\n");
}

const WrongFile kWrongFiles[] = {
    {"unknown_setting", zone("seets = 4\n"), kAfterZone, "Did you mean \"seats\"?"},
    {"unknown_setting_unlike_any", zone("zzzzzzzzzzzz = 4\n"), kAfterZone, "It may have: aisle,"},
    {"unknown_part", zone("[[segmant]]\nname = \"a\"\n"), kAfterZone, "Did you mean \"segment\"?"},
    {"number_as_text", zone("[rules]\npaper_reserve_percent = \"15\"\n"), kAfterZone + 1,
     "without quotation marks"},
    {"text_as_number", zone("keeper = 5\n"), kAfterZone, "Write: keeper = \"王芳\""},
    {"unknown_rule", zone("[rules]\nwalk_in = \"perhaps\"\n"), kAfterZone + 1,
     "\"allow\", \"ask\", \"refuse\""},
    {"reserve_of_all_seats", zone("[rules]\npaper_reserve_percent = 100\n"), kAfterZone + 1,
     "from 0 to 90"},
    {"no_zone", kEvent, 1, "Write [[zone]]"},
    {"zone_in_single_brackets", kEvent + "[zone]\nname = \"a\"\n", kAfterEvent, "[[zone]]"},
    {"zone_without_name",
     kEvent + "[[zone]]\ncolour = \"#000000\"\nmode = \"open\"\ncapacity = 3\n", kAfterEvent,
     "Write: name = \"红区\""},
    {"zone_without_mode",
     kEvent + "[[zone]]\nname = \"a\"\ncolour = \"#000000\"\nrows = 1\nseats = 1\n", kAfterEvent,
     "Write: mode ="},
    {"zone_without_seats", kEvent + another("a", "#000000", ""), kAfterEvent + 3,
     "Write: rows = 10"},
    {"colour_as_word", kEvent + another("a", "red", "rows = 1\nseats = 1\n"), kAfterEvent + 2,
     "colour = \"#A3241F\""},
    {"mark_of_two_characters", zone("mark = \"红区\"\n"), kAfterZone, "one character"},
    {"unknown_keeper", zone("keeper = \"王方\"\n[[rep]]\nname = \"王芳\"\n"), kAfterZone,
     "Did you mean \"王芳\"?"},
    {"unknown_keeper_unlike_any", zone("keeper = \"欧阳慧\"\n"), kAfterZone,
     "[[rep]] or [[staff]]"},
    {"unknown_overflow", zone("overflow = [\"红去\"]\n"), kAfterZone, "Did you mean \"红区\"?"},
    {"overflow_into_itself", zone("overflow = \"红区\"\n"), kAfterZone, "itself"},
    {"fallback_without_overflow", zone("fallback = [\"overflow\"]\n"), kAfterZone,
     "Write: overflow ="},
    {"fallback_twice", zone("fallback = [\"zone\", \"zone\"]\n"), kAfterZone, "twice"},
    {"overflow_never_used",
     zone("fallback = [\"zone\"]\noverflow = [\"绿区\"]\n") +
         another("绿区", "#000000", "rows = 1\nseats = 1\n"),
     kAfterZone + 1, "never used"},
    {"zone_name_twice", zone(another("红区", "#000000", "mark = \"x\"\nrows = 1\nseats = 1\n")),
     kAfterZone + 1, "like the zone in line 8"},
    {"zone_mark_twice", zone(another("红厅", "#000000", "rows = 1\nseats = 1\n")), kAfterZone,
     "\"mark\" of this zone"},
    {"zone_colour_twice_in_other_case", zone(another("绿区", "#a3241f", "rows = 1\nseats = 1\n")),
     kAfterZone + 2, "\"colour\" of this"},
    {"capacity_against_seats", zone("capacity = 9\n"), kAfterZone, "rows have 8 seats"},
    {"open_zone_without_capacity",
     kEvent + "[[zone]]\nname = \"a\"\ncolour = \"#000000\"\nmode = \"open\"\n", kAfterEvent,
     "Write: capacity = 100"},
    {"open_zone_with_rows",
     kEvent +
         "[[zone]]\nname = \"a\"\ncolour = \"#000000\"\nmode = \"open\"\ncapacity = 3\nrows = 3\n",
     kAfterEvent + 5, "mode = \"in_order\""},
    {"no_seats_in_a_row", kEvent + another("a", "#000000", "rows = 3\nseats = 0\n"),
     kAfterEvent + 5, "from 1 to 500"},
    {"more_than_65535_rows", kEvent + another("a", "#000000", "rows = 65536\nseats = 1\n"),
     kAfterEvent + 4, "from 1 to 20000"},
    {"more_seats_than_any_hall", kEvent + another("a", "#000000", "rows = 20000\nseats = 2\n"),
     kAfterEvent + 4, "more than 20000 seats"},
    {"more_seats_than_any_hall_in_two_zones",
     zone("[[zone]]\nname = \"a\"\ncolour = \"#000000\"\nmode = \"open\"\ncapacity = 19993\n"),
     kAfterZone + 4, "more than 20000 seats"},
    {"rows_and_tables", zone("tables = 3\n"), kAfterZone, "Make two zones"},
    {"aisle_seat_beyond_every_row", zone("aisle = \"1, 5\"\n"), kAfterZone, "more than 4 seats"},
    {"aisle_seat_no_number", zone("aisle = \"left\"\n"), kAfterZone, "aisle = \"1-4, 9\""},
    {"row_that_is_not_there", zone("[[zone.row]]\nlabel = \"3\"\n"), kAfterZone + 1,
     "only \"1\" to \"2\""},
    {"row_described_twice", zone("[[zone.row]]\nlabel = \"1-2\"\n[[zone.row]]\nlabel = 2\n"),
     kAfterZone + 3, "described twice"},
    {"row_label_twice",
     kEvent + another("a", "#000000",
                      "seats = 3\n[[zone.row]]\nlabel = \"A\"\n[[zone.row]]\nlabel = \"A\"\n"),
     kAfterEvent + 8, "label"},
    {"wheelchair_beyond_the_row", zone("[[zone.row]]\nlabel = \"1\"\nwheelchair = [5]\n"),
     kAfterZone + 2, "only 4 seats"},
    {"rep_seats_of_two_reps", nine_reps("name = \"李娜\"\nrows = \"2\"\nseats = \"2-3\"\n"),
     kAfterZone + 7, "seats 2-2 of \"2\" belong to \"张伟\" already"},
    {"rep_seats_beyond_the_row", nine_reps("name = \"李娜\"\nrows = 2\nseats = \"3-5\"\n"),
     kAfterZone + 7, "only 4 seats"},
    {"rep_rows_not_there", nine_reps("name = \"李娜\"\nrows = \"2-3\"\nseats = 3\n"),
     kAfterZone + 6, "only \"1\" to \"2\""},
    {"rep_unknown", nine_reps("name = \"李那\"\nrows = 2\nseats = 3\n"), kAfterZone + 5,
     "Did you mean \"李娜\"?"},
    {"rep_who_is_no_rep",
     zone("[[zone.rep]]\nname = \"王芳\"\nrows = 1\n[[staff]]\nname = \"王芳\"\nroles = "
          "\"greeter\"\n"),
     kAfterZone + 1, "Add \"rep\" to the roles"},
    {"rep_zone_without_reps",
     kEvent + "[[zone]]\nname = \"a\"\ncolour = \"#000000\"\nmode = \"rep\"\nrows = 1\nseats = 1\n",
     kAfterEvent + 3, "[[zone.rep]]"},
    {"staff_without_roles", zone("[[staff]]\nname = \"王芳\"\n"), kAfterZone,
     "roles = [\"greeter\"]"},
    {"staff_with_unknown_role", zone("[[staff]]\nname = \"王芳\"\nroles = [\"boss\"]\n"),
     kAfterZone + 2, "\"administrator\""},
    {"staff_twice", zone("[[rep]]\nname = \"王芳\"\n[[rep]]\nname = \" 王芳\"\n"), kAfterZone + 3,
     "in line 15 already"},
    {"segment_without_length", zone("[[segment]]\nname = \"a\"\n"), kAfterZone, "minutes = 30"},
    {"segment_of_no_length", zone("[[segment]]\nname = \"a\"\nminutes = 0\n"), kAfterZone + 2,
     "from 1 to 1440"},
    {"segments_out_of_order",
     zone("[[segment]]\nname = \"a\"\nminutes = 5\n[[segment]]\nname = \"b\"\nstart = \"09:00\"\n"
          "minutes = 5\n"),
     kAfterZone + 5, "in order"},
    {"target_below_nothing", zone("[targets]\norders = -1\n"), kAfterZone + 1, "from 0 to"},
    {"escape_sequence_in_a_name", zone("way = \"\\u001b[2J\"\n"), kAfterZone, "cannot be shown"},
    {"nul_byte_in_a_name", zone("way = \"a\\u0000b\"\n"), kAfterZone, "cannot be shown"},
    {"reading_direction_turned_around", zone("way = \"a\\u202Eb\"\n"), kAfterZone,
     "cannot be shown"},
    {"name_too_long", zone("way = \"" + std::string(201, 'x') + "\"\n"), kAfterZone, "Shorten"},
    {"empty_text", zone("way = \"  \"\n"), kAfterZone, "is empty"},
    {"typographic_quotation_marks", zone("way = “直走”\n"), kAfterZone, "plain signs"},
    {"text_without_quotation_marks", zone("way = 直走\n"), kAfterZone, "Write: \"直走\""},
    {"text_without_end", zone("way = \"直走\n"), kAfterZone, "begin and end"},
    {"setting_twice", zone("seats = 5\n"), kAfterZone, "Keep one of the two"},
    {"gb18030", zone("way = \"\xba\xec\"\n"), kAfterZone, "Save it as UTF-8"},
    {"nested_deeper_than_any_hall", zone("a" + std::string(3000, '.') + "b = 1\n"), 1, "too large"},
};

INSTANTIATE_TEST_SUITE_P(Table, WrongVenue, testing::ValuesIn(kWrongFiles),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(WrongVenueFile, all_problems_are_told_at_once_in_the_order_of_the_file) {
  const auto read = parse(
      "[event]\nname = 3\ndate = \"2026-02-30\"\ndoors_open = \"09:00\"\n"
      "start = \"08:00\"\nend = \"07:00\"\nutc_offset = \"8\"\n" +
      kZone);
  ASSERT_FALSE(read);
  std::string lines;
  for (std::size_t at = 0; at != std::string::npos;) {
    lines += read.message().substr(at, read.message().find(": ", at) - at) + " ";
    at = read.message().find('\n', at);
    if (at != std::string::npos) ++at;
  }
  EXPECT_EQ(lines, "v.toml:1 v.toml:2 v.toml:3 v.toml:5 v.toml:6 v.toml:7 ") << read.message();
}

TEST(WrongVenueFile, thousands_of_problems_are_counted_not_listed) {
  std::string text = kEvent + kZone;
  for (int i = 0; i < 3000; ++i) text += "wrong" + std::to_string(i) + " = 1\n";
  const auto read = parse(text);
  ASSERT_FALSE(read);
  EXPECT_EQ(std::ranges::count(read.message(), '\n'), 50);
  EXPECT_NE(read.message().find("2950 more"), std::string::npos);
}

TEST(WrongVenueFile, more_than_64_zones_are_refused) {
  std::string text = kEvent;
  for (int i = 0; i < 65; ++i) text += another("a" + std::to_string(i), "#000000", "");
  const auto read = parse(text);
  ASSERT_FALSE(read);
  EXPECT_TRUE(read.message().starts_with("v.toml:264: ")) << read.message();
}

TEST(WrongVenueFile, missing_file_or_folder_is_named_with_what_to_do) {
  for (const char* path : {"/nowhere/venue.toml", "/tmp"}) {
    const auto read = read_venue_file(path, counting());
    ASSERT_FALSE(read);
    EXPECT_NE(read.message().find(path), std::string::npos);
    EXPECT_NE(read.message().find("Name a venue file"), std::string::npos);
  }
}

}  // namespace
}  // namespace yingbin
