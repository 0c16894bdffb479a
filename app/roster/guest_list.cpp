#include "roster/guest_list.h"

#include <algorithm>
#include <optional>

#include "roster/byte_source.h"
#include "roster/columns.h"
#include "roster/csv_table.h"
#include "roster/guest_rows.h"
#include "roster/list_format.h"
#include "roster/list_text.h"
#include "roster/ods.h"
#include "roster/table.h"
#include "roster/xlsx.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kHeaderWithinRows = 40;  // titles and notices stand above the headings
constexpr std::size_t kIdSampleRows = 20;
constexpr std::size_t kPreviewBytes = 120;

// The table reader's sink: finds the headings, gathers parties, tells the guest list's sink.
//
// Phases: (1) the first kHeaderWithinRows rows are searched for headings; a row with a name heading
// and another one wins at once, a lone name heading only when none follows. (2) The first
// kIdSampleRows rows below are held back, to see whether the id column merely counts rows.
// (3) Every further row is told as soon as the next one shows that its party is whole.
class ListRows final : public TableSink {
 public:
  ListRows(GuestListSink& sink, ListSummary& summary) : sink_(sink), summary_(summary) {}

  TableStep on_table(const std::string& name) override {
    settle_lone_heading();
    if (plan_) return TableStep::stop;
    early_rows_.clear();
    lone_heading_.reset();
    sheet_ = name;
    return TableStep::go_on;
  }

  TableStep on_row(TableRow& row) override {
    if (!plan_) return look_for_headings(row);
    take_row(row);
    return stopped_ ? TableStep::stop : TableStep::go_on;
  }

  void on_cut(std::size_t row, const std::string& reason) override {
    settle_lone_heading();
    const std::string column = plan_ && !plan_->headings.empty() ? plan_->headings[0] : "A";
    if (plan_) reject({row, column, reason, RowFate::not_taken});
    cut_reason_ = reason;
  }

  TableStep on_progress(std::uint64_t done, std::uint64_t total) override {
    if (!sink_.on_progress(done, total)) stopped_ = summary_.stopped = true;
    return stopped_ ? TableStep::stop : TableStep::go_on;
  }

  // After the last row. Fails when no headings were found.
  Result<void> finish() {
    settle_lone_heading();
    if (!plan_) return no_headings();
    tell_held_rows();
    tell_party();
    return {};
  }

  const ColumnPlan* plan() const { return plan_ ? &*plan_ : nullptr; }

 private:
  TableStep look_for_headings(const TableRow& row) {
    if (preview_.empty()) preview_ = preview_of(row);
    const ColumnPlan plan = plan_columns(row.cells);
    const std::size_t headings = recognised_headings(row.cells);
    most_headings_ = std::max(most_headings_, headings);
    if (plan.has_name() && headings >= 2) {
      use_headings(plan, row.number);
      return TableStep::go_on;
    }
    if (plan.has_name() && !lone_heading_) lone_heading_ = early_rows_.size();
    early_rows_.push_back(row);
    if (early_rows_.size() < kHeaderWithinRows) return TableStep::go_on;
    settle_lone_heading();
    return plan_ ? TableStep::go_on : TableStep::next_table;
  }

  // A list of nothing but names: its heading was seen, and no better one came.
  void settle_lone_heading() {
    if (plan_ || !lone_heading_) return;
    const std::size_t at = *lone_heading_;
    use_headings(plan_columns(early_rows_[at].cells), early_rows_[at].number);
    for (std::size_t i = at + 1; i < early_rows_.size(); ++i) take_row(early_rows_[i]);
    early_rows_.clear();
  }

  void use_headings(const ColumnPlan& plan, std::size_t row) {
    plan_ = plan;
    summary_.sheet = sheet_;
    summary_.header_row = row;
    is_checking_ids_ = plan.has(Column::list_id);
  }

  // Headings of two rows (联系方式 above 手机 and 座机), and headings printed again on each page.
  bool take_more_headings(const TableRow& row) {
    if (!names_a_column(row)) return false;
    const ColumnPlan more = plan_columns(row.cells);
    if (!more.has_name() || recognised_headings(row.cells) < 2) return false;
    const bool next = row.number == summary_.header_row + 1 && summary_.rows == 0;
    if (!next) return true;
    if (plan_->kinds.size() < more.kinds.size()) {
      plan_->kinds.resize(more.kinds.size(), Column::none);
      plan_->headings.resize(more.kinds.size());
    }
    for (std::size_t column = 0; column < more.kinds.size(); ++column) {
      const bool blank = column >= row.cells.size() || row.cells[column].empty();
      if (blank || more.kinds[column] == Column::none) continue;
      plan_->kinds[column] = more.kinds[column];
      plan_->headings[column] = more.headings[column];
    }
    summary_.header_row = row.number;
    is_checking_ids_ = plan_->has(Column::list_id);
    return true;
  }

  // Cheap: asked of every row.
  bool names_a_column(const TableRow& row) const {
    for (std::size_t column = 0; column < plan_->kinds.size() && column < row.cells.size();
         ++column) {
      const Column kind = plan_->kinds[column];
      if (kind == Column::name || kind == Column::surname) {
        return recognise_heading(row.cells[column]) != Column::none;
      }
    }
    return false;
  }

  void take_row(const TableRow& row) {
    if (take_more_headings(row)) return;
    if (is_blank(row)) return;
    ++summary_.rows;
    if (!is_checking_ids_) return gather(row);
    held_rows_.push_back(row);
    if (held_rows_.size() >= kIdSampleRows) tell_held_rows();
  }

  // Blank but for what a merged range above carries down.
  static bool is_blank(const TableRow& row) {
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      if (!row.carried[column] && !row.cells[column].empty()) return false;
    }
    return true;
  }

  void tell_held_rows() {
    if (!is_checking_ids_) return;
    is_checking_ids_ = false;
    if (ids_only_count()) {
      summary_.is_id_a_running_number = true;
      std::replace(plan_->kinds.begin(), plan_->kinds.end(), Column::list_id,
                   Column::running_number);
    }
    for (const TableRow& row : held_rows_) gather(row);
    held_rows_.clear();
  }

  // Why: an id of 1, 2, 3 … down the list is the row's number under another name. After a row is
  // put in, every later guest would have the next one's id and be overwritten by the next one's
  // data.
  bool ids_only_count() const {
    const auto found = std::find(plan_->kinds.begin(), plan_->kinds.end(), Column::list_id);
    const auto column = static_cast<std::size_t>(found - plan_->kinds.begin());
    int expected = 0;
    for (const TableRow& row : held_rows_) {
      const std::string cell = column < row.cells.size() ? clean_text(row.cells[column]) : "";
      if (cell.empty()) continue;
      const bool digits = cell.find_first_not_of("0123456789") == std::string::npos;
      if (!digits || count_in(cell) != ++expected) return false;
    }
    return expected > 0;
  }

  void gather(const TableRow& row) {
    if (party_.row != 0 && continues_party(row, *plan_)) return add_to_party(party_, row);
    tell_party();
    start_party(party_, row, *plan_);
  }

  void tell_party() {
    if (party_.row == 0) return;
    PartyReading reading = read_party_cells(party_, *plan_);
    party_.row = 0;
    if (reading.is_total) {
      --summary_.rows;
      return;
    }
    for (Rejection& rejection : reading.rejections) reject(std::move(rejection));
    if (!reading.guest) {
      ++summary_.not_taken;
      return;
    }
    ++summary_.taken;
    if (!reading.guest->is_complete()) ++summary_.incomplete;
    sink_.on_row(std::move(*reading.guest));
  }

  void reject(Rejection&& rejection) { sink_.on_rejection(std::move(rejection)); }

  static std::string preview_of(const TableRow& row) {
    std::string preview;
    for (const std::string& cell : row.cells) {
      const std::string text = clean_text(cell);
      if (!text.empty()) preview += (preview.empty() ? "" : " | ") + text;
      if (preview.size() > kPreviewBytes) break;
    }
    std::replace(preview.begin(), preview.end(), '\n', ' ');
    std::u32string points = code_points(preview);
    if (points.size() > kPreviewBytes / 2) points.resize(kPreviewBytes / 2);
    return utf8_of(points);
  }

  Failure no_headings() const {
    if (!cut_reason_.empty()) return {cut_reason_};
    if (most_headings_ >= 2) {
      return {
          say("The list has headings but none for the guests' names. Write 姓名 or Name above that "
              "column and import again.")};
    }
    return {
        say("No headings were found in the first {} rows. The list needs a row with 姓名 (name) "
            "and 电话 (phone) above the guests. It begins: {}. If that looks garbled, save it as "
            ".xlsx.",
            kHeaderWithinRows, preview_)};
  }

  GuestListSink& sink_;
  ListSummary& summary_;
  std::string sheet_;
  std::string preview_;
  std::string cut_reason_;
  std::size_t most_headings_ = 0;
  std::vector<TableRow> early_rows_;
  std::optional<std::size_t> lone_heading_;  // index in early_rows_
  std::optional<ColumnPlan> plan_;
  std::vector<TableRow> held_rows_;
  PartyCells party_;
  bool is_checking_ids_ = false;
  bool stopped_ = false;
};

Result<void> read_text(ByteSource& source, const std::string& name, ListSummary& summary,
                       TableSink& sink) {
  const auto encoding = detect_encoding(source);
  if (!encoding) {
    return Failure{
        say("{} is no text in UTF-8, UTF-16 or GB18030. If it is a guest list, save it as "
            ".xlsx and import that.",
            name)};
  }
  summary.encoding = encoding_name(*encoding);
  return read_csv(source, *encoding, sink);
}

Result<void> read_workbook(ByteSource& source, ListFormat format, TableSink& sink) {
  auto archive = ZipArchive::open(source);
  if (!archive) return archive.failure();
  return format == ListFormat::xlsx ? read_xlsx(*archive, sink) : read_ods(*archive, sink);
}

const char* format_name(ListFormat format) {
  switch (format) {
    case ListFormat::xlsx:
      return "xlsx";
    case ListFormat::ods:
      return "ods";
    case ListFormat::text:
      return "csv";
  }
  return "";
}

void name_columns(const ColumnPlan& plan, ListSummary& summary) {
  for (std::size_t column = 0; column < plan.kinds.size(); ++column) {
    const bool used =
        plan.kinds[column] != Column::none && plan.kinds[column] != Column::running_number;
    if (used) summary.columns.push_back(plan.headings[column]);
    const bool unnamed = plan.headings[column] == column_letters(column);
    if (plan.kinds[column] == Column::none && !unnamed) {
      summary.unknown_columns.push_back(plan.headings[column]);
    }
  }
}

Result<ListSummary> read_source(ByteSource& source, const std::string& name, GuestListSink& sink) {
  const auto format = detect_list_format(source, name);
  if (!format) return format.failure();
  ListSummary summary;
  summary.format = format_name(*format);
  ListRows rows(sink, summary);
  const auto read = *format == ListFormat::text ? read_text(source, name, summary, rows)
                                                : read_workbook(source, *format, rows);
  if (!read) return read.failure();
  const auto finished = rows.finish();
  if (!finished && !summary.stopped) return finished.failure();
  if (rows.plan() != nullptr) name_columns(*rows.plan(), summary);
  return summary;
}

}  // namespace

Result<ListSummary> read_guest_list(const std::filesystem::path& path, GuestListSink& sink) {
  const auto source = open_list_file(path);
  if (!source) return source.failure();
  return read_source(**source, path.filename().string(), sink);
}

Result<ListSummary> read_guest_list_bytes(std::string_view bytes, const std::string& name,
                                          GuestListSink& sink) {
  const auto source = bytes_in_memory(bytes);
  return read_source(*source, name, sink);
}

}  // namespace yingbin
