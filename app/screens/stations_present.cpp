#include <algorithm>

#include "screens/stations.h"
#include "screens/words.h"
#include "text/say.h"

// From the state and the hub's word to the pages of the stations.
namespace yingbin {
namespace {

constexpr std::int64_t kJustNow_ms = 10'000;
constexpr std::int64_t kMinute_ms = 60'000;
constexpr std::int64_t kHour_ms = 60 * kMinute_ms;

std::string role_words(StationRole role) {
  switch (role) {
    case StationRole::door:
      return say("door");
    case StationRole::gift:
      return say("gift desk");
    case StationRole::sales:
      return say("sales table");
    case StationRole::service:
      return say("service desk");
    case StationRole::control:
      return say("control desk");
    case StationRole::stage:
      return say("stage");
    case StationRole::hub:
      return say("hub");
  }
  return {};
}

std::string ago_words(std::int64_t ms) {
  if (ms < kJustNow_ms) return say("just now");
  if (ms < kMinute_ms) return say("{} s ago", ms / 1000);
  if (ms < kHour_ms) return say("{} min ago", ms / kMinute_ms);
  return say("{} h ago", ms / kHour_ms);
}

// The hub's word is as old as its last answer.
std::optional<StationNews> news_of(const NewsOfStations& news, OriginId origin) {
  if (!news.hub || !news.asked_ms) return {};
  for (const StationNews& one : news.stations) {
    if (one.origin != origin) continue;
    StationNews now = one;
    if (now.ago_ms) *now.ago_ms += *news.asked_ms;
    return now;
  }
  return StationNews{origin, {}, 0};
}

bool expected(const Device& device) {
  return device.in_service() && device.named->role != StationRole::hub;
}

bool silent(const EventState& state, OriginId origin, OriginId self, const NewsOfStations& news) {
  const Device* device = state.device(origin);
  if (origin == self || !device || !expected(*device)) return false;
  const auto heard = news_of(news, origin);
  return heard && (!heard->ago_ms || *heard->ago_ms >= kSilentAfter_ms);
}

std::vector<StationMark> marks_of(const EventState& state, OriginId origin, OriginId self,
                                  const StationsKnown& known) {
  std::vector<StationMark> marks;
  const Device& device = *state.device(origin);
  if (device.revoked) marks.push_back(StationMark::revoked);
  if (device.lost) marks.push_back(StationMark::lost);
  if (!device.unsettled_branches().empty()) marks.push_back(StationMark::copied);
  if (origin == self && known.clock_wrong) marks.push_back(StationMark::clock_wrong);
  if (silent(state, origin, self, known.news)) marks.push_back(StationMark::silent);
  if (marks.empty()) marks.push_back(StationMark::well);
  return marks;
}

std::string unsent_words(std::uint64_t records) {
  return records == 0 ? say("everything has a second copy") : say("{} records only there", records);
}

StationEntry present_entry(const EventState& state, OriginId origin, OriginId self,
                           const StationsKnown& known) {
  StationEntry entry;
  const Device& device = *state.device(origin);
  entry.origin = origin;
  entry.name = station_name(state, origin);
  if (device.named) entry.role = role_words(device.named->role);
  entry.here = origin == self;
  entry.marks = marks_of(state, origin, self, known);
  if (entry.here) {
    entry.heard = say("this station");
    const auto& only_here = known.news.only_here;
    if (only_here) entry.unsent = say("{} records only here", *only_here);
    if (only_here == 0U) entry.unsent = unsent_words(0);
    return entry;
  }
  const auto heard = news_of(known.news, origin);
  if (!heard || (device.named && device.named->role == StationRole::hub)) return entry;
  entry.heard = heard->ago_ms ? say("heard {}", ago_words(*heard->ago_ms)) : say("never heard");
  if (heard->ago_ms) entry.unsent = unsent_words(heard->unsent);
  return entry;
}

std::string news_words(const NewsOfStations& news) {
  if (!news.hub) {
    return say("This station has no hub: nobody tells it when the others were heard last.");
  }
  if (!news.asked_ms) return say("The hub has not answered yet: nobody is known to be heard.");
  return say("What the hub told {}", ago_words(*news.asked_ms));
}

int seats_of(const EventState& state, OriginId origin) {
  int seats = 0;
  for (int zone = 1; zone <= state.hall().zones(); ++zone) {
    seats += state.hall().free_for(origin, zone);
  }
  return seats;
}

// Stations that pushed all they hold: what a lost one gave them is known here.
std::set<OriginId> heard_whole(const EventState& state, const NewsOfStations& news) {
  std::set<OriginId> heard;
  for (OriginId id : state.origin_ids()) {
    const auto told = news_of(news, id);
    const bool lately = told && told->ago_ms && *told->ago_ms < kSilentAfter_ms;
    if (lately && told->unsent == 0) heard.insert(id);
  }
  return heard;
}

std::string unheard_words(const EventState& state, OriginId origin, const NewsOfStations& news) {
  if (!news.hub) return {};
  std::string names;
  for (OriginId id : unheard_holders(state, origin, heard_whole(state, news))) {
    const Device* device = state.device(id);
    if (!device->named || device->revoked || device->named->role == StationRole::hub) continue;
    names += (names.empty() ? "" : say(", ")) + station_name(state, id);
  }
  if (names.empty()) return {};
  return say("It may have lent seats to stations that were not heard since: {}", names);
}

StaffId any_second_person(const EventState& state, StaffId first) {
  for (StaffId id : state.staff_ids()) {
    const Staff& staff = *state.staff(id);
    if (id != first && staff.named && staff.named->active) return id;
  }
  return {};
}

std::vector<StationAct> acts_of(const EventState& state, OriginId origin,
                                const DoorContext& context) {
  using Kind = StationAct::Kind;
  std::vector<StationAct> acts;
  const auto add = [&](Kind kind, std::string text, Refused refused) {
    acts.push_back({kind, std::move(text), refused_reason(refused)});
  };
  const Device& device = *state.device(origin);
  const StaffId second = any_second_person(state, context.actor.staff);
  const Refused lost = decide_lost(state, origin, second, context).refused;
  if (device.lost) {
    add(Kind::found, say("It is back"), decide_found(state, origin, context).refused);
    const auto waiting = quarantined_seats(state, origin).size();
    if (waiting > 0) {
      add(Kind::release, say("Release its {} seats", waiting),
          decide_release(state, origin, {}, context).refused);
    }
  }
  if (!device.lost || lost == Refused::no) add(Kind::declare_lost, say("Declare it lost"), lost);
  if (!device.unsettled_branches().empty()) {
    add(Kind::settle_copy, say("Both copies were compared"),
        decide_settling_copy(state, origin, context).refused);
  }
  return acts;
}

}  // namespace

std::string station_name(const EventState& state, OriginId origin) {
  const Device* device = state.device(origin);
  if (!device || !device->named) return say("Station {}", hex(origin.value).substr(0, 4));
  for (OriginId other : state.device_ids()) {
    const Device& one = *state.device(other);
    if (other != origin && one.named && one.named->station == device->named->station) {
      return device->named->station + " (" + hex(origin.value).substr(0, 4) + ")";
    }
  }
  return device->named->station;
}

int silent_stations(const EventState& state, OriginId self, const NewsOfStations& news) {
  const auto ids = state.device_ids();
  return static_cast<int>(std::count_if(
      ids.begin(), ids.end(), [&](OriginId id) { return silent(state, id, self, news); }));
}

StationsPage present_stations(const EventState& state, const DoorContext& context,
                              const StationsKnown& known) {
  StationsPage page;
  page.news = news_words(known.news);
  for (OriginId id : state.device_ids()) {
    page.stations.push_back(present_entry(state, id, context.station, known));
  }
  // This station first, then what somebody should look at, then by name.
  std::sort(page.stations.begin(), page.stations.end(), [](const auto& one, const auto& other) {
    return std::tuple(!one.here, other.marks.front(), one.name, one.origin) <
           std::tuple(!other.here, one.marks.front(), other.name, other.origin);
  });
  return page;
}

StationPage present_station(const EventState& state, OriginId origin, const DoorContext& context,
                            const StationsKnown& known) {
  StationPage page;
  page.station = present_entry(state, origin, context.station, known);
  page.acts = acts_of(state, origin, context);
  const auto say_seats = [&](int seats) { return say("It can still give {} seats", seats); };
  if (const int seats = seats_of(state, origin); seats > 0) page.facts.push_back(say_seats(seats));
  const auto waiting = quarantined_seats(state, origin).size();
  if (waiting > 0) {
    page.facts.push_back(say("{} of its seats wait until somebody has looked at them", waiting));
  }
  if (state.mint() == origin) page.facts.push_back(say("It grants the seats of this event"));
  const auto branches = state.device(origin)->unsettled_branches();
  if (!branches.empty()) {
    page.facts.push_back(say("Its record {} exists twice, different", branches.front().id.seq));
  }
  if (!known.news.hub && !page.station.here) page.facts.push_back(news_words(known.news));
  return page;
}

SecondPersonPage present_second_person(const EventState& state, OriginId origin,
                                       const DoorContext& context) {
  SecondPersonPage page{origin, station_name(state, origin), {}, {}};
  if (const int seats = seats_of(state, origin); seats > 0) {
    page.facts.push_back(
        say("Nobody gives its {} seats until somebody has looked at them.", seats));
  }
  page.facts.push_back(
      say("Only if it will not come back today: wrongly said, a seat may be given twice."));
  for (StaffId id : state.staff_ids()) {
    if (!decide_lost(state, origin, id, context).allowed()) continue;
    page.persons.push_back({id, state.staff(id)->named->name});
  }
  // Who answers for the hall first.
  std::stable_partition(page.persons.begin(), page.persons.end(), [&](const auto& person) {
    return Actor{person.id, state.staff(person.id)->named->roles}.may(Permission::declare_lost);
  });
  return page;
}

ReleasePage present_release(const EventState& state, OriginId origin, const StationsKnown& known) {
  ReleasePage page{origin, station_name(state, origin), 0, {}};
  const auto seats = quarantined_seats(state, origin);
  page.seats = static_cast<int>(seats.size());
  for (int zone = 1; zone <= state.hall().zones(); ++zone) {
    const auto here =
        std::count_if(seats.begin(), seats.end(), [&](SeatId seat) { return seat.zone == zone; });
    if (here == 0) continue;
    page.facts.push_back(say("{}: {} seats", zone_words(state.venue(), zone), here));
  }
  const std::string unheard = unheard_words(state, origin, known.news);
  if (!unheard.empty()) page.facts.push_back(unheard);
  return page;
}

}  // namespace yingbin
