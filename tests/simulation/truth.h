// What people were told, seen from above: every record in the true order of its writing, and who
// sits where. The checker of the simulator: it reads raw acts and asks no rule of the product.
#pragma once

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "journal/stored_record.h"
#include "simulation/branches.h"

namespace yingbin {

class Violation : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Machines = std::size_t;  // the number of a machine
inline constexpr Machines kHubMachine = 1'000;
inline constexpr Machines kNewerMachine = 1'001;

RecordName name_of(const StoredRecord& stored);

class Truth {
 public:
  explicit Truth(Counts& counts) : counts_(counts) {}

  // From now on seats may be told twice: a disk went back in time, or a station was declared lost.
  void excuse(const std::string& why) { excuse_ = why; }

  void wrote(Machines machine, const StoredRecord& stored);
  [[nodiscard]] bool was_written(const RecordName& name) const { return written_.contains(name); }
  [[nodiscard]] const std::string& kind_of(const RecordName& name) const {
    return written_.at(name).kind;
  }
  // Records of `machine` that nobody else holds went with its disk.
  void lose(Machines machine, const std::vector<const std::set<RecordName>*>& held_by);

  // P-durable and the ledger: all that was told and not lost is among these.
  void check_kept(const std::set<RecordName>& held, const std::string& where) const;
  // P-scarce, P-visible: seats on which two parties sit, as far as records of it are left.
  [[nodiscard]] std::set<SeatId> told_twice() const;
  [[nodiscard]] std::size_t admissions() const { return admissions_; }

 private:
  struct Written {
    Machines machine = 0;
    bool lost = false;
    std::string kind;
  };

  void sit(const std::vector<SeatId>& seats, InvitationId party, const Record& record,
           bool overridden);
  void leave(const std::vector<SeatId>& seats, InvitationId party,
             const std::vector<RecordName>& known, bool given_on);

  Counts& counts_;
  std::string excuse_;
  std::map<RecordName, Written> written_;
  // By what they were told; a record that frees a seat ends only what it knew of.
  std::map<SeatId, std::map<InvitationId, std::set<RecordName>>> sitting_;
  std::set<SeatId> given_on_;  // by acts that others may not have known of
  std::size_t admissions_ = 0;
};

// P-once, D2, D8: what the raw acts of one machine amount to, each counted once.
struct HeadCount {
  int arrived = 0;
  int in_doubt = 0;
  std::map<InvitationId, int> counted;
  std::set<InvitationId> over;  // more came than it admits
};
HeadCount head_count(const std::vector<Record>& records);

}  // namespace yingbin
