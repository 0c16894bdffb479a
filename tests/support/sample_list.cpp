#include <array>
#include <string>

#include <xlsxwriter.h>

#include "support/sample_guests.h"

namespace yingbin {
namespace {

struct SampleColumn {
  const char* heading;
  double width;
  std::string SampleGuest::*text;
};
constexpr std::array<SampleColumn, 12> kColumns = {{{"编号", 13, &SampleGuest::list_id},
                                                    {"姓名", 20, &SampleGuest::name},
                                                    {"手机", 18, &SampleGuest::phone},
                                                    {"地址", 38, &SampleGuest::address},
                                                    {"同伴", 20, &SampleGuest::companions},
                                                    {"人数", 7, &SampleGuest::persons},
                                                    {"业务员", 16, &SampleGuest::rep},
                                                    {"等级", 7, &SampleGuest::grade},
                                                    {"来源", 12, &SampleGuest::channel},
                                                    {"区域", 8, &SampleGuest::zone},
                                                    {"座位需求", 10, &SampleGuest::needs},
                                                    {"备注", 14, &SampleGuest::note}}};
constexpr lxw_row_t kHeaderRow = 2;

void write_head(lxw_workbook* book, lxw_worksheet* sheet) {
  lxw_format* title = workbook_add_format(book);
  format_set_bold(title);
  format_set_font_size(title, 16);
  format_set_align(title, LXW_ALIGN_CENTER);
  lxw_format* heading = workbook_add_format(book);
  format_set_bold(heading);
  format_set_bg_color(heading, 0xE8EDF3);
  worksheet_merge_range(sheet, 0, 0, 0, static_cast<lxw_col_t>(kColumns.size() - 1),
                        "秋季健康联谊会 来宾名单", title);
  worksheet_write_string(sheet, 1, 0, "制表：会务组　　日期：2026年10月12日", nullptr);
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, kColumns[i].width, nullptr);
    worksheet_write_string(sheet, kHeaderRow, column, kColumns[i].heading, heading);
  }
  worksheet_freeze_panes(sheet, kHeaderRow + 1, 2);
}

void write_guest(lxw_worksheet* sheet, lxw_row_t row, const SampleGuest& guest,
                 lxw_format* whole_number) {
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    const std::string& text = guest.*kColumns[i].text;
    const bool number = &text == &guest.phone && guest.phone_as_number && !text.empty();
    if (number) {
      worksheet_write_number(sheet, row, column, std::stod(text), whole_number);
    } else if (!text.empty()) {
      worksheet_write_string(sheet, row, column, text.c_str(), nullptr);
    }
  }
}

}  // namespace

bool write_sample_list(const std::vector<SampleGuest>& guests, const std::filesystem::path& file) {
  lxw_workbook* book = workbook_new(file.c_str());
  if (!book) return false;
  std::string title = "来宾名单";
  lxw_doc_properties properties = {};
  properties.title = title.data();
  properties.created = 1791763200;  // 2026-10-12: the same guests make the same file
  workbook_set_properties(book, &properties);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "来宾名单");
  lxw_format* whole_number = workbook_add_format(book);
  format_set_num_format(whole_number, "0");
  write_head(book, sheet);
  lxw_row_t row = kHeaderRow;
  for (const SampleGuest& guest : guests) write_guest(sheet, ++row, guest, whole_number);
  return workbook_close(book) == LXW_NO_ERROR;
}

}  // namespace yingbin
