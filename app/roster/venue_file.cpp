#include "roster/venue_file.h"

#include <fstream>
#include <sstream>

#include "roster/venue_parts.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::uintmax_t kFileBytesMax = 4 << 20;
constexpr std::int64_t kCountMax = 1'000'000;
constexpr std::int64_t kYuanMax = 1'000'000'000'000;

void read_rules(Section& file, Venue& venue) {
  Section rules = file.section("rules");
  venue.walk_in = rules.choice_or("walk_in", venue.walk_in);
  venue.someone_else = rules.choice_or("someone_else", venue.someone_else);
  venue.more_people = rules.choice_or("more_people", venue.more_people);
  venue.paper_reserve_percent = static_cast<int>(
      rules.number_or("paper_reserve_percent", {0, 90}, venue.paper_reserve_percent));
  rules.finish();
}

void read_targets(Section& file, Venue& venue) {
  Section targets = file.section("targets");
  const auto count = [&](std::string_view key) {
    return static_cast<int>(targets.number_or(key, {0, kCountMax}, 0));
  };
  venue.targets.guests = count("guests");
  venue.targets.new_files = count("new_files");
  venue.targets.orders = count("orders");
  venue.targets.money_fen = targets.number_or("money_yuan", {0, kYuanMax}, 0) * 100;
  targets.finish();
}

}  // namespace

Result<PlannedEvent> parse_venue(std::string_view text, const std::string& file_name,
                                 const StaffIdSource& new_staff_id) {
  Problems problems(file_name);
  const auto settings = parse_settings(text, problems);
  if (!settings) return problems.failure();
  Section file(*settings, "", Section::Kind::single, problems);
  PlannedEvent planned;
  Cast cast = read_cast(file, new_staff_id, problems);
  read_event(file, planned.venue);
  read_rules(file, planned.venue);
  read_targets(file, planned.venue);
  planned.venue.zones = read_zones(file, cast, problems);
  planned.venue.run_sheet = read_run_sheet(file, planned.venue);
  file.finish();
  if (!problems.none()) return problems.failure();
  planned.staff = std::move(cast.staff);
  return planned;
}

Result<PlannedEvent> read_venue_file(const std::filesystem::path& file,
                                     const StaffIdSource& new_staff_id) {
  std::error_code error;
  const bool regular = std::filesystem::is_regular_file(file, error);
  if (!regular) {
    return Failure{
        say("{} is no file. Name a venue file, like assets/sample/venue.toml", file.string())};
  }
  if (std::filesystem::file_size(file, error) > kFileBytesMax || error) {
    return Failure{
        say("{} is too large for a venue file. Name the .toml file that describes the hall",
            file.string())};
  }
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  if (!text) {
    return Failure{
        say("{} cannot be read. Check that you may open it, then try again", file.string())};
  }
  return parse_venue(text.str(), file.filename().string(), new_staff_id);
}

}  // namespace yingbin
