// event new, import, seat: everything before doors open but the cards.
#include <cstdio>

#include <fmt/core.h>
#include <unistd.h>

#include "commands/folders.h"
#include "commands/json_line.h"
#include "commands/opening.h"
#include "commands/print_line.h"
#include "journal/digest.h"
#include "roster/venue_file.h"
#include "station/guest_import.h"
#include "station/place_text.h"
#include "text/say.h"

namespace yingbin {

namespace {

void print_rejection(const CommonOptions& common, const Rejection& rejection) {
  if (common.json) {
    print_json(
        {{"row", rejection.row}, {"column", rejection.column}, {"reason", rejection.reason}});
  } else {
    print_line(say("row {}, {}: {}", rejection.row, rejection.column, rejection.reason));
  }
}

// A bar on standard error while somebody watches it; nothing in a pipe.
class ProgressBar {
 public:
  bool show(std::uint64_t done, std::uint64_t total) {
    const int percent = total == 0 ? 100 : static_cast<int>(done * 100 / total);
    if (!isatty(STDERR_FILENO) || percent == percent_) return true;
    percent_ = percent;
    const std::string full(static_cast<std::size_t>(percent / 4), '#');
    std::fprintf(stderr, "\r[%-25s] %3d %%", full.c_str(), percent);
    return true;
  }
  ~ProgressBar() {
    if (percent_ >= 0) std::fputs("\n", stderr);
  }

 private:
  int percent_ = -1;
};

void print_counts(const CommonOptions& common, const ImportCounts& counts, bool dry_run) {
  if (common.json) {
    return print_json({{"taken", counts.taken},
                       {"updated", counts.updated},
                       {"unchanged", counts.unchanged},
                       {"merged", counts.merged},
                       {"rejected", counts.rejected}});
  }
  fmt::print("{}\n",
             say("{} new, {} updated, {} unchanged, {} the same guest again, {} not taken",
                 counts.taken, counts.updated, counts.unchanged, counts.merged, counts.rejected));
  if (dry_run) fmt::print("{}\n", say("Nothing was recorded: this was a trial."));
}

}  // namespace

int new_event(const CommonOptions& common, const std::filesystem::path& venue) {
  auto plan = read_venue_file(venue, [] { return StaffId{random_id()}; });
  if (!plan) return fail(plan.failure());
  const auto folder = common.data.empty()
                          ? new_event_folder(plan->venue.name, plan->venue.doors_open_at)
                          : common.data;
  StationOptions options;
  options.door = common.door;
  auto station = Station::found(folder, *plan, options);
  if (!station) return fail(station.failure());
  const std::string event = hex((*station)->state().event_id().value, 8);
  if (common.json) {
    print_json({{"event", event}, {"data", folder.string()}});
  } else {
    fmt::print("{}\n", say("The event {} is ready in {}", plan->venue.name, folder.string()));
  }
  return 0;
}

int import_list(const CommonOptions& common, const std::filesystem::path& list, bool dry_run) {
  auto station = open_event(common, dry_run ? Access::read : Access::write);
  if (!station) return 1;
  if (dry_run) station->trial();
  ProgressBar bar;
  GuestImport import(
      *station, [&](const Rejection& rejection) { print_rejection(common, rejection); },
      [&](std::uint64_t done, std::uint64_t total) { return bar.show(done, total); });
  auto summary = import.run(list);
  const ImportCounts& counts = import.counts();
  const bool read_any = counts.taken + counts.updated + counts.unchanged + counts.rejected > 0;
  if (summary || read_any || common.json) print_counts(common, counts, dry_run);
  if (!summary) return fail(summary.failure());
  for (const std::string& column : summary->unknown_columns) {
    fail(say("The column {} was not used.", column));
  }
  return 0;
}

int seat_everybody(const CommonOptions& common, const std::string& zone) {
  auto station = open_event(common, Access::write);
  if (!station) return 1;
  const int number = zone.empty() ? 0 : zone_in(station->state().venue(), zone);
  if (!zone.empty() && number == 0) return fail(say("The hall has no zone called {}.", zone));
  auto report = station->seat_before_the_day(number);
  if (!report) return fail(report.failure());
  if (common.json) {
    print_json({{"seated", report->seated}, {"without", report->without.size()}});
  } else {
    fmt::print("{}\n", say("{} invitations seated, {} without a seat", report->seated,
                           report->without.size()));
  }
  return report->without.empty() ? 0 : 1;
}

}  // namespace yingbin
