#include <charconv>
#include <chrono>

#include "roster/venue_parts.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 24 * 60 * kMinuteMs;
constexpr int kOffsetMaxMinutes = 14 * 60;
constexpr std::size_t kSegmentsMax = 200;

// `pattern` has a 9 for every digit; the digits' runs are the numbers. "99:99", "9999-99-99".
std::optional<std::vector<int>> numbers_in(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return std::nullopt;
  std::vector<int> numbers(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (pattern[i] == '9') {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      numbers.back() = numbers.back() * 10 + (text[i] - '0');
    } else {
      if (text[i] != pattern[i]) return std::nullopt;
      numbers.push_back(0);
    }
  }
  return numbers;
}

std::optional<int> minutes_of_day(std::string_view text) {
  if (text.size() == 8 && text.ends_with(":00")) text.remove_suffix(3);  // TOML's own time
  auto numbers = numbers_in(text, "99:99");
  if (!numbers) numbers = numbers_in(text, "9:99");
  if (!numbers || (*numbers)[0] > 23 || (*numbers)[1] > 59) return std::nullopt;
  return (*numbers)[0] * 60 + (*numbers)[1];
}

std::optional<std::int64_t> midnight_ms(std::string_view text) {
  using namespace std::chrono;
  const auto numbers = numbers_in(text, "9999-99-99");
  if (!numbers) return std::nullopt;
  const year_month_day date{year((*numbers)[0]), month(static_cast<unsigned>((*numbers)[1])),
                            day(static_cast<unsigned>((*numbers)[2]))};
  if (!date.ok() || date.year() < year(2000) || date.year() > year(2199)) return std::nullopt;
  return sys_days(date).time_since_epoch().count() * kDayMs;
}

std::optional<int> offset_minutes(std::string_view text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const auto minutes = minutes_of_day(text.substr(1));
  if (!minutes || *minutes > kOffsetMaxMinutes) return std::nullopt;
  return text.front() == '-' ? -*minutes : *minutes;
}

// Minutes after midnight in the hall; -1 when the file does not say.
int read_time(Section& section, std::string_view key, std::string_view example) {
  const std::string text = section.optional_text(key, example);
  if (text.empty()) return -1;
  if (const auto minutes = minutes_of_day(text)) return *minutes;
  section.complain(key, say("\"{}\" is no time of day. Write: {} = \"{}\"", text, key, example));
  return -1;
}

int read_needed_time(Section& section, std::string_view key, std::string_view example) {
  if (!section.has(key)) {
    section.complain(
        key, say("{} lacks \"{}\". Write: {} = \"{}\"", section.title(), key, key, example));
  }
  return read_time(section, key, example);
}

void read_date(Section& event, Venue& venue) {
  const std::string date = event.text("date", "2026-10-18");
  const auto midnight = midnight_ms(date);
  if (!midnight && !date.empty()) {
    event.complain("date", say("\"{}\" is no date. Write: date = \"2026-10-18\"", date));
  }
  const std::string offset = event.optional_text("utc_offset", "+08:00");
  const auto minutes = offset.empty() ? std::optional(8 * 60) : offset_minutes(offset);
  if (!minutes) {
    event.complain("utc_offset",
                   say("\"{}\" is no difference to UTC. Write: utc_offset = \"+08:00\"", offset));
  }
  venue.utc_offset_minutes = minutes.value_or(0);
  venue.doors_open_at =
      midnight.value_or(0) - venue.utc_offset_minutes * kMinuteMs;  // midnight yet
}

}  // namespace

void read_event(Section& file, Venue& venue) {
  Section event = file.section("event");
  venue.name = event.text("name", "秋季健康联谊会");
  venue.place = event.text("place", "金桂大酒店二楼宴会厅");
  read_date(event, venue);
  const std::int64_t midnight = venue.doors_open_at;
  const int doors = read_needed_time(event, "doors_open", "08:30");
  const int start = read_needed_time(event, "start", "09:30");
  const int end = read_needed_time(event, "end", "12:00");
  if (doors >= 0 && start >= 0 && start < doors) {
    event.complain("start", say("\"start\" is before \"doors_open\". The doors open first"));
  }
  if (start >= 0 && end >= 0 && end <= start) {
    event.complain("end", say("\"end\" must be after \"start\", on the same day"));
  }
  venue.doors_open_at = midnight + doors * kMinuteMs;
  venue.starts_at = midnight + start * kMinuteMs;
  venue.ends_at = midnight + end * kMinuteMs;
  event.finish();
}

namespace {

Segment read_segment(Section& section, std::int64_t midnight, std::int64_t next_at) {
  Segment segment;
  segment.name = section.text("name", "开场致辞");
  const int start = read_time(section, "start", "09:30");
  segment.starts_at = start < 0 ? next_at : midnight + start * kMinuteMs;
  segment.minutes = static_cast<int>(section.number("minutes", {1, 24 * 60}, 30));
  segment.lead = section.optional_text("lead", "王芳");
  segment.support = section.optional_text("support", "李娜");
  segment.coordinator = section.optional_text("coordinator", "陈静");
  section.finish();
  return segment;
}

}  // namespace

std::vector<Segment> read_run_sheet(Section& file, const Venue& venue) {
  std::vector<Segment> run_sheet;
  const std::int64_t offset = venue.utc_offset_minutes * kMinuteMs;
  const std::int64_t midnight = (venue.starts_at + offset) / kDayMs * kDayMs - offset;
  std::int64_t next_at = venue.starts_at;
  for (Section& section : file.sections("segment")) {
    if (run_sheet.size() == kSegmentsMax) {
      section.complain("name", say("more than {} segments. Put some together", kSegmentsMax));
      break;
    }
    Segment segment = read_segment(section, midnight, next_at);
    if (!run_sheet.empty() && segment.starts_at < run_sheet.back().starts_at) {
      section.complain("start",
                       say("\"{}\" starts before \"{}\" above it. Put the segments in order",
                           segment.name, run_sheet.back().name));
    }
    next_at = segment.starts_at + segment.minutes * kMinuteMs;
    run_sheet.push_back(std::move(segment));
  }
  return run_sheet;
}

}  // namespace yingbin
