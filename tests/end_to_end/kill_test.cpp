// P-durable by real kills: a door is killed at random moments of its work; whatever it had said is
// in the journal afterwards, and nothing is half there. YINGBIN_LONG=1 runs 1,000 rounds.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>

#include "end_to_end/event_folder.h"

namespace yingbin {
namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr int kGuests = 40;
constexpr int kPersonsEach = 20;
constexpr std::uint32_t kSeed = 20'261'018;

std::string list_of_parties() {
  std::string rows;
  for (int i = 0; i < kGuests; ++i) {
    rows += "张" + std::string(i % 2 == 0 ? "伟" : "敏") + "," +
            std::to_string(13'800'000'000 + i) + "," + std::to_string(kPersonsEach) + "\n";
  }
  return rows;
}

// An event whose codes each admit one person many times, so that many rounds can work on it.
struct Hall {
  explicit Hall(const fs::path& path)
      : event(event_with_list_in(path, list_of_parties())), codes(event.codes()) {}
  EventFolder event;
  std::vector<std::string> codes;
  std::set<std::string> known;  // admissions in the journal after the last round
};

struct Totals {
  int rounds = 0;
  int killed_at_work = 0;  // some verdicts told, others still to come
  int killed_before_any = 0;
  int told = 0;
  int lost = 0;
  int unannounced = 0;  // durable, but the kill came before the verdict could be told
};

// Verdicts of one run that is killed `delay` after its first one, or after its start.
std::vector<Json> admit_until_killed(const Hall& hall, std::mt19937& random, Totals& totals) {
  auto codes = hall.codes;
  std::shuffle(codes.begin(), codes.end(), random);
  // Short ones too, so that kills still hit the work on a quick disk.
  const microseconds delay(random() % (random() % 2U == 0 ? 30'000U : 3'000U));
  const bool from_start = random() % 4U == 0;
  Program door(hall.event.command({"--json", "admit", "-", "--persons", "1"}));
  auto until = steady_clock::now() + delay;
  for (const std::string& code : codes) door.write(code + "\n");
  std::vector<std::string> told;
  if (!from_start) {
    if (auto first = door.next_line(steady_clock::time_point::max()))
      told.push_back(std::move(*first));
    until = steady_clock::now() + delay;
  }
  while (auto line = door.next_line(until)) told.push_back(std::move(*line));
  door.kill();
  const std::string rest = door.wait().out;
  // A line without its end was not told.
  for (const std::string& line : lines_of(rest.substr(0, rest.rfind('\n') + 1)))
    told.push_back(line);
  if (told.empty()) ++totals.killed_before_any;
  if (!told.empty() && told.size() < codes.size()) ++totals.killed_at_work;
  std::string text;
  for (const std::string& line : told) text += line + "\n";
  return json_lines(text);
}

std::set<std::string> admissions_in(const EventFolder& event) {
  std::set<std::string> admissions;
  for (const Json& record : event.records()) {
    if (record.at("kind") != "admit_guest") continue;
    EXPECT_EQ(record.at("body").value("persons", 0), 1) << "half an admission: " << record;
    admissions.insert(record.at("record").get<std::string>());
  }
  return admissions;
}

void play_round(Hall& hall, std::mt19937& random, Totals& totals) {
  std::set<std::string> expected = hall.known;
  for (const Json& verdict : admit_until_killed(hall, random, totals)) {
    ASSERT_EQ(verdict.value("verdict", ""), "admitted") << verdict;
    expected.insert(verdict.at("record").get<std::string>());
    ++totals.told;
  }
  hall.known = admissions_in(hall.event);
  for (const std::string& record : expected) {
    if (hall.known.contains(record)) continue;
    ++totals.lost;
    ADD_FAILURE() << "told, then lost: " << record;
  }
  const std::size_t beyond = hall.known.size() - std::min(hall.known.size(), expected.size());
  EXPECT_LE(beyond, 1U) << "only the act in hand may be on disk and not told yet";
  totals.unannounced += static_cast<int>(beyond);
  (void)hall.event.done({"check"});
  EXPECT_EQ(hall.event.report_of_all().at("persons_arrived"), hall.known.size());
}

TEST(Kill, nothing_that_was_told_is_lost_and_nothing_is_half_there) {
  const char* at_length = std::getenv("YINGBIN_LONG");
  const int rounds = at_length && *at_length == '1' ? 1'000 : 40;
  std::mt19937 random(kSeed);
  const TemporaryFolder folder;
  Totals totals;
  while (totals.rounds < rounds && !HasFailure()) {
    Hall hall(folder / ("hall" + std::to_string(totals.rounds)));
    // Every code admits one person a round, so a hall is good for as many rounds.
    for (int i = 0; i < kPersonsEach && totals.rounds < rounds && !HasFailure();
         ++i, ++totals.rounds) {
      play_round(hall, random, totals);
    }
  }
  std::printf(
      "%d rounds, seed %u: %d killed at work, %d before any verdict; %d admissions told, %d lost, "
      "%d durable but not told\n",
      totals.rounds, kSeed, totals.killed_at_work, totals.killed_before_any, totals.told,
      totals.lost, totals.unannounced);
  EXPECT_GT(totals.killed_at_work, totals.rounds / 8)
      << "the kills came too late or too early to tell";
}

}  // namespace
}  // namespace yingbin
