// Tables of cases for the words of a guest list: phones, names, couples, headings, encodings of
// needs.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <rapidcheck/gtest.h>

#include "roster/cell_format.h"
#include "roster/columns.h"
#include "roster/list_text.h"
#include "roster/needs.h"
#include "roster/person_name.h"
#include "roster/phone.h"

namespace yingbin {
namespace {

using Texts = std::vector<std::string>;

struct PhoneCase {
  std::string cell;
  Texts numbers;
  std::size_t faults = 0;
};

class ListPhones : public testing::TestWithParam<PhoneCase> {};

TEST_P(ListPhones, a_cell_gives_these_numbers_and_faults) {
  const PhoneReading reading = read_phones(clean_text(GetParam().cell));
  EXPECT_EQ(reading.numbers, GetParam().numbers) << GetParam().cell;
  EXPECT_EQ(reading.faults.size(), GetParam().faults) << GetParam().cell;
}

INSTANTIATE_TEST_SUITE_P(
    B1, ListPhones,
    testing::Values(
        PhoneCase{"13800138000", {"13800138000"}}, PhoneCase{"138 0013 8000", {"13800138000"}},
        PhoneCase{"138-0013-8000", {"13800138000"}}, PhoneCase{"138.0013.8000", {"13800138000"}},
        PhoneCase{"１３８００１３８００１", {"13800138001"}},
        PhoneCase{"+8613800138000", {"13800138000"}},
        PhoneCase{"＋86 138 0013 8000", {"13800138000"}},
        PhoneCase{"0086-13800138000", {"13800138000"}}, PhoneCase{"8613800138000", {"13800138000"}},
        PhoneCase{"(+86)13800138000", {"13800138000"}}, PhoneCase{"013800138000", {"13800138000"}},
        PhoneCase{"'13800138000", {"13800138000"}}, PhoneCase{"13800138000.0", {"13800138000"}},
        PhoneCase{"\u202D13800138000\u202C", {"13800138000"}},
        PhoneCase{"13800138000/13900139001", {"13800138000", "13900139001"}},
        PhoneCase{"13800138000、13900139001", {"13800138000", "13900139001"}},
        PhoneCase{"13800138000 13900139001", {"13800138000", "13900139001"}},
        PhoneCase{"138 0013 8000 139 0013 9001", {"13800138000", "13900139001"}},
        PhoneCase{"13800138000\n13900139001", {"13800138000", "13900139001"}},
        PhoneCase{"1380013800013900139001", {"13800138000", "13900139001"}},
        PhoneCase{"13800138000或13800138000", {"13800138000"}},
        PhoneCase{"王:13800138000,李:13900139001", {"13800138000", "13900139001"}},
        PhoneCase{"010-62345678", {"01062345678"}}, PhoneCase{"(010)6234 5678", {"01062345678"}},
        PhoneCase{"0755-26123456-801", {"075526123456"}}, PhoneCase{"62345678转801", {"62345678"}},
        PhoneCase{"+86 10 6234 5678", {"01062345678"}}, PhoneCase{"1062345678", {"01062345678"}},
        PhoneCase{"400-800-1234", {"4008001234"}}, PhoneCase{"+1 (415) 555-2671", {"14155552671"}},
        PhoneCase{"00852 9123 4567", {"85291234567"}},
        PhoneCase{"1.3800138001E+10", {"13800138001"}}, PhoneCase{"1.38E+10", {}, 1},
        PhoneCase{"1.3800138e10", {}, 1}, PhoneCase{"6.2345678E+10", {}, 1},
        PhoneCase{"13800000000", {}, 1}, PhoneCase{"1380013800", {}, 1},
        PhoneCase{"138001380000", {}, 1}, PhoneCase{"138****8000", {}, 1},
        PhoneCase{"12345", {}, 1}, PhoneCase{"微信联系", {}, 1},
        PhoneCase{"13800138000 99", {"13800138000"}}, PhoneCase{"无", {}}, PhoneCase{"-", {}},
        PhoneCase{"", {}}));

struct NameCase {
  std::string cell;
  std::string name;
  Texts companions = {};
  int persons = 0;
  bool is_full = true;
};

class ListNames : public testing::TestWithParam<NameCase> {};

TEST_P(ListNames, a_cell_names_these_people) {
  const PartyNames party = read_party(clean_text(GetParam().cell));
  EXPECT_EQ(party.name, GetParam().name) << GetParam().cell;
  EXPECT_EQ(party.companions, GetParam().companions) << GetParam().cell;
  EXPECT_EQ(party.persons, GetParam().persons) << GetParam().cell;
  EXPECT_EQ(party.is_full, GetParam().is_full) << GetParam().cell << ": " << party.doubt;
  EXPECT_EQ(party.doubt.empty(), party.is_full || party.name.empty()) << GetParam().cell;
}

INSTANTIATE_TEST_SUITE_P(
    B1, ListNames,
    testing::Values(
        NameCase{"王芳", "王芳"}, NameCase{"王 芳", "王芳"}, NameCase{"王　　芳 ", "王芳"},
        NameCase{"王\u200B芳\uFEFF", "王芳"}, NameCase{"\u202E王芳", "王芳"},
        NameCase{"王芳🌹", "王芳"}, NameCase{"\x1B[31m王芳\x1B[0m", "王芳"},
        NameCase{"John  Smith", "John Smith"}, NameCase{"Smith, John", "Smith John"},
        NameCase{"O'Brien", "O'Brien"}, NameCase{"Ｊｏｈｎ", "John"},
        NameCase{"买买提·吐尔逊", "买买提·吐尔逊"}, NameCase{"买买提•吐尔逊", "买买提·吐尔逊"},
        NameCase{"买买提・吐尔逊", "买买提·吐尔逊"}, NameCase{"买买提.吐尔逊", "买买提·吐尔逊"},
        NameCase{"买买提 · 吐尔逊", "买买提·吐尔逊"}, NameCase{"欧阳 建国", "欧阳建国"},
        NameCase{"欧阳修", "欧阳修"}, NameCase{"李和平", "李和平"}, NameCase{"𬱖翀", "𬱖翀"},
        NameCase{"王建国、李秀英", "王建国", {"李秀英"}},
        NameCase{"王建国/李秀英", "王建国", {"李秀英"}},
        NameCase{"王建国＆李秀英", "王建国", {"李秀英"}},
        NameCase{"王建国 李秀英", "王建国", {"李秀英"}},
        NameCase{"王建国\n李秀英", "王建国", {"李秀英"}},
        NameCase{"王建国和李秀英", "王建国", {"李秀英"}},
        NameCase{"王和平和李秀英", "王和平", {"李秀英"}},
        NameCase{"王建国 李秀英夫妇", "王建国", {"李秀英"}, 2},
        NameCase{"王建国夫妇", "王建国", {}, 2}, NameCase{"王建国（李秀英）", "王建国", {"李秀英"}},
        NameCase{"王建国(配偶:李秀英)", "王建国", {"李秀英"}},
        NameCase{"王建国（夫妻）", "王建国", {}, 2}, NameCase{"王建国(2人)", "王建国", {}, 2},
        NameCase{"王建国一家三口", "王建国", {}, 3}, NameCase{"王建国全家", "王建国"},
        NameCase{"王建国等4人", "王建国", {}, 4}, NameCase{"王建国+1", "王建国", {}, 2},
        NameCase{"王建国(女)", "王建国"}, NameCase{"王建国先生", "王建国"},
        NameCase{"John & Mary Smith", "John", {"Mary Smith"}},
        NameCase{"王先生", "王先生", {}, 0, false}, NameCase{"欧阳女士", "欧阳女士", {}, 0, false},
        NameCase{"王", "王", {}, 0, false}, NameCase{"张总", "张总", {}, 0, false},
        NameCase{"王\uE000", "王\uFFFD", {}, 0, false}, NameCase{"测试", "测试", {}, 0, false},
        NameCase{"", "", {}, 0, false}, NameCase{"无", "", {}, 0, false},
        NameCase{"12345", "", {}, 0, false}, NameCase{"???", "", {}, 0, false},
        NameCase{"#N/A", "", {}, 0, false}, NameCase{"🌹🌹", "", {}, 0, false},
        NameCase{"Robert'); DROP TABLE guests;--", "Robert' DROP TABLE guests"}));

TEST(ListNames, a_name_of_two_hundred_characters_is_cut_and_told) {
  std::string cell;
  for (int i = 0; i < 200; ++i) cell += "王";
  const PartyNames party = read_party(cell);
  EXPECT_EQ(code_points(party.name).size(), 60u);
  EXPECT_FALSE(party.is_full);
}

RC_GTEST_PROP(ListNames, any_text_gives_a_name_that_is_stable_when_read_again, (std::string text)) {
  const std::string once = person_name(clean_text(text));
  RC_ASSERT(person_name(clean_text(once)) == once);
}

TEST(ListCompanions, names_counts_and_words_are_told_apart) {
  EXPECT_EQ(read_companions("李秀英、王小明").names, (Texts{"李秀英", "王小明"}));
  EXPECT_EQ(read_companions("老伴李秀英").names, Texts{"李秀英"});
  EXPECT_EQ(read_companions("老伴").unnamed, 1);
  EXPECT_EQ(read_companions("2").unnamed, 2);
  EXPECT_EQ(read_companions("有").unnamed, 1);
  EXPECT_EQ(read_companions("否").unnamed, 0);
  EXPECT_TRUE(read_companions("无").names.empty());
}

TEST(ListHeadings, synonyms_in_both_languages_are_recognised) {
  const std::vector<std::pair<std::string, Column>> cases = {{"姓名", Column::name},
                                                             {"姓 名*", Column::name},
                                                             {"客户姓名（必填）", Column::name},
                                                             {"来宾", Column::name},
                                                             {"姓名/Name", Column::name},
                                                             {"Guest Name", Column::name},
                                                             {"手机号码", Column::phone},
                                                             {"联系电话1", Column::phone},
                                                             {"电话\nPhone", Column::phone},
                                                             {"客户联系电话", Column::phone},
                                                             {"Mobile No.", Column::phone},
                                                             {"邀请人电话", Column::none},
                                                             {"家庭住址", Column::address},
                                                             {"业务员", Column::rep},
                                                             {"邀约人", Column::rep},
                                                             {"Sales Rep", Column::rep},
                                                             {"同行人数", Column::persons},
                                                             {"随行人数", Column::extra_persons},
                                                             {"Party Size", Column::persons},
                                                             {"配偶姓名", Column::companions},
                                                             {"配偶电话", Column::companion_phone},
                                                             {"编号", Column::list_id},
                                                             {"Guest ID", Column::list_id},
                                                             {"序号", Column::running_number},
                                                             {"No.", Column::running_number},
                                                             {"#", Column::running_number},
                                                             {"意向等级", Column::grade},
                                                             {"客户来源", Column::channel},
                                                             {"备注", Column::tags},
                                                             {"轮椅", Column::wheelchair},
                                                             {"区域/座位", Column::seat},
                                                             {"座位号", Column::seat},
                                                             {"分区", Column::zone},
                                                             {"邀请码", Column::code},
                                                             {"QR Code", Column::code},
                                                             {"2026年答谢会来宾名单", Column::none},
                                                             {"公司", Column::none},
                                                             {"", Column::none}};
  for (const auto& [heading, kind] : cases) {
    EXPECT_EQ(static_cast<int>(recognise_heading(heading)), static_cast<int>(kind)) << heading;
  }
}

TEST(ListHeadings, the_column_that_says_name_outright_is_the_name) {
  const ColumnPlan plan = plan_columns({"客户", "姓名", "电话"});
  EXPECT_EQ(plan.kinds[0], Column::none);
  EXPECT_EQ(plan.kinds[1], Column::name);
}

TEST(ListText, is_cleaned_once) {
  EXPECT_EQ(clean_text(std::string("a\0b", 3)), "ab");
  EXPECT_EQ(clean_text("  a \t b  \r\n\n c "), "a b\nc");
  EXPECT_EQ(clean_text("\u202Eabc\u200F"), "abc");
  EXPECT_EQ(clean_text("ＡＢ（１２）　"), "AB(12)");
  EXPECT_EQ(clean_text("e\u0301"), "\u00E9");
  EXPECT_EQ(clean_text("\x1B]0;x\x07y"), "]0;xy");
  EXPECT_EQ(clean_text("a\xFF"
                       "b"),
            "a\uFFFD"
            "b");
}

TEST(ListNumbers, keep_their_digits_and_dates_are_written_as_dates) {
  const NumberFormat general;
  EXPECT_EQ(number_text("1.3800138E10", general, DateEpoch::year_1900), "13800138000");
  EXPECT_EQ(number_text("3.14", general, DateEpoch::year_1900), "3.14");
  EXPECT_EQ(number_text("7", format_of_code("0000"), DateEpoch::year_1900), "0007");
  // Checked with LibreOffice: 45000 is 2023-03-15; in the epoch of 1904, 43538 is the same day.
  EXPECT_EQ(number_text("45000", builtin_format(14), DateEpoch::year_1900), "2023-03-15");
  EXPECT_EQ(number_text("43538", builtin_format(14), DateEpoch::year_1904), "2023-03-15");
  EXPECT_EQ(
      number_text("45000.75", format_of_code("yyyy\"年\"m\"月\"d\"日\""), DateEpoch::year_1900),
      "2023-03-15 18:00");
  EXPECT_EQ(number_text("0.5", builtin_format(20), DateEpoch::year_1900), "12:00");
  EXPECT_TRUE(format_of_code("[$-804]hh:mm").is_date);
  EXPECT_FALSE(format_of_code("[Red]#,##0.00\"days\"").is_date);
  EXPECT_FALSE(format_of_code("General").is_date);
}

TEST(ListWords, channels_and_grades_are_recognised) {
  EXPECT_EQ(channel_of("电话邀约"), ListChannel::phone_call);
  EXPECT_EQ(channel_of("老客户介绍"), ListChannel::referral);
  EXPECT_EQ(channel_of("送函上门"), ListChannel::letter);
  EXPECT_EQ(channel_of("朋友圈广告"), ListChannel::media);
  EXPECT_EQ(channel_of("社区活动"), ListChannel::community_visit);
  EXPECT_EQ(channel_of("walk-in"), ListChannel::walk_in);
  EXPECT_EQ(channel_of("火星"), ListChannel::other);
  EXPECT_EQ(channel_of(""), ListChannel::none);
  EXPECT_EQ(grade_of("a类"), 'A');
  EXPECT_EQ(grade_of("B"), 'B');
  EXPECT_EQ(grade_of("Z"), 0);
  EXPECT_EQ(grade_of("China"), 0);
}

TEST(ListWords, health_never_becomes_a_tag) {  // P4
  EXPECT_FALSE(is_tag("糖尿病"));
  EXPECT_FALSE(is_tag("听力不好"));
  EXPECT_TRUE(is_tag("VIP"));
}

}  // namespace
}  // namespace yingbin
