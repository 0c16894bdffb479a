// P-converge and P-once (DESIGN 5): the same records give the same state, byte for byte, in any
// order, however often and in whatever parts they come; and that state is what the oracle says. Run
// more sets or repeat a failure with RC_PARAMS="max_success=1000 seed=…"; `max_success` counts in
// hundreds.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "event/state.h"
#include "support/oracle.h"
#include "support/record_sets.h"

namespace yingbin {
namespace {

std::string description(const EventState& state) {
  std::string text;
  state.describe([&](std::string_view line) { (text += line) += '\n'; });
  return text;
}

void apply_all(EventState& state, const std::vector<Record>& records) {
  for (const Record& record : records) state.apply(record);
}

void expect_same(const std::string& expected, const std::string& actual, const std::string& when) {
  if (expected == actual) return;
  RC_FAIL(when + " (- expected, + actual):\n" + line_difference(expected, actual));
}

// Words for record_sets.h; a failing list shrinks to the steps that matter.
rc::Gen<Words> words() {
  const auto word = rc::gen::noShrink(rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>()));
  return rc::gen::scale(0.8, rc::gen::container<Words>(word));
}

// Runs `property` on `hundreds` × 100 lists of words.
template <class Property>
void check(int hundreds, Property property) {
  auto params = rc::detail::configuration().testParams;
  params.maxSuccess *= hundreds;
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const auto result = rc::detail::checkTestable(
      property, rc::detail::TestMetadata{test->name(), test->name()}, params);
  if (result.template is<rc::detail::SuccessResult>()) return;
  std::ostringstream message;
  rc::detail::printResultMessage(result, message);
  FAIL() << message.str();
}

// In another order, some of them again, and asked in the midst.
void any_order_gives_the_oracles_state(const std::vector<Record>& records, Dice& dice) {
  const std::string expected = oracle_description(records);
  auto shuffled = records;
  for (int again = dice.below(4); again > 0 && !records.empty(); --again) {
    shuffled.push_back(dice.pick(records));
  }
  dice.shuffle(shuffled);
  const auto part = static_cast<std::ptrdiff_t>(dice.next() % (shuffled.size() + 1));
  const std::vector<Record> first(shuffled.begin(), shuffled.begin() + part);
  EventState state;
  apply_all(state, first);
  expect_same(oracle_description(first), description(state), "after a part");
  apply_all(state, shuffled);
  expect_same(expected, description(state), "shuffled, with repetitions");

  std::sort(shuffled.begin(), shuffled.end(),
            [](const Record& a, const Record& b) { return b.key < a.key; });
  EventState backwards;
  apply_all(backwards, shuffled);
  expect_same(expected, description(backwards), "last first");
}

void heights_are_the_greatest_held(const std::vector<Record>& records) {
  EventState state;
  apply_all(state, records);
  for (const auto& [subject, height] : oracle_heights(records))
    RC_ASSERT(state.height(subject) == height);
  RC_ASSERT(state.height(subject_of(GuestId{99})) == 0u);
}

void erasing_forgets_the_person_and_changes_nothing(const std::vector<Record>& records,
                                                    Dice& dice) {
  EventState state;
  apply_all(state, records);
  const auto expected = oracle_to_erase(records);
  std::vector<RecordName> forgotten;
  for (std::uint64_t guest = 1; guest <= 3; ++guest) {
    const auto told = state.to_erase(GuestId{guest});
    const std::set<RecordName> ids(told.begin(), told.end());
    const auto wanted = expected.find(GuestId{guest});
    RC_ASSERT(ids == (wanted == expected.end() ? std::set<RecordName>{} : wanted->second));
    forgotten.insert(forgotten.end(), told.begin(), told.end());
  }
  auto without = erased(records, forgotten);
  EventState after;
  apply_all(after, without);
  RC_ASSERT(description(after) == description(state));
  // A machine that has the bodies meets one that dropped them.
  without.insert(without.end(), records.begin(), records.end());
  dice.shuffle(without);
  EventState mixed;
  apply_all(mixed, without);
  RC_ASSERT(description(mixed) == description(state));
}

TEST(Converge, records_of_real_stations_give_one_state_in_any_order) {
  check(80, [] {
    const auto drawn = *words();
    Dice dice(drawn.size());
    any_order_gives_the_oracles_state(written_by_stations(drawn).records, dice);
  });
}

TEST(Converge, records_thrown_together_give_one_state_in_any_order) {
  check(80, [] {
    const auto drawn = *words();
    Dice dice(drawn.size());
    any_order_gives_the_oracles_state(thrown_together(drawn), dice);
  });
}

// DESIGN 4: what an act saw sorts before it, whatever the clocks say (rule D6).
TEST(Converge, an_undo_undoes_what_its_author_saw_with_clocks_seventy_years_apart) {
  check(30, [] {
    const StationSet set = written_by_stations(*words());
    auto records = set.records;
    Dice dice(records.size());
    dice.shuffle(records);
    EventState state;
    apply_all(state, records);
    for (const auto& [undo, seen] : set.undos) {
      const auto& admissions = state.invitation(seen.as<AdmitGuest>()->invitation)->admissions;
      const auto same =
          std::find_if(admissions.begin(), admissions.end(),
                       [&](const Admission& one) { return one.name == seen.act_name(); });
      RC_ASSERT(same != admissions.end());
      RC_ASSERT(!same->stands());
    }
  });
}

TEST(Converge, heights_are_the_greatest_held_of_each_subject) {
  check(5, [] { heights_are_the_greatest_held(written_by_stations(*words()).records); });
  check(5, [] { heights_are_the_greatest_held(thrown_together(*words())); });
}

TEST(Converge, erasing_forgets_the_person_and_changes_nothing_else) {
  check(10, [] {
    const auto drawn = *words();
    Dice dice(drawn.size());
    erasing_forgets_the_person_and_changes_nothing(written_by_stations(drawn).records, dice);
  });
}

}  // namespace
}  // namespace yingbin
