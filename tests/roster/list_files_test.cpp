// Guest list files of every kind, good and bad: B1, and issue "bad input".
#include <gtest/gtest.h>

#include <cstdlib>

#include <unicode/ucnv.h>

#include "roster/list_sink.h"
#include "support/places.h"

namespace yingbin {
namespace {

const std::string kList =
    "2026 年会来宾名单,,,\n制表：张三,,,\n序号,客户姓名*,联系电话（必填）,业务员\n"
    "1,王 芳,138 0013 8001,李雷\n2,𬱖翀,+86 139-0013-9001,韩梅\n";

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 8, '\0');
  const int32_t length =
      ucnv_convert(encoding, "UTF-8", out.data(), static_cast<int32_t>(out.size()), utf8.data(),
                   static_cast<int32_t>(utf8.size()), &error);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::string replaced(std::string text, char from, char to) {
  for (char& c : text) c = c == from ? to : c;
  return text;
}

void expect_the_list(const ListReading& reading, const std::string& what) {
  ASSERT_EQ(reading.failure, "") << what;
  ASSERT_EQ(reading.told.rows.size(), 2u) << what;
  EXPECT_EQ(reading.told.rows[0].name, "王芳") << what;
  EXPECT_EQ(reading.told.rows[0].row, 4u) << what;
  EXPECT_EQ(reading.told.rows[1].name, "𬱖翀") << what;
  EXPECT_EQ(reading.told.rows[1].phones, std::vector<std::string>{"13900139001"}) << what;
  EXPECT_EQ(reading.told.rows[1].rep, "韩梅") << what;
  EXPECT_EQ(reading.told.rows[1].list_id, "") << what << ": 序号 is never an id";
  EXPECT_TRUE(reading.told.rejections.empty()) << what;
  EXPECT_EQ(reading.summary.header_row, 3u) << what;
}

TEST(ListFiles, text_is_read_in_every_usual_encoding) {  // B1
  struct Case {
    const char* name;
    std::string bytes;
  };
  const std::vector<Case> cases = {
      {"UTF-8", kList},
      {"UTF-8", "\xEF\xBB\xBF" + kList},
      {"GB18030", encoded(kList, "gb18030")},
      {"UTF-16 LE", encoded(kList, "UTF-16LE")},
      {"UTF-16 BE", encoded(kList, "UTF-16BE")},
      {"UTF-16 LE", "\xFF\xFE" + encoded(kList, "UTF-16LE")},
      {"UTF-16 BE", "\xFE\xFF" + encoded(kList, "UTF-16BE")},
  };
  for (const Case& one : cases) {
    const ListReading reading = read_bytes(one.bytes);
    expect_the_list(reading, one.name);
    EXPECT_EQ(reading.summary.encoding, one.name);
  }
}

TEST(ListFiles, a_short_gb18030_list_is_not_taken_for_another_encoding) {
  const ListReading reading = read_bytes(encoded("姓名,电话\n王芳,13800138001\n", "gb18030"));
  EXPECT_EQ(reading.summary.encoding, "GB18030");
  ASSERT_EQ(reading.told.rows.size(), 1u);
  EXPECT_EQ(reading.told.rows[0].name, "王芳");
}

TEST(ListFiles, separators_and_line_ends_are_found) {
  expect_the_list(read_bytes(replaced(kList, ',', ';')), "semicolon");
  expect_the_list(read_bytes(replaced(kList, ',', '\t')), "tab");
  expect_the_list(read_bytes(replaced(kList, ',', '|')), "bar");
  expect_the_list(read_bytes(replaced(kList, '\n', '\r')), "old Mac line ends");
  std::string windows;
  for (const char c : kList) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  expect_the_list(read_bytes(windows), "Windows line ends");
}

TEST(ListFiles, excels_separator_hint_is_followed) {
  const ListReading reading = read_bytes("sep=;\n姓名;电话\n王芳;13800138001\n");
  ASSERT_EQ(reading.told.rows.size(), 1u);
  EXPECT_EQ(reading.told.rows[0].row, 3u);
}

TEST(ListFiles, quoted_cells_hold_separators_and_line_ends_and_rows_count_as_in_excel) {
  const ListReading reading = read_bytes(
      "姓名,电话,地址\n\"王芳\n\",\"13800138001\n13900139001\",\"北京市,朝阳区\"\n\n李娜,"
      "13800138002,\n");
  ASSERT_EQ(reading.told.rows.size(), 2u);
  EXPECT_EQ(reading.told.rows[0].phones.size(), 2u);
  EXPECT_EQ(reading.told.rows[0].address, "北京市,朝阳区");
  EXPECT_EQ(reading.told.rows[1].row, 4u);
}

TEST(ListFiles, a_quotation_mark_never_closed_is_told_with_its_row) {
  const ListReading reading =
      read_bytes("姓名,电话\n王芳,13800138001\n\"李娜,13800138002\n张敏,1\n");
  ASSERT_EQ(reading.failure, "");
  EXPECT_EQ(reading.told.rows.size(), 1u);
  ASSERT_EQ(reading.told.rejections.size(), 1u);
  EXPECT_EQ(reading.told.rejections[0].row, 3u);
  EXPECT_EQ(reading.told.rejections[0].fate, RowFate::not_taken);
}

TEST(ListFiles, a_quoted_cell_of_a_megabyte_does_not_grow_memory) {
  const ListReading reading =
      read_bytes("姓名,电话\n王芳,13800138001\n\"" + std::string(1 << 20, 'x') + "\n");
  EXPECT_EQ(reading.told.rows.size(), 1u);
  EXPECT_EQ(reading.told.rejections.size(), 1u);
}

// The same list in the hands of LibreOffice 7.4: dates, merged reps, rich text, formula, padded
// ids.
TEST(ListFiles, workbooks_of_libreoffice_are_read_alike) {
  const std::filesystem::path folder = test::in_source("tests/roster/files");
  for (const char* name : {"list_libreoffice.xlsx", "list_libreoffice.ods"}) {
    const ListReading reading = read_path(folder / name);
    ASSERT_EQ(reading.failure, "") << name;
    EXPECT_EQ(reading.summary.sheet, "来宾名单") << "the first sheet is only a notice";
    ASSERT_EQ(reading.told.rows.size(), 5u) << name;
    const std::vector<GuestRow>& rows = reading.told.rows;
    EXPECT_EQ(rows[0].list_id, "0107") << name;
    EXPECT_EQ(rows[0].name, "王芳") << name;
    EXPECT_EQ(rows[0].phones, std::vector<std::string>{"13800138001"}) << name;
    EXPECT_EQ(rows[0].tags, std::vector<std::string>{"老客户"}) << name;
    EXPECT_EQ(rows[2].rep, "赵雷") << name << ": merged over three rows";
    EXPECT_EQ(rows[4].rep, "韩梅") << name;
    EXPECT_TRUE(rows[2].needs_wheelchair) << name;
    EXPECT_FALSE(rows[3].needs_wheelchair) << name;
    EXPECT_EQ(rows[4].name, "𬱖翀") << name;
    EXPECT_EQ(rows[4].persons, 2) << name << ": a formula";
    ASSERT_EQ(reading.told.rejections.size(), 1u) << name;
    EXPECT_EQ(reading.told.rejections[0].row, 4u) << name;
    EXPECT_EQ(reading.told.rejections[0].column, "座位") << name << ": a date is no seat";
    EXPECT_TRUE(reading.told.progress_is_sound) << name;
  }
}

TEST(ListFiles, an_old_xls_is_answered_with_what_to_do) {
  const ListReading reading = read_path(test::in_source("tests/roster/files/list_libreoffice.xls"));
  EXPECT_NE(reading.failure.find(".xlsx"), std::string::npos);
  EXPECT_NE(reading.failure.find("old Excel file"), std::string::npos);
}

std::string utf16(const std::string& ascii) {
  std::string out;
  for (const char c : ascii) out.append({c, '\0'});
  return out;
}

TEST(ListFiles, a_password_is_told) {
  const std::string ole = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") +
                          std::string(4096, '\0') + utf16("EncryptedPackage") +
                          std::string(512, '\0');
  EXPECT_NE(read_bytes(ole, "a.xlsx").failure.find("password"), std::string::npos);

  ZipText ods;
  ods.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet", false);
  ods.add("META-INF/manifest.xml", "<m><e><encryption-data/></e></m>");
  ods.add("content.xml", "gibberish");
  EXPECT_NE(read_bytes(ods.bytes(), "a.ods").failure.find("password"), std::string::npos);

  ZipText xlsx;
  xlsx.add("[Content_Types].xml", "<Types/>").add("xl/workbook.xml", "locked", true, 1);
  EXPECT_NE(read_bytes(xlsx.bytes(), "a.xlsx").failure.find("password"), std::string::npos);
}

TEST(ListFiles, a_file_of_another_kind_is_called_what_it_is) {
  struct Case {
    std::string name, bytes, says;
  };
  const std::vector<Case> cases = {
      {"a.csv", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), "PNG"},
      {"a.csv", "%PDF-1.7\n", "PDF"},
      {"a.xlsx", kList, "rename it to .csv"},
      {"a.xls", "<html><table><tr><td>姓名</td></tr></table></html>", "web page"},
      {"a.csv", "", "empty"},
      {"a.csv", std::string("\x00\x01\x02\x03\xFF\xFE\xFD", 7) + std::string(100, '\x81'),
       "no text"},
      {"a.zip", ZipText().add("a.txt", "x").bytes(), "archive"},
      {"a.xlsb", ZipText().add("xl/workbook.bin", "x").bytes(), ".xlsb"},
      {"a.docx", ZipText().add("[Content_Types].xml", "x").add("word/document.xml", "x").bytes(),
       "archive"},
      {"a.xlsx", "PK\x03\x04 and then nothing of a zip", "damaged"},
  };
  for (const Case& one : cases) {
    const ListReading reading = read_bytes(one.bytes, one.name);
    EXPECT_NE(reading.failure.find(one.says), std::string::npos)
        << one.name << ": " << reading.failure;
    EXPECT_TRUE(reading.told.rows.empty());
  }
}

class ListFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "list_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST_F(ListFolder, a_sparse_file_of_three_gigabytes_is_refused_unread) {
  const auto path = folder_ / "list.csv";
  std::ofstream(path).put('x');
  std::filesystem::resize_file(path, 3ULL << 30);
  EXPECT_NE(read_path(path).failure.find("3072 MB"), std::string::npos);
}

TEST_F(ListFolder, what_is_no_file_is_told) {
  EXPECT_NE(read_path(folder_).failure.find("is not a file"), std::string::npos);
  EXPECT_NE(read_path(folder_ / "none.csv").failure.find("Cannot open"), std::string::npos);
  EXPECT_NE(read_path("/dev/zero").failure.find("is not a file"), std::string::npos);
}

const std::string kRows =
    "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>姓名</t></is></c>"
    "<c t=\"inlineStr\"><is><t>电话</t></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>王</t></r><rPh><t>wang</t></rPh>"
    "<r><t>芳_x000D_</t></r></is></c><c r=\"B2\"><v>1.3800138001E10</v></c></row></sheetData>";

TEST(ListWorkbooks, inline_rich_text_and_exact_numbers_are_read) {
  const ListReading reading = read_bytes(xlsx_of(kRows), "a.xlsx");
  ASSERT_EQ(reading.failure, "");
  ASSERT_EQ(reading.told.rows.size(), 1u);
  EXPECT_EQ(reading.told.rows[0].name, "王芳");
  EXPECT_EQ(reading.told.rows[0].phones, std::vector<std::string>{"13800138001"});
}

TEST(ListWorkbooks, a_damaged_sheet_tells_no_row) {
  ZipText stored;
  stored.add("[Content_Types].xml", "<Types/>");
  stored.add("xl/workbook.xml",
             "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>");
  stored.add("xl/_rels/workbook.xml.rels", "<R><Relationship Id=\"1\" Target=\"s.xml\"/></R>");
  stored.add("xl/s.xml", "<worksheet>" + kRows + "</worksheet>", false);
  std::string bytes = stored.bytes();
  ASSERT_EQ(read_bytes(bytes, "a.xlsx").failure, "");
  bytes[bytes.find("1.3800138001E10") + 2] = '9';  // a wrong phone that only the checksum betrays
  const ListReading reading = read_bytes(bytes, "a.xlsx");
  EXPECT_NE(reading.failure.find("damaged"), std::string::npos);
  EXPECT_TRUE(reading.told.rows.empty());
}

TEST(ListWorkbooks, every_cut_of_a_workbook_ends_in_a_failure_or_the_list) {
  const std::string whole = file_bytes(test::in_source("tests/roster/files/list_libreoffice.xlsx"));
  for (std::size_t length = 0; length < whole.size(); length += 37) {
    const ListReading reading = read_bytes(std::string_view(whole).substr(0, length), "a.xlsx");
    EXPECT_NE(reading.failure, "") << length;
  }
}

TEST(ListWorkbooks, a_zip_bomb_is_refused_before_it_is_inflated) {
  const std::string bytes = xlsx_of("<sheetData>" + std::string(64 << 20, ' ') + "</sheetData>");
  ASSERT_LT(bytes.size(), 256u << 10);
  const ListReading reading = read_bytes(bytes, "a.xlsx");
  EXPECT_NE(reading.failure.find("refused"), std::string::npos) << reading.failure;
  EXPECT_EQ(reading.told.progress_calls, 0);
}

TEST(ListWorkbooks, a_document_type_is_refused) {
  ZipText zip;
  zip.add("[Content_Types].xml", "<Types/>");
  zip.add("xl/workbook.xml",
          "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><workbook>&b;</workbook>");
  EXPECT_NE(read_bytes(zip.bytes(), "a.xlsx").failure.find("document type"), std::string::npos);
}

TEST(ListWorkbooks, endless_nesting_and_endless_tags_are_refused) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_NE(read_bytes(xlsx_of(deep), "a.xlsx").failure, "");
  const std::string wide = "<row r=\"" + std::string(4 << 20, '1') + "\"/>";
  EXPECT_NE(read_bytes(xlsx_of(wide), "a.xlsx").failure, "");
}

TEST(ListWorkbooks, dates_follow_the_workbooks_epoch) {
  const std::string sheet =
      "<sheetData><row><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>电话</v></c><c "
      "t=\"str\"><v>标签</v></c>"
      "</row><row><c t=\"str\"><v>王芳</v></c><c><v>13800138001</v></c><c "
      "s=\"1\"><v>43538</v></c></row>"
      "</sheetData>";
  const ListReading reading = read_bytes(
      xlsx_of(
          sheet, "<workbookPr date1904=\"1\"/>",
          "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
      "a.xlsx");
  ASSERT_EQ(reading.told.rows.size(), 1u) << reading.failure;
  EXPECT_EQ(reading.told.rows[0].tags, std::vector<std::string>{"2023-03-15"});
}

std::string ods_of(const std::string& table) {
  ZipText zip;
  zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet", false);
  zip.add("content.xml",
          "<office:d xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
          "xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"名单\">" +
              table + "</table:table></office:d>");
  return zip.bytes();
}

std::string ods_cell(const std::string& text, const std::string& attributes = "") {
  return "<table:table-cell " + attributes + "><text:p>" + text + "</text:p></table:table-cell>";
}

TEST(ListWorkbooks, ods_repetition_is_bounded_and_comments_are_no_text) {
  const std::string table = "<table:table-row>" + ods_cell("姓名") + ods_cell("电话") +
                            "</table:table-row>"
                            "<table:table-row table:number-rows-repeated=\"1048570\"/>"
                            "<table:table-row><table:table-cell><office:annotation><text:p>别忘了</"
                            "text:p></office:annotation>"
                            "<text:p>王<text:s text:c=\"3\"/>芳</text:p></table:table-cell>" +
                            ods_cell("1.38E+10",
                                     "office:value-type=\"float\" office:value=\"13800138001\" "
                                     "table:number-columns-repeated=\"16000\"") +
                            "</table:table-row>";
  const ListReading reading = read_bytes(ods_of(table), "a.ods");
  ASSERT_EQ(reading.told.rows.size(), 1u) << reading.failure;
  EXPECT_EQ(reading.told.rows[0].name, "王芳");
  EXPECT_EQ(reading.told.rows[0].row, 1048572u);
  EXPECT_EQ(reading.told.rows[0].phones, std::vector<std::string>{"13800138001"});
}

TEST(ListFiles, reading_stops_when_progress_says_so) {
  std::string bytes = "姓名,电话\n";
  for (int i = 0; i < 50'000; ++i) bytes += "王芳,13800138001\n";
  KeptList told;
  told.progress_calls_max = 1;
  const auto summary = read_guest_list_bytes(bytes, "a.csv", told);
  ASSERT_TRUE(summary);
  EXPECT_TRUE(summary->stopped);
  EXPECT_LT(told.rows.size(), 20'000u);
}

}  // namespace
}  // namespace yingbin
