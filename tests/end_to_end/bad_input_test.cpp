// What strangers hand in: pictures that are none, lists that are bombs, codes that are commands
// (issue 2: "Faults and bad input"). Each ends in a sentence that says what to do, or in a verdict.
#include <cstdint>

#include "end_to_end/event_folder.h"
#include "roster/list_sink.h"
#include "scan/qr_image.h"

namespace yingbin {
namespace {

void put_le32(std::string& bytes, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(value >> shift & 0xFFU);
}

// A BMP of 256 greys, 54 + 1024 bytes of heading, rows from the bottom; white, with `code` in its
// middle.
std::string bmp_of(std::uint32_t width, std::uint32_t height, const QrMatrix& code = {},
                   std::uint32_t module = 0) {
  std::string bytes = "BM";
  const std::uint32_t start = 54 + 1024;
  for (std::uint32_t value : {start + width * height, 0U, start, 40U, width, height, 1U | 8U << 16,
                              0U, 0U, 0U, 0U, 256U, 0U}) {
    put_le32(bytes, value);
  }
  for (std::uint32_t grey = 0; grey < 256; ++grey) put_le32(bytes, grey * 0x010101U);
  bytes.resize(start + std::size_t{width} * height, '\xFF');
  const auto side = static_cast<std::uint32_t>(code.size) * module;
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      if (!code.at(static_cast<int>(x / module), static_cast<int>(y / module))) continue;
      const std::size_t row = (height + side) / 2 - 1 - y;
      bytes[start + row * width + (width - side) / 2 + x] = '\0';
    }
  }
  return bytes;
}

class BadInput : public testing::Test {
 protected:
  fs::path file(const std::string& name, const std::string& bytes) const {
    write_file(folder / name, bytes);
    return folder / name;
  }

  [[nodiscard]] fs::path picture_of(const std::string& text) const {
    const auto code = make_qr(text);
    EXPECT_TRUE(code) << (code ? "" : code.message());
    return file("code.bmp", code ? bmp_of(1200, 1200, *code, 6) : "");
  }

  [[nodiscard]] std::string verdict_on(const std::string& input) const {
    const auto lines = event.json({"admit", input});
    return lines.size() == 1 ? lines.front().value("verdict", "") : "";
  }

  TemporaryFolder folder;
  EventFolder event =
      event_with_list_in(folder / "event", "张伟,13800001234,1\n李娜,13900005678,2\n");
};

TEST_F(BadInput, files_that_are_no_pictures_are_unreadable_and_say_why) {
  fs::create_directories(folder / "no pictures");
  for (const fs::path& bad : {file("text.png", "this is a text\n"), file("empty.png", ""),
                              file("cut.bmp", bmp_of(400, 400).substr(0, 5000)),
                              file("lies.bmp", bmp_of(400, 400).replace(18, 4, "\xFF\xFF\xFF\x7F")),
                              folder / "no pictures"}) {
    SCOPED_TRACE(bad);
    expect_explained(event, {"admit", bad.string()});
    expect_explained(event, {"read", bad.string()});
  }
  EXPECT_EQ(verdict_on((folder / "text.png").string()), "unreadable");
  EXPECT_EQ(verdict_on(file("white.bmp", bmp_of(400, 400)).string()), "unreadable");
}

TEST_F(BadInput, a_card_in_a_photo_of_40_megapixels_is_admitted) {
  const auto code = make_qr(event.codes().front());
  ASSERT_TRUE(code);
  EXPECT_EQ(verdict_on(file("photo.bmp", bmp_of(8000, 5000, *code, 40)).string()), "admitted");
}

TEST_F(BadInput, a_picture_of_80_megapixels_is_refused_in_words) {
  expect_explained(event, {"admit", file("huge.bmp", bmp_of(10'000, 8'000)).string()});
}

TEST_F(BadInput, codes_of_other_makers_are_no_invitations) {
  EXPECT_EQ(verdict_on(picture_of("https://example.org/a/long/way?to=nowhere&and=back").string()),
            "unknown");
  EXPECT_EQ(verdict_on(picture_of(std::string(2'000, 'x')).string()), "unknown");
  EXPECT_EQ(verdict_on(picture_of("'; DROP TABLE records; --").string()), "unknown");
}

// One line a code, whatever is in it; nothing reaches the terminal or the database as a command.
TEST_F(BadInput, commands_and_control_characters_on_standard_input_are_codes_like_any_other) {
  std::string input = "\x1b[2J\x1b[31mred\n'; DROP TABLE records; --\n";
  input += std::string("a\0b\n", 4) + std::string("\0\n", 2) +
           "\xFF\xFE\xC2\n{}{}%s%n\n\xC2\x9B"
           "31m\n";
  input += std::string(1 << 20, 'A') + "\n" + event.codes().front() + "\r\n";
  const std::string before = event.digest();
  const Ended text = event.run({"admit", "-"}, input);
  EXPECT_EQ(text.exit_code, 1);
  EXPECT_EQ(text.signal, 0);
  EXPECT_EQ(lines_of(text.out).size(), 9U) << text.out;
  for (const char* control : {"\x1b", "\xC2\x9B"})
    EXPECT_EQ(text.out.find(control), std::string::npos);
  EXPECT_EQ(text.out.find('\0'), std::string::npos);
  EXPECT_NE(event.digest(), before)
      << "the real code at the end, with a scanner's CR, was admitted";
  auto counts = count_by(event.json({"admit", "-"}, input), "verdict");
  EXPECT_EQ(counts["already_in"] + counts["party_full"], 1);
  EXPECT_EQ(counts["unknown"] + counts["unreadable"], 8);
  (void)event.done({"check"});
}

TEST_F(BadInput, commands_and_control_characters_in_a_list_are_names_like_any_other) {
  const fs::path list =
      file("list.csv",
           "姓名,手机\n\x1b[31m红小红,13700000001\n\"Robert'); DROP TABLE records;--\","
           "13700000002\n" +
               std::string("张\0小三,13700000003\n", 24));
  const Ended imported = event.run({"import", list.string()});
  EXPECT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_EQ((imported.out + imported.err).find('\x1b'), std::string::npos);
  EXPECT_EQ(event.codes().size(), 5U);
  for (const char* digits : {"0001", "0002", "0003"}) {
    const Ended found = event.run({"find", digits});
    EXPECT_EQ(found.exit_code, 0) << digits;
    EXPECT_EQ(found.out.find('\x1b'), std::string::npos);
    EXPECT_EQ(found.out.find('\0'), std::string::npos);
  }
  (void)event.done({"check"});
}

TEST_F(BadInput, files_that_are_no_lists_are_refused_in_words_and_change_nothing) {
  fs::create_directories(folder / "folder.xlsx");
  const fs::path sparse = file("large.csv", "");
  fs::resize_file(sparse, 3ULL << 30);
  const fs::path sparse_book = file("large.xlsx", "PK\x03\x04");
  fs::resize_file(sparse_book, 3ULL << 30);
  const std::string before = event.digest();
  for (const fs::path& bad :
       {file("old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"), file("empty.csv", ""),
        file("empty.xlsx", ""), file("text.xlsx", "not a workbook"), file("blank.csv", "\n\n\n"),
        file("picture.csv", bmp_of(100, 100)), sparse, sparse_book, folder / "folder.xlsx",
        folder / "missing.xlsx"}) {
    SCOPED_TRACE(bad);
    expect_explained(event, {"import", bad.string()});
    expect_explained(event, {"import", "--dry-run", bad.string()});
  }
  EXPECT_EQ(event.digest(), before);
}

TEST_F(BadInput, a_zip_bomb_is_refused_in_words) {
  ZipText zip;
  zip.add("[Content_Types].xml", "<Types/>");
  zip.add("xl/workbook.xml",
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>");
  zip.add("xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"1\" Target=\"s.xml\"/></R>");
  zip.add("xl/s.xml",
          "<worksheet><sheetData>" + std::string(64 << 20, ' ') + "</sheetData></worksheet>");
  expect_explained(event, {"import", file("bomb.xlsx", zip.bytes()).string()});
}

TEST_F(BadInput, wrong_venue_files_are_refused_with_their_line_and_leave_no_event) {
  const EventFolder fresh(folder / "fresh");
  for (const fs::path& bad :
       {file("broken.toml", "[event\nname = 3"), file("empty.toml", ""),
        file("wrong.toml", "[event]\nname = 3\ndate = \"soon\"\n"), folder / "missing.toml"}) {
    SCOPED_TRACE(bad);
    expect_explained(fresh, {"event", "new", bad.string()});
    EXPECT_FALSE(fs::exists(fresh.path() / "journal.db"));
  }
  EXPECT_NE(fresh.run({"event", "new", (folder / "broken.toml").string()}).err.find("broken.toml"),
            std::string::npos);
}

// DESIGN 11: 2 is wrong use.
TEST_F(BadInput, wrong_use_ends_with_2) {
  const std::vector<Command> wrong{{"admit"},
                                   {"import"},
                                   {"nonsense"},
                                   {"find"},
                                   {"undo", "x"},
                                   {"invite"},
                                   {"out", "X", "many"},
                                   {"report", "--format", "xml"},
                                   {"admit", "--persons", "0", "X"}};
  for (const Command& words : wrong) {
    const Ended ended = event.run(words);
    EXPECT_EQ(ended.exit_code, 2) << words.front();
    EXPECT_FALSE(ended.err.empty()) << words.front();
  }
}

}  // namespace
}  // namespace yingbin
