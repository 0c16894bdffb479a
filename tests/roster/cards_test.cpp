// Invitation cards (rule B4): read from outside by zbarimg, whatever stands on them.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "roster/card_drawing.h"
#include "roster/invitation_card.h"
#include "scan/qr_image.h"
#include "scan/scan_support.h"

namespace yingbin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLongEvent =
    "第二十三届华东地区中老年健康生活方式与营养科普秋季联谊大会暨新品发布";
constexpr const char* kLongPlace =
    "金桂国际会议中心大酒店主楼二楼牡丹厅与芍药厅（示例省示例市滨河新区滨河东路 1018 号，C 出口 "
    "600 米）";

// Like ours: 134 characters of QR's alphanumeric set.
std::string code_text(int number) {
  std::string text = "YB1.";
  auto state = static_cast<std::uint32_t>(number) + 7;
  while (text.size() < 134) {
    state = state * 1'103'515'245 + 12'345;
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[state >> 16 & 31];
  }
  return text;
}

CardText card(int number, const std::string& name) {
  CardText text;
  text.event = "秋季健康联谊会";
  text.place = "金桂大酒店 二楼牡丹厅";
  text.time = "2026年10月18日 09:30";
  text.guest_name = name;
  text.rep = "阿依古丽·买买提";
  text.zone_name = "红区";
  text.zone_mark = "红";
  text.zone_colour = "#A3241F";
  text.zone_shape = Names<ZoneShape>::list[static_cast<std::size_t>(number % 6)].first;
  text.seat = "3 排 12、13 座";
  text.persons = 2;
  text.short_code = "K7Q2M-0000" + std::to_string(number);
  const auto qr = make_qr(code_text(number));
  text.code = {qr->size, qr->dark};
  return text;
}

CardText longest_card(int number) {
  CardText text = card(number, "阿卜杜热合曼江·买买提艾力·吐尔逊托合提");
  text.event = kLongEvent;
  text.place = kLongPlace;
  text.honorific = "先生和夫人";
  text.zone_name = "贵宾休息与健康咨询及产品体验专区";
  text.seat = "贵宾 12 桌 11、12、13、14、15、16、17、18 座";
  text.time = "2026年10月18日 星期日 上午 9 点 30 分（8 点 30 分开门签到，请提前到场）";
  text.persons = 99;
  return text;
}

std::vector<CardText> five_cards() {
  return {card(0, "张伟"), card(1, "陈𬱖"), longest_card(2),
          card(3, "Alexandra Montgomery-Smith"), card(4, "欧阳龑")};
}

std::set<std::string> codes(int count) {
  std::set<std::string> all;
  for (int i = 0; i < count; ++i) all.insert(code_text(i));
  return all;
}

std::set<std::string> read_by_zbarimg(const std::string& files) {
  const ChildResult read =
      run_child("zbarimg --raw -q -Sdisable -Sqrcode.enable " + files + " 2>/dev/null");
  std::set<std::string> lines;
  std::istringstream output(read.output);
  for (std::string line; std::getline(output, line);) lines.insert(line);
  return lines;
}

bool overlap(const CardBox& a, const CardBox& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

int parts_left(const fs::path& folder) {
  const fs::directory_iterator all(folder);
  return static_cast<int>(std::count_if(
      begin(all), end(all), [](const auto& entry) { return entry.path().extension() == ".part"; }));
}

TEST(Cards, every_picture_is_read_by_zbarimg) {
  const ScratchFolder folder;
  const auto written = write_cards(five_cards(), folder.path() / "cards", {});
  ASSERT_TRUE(written) << written.message();
  EXPECT_EQ(written->pictures, 5);
  EXPECT_TRUE(written->warnings.empty()) << written->warnings.front();
  EXPECT_EQ(read_by_zbarimg((folder.path() / "cards").string() + "/card_*.png"), codes(5));
}

TEST(Cards, sheet_has_four_cards_a_page_and_is_read_at_150_dots_an_inch) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_cards(five_cards(), folder.path(), {}));
  const std::string page = (folder / "page").string();
  ASSERT_EQ(
      run_child("pdftoppm -r 150 -gray " + (folder / kCardSheet).string() + " " + page).exit_code,
      0);
  EXPECT_EQ(read_by_zbarimg(page + "-1.pgm").size(), 4U);
  EXPECT_EQ(read_by_zbarimg(page + "-2.pgm").size(), 1U);
  EXPECT_EQ(read_by_zbarimg(page + "-*.pgm"), codes(5));
}

TEST(Cards, same_cards_are_the_same_bytes) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_cards(five_cards(), folder / "a", {}));
  ASSERT_TRUE(write_cards(five_cards(), folder / "b", {}));
  for (const std::string name : {"card_K7Q2M-00002.png", "invitations.pdf"}) {
    const std::string first = file_text(folder.path() / "a" / name);
    EXPECT_GT(first.size(), 10'000U);
    EXPECT_TRUE(first == file_text(folder.path() / "b" / name)) << name;
  }
}

TEST(Cards, texts_lie_on_the_card_and_never_overlap) {
  std::vector<CardText> cards = five_cards();
  cards.push_back(card(5, ""));
  cards.back().zone_name.clear();
  for (int shape = 0; shape < 6; ++shape) cards.push_back(longest_card(shape));
  for (const CardText& text : cards) {
    const std::vector<DrawnText> drawn = lay_out_card(text);
    EXPECT_GE(drawn.size(), 8U);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      const CardBox& box = drawn[i].box;
      EXPECT_TRUE(box.x >= 0 && box.y >= 8 && box.x + box.width <= kCardWidth &&
                  box.y + box.height <= kCardHeight)
          << drawn[i].field;
      for (std::size_t j = 0; j < i; ++j) {
        EXPECT_FALSE(overlap(box, drawn[j].box)) << drawn[i].field << " on " << drawn[j].field;
      }
    }
  }
}

TEST(Cards, long_texts_shrink_and_are_whole) {
  for (const DrawnText& text : lay_out_card(longest_card(0))) {
    EXPECT_FALSE(text.cut_off) << text.field;
    EXPECT_FALSE(text.in_no_font) << text.field;
  }
}

TEST(Cards, text_beyond_all_bounds_is_cut_off_with_a_warning) {
  const ScratchFolder folder;
  CardText endless = card(1, "");
  for (int i = 0; i < 200; ++i) endless.guest_name += "买买提";
  const auto written = write_cards(std::vector{endless}, folder.path(), {});
  ASSERT_TRUE(written) << written.message();
  ASSERT_EQ(written->warnings.size(), 1U);
  EXPECT_NE(written->warnings[0].find("K7Q2M-00001"), std::string::npos);
  EXPECT_NE(written->warnings[0].find("name"), std::string::npos);
  EXPECT_EQ(written->warnings[0].find("买"), std::string::npos);  // no name in messages
  EXPECT_EQ(read_by_zbarimg(folder.path().string() + "/card_*.png"), (std::set{code_text(1)}));
}

TEST(Cards, rare_hanzi_are_drawn_and_a_character_in_no_font_is_a_warning) {
  const ScratchFolder folder;
  const std::vector<CardText> cards = {card(0, "王龑翀𬱖堃䶮㛃"), card(1, "李\U0010FFFD")};
  const auto written = write_cards(cards, folder.path(), {});
  ASSERT_TRUE(written) << written.message();
  ASSERT_EQ(written->warnings.size(), 1U);
  EXPECT_TRUE(written->warnings[0].starts_with("card K7Q2M-00001: ")) << written->warnings[0];
}

TEST(Cards, progress_counts_the_pictures_and_can_stop) {
  const ScratchFolder folder;
  std::vector<std::pair<int, int>> seen;
  const auto written = write_cards(five_cards(), folder.path(), [&](int done, int all) {
    seen.emplace_back(done, all);
    return done < 2;
  });
  ASSERT_TRUE(written) << written.message();
  EXPECT_TRUE(written->stopped);
  EXPECT_EQ(seen, (std::vector<std::pair<int, int>>{{1, 5}, {2, 5}}));
  EXPECT_TRUE(fs::exists(folder / "card_K7Q2M-00001.png"));
  EXPECT_FALSE(fs::exists(folder / kCardSheet));
  EXPECT_EQ(parts_left(folder.path()), 0);
}

TEST(Cards, picture_that_cannot_be_written_is_told_and_leaves_nothing_half_done) {
  const ScratchFolder folder;
  fs::create_directories(folder / "card_K7Q2M-00001.png");
  const auto written = write_cards(five_cards(), folder.path(), {});
  ASSERT_FALSE(written);
  EXPECT_NE(written.message().find("card_K7Q2M-00001.png"), std::string::npos);
  EXPECT_NE(written.message().find("disk has room"), std::string::npos);
  EXPECT_EQ(parts_left(folder.path()), 0);
  EXPECT_FALSE(fs::exists(folder / kCardSheet));
}

TEST(Cards, folder_that_is_a_file_is_told) {
  const ScratchFolder folder;
  write_text(folder / "cards", "a file");
  const auto written = write_cards(five_cards(), folder / "cards", {});
  ASSERT_FALSE(written);
  EXPECT_NE(written.message().find("Name another folder"), std::string::npos);
}

}  // namespace
}  // namespace yingbin
