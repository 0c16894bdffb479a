// A guest list into the event (rules B1 to B3): rows become guests, each with an invitation; a row
// that is here already updates what changed and adds nothing twice.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "roster/guest_list.h"
#include "station/station.h"

namespace yingbin {

struct ImportCounts {
  std::size_t taken = 0;  // new guests
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t merged = 0;    // rows that are the same guest as an earlier row of this list
  std::size_t rejected = 0;  // rows not taken
};

class GuestImport final : public GuestListSink {
 public:
  using OnRejection = std::function<void(const Rejection&)>;
  using OnProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

  // With station.trial() set before, this is the dry run. `on_progress` answers false to stop.
  GuestImport(Station& station, OnRejection on_rejection, OnProgress on_progress);

  // Reads the whole file. Rows before a failure stand recorded; importing again completes them.
  Result<ListSummary> run(const std::filesystem::path& list);
  [[nodiscard]] const ImportCounts& counts() const { return counts_; }

  void on_row(GuestRow&& row) override;
  void on_rejection(Rejection&& rejection) override;
  bool on_progress(std::uint64_t done, std::uint64_t total) override;

 private:
  using Key = std::uint64_t;

  void index(GuestId id, const WritePerson& person);
  [[nodiscard]] GuestId find_guest(const WritePerson& person) const;
  [[nodiscard]] bool same_person(GuestId id, const WritePerson& person) const;
  void add_guest(const GuestRow& row, WritePerson person, DescribeGuest facts);
  void update_guest(GuestId id, const GuestRow& row, WritePerson person, DescribeGuest facts);
  void update_invitation(GuestId id, const GuestRow& row, bool may_narrow);
  void name_seats(InvitationId id, const GuestRow& row, int zone);
  [[nodiscard]] StaffId rep_named(const GuestRow& row);
  [[nodiscard]] int zone_named(const GuestRow& row);
  [[nodiscard]] bool use_foreign_code(const GuestRow& row, IssueInvitation& draft);
  void reject(const GuestRow& row, const std::string& column, std::string reason);
  void push(Act act);
  void flush();

  Station& station_;
  OnRejection report_;
  OnProgress progress_;
  ImportCounts counts_;
  std::unordered_map<std::string, StaffId> reps_;
  std::unordered_multimap<Key, GuestId> guests_;  // by list id, and by name with each phone
  std::unordered_set<GuestId> here_;              // touched by this list
  std::unordered_set<std::string> codes_here_;    // foreign codes of rows not recorded yet
  std::set<SeatId> seats_here_;                   // seats that this list names
  std::vector<Act> batch_;
  std::unordered_set<GuestId> in_batch_;
  Result<void> written_;
};

}  // namespace yingbin
