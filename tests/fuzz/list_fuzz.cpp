// Feeds the guest list reader broken files. The first byte chooses what the rest is: a whole file
// (csv, xlsx, ods) or the XML inside one, which the zip's checksums would keep most mutations away
// from.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "roster/guest_list.h"
#include "roster/ods.h"
#include "roster/xlsx.h"

namespace {

using namespace yingbin;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

bool is_clean(std::string_view text) {
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F) return false;
  }
  return true;
}

// What guest_list.h promises of every row, whatever came in.
class PromiseSink final : public GuestListSink {
 public:
  void on_row(GuestRow&& row) override {
    require(!row.name.empty() && is_clean(row.name) && row.name.size() <= 240);
    require(row.persons >= 1 + static_cast<int>(row.companions.size()) && row.persons <= 99);
    for (const std::string& phone : row.phones) {
      require(phone.size() >= 7 && phone.size() <= 15);
      require(phone.find_first_not_of("0123456789") == std::string::npos);
    }
    require(is_clean(row.address) && is_clean(row.rep) && is_clean(row.seat) && is_clean(row.code));
    require(row.row > last_row_);
    last_row_ = row.row;
  }
  void on_rejection(Rejection&& rejection) override {
    require(rejection.row > 0 && !rejection.reason.empty());
  }
  bool on_progress(std::uint64_t, std::uint64_t) override { return true; }

 private:
  std::size_t last_row_ = 0;
};

class CellSink final : public TableSink {
 public:
  TableStep on_table(const std::string&) override { return TableStep::go_on; }
  TableStep on_row(TableRow& row) override {
    require(row.cells.size() <= kColumnsMax && row.cells.size() == row.carried.size());
    for (const std::string& cell : row.cells) require(cell.size() <= kCellBytesMax);
    return ++rows_ < 2000 ? TableStep::go_on : TableStep::stop;
  }
  void on_cut(std::size_t, const std::string&) override {}
  TableStep on_progress(std::uint64_t, std::uint64_t) override { return TableStep::go_on; }

 private:
  int rows_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] == 'w') {
    XlsxWorkbook workbook;
    workbook.formats = {{}, {true, 0}, {false, 4}};
    require(workbook.strings.add("姓名") && workbook.strings.add("王芳"));
    CellSink sink;
    (void)read_xlsx_sheet_text(bytes, workbook, sink);
  } else if (data[0] == 'o') {
    CellSink sink;
    (void)read_ods_text(bytes, sink);
  } else {
    PromiseSink sink;
    (void)read_guest_list_bytes(bytes, data[0] == 'x' ? "list.xlsx" : "list.csv", sink);
  }
  return 0;
}
