// The owner of one running station: takes what people do, decides, appends to the journal, applies,
// answers. Nothing is told before it is on this disk. One thread uses it; commands on a folder
// whose station is open elsewhere open it for reading.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "event/amend.h"
#include "event/plan.h"
#include "journal/journal.h"
#include "journal/replay.h"
#include "roster/venue_file.h"
#include "station/find_index.h"
#include "text/result.h"

namespace yingbin {

struct StationOptions {
  Access access = Access::write;
  std::string door = "1";  // what this station is called: "1 号门"
  std::string staff;       // name of who acts; empty while sign-in is off
  JournalSurroundings surroundings;
};

// A verdict, and the record it is on; no record unless somebody was admitted.
struct DoorAnswer {
  DoorVerdict verdict;
  RecordName record;
};

class Station {
 public:
  // Starts an event in `folder` from its plan: keys, founder, staff, rights to seats (rule B5).
  static Result<std::unique_ptr<Station>> found(const std::filesystem::path& folder,
                                                const PlannedEvent& plan,
                                                const StationOptions& options);
  static Result<std::unique_ptr<Station>> open(const std::filesystem::path& folder,
                                               const StationOptions& options);
  // A station of an event that was founded elsewhere, under the origin that its hub gave it. Its
  // device key is in `folder` already: the hub was told its public half.
  static Result<std::unique_ptr<Station>> join(const std::filesystem::path& folder, EventId event,
                                               OriginId origin, const StationOptions& options);
  // On a journal that is open already: a hub's.
  static Result<std::unique_ptr<Station>> on(Journal journal, const StationOptions& options);
  Station(const Station&) = delete;
  Station& operator=(const Station&) = delete;
  ~Station();

  [[nodiscard]] const EventState& state() const { return state_; }
  [[nodiscard]] Journal& journal() { return journal_; }
  [[nodiscard]] const ReplayReport& replayed() const { return replayed_; }
  [[nodiscard]] DoorContext context() const;
  [[nodiscard]] const std::string& door() const { return door_; }
  [[nodiscard]] std::int64_t now_ms();  // as this station believes it

  // What a text in hand presents: one of our codes, a short code, a foreign code, anything.
  [[nodiscard]] Presented presented(std::string_view text) const;

  // Decides only: what would be said. Records nothing.
  [[nodiscard]] DoorVerdict preview(const DoorQuestion& question) const;
  // Decides and records; the verdict is on disk when this returns.
  Result<DoorAnswer> admit(const DoorQuestion& question);
  // A rep's coach party (rule D11): each guest decided and recorded; stops at a failure of the
  // disk.
  Result<std::vector<DoorAnswer>> admit_coach(std::span<const InvitationId> invitations,
                                              std::int64_t happened_at = 0);
  Result<Answer> undo(const RecordName& admission, const std::string& reason);
  [[nodiscard]] bool may_undo(const RecordName& admission) const;  // now, by who acts here
  Result<Answer> pass(InvitationId invitation, int out);
  Result<Answer> move(InvitationId invitation, const std::vector<SeatId>& to, bool insist);
  Result<Answer> free_seats(InvitationId invitation);
  Result<Answer> release_absent(std::optional<StaffId> rep);
  Result<Answer> revoke(InvitationId invitation, const std::string& reason, bool reissue);
  Result<Answer> settle_admissions(InvitationId invitation, int persons);
  Result<Answer> settle_seat(SeatId seat, InvitationId keeps);
  // A station that will not come back, with a second person; that is back; whose chairs somebody
  // looked at (all its waiting seats where none is listed); whose disk was copied (DESIGN 8).
  Result<Answer> declare_lost(OriginId origin, StaffId approved_by);
  Result<Answer> station_found(OriginId origin);
  Result<Answer> release_lost(OriginId origin, const std::vector<SeatId>& seats);
  Result<Answer> settle_copy(OriginId origin);
  Result<Answer> erase(GuestId guest, const std::string& reason);
  Result<SeatingReport> seat_before_the_day(int zone);  // 0: every zone

  // A new invitation for a guest, its code signed, its short code drawn; not recorded yet.
  Result<IssueInvitation> draft_invitation(GuestId guest, int persons, int zone);
  // What the digest of a code of ours becomes when its invitation is issued so.
  Result<CodeDigest> digest_of(const IssueInvitation& issue);
  // The text of an invitation's code, as it stands on its card.
  Result<std::string> code_text(InvitationId invitation);

  // Appends and applies. With `trial()` nothing reaches the disk: the state alone moves on.
  Result<void> record(std::span<const Act> acts);
  void trial() { trial_ = true; }

  // Records of others, as they come by hand-over; and by wire, verified, with what to remember of
  // the exchange in the same transaction.
  Result<Received> receive(std::span<const StoredRecord> records);
  Result<Received> receive(std::span<const SealedRecord> records, const Settings& settings);
  // The same in two steps, so that the sender has its answer while the state still follows: nothing
  // else is asked in between. Of what they answer, `taken` is empty.
  Result<Received> keep(std::span<const SealedRecord> records, const Settings& settings);
  Result<void> catch_up();
  // For one that knows it was restored from a backup: what it wrote since then may exist elsewhere.
  Result<void> go_on_as_new_origin();
  // Whether this station has heard from the others lately: verdicts say so (DESIGN 6). Alone, it
  // has.
  void hears_others(bool lately) { certain_ = lately; }

  // Guests by name, pinyin, phone, short code or rep (rule D3), best first.
  // The first call builds the index: some 0.3 s for 100,000 guests.
  Result<std::vector<FindHit>> find(std::string_view text, std::size_t limit);

 private:
  Station(Journal journal, const StationOptions& options);
  Result<void> start(const StationOptions& options);
  Result<void> replay_all(Access access);
  Result<void> name_own_origin();
  [[nodiscard]] std::vector<Act> naming(OriginId fresh) const;
  Result<Received> take_later(Result<Received> received);
  [[nodiscard]] Answer answer_undo(const RecordName& admission, const std::string& reason) const;
  Result<Answer> carry_out(Answer answer);
  Result<std::string> sign_code(const IssueInvitation& issue);
  Result<RecordName> write(std::span<const Act> acts);  // the name of the last record
  void take(Record record);
  // Answers the guests whose personal records came or were told to be forgotten.
  std::vector<GuestId> take_all(std::vector<Record> records);
  Result<void> forget_erased(std::span<const GuestId> guests);
  void index_guest(GuestId id);
  [[nodiscard]] SignatureCheck check_signature(std::string_view text) const;

  Journal journal_;
  EventState state_;
  ReplayReport replayed_;
  std::filesystem::path folder_;
  std::string door_;
  Actor actor_;
  const TimeSource* time_;
  std::vector<Record> behind_;  // on disk, and not in the state yet
  bool certain_ = true;
  bool trial_ = false;
  std::uint64_t trial_seq_ = 0;
  std::unordered_map<RecordName, std::int64_t>
      recorded_at_;  // monotonic ms, of this run's admissions
  struct Keys;
  std::unique_ptr<Keys> keys_;
  struct Finder;
  std::unique_ptr<Finder> finder_;
};

}  // namespace yingbin
