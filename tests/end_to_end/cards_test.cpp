// Cards on paper and on telephones (B4, DESIGN 7): another reader than ours reads every one, and
// the door admits from their pictures. YINGBIN_LONG=1 does it with the 600 cards of the sample
// event.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "end_to_end/event_folder.h"

namespace yingbin {
namespace {

// Names that are hard to draw: rare hanzi, one outside the BMP, long ones, Latin ones, couples.
constexpr const char* kHardNames =
    "姓名,手机,人数\n龑翀,13800000001,1\n𬱖小明,13800000002,2\n阿依古丽·买买提,"
    "13800000003,"
    "1\n"
    "欧阳慧,13800000004,2\nMary Smith,13800000005,1\n马小龙,13800000006,2\n李堃,13800000007,1\n"
    "迪丽热巴·迪力木拉提,13800000008,1\n单雄信,13800000009,1\n区国强,13800000010,2\n";

class Cards : public testing::Test {
 protected:
  void SetUp() override {
    const char* at_length = std::getenv("YINGBIN_LONG");
    const bool all = at_length && *at_length == '1';
    write_file(folder / "list.csv", kHardNames);
    const fs::path list = all ? sample_file("guests.xlsx") : folder / "list.csv";
    (void)event.done({"import", list.string()});
    (void)event.done({"invite", "--out", cards.string()});
    for (const auto& entry : fs::directory_iterator(cards)) {
      if (entry.path().extension() == ".png") pictures.push_back(entry.path().string());
    }
    std::sort(pictures.begin(), pictures.end());
  }

  TemporaryFolder folder;
  EventFolder event = new_event_in(folder / "event");
  fs::path cards = folder / "cards";
  std::vector<std::string> pictures;
};

TEST_F(Cards, another_reader_reads_every_card_and_finds_our_codes) {
  if (!has_program("zbarimg")) GTEST_SKIP() << "zbarimg is not installed";
  const auto codes = event.codes();
  ASSERT_EQ(pictures.size(), codes.size());
  Command zbar{"zbarimg", "--quiet", "--raw"};
  zbar.insert(zbar.end(), pictures.begin(), pictures.end());
  const auto read = lines_of(run_program(zbar).out);
  EXPECT_EQ(read.size(), codes.size());
  EXPECT_EQ(std::set<std::string>(read.begin(), read.end()),
            std::set<std::string>(codes.begin(), codes.end()));
}

TEST_F(Cards, a_folder_of_pictures_is_admitted_once) {
  const auto first = event.json({"admit", cards.string()});
  EXPECT_EQ(count_by(first, "verdict"),
            (std::map<std::string, int>{{"admitted", static_cast<int>(pictures.size())}}));
  const auto second = event.json({"admit", cards.string()});
  ASSERT_EQ(second.size(), first.size());
  for (const Json& line : second) {
    const auto verdict = line.at("verdict").get<std::string>();
    EXPECT_TRUE(verdict == "already_in" || verdict == "party_full") << line;
  }
  Command read{"read"};
  read.insert(read.end(), pictures.begin(), pictures.end());
  for (const Json& line : event.json(read))
    EXPECT_TRUE(line.at("text").get<std::string>().starts_with("YB1."));
}

TEST_F(Cards, one_pdf_holds_every_card_to_print) {
  if (!has_program("pdftotext")) GTEST_SKIP() << "pdftotext is not installed";
  const Ended text = run_program({"pdftotext", (cards / "invitations.pdf").string(), "-"});
  ASSERT_EQ(text.exit_code, 0) << text.err;
  for (const Json& line : event.json({"admit", cards.string()})) {
    EXPECT_NE(text.out.find(line.at("name").get<std::string>()), std::string::npos)
        << line.at("name");
  }
}

}  // namespace
}  // namespace yingbin
