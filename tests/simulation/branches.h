// What may happen on a simulated day: every class of fault and every rare branch, counted, so that
// a run can tell which of them it never came by.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace yingbin {

// Each must occur in a run of a hundred days or more. The name is the line that is printed.
#define YINGBIN_BRANCHES(X)                                                                        \
  X(letter_lost)                                                                                   \
  X(letter_doubled)                                                                                \
  X(letter_delayed)                                                                                \
  X(letters_reordered) X(answers_only_cut) X(link_cut) X(link_cut_all_day) X(hub_was_down)         \
      X(request_timed_out) X(body_flipped) X(body_truncated) X(portal_page) X(hub_killed) X(       \
          hub_lost_power) X(hub_died_before_answer) X(hub_restored_in_place)                       \
          X(hub_restored_elsewhere) X(station_killed) X(station_lost_power) X(                     \
              station_died_after_receiving) X(station_restored) X(station_cloned) X(flush_lied)    \
              X(disk_full) X(disk_failed) X(write_refused) X(intake_refused) X(clock_1970) X(      \
                  clock_2000) X(clock_2099) X(clock_jumped) X(double_tap) X(one_code_at_two_doors) \
                  X(station_lost) X(station_declared_lost) X(seats_released) X(station_found)      \
                      X(station_revoked) X(revoked_was_refused) X(wrong_credential)                \
                          X(request_replayed) X(forged_by_thief) X(unsigned_record) X(newer_kind)  \
                              X(mint_replaced) X(admitted) X(refused_at_door) X(admitted_on_paper) \
                                  X(coach_party) X(admission_undone) X(passed_door) X(party_moved) \
                                      X(move_overridden) X(seats_freed) X(absent_released) X(      \
                                          invitation_revoked) X(invitation_replaced) X(walk_in)    \
                                          X(guest_erased) X(seats_lent) X(seats_returned)          \
                                              X(seats_asked) X(seats_granted) X(new_origin_taken)  \
                                                  X(restore_noticed) X(run_parked) X(run_doubted)  \
                                                      X(finding_admitted_twice)                    \
                                                          X(finding_seat_contested)                \
                                                              X(finding_copied_disk)               \
                                                                  X(told_twice_with_reason)        \
                                                                      X(damage_told)

enum class Branch : std::uint8_t {
#define X(name) name,
  YINGBIN_BRANCHES(X)
#undef X
};

inline constexpr std::array kBranchNames = {
#define X(name) #name,
    YINGBIN_BRANCHES(X)
#undef X
};

class Counts {
 public:
  void add(Branch branch, std::uint64_t times = 1) {
    counts_[static_cast<std::size_t>(branch)] += times;
  }
  void add(const Counts& other);
  [[nodiscard]] std::vector<std::string> never() const;
  [[nodiscard]] std::string text() const;  // a line each

 private:
  std::array<std::uint64_t, kBranchNames.size()> counts_{};
};

}  // namespace yingbin
