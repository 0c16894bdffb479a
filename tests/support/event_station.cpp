#include "support/event_station.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace yingbin {

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.message());
  return *std::move(result);
}

PlannedEvent example_event() {
  PlannedEvent plan;
  plan.venue = example_venue();
  plan.staff = {{kRepChen, "陈业务", {Role::rep}},
                {kRepLin, "林业务", {Role::rep}},
                {kGreeterWang, "小王", {Role::greeter}},
                {kGreeterLi, "小李", {Role::greeter}},
                {kCoordinator, "总指挥", {Role::coordinator}},
                {kAdministrator, "管理员", {Role::administrator}}};
  return plan;
}

}  // namespace

EventStation::EventStation() {
  time.true_ms = Clock::kBuiltAt_ms + 30LL * 24 * 3'600'000;
  time.follows_a_server = true;
}

StationOptions EventStation::options(const std::string& door, const std::string& staff) const {
  StationOptions options;
  options.door = door;
  options.staff = staff;
  options.surroundings.time = &time;
  options.surroundings.machine = "test";
  return options;
}

std::unique_ptr<Station> EventStation::found(const std::string& staff) {
  return must(Station::found(folder(), example_event(), options("1 号门", staff)));
}

std::unique_ptr<Station> EventStation::open(const std::string& staff) {
  return must(Station::open(folder(), options("1 号门", staff)));
}

std::unique_ptr<Station> EventStation::join(EventId event, const std::string& staff) {
  const auto second = options("2 号门", staff);
  (void)must(Journal::create(folder_ / "second", event, {}, second.surroundings));
  return must(Station::open(folder_ / "second", second));
}

std::filesystem::path EventStation::write_list(const std::string& csv) const {
  const auto path = folder_ / "list.csv";
  std::ofstream(path, std::ios::binary) << csv;
  return path;
}

std::string EventStation::bytes() const {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(in), {});
  }
  return bytes;
}

std::size_t hand_over(Station& from, Station& to) {
  std::vector<StoredRecord> all;
  const auto read = from.journal().for_each([&](const StoredRecord& record) {
    all.push_back(record);
    return true;
  });
  if (!read) throw std::runtime_error(read.message());
  return must(to.receive(all)).news;
}

}  // namespace yingbin
