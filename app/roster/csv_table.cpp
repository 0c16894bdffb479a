#include "roster/csv_table.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include <csv.h>

#include "roster/columns.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kFieldBytesMax = 64 * 1024;  // an unclosed quote would swallow the file
constexpr std::size_t kSampleBytes = 64 * 1024;
constexpr std::size_t kSampleRowsMax = 40;

// libcsv grows its one field through this.
void* grow_field(void* memory, size_t size) {
  return size > kFieldBytesMax ? nullptr : std::realloc(memory, size);
}

// libcsv with our bounds, telling whole rows.
class CsvRows {
 public:
  CsvRows(char separator, TableSink& sink) : sink_(sink) {
    usable_ = csv_init(&parser_, CSV_REPALL_NL) == 0;
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    csv_set_realloc_func(&parser_, grow_field);
  }
  ~CsvRows() { csv_free(&parser_); }
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  // False when no more can be read or is wanted.
  bool feed(std::string_view text) {
    if (!usable_ || step_ != TableStep::go_on) return false;
    if (csv_parse(&parser_, text.data(), text.size(), field, row, this) != text.size()) cut();
    return usable_ && step_ == TableStep::go_on;
  }

  void finish() {
    if (!usable_ || step_ != TableStep::go_on) return;
    // Strict only now: a stray mark inside a cell is harmless, one open at the end is not.
    csv_set_opts(&parser_, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(&parser_, field, row, this) != 0) cut();
  }

 private:
  static void field(void* text, size_t length, void* self) {
    auto& rows = *static_cast<CsvRows*>(self);
    set_cell(rows.row_, rows.column_++, {static_cast<const char*>(text), length});
    rows.blank_ = rows.blank_ && length == 0;
  }

  // Called at every line end outside quotes, and for \r\n twice.
  static void row(int line_end, void* self) {
    auto& rows = *static_cast<CsvRows*>(self);
    const bool second_half = line_end == '\n' && rows.last_line_end_ == '\r' && rows.column_ == 0;
    rows.last_line_end_ = second_half ? 0 : line_end;
    if (!second_half) rows.end_row();
  }

  void end_row() {
    ++row_.number;
    row_.carried.assign(row_.cells.size(), false);
    if (!blank_ && step_ == TableStep::go_on) step_ = sink_.on_row(row_);
    clear_cells(row_);
    column_ = 0;
    blank_ = true;
    if (row_.number >= kRowsMax) usable_ = false;
  }

  void cut() {
    usable_ = false;
    sink_.on_cut(row_.number + 1,
                 say("A quotation mark opened in this row is never closed, so the rest of the file "
                     "could not be read. Remove the mark and import again."));
  }

  TableSink& sink_;
  csv_parser parser_{};
  TableRow row_;
  std::size_t column_ = 0;
  int last_line_end_ = 0;
  bool blank_ = true;
  bool usable_ = false;
  TableStep step_ = TableStep::go_on;
};

// Counts the headings of the best row in a sample.
class HeadingCount final : public TableSink {
 public:
  TableStep on_table(const std::string&) override { return TableStep::go_on; }
  TableStep on_row(TableRow& row) override {
    best = std::max(best, recognised_headings(row.cells));
    most_cells = std::max(most_cells, row.cells.size());
    return ++rows_ < kSampleRowsMax ? TableStep::go_on : TableStep::stop;
  }
  void on_cut(std::size_t, const std::string&) override {}
  TableStep on_progress(std::uint64_t, std::uint64_t) override { return TableStep::go_on; }

  std::size_t best = 0;
  std::size_t most_cells = 0;

 private:
  std::size_t rows_ = 0;
};

char separator_of(std::string_view sample) {
  // Excel's own hint, written by some programs as the first line.
  constexpr std::string_view kSeparators = ",\t;|";
  if (sample.starts_with("sep=") && sample.size() > 4 &&
      kSeparators.find(sample[4]) != std::string_view::npos) {
    return sample[4];
  }
  char chosen = ',';
  std::size_t most_headings = 0;
  std::size_t most_cells = 0;
  for (const char separator : kSeparators) {
    HeadingCount count;
    CsvRows rows(separator, count);
    rows.feed(sample);
    const bool better = count.best > most_headings ||
                        (count.best == most_headings && count.most_cells > most_cells);
    if (!better) continue;
    chosen = separator;
    most_headings = count.best;
    most_cells = count.most_cells;
  }
  return chosen;
}

Result<std::string> sample_of(ByteSource& source, TextEncoding encoding) {
  std::string sample;
  const auto decoded = decode_text(source, encoding, [&](std::string_view text, std::uint64_t) {
    sample.append(text.substr(0, kSampleBytes - sample.size()));
    return sample.size() < kSampleBytes;
  });
  if (!decoded) return decoded.failure();
  return sample;
}

}  // namespace

Result<void> read_csv(ByteSource& source, TextEncoding encoding, TableSink& sink) {
  auto sample = sample_of(source, encoding);
  if (!sample) return sample.failure();
  if (sink.on_table("") != TableStep::go_on) return {};
  sample->push_back('\n');  // a heading without a line end counts too
  CsvRows rows(separator_of(*sample), sink);
  bool wanted = true;
  const auto decoded =
      decode_text(source, encoding, [&](std::string_view text, std::uint64_t done) {
        wanted = rows.feed(text) && sink.on_progress(done, source.size()) != TableStep::stop;
        return wanted;
      });
  if (!decoded) return decoded;
  if (wanted) rows.finish();
  return {};
}

}  // namespace yingbin
