#include "support/simulated_station.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace yingbin {

namespace {

namespace fs = std::filesystem;

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.message());
  return *std::move(result);
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder));
  }
  return files;
}

// The number from which `to` lacks records of this origin; after a fork everything is offered
// again.
std::uint64_t lacks_after(const Head& head, Journal& from, Journal& to) {
  const auto count = [&](Journal& journal) {
    const auto heads = journal.heads();
    return std::count_if(heads.begin(), heads.end(),
                         [&](const Head& one) { return one.id.origin == head.id.origin; });
  };
  if (count(from) != 1 || count(to) != 1) return 0;
  for (const Head& held : to.heads()) {
    if (held.id.origin == head.id.origin && held.id.seq < head.id.seq) return held.id.seq;
  }
  return 0;
}

}  // namespace

SimulatedStation::SimulatedStation(fs::path folder, std::string door)
    : folder_(std::move(folder)), door_(std::move(door)) {}

StationOptions SimulatedStation::options() const {
  StationOptions options;
  options.door = door_;
  options.surroundings.time = &time;
  options.surroundings.machine = "simulated";
  options.surroundings.vfs = vfs;
  return options;
}

void SimulatedStation::found(const PlannedEvent& plan) {
  station_ = must(Station::found(folder_, plan, options()));
}

void SimulatedStation::join(EventId event, OriginId origin) {
  (void)must(Journal::create(folder_, event, origin, options().surroundings));
  open();
}

void SimulatedStation::open() {
  station_.reset();
  time.started_ms = time.true_ms;
  station_ = must(Station::open(folder_, options()));
}

std::vector<StoredRecord> SimulatedStation::records() {
  std::vector<StoredRecord> all;
  const auto read = station_->journal().for_each([&](const StoredRecord& record) {
    all.push_back(record);
    return true;
  });
  if (!read) throw std::runtime_error(read.message());
  return all;
}

// SQLite's shared memory is not on disk; it is made anew.
DiskImage image_of(const fs::path& folder) {
  DiskImage image;
  for (const fs::path& file : files_in(folder)) {
    if (!file.string().ends_with("-shm")) image[file] = bytes_of(folder / file);
  }
  return image;
}

void write_image(const fs::path& folder, const DiskImage& image) {
  fs::create_directories(folder);
  for (const fs::path& file : files_in(folder)) {
    if (!image.contains(file)) fs::remove(folder / file);
  }
  for (const auto& [file, bytes] : image) {
    fs::create_directories((folder / file).parent_path());
    std::ofstream(folder / file, std::ios::binary | std::ios::trunc) << bytes;
    if (file.parent_path() != "keys") continue;
    fs::permissions((folder / file).parent_path(), fs::perms::owner_all);
    fs::permissions(folder / file, fs::perms::owner_read | fs::perms::owner_write);
  }
}

void SimulatedStation::kill() { restore(image()); }

void SimulatedStation::die() {
  const DiskImage left = image();
  station_.reset();
  write_image(folder_, left);
}

void SimulatedStation::lose_power(support::FaultVfs& disk, std::uint64_t seed) {
  const DiskImage left = image();
  disk.cut_power();
  station_.reset();
  write_image(folder_, left);
  disk.restore_power(seed);
}

void SimulatedStation::restore(const DiskImage& image) {
  station_.reset();
  write_image(folder_, image);
  open();
}

std::size_t hand_over(SimulatedStation& from, SimulatedStation& to, std::size_t limit) {
  const auto held = to.station().journal().heads();
  std::vector<StoredRecord> lacking;
  for (const Head& head : from.station().journal().heads()) {
    if (std::find(held.begin(), held.end(), head) != held.end()) continue;
    const auto after = lacks_after(head, from.station().journal(), to.station().journal());
    const auto part = must(from.station().journal().records_after(head.id.origin, after, limit));
    lacking.insert(lacking.end(), part.begin(), part.end());
  }
  // Over the wire form, as it will be.
  const auto received = must(decode_wire(encode_wire(lacking)));
  return must(to.station().receive(received)).news;
}

void exchange(const std::vector<SimulatedStation*>& all) {
  for (std::size_t moved = 1; moved > 0;) {
    moved = 0;
    for (SimulatedStation* from : all) {
      for (SimulatedStation* to : all) {
        if (from != to) moved += hand_over(*from, *to);
      }
    }
  }
}

}  // namespace yingbin
