// What rows of a guest list become: B1, B2, B3.
#include <gtest/gtest.h>

#include "roster/list_sink.h"

namespace yingbin {
namespace {

using Texts = std::vector<std::string>;

TEST(ListRows, every_column_reaches_its_field) {
  const ListReading reading = read_bytes(
      "二维码,座位,区域,备注,来源,意向等级,同行人数,配偶电话,配偶,业务员,住址,手机,姓名,会员号\n"
      "QR-1,红区3排5座,红区,VIP；靠过道,电话邀约,A类,3,13900139001,李秀英,赵雷,北京市朝阳区1号,"
      "13800138001,王建国,M77\n");
  ASSERT_EQ(reading.told.rows.size(), 1u) << reading.failure;
  const GuestRow& row = reading.told.rows[0];
  EXPECT_EQ(row.list_id, "M77");
  EXPECT_EQ(row.name, "王建国");
  EXPECT_EQ(row.phones, Texts{"13800138001"});
  EXPECT_EQ(row.address, "北京市朝阳区1号");
  EXPECT_EQ(row.rep, "赵雷");
  ASSERT_EQ(row.companions.size(), 1u);
  EXPECT_EQ(row.companions[0].name, "李秀英");
  EXPECT_EQ(row.companions[0].phone, "13900139001");
  EXPECT_EQ(row.persons, 3);
  EXPECT_EQ(row.grade, 'A');
  EXPECT_EQ(row.channel, "电话邀约");
  EXPECT_EQ(row.channel_kind, ListChannel::phone_call);
  EXPECT_EQ(row.tags, Texts{"VIP"});
  EXPECT_TRUE(row.needs_aisle);
  EXPECT_EQ(row.zone, "红区");
  EXPECT_EQ(row.seat, "红区3排5座");
  EXPECT_EQ(row.code, "QR-1");
  EXPECT_TRUE(row.is_complete());
  EXPECT_TRUE(reading.told.rejections.empty());
  EXPECT_EQ(reading.summary.columns.size(), 14u);
}

TEST(ListRows, english_headings_in_any_order_work) {
  const ListReading reading = read_bytes(
      "Phone Number,First Name,Last Name,Company,Wheelchair,Row,Seat No\n"
      "+1 415 555 2671,John,Smith,ACME,yes,3,5\n");
  ASSERT_EQ(reading.told.rows.size(), 1u) << reading.failure;
  EXPECT_EQ(reading.told.rows[0].name, "John Smith");
  EXPECT_EQ(reading.told.rows[0].phones, Texts{"14155552671"});
  EXPECT_TRUE(reading.told.rows[0].needs_wheelchair);
  EXPECT_EQ(reading.summary.unknown_columns, Texts{"Company"});
}

TEST(ListRows, row_and_number_columns_make_a_seat) {
  const ListReading reading = read_bytes("姓名,电话,排号,座号\n王芳,13800138001,3,5\n");
  ASSERT_EQ(reading.told.rows.size(), 1u);
  EXPECT_EQ(reading.told.rows[0].seat, "3排5座");
}

struct FateCase {
  std::string row;
  bool taken, complete;
  std::string column;  // of the first rejection
};

TEST(ListRows, a_usable_file_has_a_full_name_and_a_phone_or_an_address) {  // B2
  const std::vector<FateCase> cases = {
      {"王芳,13800138001,", true, true, ""},
      {"王芳,,北京市朝阳区1号", true, true, ""},
      {"王芳,,", true, false, "电话"},
      {"王芳,1380013,", true, false, "电话"},
      {"王芳,1.38E+10,", true, false, "电话"},
      {"王芳,1380013,北京市朝阳区1号", true, true, "电话"},
      {"王先生,13800138001,", true, false, "姓名"},
      {",13800138001,北京", false, false, "姓名"},
      {"无,13800138001,", false, false, "姓名"},
      {"12345,13800138001,", false, false, "姓名"},
      {"#REF!,13800138001,", false, false, "姓名"},
  };
  for (const FateCase& one : cases) {
    const ListReading reading = read_bytes("姓名,电话,地址\n" + one.row + "\n");
    ASSERT_EQ(reading.failure, "") << one.row;
    ASSERT_EQ(reading.told.rows.size(), one.taken ? 1u : 0u) << one.row;
    if (one.taken) {
      EXPECT_EQ(reading.told.rows[0].is_complete(), one.complete) << one.row;
    }
    ASSERT_EQ(reading.told.rejections.empty(), one.column.empty()) << one.row;
    if (one.column.empty()) continue;
    const Rejection& rejection = reading.told.rejections[0];
    const RowFate fate = !one.taken     ? RowFate::not_taken
                         : one.complete ? RowFate::taken
                                        : RowFate::kept_incomplete;
    EXPECT_EQ(rejection.column, one.column) << one.row;
    EXPECT_EQ(rejection.fate, fate) << one.row;
    EXPECT_EQ(rejection.row, 2u) << one.row;
    EXPECT_EQ(reading.summary.not_taken, one.taken ? 0u : 1u) << one.row;
    EXPECT_EQ(reading.summary.incomplete, one.taken && !one.complete ? 1u : 0u) << one.row;
  }
}

TEST(ListRows, a_plain_running_number_is_no_id_whatever_its_heading) {
  const ListReading counted =
      read_bytes("编号,姓名,电话\n1,王芳,13800138001\n2,李娜,13800138002\n");
  ASSERT_EQ(counted.told.rows.size(), 2u);
  EXPECT_EQ(counted.told.rows[1].list_id, "");
  EXPECT_TRUE(counted.summary.is_id_a_running_number);
  const ListReading given =
      read_bytes("编号,姓名,电话\n1001,王芳,13800138001\n1002,李娜,13800138002\n");
  EXPECT_EQ(given.told.rows[1].list_id, "1002");
  const ListReading lettered =
      read_bytes("编号,姓名,电话\nA1,王芳,13800138001\nA2,李娜,13800138002\n");
  EXPECT_EQ(lettered.told.rows[0].list_id, "A1");
  const ListReading gaps = read_bytes("编号,姓名,电话\n1,王芳,13800138001\n7,李娜,13800138002\n");
  EXPECT_EQ(gaps.told.rows[0].list_id, "1");
}

TEST(ListRows, party_sizes_agree) {  // the largest of what the row tells
  const std::string head = "姓名,电话,同伴,人数,随行人数\n";
  const std::vector<std::pair<std::string, int>> cases = {
      {"王芳,13800138001,,,", 1},       {"王芳,13800138001,李娜,,", 2},
      {"王芳,13800138001,李娜,1,", 2},  {"王芳,13800138001,李娜,4,", 4},
      {"王芳,13800138001,,,2", 3},      {"王芳,13800138001,,2人,", 2},
      {"王芳,13800138001,,两位,", 2},   {"王芳夫妇,13800138001,,,", 2},
      {"王芳、李娜,13800138001,,,", 2}, {"王芳,13800138001,老伴,,", 2},
      {"王芳,13800138001,,5000,", 1},   {"王芳,13800138001,,2.0,", 2}};
  for (const auto& [row, persons] : cases) {
    const ListReading reading = read_bytes(head + row + "\n");
    ASSERT_EQ(reading.told.rows.size(), 1u) << row;
    EXPECT_EQ(reading.told.rows[0].persons, persons) << row;
  }
}

TEST(ListRows, totals_and_repeated_headings_are_no_guests) {
  const ListReading reading = read_bytes(
      "序号,姓名,电话\n1,王芳,13800138001\n序号,姓名,电话\n2,李娜,13800138002\n合计,2人,\n,"
      "总计：2人,\n");
  EXPECT_EQ(reading.told.rows.size(), 2u);
  EXPECT_EQ(reading.summary.rows, 2u);
  EXPECT_TRUE(reading.told.rejections.empty());
}

TEST(ListRows, headings_of_two_rows_are_read_together) {
  const ListReading reading =
      read_bytes("姓名,联系方式,,业务员\n姓名,手机,固话,\n王芳,13800138001,010-62345678,赵雷\n");
  ASSERT_EQ(reading.told.rows.size(), 1u) << reading.failure;
  EXPECT_EQ(reading.told.rows[0].phones, (Texts{"13800138001", "01062345678"}));
  EXPECT_EQ(reading.told.rows[0].rep, "赵雷");
}

TEST(ListRows, a_list_of_nothing_but_names_is_read) {
  const ListReading reading = read_bytes("答谢会\n姓名\n王芳\n李娜\n");
  EXPECT_EQ(reading.told.rows.size(), 2u);
  EXPECT_EQ(reading.summary.incomplete, 2u);
}

TEST(ListRows, a_list_without_headings_is_told_what_it_needs) {
  EXPECT_NE(read_bytes("王芳,13800138001\n").failure.find("姓名"), std::string::npos);
  EXPECT_NE(read_bytes("电话,地址\n13800138001,北京\n").failure.find("names"), std::string::npos);
}

TEST(ListRows, health_is_not_stored_but_the_need_for_a_seat_is) {  // P4, S2
  const ListReading reading = read_bytes(
      "姓名,电话,备注\n王芳,13800138001,糖尿病；听力不好；VIP\n李娜,13800138002,坐轮椅\n");
  ASSERT_EQ(reading.told.rows.size(), 2u);
  EXPECT_EQ(reading.told.rows[0].tags, Texts{"VIP"});
  EXPECT_TRUE(reading.told.rows[0].needs_front);
  EXPECT_TRUE(reading.told.rows[1].needs_wheelchair);
  ASSERT_FALSE(reading.told.rejections.empty());
  EXPECT_EQ(reading.told.rejections[0].reason.find("糖尿病"), std::string::npos);
}

TEST(ListRows, a_party_merged_over_rows_is_one_party) {
  const auto cell = [](const std::string& place, const std::string& text) {
    return text.empty() ? "" : "<c r=\"" + place + "\" t=\"str\"><v>" + text + "</v></c>";
  };
  const auto row = [&](const std::string& n, const Texts& texts) {
    std::string xml = "<row r=\"" + n + "\">";
    for (std::size_t i = 0; i < texts.size(); ++i)
      xml += cell(std::string(1, char('A' + i)) + n, texts[i]);
    return xml + "</row>";
  };
  const std::string sheet =
      "<sheetData>" + row("1", {"会员号", "姓名", "同伴", "电话", "业务员"}) +
      row("2", {"M1", "王建国", "李秀英", "13800138001", "赵雷"}) +
      row("3", {"", "", "王小明", "13900139001", ""}) +
      row("4", {"", "张敏", "", "13800138002", ""}) +
      row("5", {"", "李娜", "", "13800138003", ""}) +
      "</sheetData><mergeCells><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"E2:E4\"/>"
      "<mergeCell ref=\"A2:A4\"/></mergeCells>";
  const ListReading reading = read_bytes(xlsx_of(sheet), "a.xlsx");
  ASSERT_EQ(reading.told.rows.size(), 3u) << reading.failure;
  EXPECT_EQ(reading.told.rows[0].companions.size(), 2u);
  EXPECT_EQ(reading.told.rows[0].phones.size(), 2u);
  EXPECT_EQ(reading.told.rows[0].persons, 3);
  EXPECT_EQ(reading.told.rows[1].rep, "赵雷");
  EXPECT_EQ(reading.told.rows[1].list_id, "") << "an id belongs to one guest";
  EXPECT_EQ(reading.told.rows[2].rep, "");
}

TEST(ListRows, hostile_text_is_only_text) {
  const std::string rows = "姓名,电话,地址\n" + std::string("王\0芳", 7) +
                           ",138\x01"
                           "00138001,\x1B[2J\xE2\x80\xAE"
                           "'; DROP TABLE guests;--\n";
  const ListReading reading = read_bytes(rows);
  ASSERT_EQ(reading.told.rows.size(), 1u) << reading.failure;
  EXPECT_EQ(reading.told.rows[0].name, "王芳");
  EXPECT_EQ(reading.told.rows[0].phones, Texts{"13800138001"});
  EXPECT_EQ(reading.told.rows[0].address, "'; DROP TABLE guests;--");
}

TEST(ListRows, a_few_broken_characters_do_not_cost_the_list) {
  std::string rows = "姓名,电话\n";
  for (int i = 0; i < 100; ++i) rows += "王建国,13800138001\n";
  rows += "李\xE5,13800138002\n";
  const ListReading reading = read_bytes(rows);
  ASSERT_EQ(reading.told.rows.size(), 101u) << reading.failure;
  EXPECT_TRUE(reading.told.rows[0].is_complete());
  EXPECT_FALSE(reading.told.rows[100].is_complete());
}

}  // namespace
}  // namespace yingbin
