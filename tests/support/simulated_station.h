// A real Station on a real folder whose surroundings a test rules: its time is wrong, its power
// fails, its disk is copied or restored, and records reach others only when they are handed over.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "station/station.h"
#include "support/fault_vfs.h"

namespace yingbin {

// A clock beside the true one. Time passes only when told.
class WrongTime final : public TimeSource {
 public:
  [[nodiscard]] std::int64_t now_ms() const override { return true_ms + wrong_by_ms; }
  [[nodiscard]] std::int64_t monotonic_ms() const override { return true_ms - started_ms; }
  [[nodiscard]] bool synchronised() const override { return follows_a_server; }

  std::int64_t true_ms = 0;
  std::int64_t started_ms = 0;
  std::int64_t wrong_by_ms = 0;
  bool follows_a_server = false;
};

// The bytes of a folder as a power cut would leave them, by relative path.
using DiskImage = std::map<std::filesystem::path, std::string>;

[[nodiscard]] DiskImage image_of(const std::filesystem::path& folder);
// Files keep their inodes: new ones would look like a copied folder.
void write_image(const std::filesystem::path& folder, const DiskImage& image);

class SimulatedStation {
 public:
  SimulatedStation(std::filesystem::path folder, std::string door);

  // Each throws std::runtime_error with the station's own message where it refuses.
  void found(const PlannedEvent& plan);
  void join(EventId event, OriginId origin);  // an empty journal of an event founded elsewhere
  void open();

  [[nodiscard]] Station& station() { return *station_; }
  [[nodiscard]] const EventState& state() const { return station_->state(); }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::vector<StoredRecord> records();

  [[nodiscard]] DiskImage image() const { return image_of(folder_); }
  // kill -9: nothing that the program would still have written reaches the disk. Opens again.
  void kill();
  // The program dies and stays off until `open`. With `disk` the power went: what was not flushed
  // is lost or torn as `seed` says.
  void die();
  void lose_power(support::FaultVfs& disk, std::uint64_t seed);
  // The disk goes back to what it was, as from a backup. Opens again.
  void restore(const DiskImage& image);

  WrongTime time;
  std::string vfs;  // SQLite's file system; empty: the machine's own

 private:
  [[nodiscard]] StationOptions options() const;

  std::filesystem::path folder_;
  std::string door_;
  std::unique_ptr<Station> station_;
};

// Gives `to` what it lacks, at most `limit` records of each origin. Returns how many were new
// there.
std::size_t hand_over(SimulatedStation& from, SimulatedStation& to, std::size_t limit = SIZE_MAX);
// Until nobody has anything that another lacks.
void exchange(const std::vector<SimulatedStation*>& all);

}  // namespace yingbin
