// A guest list file in (B1-B3): xlsx, ods or csv as people make them, told row by row in typed,
// cleaned rows, in constant memory. Knows nothing of the event: `yingbin import` turns rows into
// records, finds duplicates and counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace yingbin {

// EVENT_DAY.md, source channel; `other` is a word that fits none, `none` an empty cell.
enum class ListChannel {
  none,
  phone_call,
  letter,
  referral,
  media,
  community_visit,
  walk_in,
  other
};

struct ListCompanion {
  std::string name;
  std::string phone;  // may be empty
};

// One party as the list tells it. Texts are clean_text; names are person_name; lengths are bounded.
struct GuestRow {
  std::size_t row = 0;              // 1-based, as Excel shows it; the first of a party's rows
  std::string list_id;              // the list's own id; empty when it has none
  std::string name;                 // never empty
  bool is_name_full = true;         // false: 王先生, one hanzi, unreadable (B2's "real name")
  std::vector<std::string> phones;  // read_phones: digits only, mobiles of 11 digits
  std::string address;
  std::vector<ListCompanion> companions;
  int persons = 1;  // at least 1 + companions, at most 99
  std::string rep;
  std::string channel;  // as written
  ListChannel channel_kind = ListChannel::none;
  char grade = 0;                 // 'A', 'B', 'C', or 0
  std::vector<std::string> tags;  // short words; longer notes and words on health are not kept (P4)
  bool needs_wheelchair = false;
  bool needs_aisle = false;
  bool needs_front = false;
  std::string zone;
  std::string seat;  // as written: 红区3排5座
  std::string code;  // a code issued elsewhere, as written

  // B2: a full name and a phone or an address.
  [[nodiscard]] bool is_complete() const {
    return is_name_full && (!phones.empty() || !address.empty());
  }
};

enum class RowFate {
  not_taken,        // no on_row for it
  kept_incomplete,  // on_row told it, is_complete() is false
  taken,            // on_row told it; one cell was not used
};

struct Rejection {
  std::size_t row = 0;
  std::string column;  // the heading as written, or the column's letter
  std::string reason;  // a translated sentence
  RowFate fate = RowFate::not_taken;
};

// A row's rejections come before its on_row.
class GuestListSink {
 public:
  virtual ~GuestListSink() = default;
  virtual void on_row(GuestRow&& row) = 0;
  virtual void on_rejection(Rejection&& rejection) = 0;
  // About every 64 KiB of (unpacked) list; false stops the reading, which is no failure.
  virtual bool on_progress(std::uint64_t done, std::uint64_t total) = 0;
};

struct ListSummary {
  std::string format;    // "xlsx", "ods", "csv"
  std::string encoding;  // of a csv: "UTF-8", "GB18030", "UTF-16 LE" …
  std::string sheet;     // of a workbook: the first whose headings were recognised
  std::size_t header_row = 0;
  std::size_t rows = 0;   // below the header, blank ones and totals left out
  std::size_t taken = 0;  // told by on_row
  std::size_t incomplete = 0;
  std::size_t not_taken = 0;
  std::vector<std::string> columns;          // headings that were used
  std::vector<std::string> unknown_columns;  // headings that were not
  bool is_id_a_running_number = false;       // an id column held 1, 2, 3 … and was not used as id
  bool stopped = false;                      // by on_progress
};

// Fails, with what to do, when the file is no list we can read at all. Rows told before a failure
// (a disk error, damage behind them) stand; the caller commits only on success.
[[nodiscard]] Result<ListSummary> read_guest_list(const std::filesystem::path& path,
                                                  GuestListSink& sink);

// The same for bytes in memory; `name` stands in messages and its ending helps to explain them.
[[nodiscard]] Result<ListSummary> read_guest_list_bytes(std::string_view bytes,
                                                        const std::string& name,
                                                        GuestListSink& sink);

}  // namespace yingbin
