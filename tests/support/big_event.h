// An event larger than any (EVENT_DAY.md: up to 5,000 guests): a hall of 5,000 places seated in all
// four ways, 200 reps, and as many invited guests as asked for, written by the shipped station to a
// real folder. For benchmarks; what fails throws std::runtime_error with the station's own message.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <utility>
#include <vector>

#include "station/station.h"

namespace yingbin {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.message());
  return *std::move(result);
}
inline void must(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.message());
}

// A folder that goes when this goes. It stands where the command runs: /tmp may be memory, which
// flushes nothing.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] PlannedEvent big_plan();

// Founds the event in `folder` and invites `guests`; the same names, phones and wishes every time.
// Whose invitation names the first zone also has seats named, as long as there are any.
[[nodiscard]] std::unique_ptr<Station> found_big_event(const std::filesystem::path& folder,
                                                       std::size_t guests);
[[nodiscard]] std::unique_ptr<Station> open_big_event(const std::filesystem::path& folder);

// The invitations in an order in which guests might come: by their random ids, not by the list.
[[nodiscard]] std::vector<InvitationId> order_of_arrival(const EventState& state);

// What a guest with this invitation has in hand when found on the list.
[[nodiscard]] DoorQuestion chosen_from_list(InvitationId invitation);

// Admits everybody: one after the other while seats are given, then many at a time.
void admit_all(Station& station, const std::vector<InvitationId>& invitations);

}  // namespace yingbin
