#include "roster/xlsx.h"

#include <algorithm>
#include <charconv>

#include "roster/merged_cells.h"

namespace yingbin {
namespace {

struct CellPlace {
  std::size_t row = 0;     // 1-based; 0 when the reference has none
  std::size_t column = 0;  // 0-based
  bool valid = false;
};

// "AB12" -> column 27, row 12.
CellPlace place_of(std::string_view reference) {
  CellPlace place;
  std::size_t i = 0;
  std::size_t column = 0;
  for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z' && i < 4; ++i) {
    column = column * 26 + static_cast<std::size_t>(reference[i] - 'A') + 1;
  }
  if (column == 0) return place;
  place.column = column - 1;
  const char* end = reference.data() + reference.size();
  const auto parsed = std::from_chars(reference.data() + i, end, place.row);
  place.valid = parsed.ec == std::errc() && parsed.ptr == end;
  return place;
}

class MergeFinder final : public XmlHandler {
 public:
  explicit MergeFinder(MergedCells& merged) : merged_(merged) {}

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "mergeCell") return;
    const std::string_view range = attributes.get("ref");
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return;
    const CellPlace first = place_of(range.substr(0, colon));
    const CellPlace last = place_of(range.substr(colon + 1));
    if (first.valid && last.valid) merged_.add(first.row, last.row, first.column);
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}

 private:
  MergedCells& merged_;
};

class SheetRows final : public XmlHandler {
 public:
  SheetRows(const XlsxWorkbook& workbook, MergedCells& merged, TableSink& sink)
      : workbook_(workbook), merged_(merged), sink_(sink) {}

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") return start_row(attributes);
    if (name == "c") return start_cell(attributes);
    if (name == "rPh") ++phonetic_;
    if (name == "v" || name == "t") in_value_ = true;
  }

  void on_end(std::string_view name) override {
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh" && phonetic_ > 0) --phonetic_;
    if (name == "c") end_cell();
    if (name == "row") end_row();
  }

  void on_text(std::string_view text) override {
    if (in_cell_ && in_value_ && phonetic_ == 0) append_capped(value_, text);
  }

  bool finished() const override { return step_ != TableStep::go_on; }
  TableStep step() const { return step_; }
  void stop() { step_ = TableStep::stop; }

 private:
  void start_row(const XmlAttributes& attributes) {
    const std::size_t told = attributes.number("r", row_.number + 1);
    row_.number = std::max(told, row_.number + 1);
    clear_cells(row_);
    column_ = 0;
  }

  void start_cell(const XmlAttributes& attributes) {
    const CellPlace place = place_of(attributes.get("r"));
    if (place.valid) column_ = place.column;
    kind_ = attributes.get("t");
    style_ = attributes.number("s", 0);
    value_.clear();
    in_cell_ = true;
  }

  void end_cell() {
    if (!value_.empty() || kind_ == "inlineStr") set_cell(row_, column_, shown_value());
    in_cell_ = false;
    ++column_;
  }

  std::string shown_value() const {
    if (kind_ == "s") {
      std::size_t index = kStringMissing;
      std::from_chars(value_.data(), value_.data() + value_.size(), index);
      return std::string(workbook_.strings.at(index));
    }
    if (kind_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
    if (kind_ == "inlineStr" || kind_ == "str") return without_xlsx_escapes(value_);
    if (kind_ == "e" || kind_ == "d") return value_;
    const NumberFormat format =
        style_ < workbook_.formats.size() ? workbook_.formats[style_] : NumberFormat{};
    return number_text(value_, format, workbook_.epoch);
  }

  void end_row() {
    if (row_.number > kRowsMax) {
      step_ = TableStep::next_table;
      return;
    }
    merged_.apply(row_);
    const bool blank = std::all_of(row_.cells.begin(), row_.cells.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    if (!blank) step_ = sink_.on_row(row_);
  }

  static constexpr std::size_t kStringMissing = static_cast<std::size_t>(-1);

  const XlsxWorkbook& workbook_;
  MergedCells& merged_;
  TableSink& sink_;
  TableRow row_;
  std::size_t column_ = 0;
  std::string kind_;  // the cell's t attribute
  std::size_t style_ = 0;
  std::string value_;
  int phonetic_ = 0;
  bool in_cell_ = false;
  bool in_value_ = false;
  TableStep step_ = TableStep::go_on;
};

// What the sink wants after this sheet.
Result<TableStep> read_sheet(ZipArchive& archive, const XlsxSheet& sheet,
                             const XlsxWorkbook& workbook, TableSink& sink) {
  MergedCells merged;
  MergeFinder finder(merged);
  if (const auto read = read_xml_part(archive, sheet.part, finder); !read) return read.failure();
  merged.sort();
  const std::uint64_t total = archive.size_of(sheet.part);
  SheetRows rows(workbook, merged, sink);
  const auto read = read_xml_part(archive, sheet.part, rows, [&](std::uint64_t done) {
    if (sink.on_progress(done, total) == TableStep::stop) rows.stop();
    return !rows.finished();
  });
  if (!read) return read.failure();
  return rows.step();
}

}  // namespace

Result<void> read_xlsx(ZipArchive& archive, TableSink& sink) {
  const auto workbook = read_xlsx_workbook(archive);
  if (!workbook) return workbook.failure();
  for (const XlsxSheet& sheet : workbook->sheets) {
    if (sheet.hidden || !archive.has(sheet.part)) continue;
    const TableStep wanted = sink.on_table(sheet.name);
    if (wanted == TableStep::stop) break;
    if (wanted == TableStep::next_table) continue;
    const auto step = read_sheet(archive, sheet, *workbook, sink);
    if (!step) return step.failure();
    if (*step == TableStep::stop) break;
  }
  return {};
}

Result<void> read_xlsx_sheet_text(std::string_view xml, const XlsxWorkbook& workbook,
                                  TableSink& sink) {
  MergedCells merged;
  MergeFinder finder(merged);
  if (const auto read = read_xml_text(xml, finder); !read) return read;
  merged.sort();
  sink.on_table("");
  SheetRows rows(workbook, merged, sink);
  return read_xml_text(xml, rows);
}

}  // namespace yingbin
