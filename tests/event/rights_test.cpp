// Rules S4 and P-scarce: a mint and stations that grant, give, return, go dark, are declared lost,
// found and succeeded, and meet in parts and in any order, never have two who may give one seat;
// and where people declared wrongly, it shows and is put right when they meet.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "event/allot.h"
#include "event/stations.h"
#include "support/dice.h"
#include "support/world.h"

namespace yingbin {
namespace {

constexpr int kStations = 5;

enum class People { careful, careless };

std::string description(const EventState& state) {
  std::string text;
  state.describe([&](std::string_view line) { (text += line) += '\n'; });
  return text;
}

struct Desk {
  World& world;
  bool dark = false;           // switched off, and nobody hears of it
  std::set<OriginId> heard{};  // in full, since it became the mint
};

class Hall {
 public:
  Hall(Dice& dice, People people) : dice_(dice), people_(people) {
    for (std::uint64_t i = 2; i <= kStations; ++i) {
      first_.write({NameOrigin{OriginId{i}, {}, "门", StationRole::door}});
    }
    desks_.push_back({first_});
    for (std::uint64_t i = 2; i <= kStations; ++i) {
      desks_.push_back({others_.emplace_back(first_, OriginId{i}, std::to_string(i))});
    }
    for (Desk& desk : desks_) desk.world.sign_in(kCoordinator);
  }

  void step() {
    Desk& desk = any();
    if (desk.dark) return come_back(desk);
    switch (dice_.below(12)) {
      case 0:
      case 1:
        return allot(desk);
      case 2:
        return give_back(desk);
      case 3:
      case 4:
        return lend(desk);
      case 5:
        return seat_somebody(desk);
      case 6:
        return split(desk);
      case 7:
        return hand_over_mint(desk);
      case 8:
        return lose(desk);
      case 9:
        return release_or_find(desk);
      default:
        return hear(desk, any());
    }
  }

  // Seats that more than one desk at work may give.
  [[nodiscard]] std::set<SeatId> doubly_held() const {
    std::map<SeatId, int> may_give;
    for (const Desk& desk : desks_) {
      if (desk.dark) continue;
      for_each_free(desk, [&](SeatId seat) { ++may_give[seat]; });
    }
    std::set<SeatId> doubly;
    for (const auto& [seat, count] : may_give) {
      if (count > 1) doubly.insert(seat);
    }
    return doubly;
  }

  void wake_and_meet() {
    for (Desk& desk : desks_) desk.dark = false;
    meet();
  }

  void yield() {
    for (Desk& desk : desks_) {
      const auto acts = decide_yielding(desk.world.state, origin(desk));
      if (!acts.empty()) desk.world.write(acts);
    }
    wake_and_meet();
  }

  [[nodiscard]] bool all_agree() const {
    const auto expected = description(desks_.front().world.state);
    return std::all_of(desks_.begin(), desks_.end(),
                       [&](const Desk& desk) { return description(desk.world.state) == expected; });
  }
  [[nodiscard]] int contested() const {
    const auto& findings = desks_.front().world.state.findings();
    return static_cast<int>(std::count_if(findings.begin(), findings.end(), [](const Finding& one) {
      return one.kind == FindingKind::right_contested;
    }));
  }

  std::map<std::string, int> happened;

 private:
  Desk& any() { return desks_[dice_.next() % desks_.size()]; }
  static OriginId origin(const Desk& desk) { return desk.world.context.station; }
  static const EventState& state(const Desk& desk) { return desk.world.state; }
  static bool is_mint(const Desk& desk) { return state(desk).mint() == origin(desk); }
  int a_zone() { return dice_.between(1, first_.state.hall().zones()); }
  OriginId an_origin() { return OriginId{static_cast<std::uint64_t>(dice_.between(1, kStations))}; }

  template <class Take>
  static void for_each_free(const Desk& desk, const Take& take) {
    const EventState& here = desk.world.state;
    for (int zone = 1; zone <= here.hall().zones(); ++zone) {
      for (int row = here.hall().first_row(zone); row <= here.hall().last_row(zone); ++row) {
        for (const Place& place : here.hall().row(zone, row)) {
          if (place.free_for(origin(desk))) take(place.id);
        }
      }
    }
  }

  void meet() {
    for (int round = 0; round < 2; ++round) {
      for (Desk& to : desks_) {
        for (Desk& from : desks_) {
          if (!to.dark && !from.dark) to.world.receive(from.world);
        }
      }
    }
  }

  void carry_out(Desk& desk, const Answer& answer, const std::string& what) {
    if (desk.world.carry_out(answer) == Refused::no) ++happened[what];
  }

  // A mint that took over knows what every possible holder holds, or that it was declared lost.
  [[nodiscard]] bool may_grant(const Desk& desk) const {
    return people_ == People::careless || mint_may_grant(state(desk), origin(desk), desk.heard);
  }

  void allot(Desk& desk) {
    if (!is_mint(desk) || !may_grant(desk)) return;
    const AllotRequest request{
        .zone = a_zone(), .seats = dice_.between(1, 6), .together = 3, .insist = dice_.chance(50)};
    carry_out(desk, decide_allotment(state(desk), origin(desk), an_origin(), request), "allotted");
  }
  void split(Desk& desk) {
    if (!is_mint(desk) || !may_grant(desk)) return;
    carry_out(desk, decide_split(state(desk), origin(desk), {an_origin(), an_origin()}, 3),
              "split");
  }
  void give_back(Desk& desk) {
    const ReturnWish wish{.zone = a_zone(), .keep = dice_.below(4)};
    carry_out(desk, decide_return(state(desk), wish, desk.world.context), "returned");
  }
  void lend(Desk& desk) {
    const LoanWish wish{.to = an_origin(), .zone = a_zone(), .count = dice_.between(1, 3)};
    carry_out(desk, decide_transfer(state(desk), wish, desk.world.context), "lent");
  }
  void seat_somebody(Desk& desk) {
    desk.world.scan(desk.world.invite({.persons = dice_.between(1, 3), .zone = a_zone()}));
  }
  void hand_over_mint(Desk& desk) {
    if (!is_mint(desk)) return;
    carry_out(desk, decide_mint_handover(state(desk), an_origin(), desk.world.context),
              "mint handed over");
    desk.heard.clear();
  }

  // What one origin wrote, up to a record: exchanges keep an origin's records in order.
  void hear(Desk& to, Desk& from) {
    if (from.dark) return;
    const bool everything = dice_.chance(40);
    const OriginId only = an_origin();
    for (const Record& record : from.world.records) {
      if (!everything && record.key.origin != only) continue;
      if (!everything && dice_.chance(3)) break;
      if (to.world.state.apply(record).news) to.world.records.push_back(record);
    }
    if (everything && is_mint(to)) to.heard.insert(origin(from));
  }

  // Careful people declare lost what they switched off, and replace what was the mint indeed;
  // careless ones also what is at work.
  void lose(Desk& desk) {
    Desk& lost = any();
    if (&lost == &desk) return;
    if (people_ == People::careful) {
      const auto is_dark = [](const Desk& one) { return one.dark; };
      if (std::count_if(desks_.begin(), desks_.end(), is_dark) > 1) return;
      lost.dark = true;
    }
    carry_out(desk, decide_lost(state(desk), origin(lost), kGreeterLi, desk.world.context),
              "declared lost");
    const bool was_mint = people_ == People::careless || is_mint(lost);
    if (!was_mint || state(desk).mint() != origin(lost)) return;
    carry_out(desk,
              decide_mint_replacement(state(desk), origin(desk), kGreeterLi, desk.world.context),
              "mint replaced");
    desk.heard.clear();
  }
  void release_or_find(Desk& desk) {
    const OriginId lost = an_origin();
    if (people_ == People::careful) {
      if (quarantined_seats(state(desk), lost).empty() || dice_.chance(60)) return;
      meet();  // what it lent, the others know
    }
    if (dice_.chance(70)) {
      carry_out(desk, decide_release(state(desk), lost, {}, desk.world.context), "released");
    } else if (people_ == People::careless) {
      carry_out(desk, decide_found(state(desk), lost, desk.world.context), "found");
    }
  }
  // It hears what happened before it is put to work, and then everybody hears that it is back.
  void come_back(Desk& desk) {
    if (dice_.chance(70)) return;
    desk.dark = false;
    meet();
    carry_out(desk, decide_found(state(desk), origin(desk), desk.world.context), "found");
    meet();
  }

  Dice& dice_;
  People people_;
  World first_;
  std::deque<World> others_;
  std::deque<Desk> desks_;
};

using Happened = std::map<std::string, int>;

Happened day_of_careful_people(std::uint64_t seed) {
  Dice dice(seed);
  Hall hall(dice, People::careful);
  for (int left = dice.between(20, 250); left > 0; --left) {
    hall.step();
    RC_ASSERT(hall.doubly_held().empty());
  }
  hall.wake_and_meet();
  RC_ASSERT(hall.all_agree());
  RC_ASSERT(hall.doubly_held().empty());
  return hall.happened;
}

Happened day_of_careless_people(std::uint64_t seed) {
  Dice dice(seed);
  Hall hall(dice, People::careless);
  for (int left = dice.between(20, 250); left > 0; --left) {
    hall.step();
    if (!hall.doubly_held().empty()) ++hall.happened["given twice"];
  }
  hall.wake_and_meet();
  RC_ASSERT(hall.all_agree());
  RC_ASSERT(hall.doubly_held().empty());
  if (hall.contested() > 0) ++hall.happened["contested"];
  hall.yield();
  RC_ASSERT(hall.contested() == 0);
  RC_ASSERT(hall.all_agree());
  return hall.happened;
}

RC_GTEST_PROP(Rights, nobody_shares_a_right_while_only_the_dark_are_declared_lost,
              (std::uint64_t seed)) {
  day_of_careful_people(seed);
}

RC_GTEST_PROP(Rights, what_was_declared_wrongly_shows_and_is_put_right_when_all_meet,
              (std::uint64_t seed)) {
  day_of_careless_people(seed);
}

TEST(Rights, every_way_a_right_moves_is_walked_on_such_days) {
  Happened careful;
  Happened careless;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    for (const auto& [what, times] : day_of_careful_people(seed)) careful[what] += times;
    for (const auto& [what, times] : day_of_careless_people(seed)) careless[what] += times;
  }
  for (const char* what : {"allotted", "split", "returned", "lent", "mint handed over",
                           "declared lost", "mint replaced", "released", "found"}) {
    EXPECT_GT(careful[what], 0) << what;
    EXPECT_GT(careless[what], 0) << what;
  }
  EXPECT_GT(careless["given twice"], 0);
  EXPECT_GT(careless["contested"], 0);
}

}  // namespace
}  // namespace yingbin
