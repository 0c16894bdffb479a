#include "roster/ods.h"

#include <algorithm>
#include <optional>

#include "roster/cell_format.h"
#include "roster/merged_cells.h"
#include "roster/xml_stream.h"
#include "text/say.h"

namespace yingbin {
namespace {

// A row repeated more often than this is a filled-down template, not guests.
constexpr std::uint64_t kFilledRepeatsMax = 1000;
constexpr std::uint64_t kSpacesMax = 64;
constexpr std::string_view kOffice = "office:1.0";  // calcext has a value-type of its own

class DocumentRows final : public XmlHandler {
 public:
  explicit DocumentRows(TableSink& sink) : sink_(sink) {}

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (aside_ > 0 || is_aside(name)) {
      ++aside_;
    } else if (in_cell_) {
      start_in_cell(name, attributes);
    } else if (name == "table") {
      start_table(attributes);
    } else if (!in_table_) {
      return;
    } else if (name == "table-row") {
      start_row(attributes);
    } else if (name == "table-cell" || name == "covered-table-cell") {
      start_cell(name == "table-cell", attributes);
    }
  }

  void on_end(std::string_view name) override {
    if (aside_ > 0) {
      --aside_;
    } else if (in_cell_) {
      end_in_cell(name);
    } else if (name == "table-row" && in_table_) {
      end_row();
    } else if (name == "table") {
      in_table_ = false;
      if (step_ == TableStep::next_table) step_ = TableStep::go_on;
    }
  }

  void on_text(std::string_view text) override {
    if (aside_ == 0 && in_paragraph_) append_capped(text_, text);
  }

  bool finished() const override { return step_ == TableStep::stop; }
  void stop() { step_ = TableStep::stop; }

 private:
  // Comments, deleted history, drawings and reading aids are not the cell's text.
  static bool is_aside(std::string_view name) {
    return name == "annotation" || name == "tracked-changes" || name == "ruby-text" ||
           name == "note" || name == "shapes" || name == "frame";
  }

  void start_table(const XmlAttributes& attributes) {
    if (in_table_) return;
    step_ = sink_.on_table(std::string(attributes.get("name")));
    in_table_ = step_ == TableStep::go_on;
    row_.number = 0;
    merged_ = MergedCells();
  }

  void start_row(const XmlAttributes& attributes) {
    clear_cells(row_);
    column_ = 0;
    ++row_.number;
    repeats_ = attributes.number("number-rows-repeated", 1);
  }

  void start_cell(bool shown, const XmlAttributes& attributes) {
    in_cell_ = true;
    shown_ = shown;
    columns_ = attributes.number("number-columns-repeated", 1);
    rows_spanned_ = attributes.number("number-rows-spanned", 1);
    kind_ = attributes.get("value-type", kOffice);
    value_ = attributes.get(kind_ == "date"      ? "date-value"
                            : kind_ == "boolean" ? "boolean-value"
                                                 : "value",
                            kOffice);
    text_.clear();
    paragraphs_ = 0;
    cell_depth_ = 0;
  }

  void start_in_cell(std::string_view name, const XmlAttributes& attributes) {
    ++cell_depth_;
    if (name == "p" && paragraphs_++ > 0) append_capped(text_, "\n");
    if (name == "p") in_paragraph_ = true;
    if (!in_paragraph_) return;
    if (name == "s") {
      const std::uint64_t count = std::min(attributes.number("c", 1), kSpacesMax);
      append_capped(text_, std::string(count, ' '));
    }
    if (name == "tab") append_capped(text_, " ");
    if (name == "line-break") append_capped(text_, "\n");
  }

  void end_in_cell(std::string_view name) {
    if (cell_depth_ > 0) {
      --cell_depth_;
      if (name == "p") in_paragraph_ = false;
      return;
    }
    in_cell_ = false;
    end_cell();
  }

  void end_cell() {
    const std::string text = shown_ ? shown_text() : std::string();
    if (!text.empty()) {
      const std::size_t last = std::min<std::uint64_t>(column_ + columns_, kColumnsMax);
      for (std::size_t column = column_; column < last; ++column) set_cell(row_, column, text);
      if (rows_spanned_ > 1) merge_down();
    }
    column_ = std::min<std::uint64_t>(column_ + std::min<std::uint64_t>(columns_, kColumnsMax),
                                      kColumnsMax);
  }

  void merge_down() {
    merged_.add(row_.number, row_.number + std::min<std::uint64_t>(rows_spanned_, kRowsMax) - 1,
                column_);
  }

  // The value, not its picture: a phone shown as 1.38E+10 is exact in office:value. Digits shown
  // with leading zeros are the exception: that is how the person sees the number.
  std::string shown_text() const {
    if (kind_ == "float" || kind_ == "percentage" || kind_ == "currency") {
      const bool padded = text_.size() > 1 && text_[0] == '0' &&
                          text_.find_first_not_of("0123456789") == std::string::npos;
      return padded ? text_ : number_text(value_, {}, DateEpoch::year_1900);
    }
    if (kind_ == "boolean") return value_ == "true" ? "TRUE" : "FALSE";
    if (kind_ == "date") return value_;
    return text_;
  }

  void end_row() {
    merged_.apply(row_);
    const bool blank = std::all_of(row_.cells.begin(), row_.cells.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    const std::uint64_t repeats = std::max<std::uint64_t>(
        std::min<std::uint64_t>(repeats_, blank ? kRowsMax : kFilledRepeatsMax), 1);
    if (blank) row_.number += repeats - 1;
    for (std::uint64_t i = 0; !blank && i < repeats && step_ == TableStep::go_on; ++i) {
      if (i > 0) ++row_.number;
      TableRow copy = repeats > 1 ? row_ : TableRow();  // a sink may change what it is given
      step_ = sink_.on_row(repeats > 1 ? copy : row_);
    }
    if (row_.number >= kRowsMax && step_ == TableStep::go_on) step_ = TableStep::next_table;
    if (step_ != TableStep::go_on) in_table_ = false;
  }

  TableSink& sink_;
  TableRow row_;
  MergedCells merged_;
  TableStep step_ = TableStep::go_on;
  std::size_t column_ = 0;
  std::uint64_t repeats_ = 1;
  std::uint64_t columns_ = 1;
  std::uint64_t rows_spanned_ = 1;
  std::string kind_;
  std::string value_;
  std::string text_;
  int paragraphs_ = 0;
  int cell_depth_ = 0;
  int aside_ = 0;
  bool shown_ = true;
  bool in_table_ = false;
  bool in_cell_ = false;
  bool in_paragraph_ = false;
};

// LibreOffice encrypts each part and says so only in the manifest.
class EncryptionFinder final : public XmlHandler {
 public:
  void on_start(std::string_view name, const XmlAttributes&) override {
    found = found || name == "encryption-data";
  }
  void on_end(std::string_view) override {}
  void on_text(std::string_view) override {}
  bool finished() const override { return found; }

  bool found = false;
};

bool is_encrypted(ZipArchive& archive) {
  const std::string manifest = "META-INF/manifest.xml";
  EncryptionFinder finder;
  return archive.has(manifest) && read_xml_part(archive, manifest, finder) && finder.found;
}

}  // namespace

Result<void> read_ods(ZipArchive& archive, TableSink& sink) {
  if (is_encrypted(archive)) {
    return Failure{
        say("The file is protected by a password. Open it, take the password off, save "
            "it, and import that file.")};
  }
  const std::string part = "content.xml";
  const std::uint64_t total = archive.size_of(part);
  DocumentRows rows(sink);
  return read_xml_part(archive, part, rows, [&](std::uint64_t done) {
    if (sink.on_progress(done, total) == TableStep::stop) rows.stop();
    return !rows.finished();
  });
}

Result<void> read_ods_text(std::string_view xml, TableSink& sink) {
  DocumentRows rows(sink);
  return read_xml_text(xml, rows);
}

}  // namespace yingbin
