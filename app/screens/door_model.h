// The door's pages as values: everything a page shows is in its model, made by present() from the
// state; draw() turns it into pixels and gives back what was tapped. No rule is decided here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "event/door.h"
#include "screens/findings.h"
#include "screens/stations.h"

namespace yingbin {

// How safe the last record is (DESIGN 5, P-durable).
enum class SavedState : std::uint8_t { saved_here, second_copy, failed };

// What others have of this station, and it of them. News older than kNewsOld_s is told by its age.
struct SharedModel {
  static constexpr std::int64_t kNewsOld_s = 15;
  std::optional<std::uint64_t> only_here;  // records; none: not known yet
  std::optional<std::int64_t> news_s;      // since all that the hub had was here; none: never yet
};

struct HeaderModel {
  std::string event_name;
  std::string door;   // "1 号门"
  std::string staff;  // who is signed in; empty if nobody
  int arrived = 0;    // persons
  int expected = 0;
  int in_doubt = 0;  // shown as "1236 +2?" when not 0
  std::string now;   // segment of the run sheet; may be empty
  std::string next;  // "开场 09:30"; may be empty
  SavedState saved = SavedState::saved_here;
  std::string alert;  // a sentence for staff that must not be missed (disk full …); usually empty
  std::optional<SharedModel> shared = {};  // none where the station has no hub
};

// A zone as people recognise it: colour, shape and character together.
struct ZoneSign {
  std::string name;    // "红区"
  std::string mark;    // "红"
  std::string colour;  // "#A3241F"
  ZoneShape shape = ZoneShape::square;
};

// Where a party sits, as told to the guest. Without `zone` they stand.
struct SeatTold {
  std::optional<ZoneSign> zone;
  std::string place;  // "3 排 5、6 座"; empty in an open zone and for standing
  std::string way;    // how to get there; may be empty
};

enum class SeatMark : std::uint8_t { free, taken, lit };

// The hall as the guest sees it from the door: zones side by side, the stage on top.
struct HallZone {
  ZoneSign sign;
  std::vector<std::vector<SeatMark>> rows;  // empty in an open zone
  bool lit = false;                         // an open zone that is the guest's
};

struct RecentEntry {
  DoorOutcome outcome = DoorOutcome::admitted;
  bool undone = false;
  std::string name;  // masked (rule D5)
  std::string line;  // "红区 3 排 5、6 座 · 张伟邀请" or when and where they came in before
  int persons = 1;
  std::optional<RecordName> undo;  // present while this greeter may undo it
};

struct StockEntry {
  ZoneSign sign;
  int free = 0;
  bool low = false;
};

// What asks for a coordinator (rule C3), and the way to the pages about it.
struct WatchModel {
  int findings = 0;
  int stations = 0;  // of the event
  int silent = 0;
  bool clock_wrong = false;  // this station's own
};

struct ReadyPage {
  std::vector<RecentEntry> recent;  // at most three, newest first
  std::vector<StockEntry> stock;    // seats this station can still give, by zone
  bool other_camera = false;        // there is another one to switch to
  WatchModel watch;
};

// "How many came?" for a party of more than one.
struct PersonsPage {
  std::string name;  // full: this is the guest's own page
  std::string rep;
  int allowed = 2;
  int left = 2;
};

struct AdmittedPage {
  std::string name;
  std::string rep;  // empty when nobody is known
  int persons = 1;
  int left = 0;              // of the party, who may still come
  bool certain = true;       // false: mark the guest by stub or wrist stamp (DESIGN 6)
  bool second_copy = false;  // another machine has the record
  SeatTold seat;
  std::vector<HallZone> hall;
  std::optional<RecordName> undo;
};

struct RefusedPage {
  DoorOutcome outcome = DoorOutcome::unknown;
  std::string name;  // masked; empty when nobody is known
  std::string rep;
  std::vector<std::string> facts;  // sentences: who, when, where; at most three
  std::vector<NextAct> next;       // the likeliest first; only acts that work now
  int left = 0;                    // for admit_fewer
  bool needs_approval = false;     // admit_more asks a coordinator
};

// A finished undo, or one that was not allowed and why.
struct NoticePage {
  bool good = true;
  std::string title;
  std::vector<std::string> lines;
  bool back = false;  // to the page it came over
};

struct FoundGuest {
  InvitationId invitation;
  std::string name;   // masked
  std::string phone;  // "尾号 1234"; may be empty
  std::string rep;
  std::string line;  // "红区 · 同行 2 人", "已进门 09:02"
  bool arrived = false;
};

// Looking a guest up by name, pinyin, phone or rep (rule D3); nothing is listed before typing (D5).
struct FindPage {
  std::string query;
  std::vector<FoundGuest> found;  // at most eight
  bool more = false;              // there are others: type more
  bool mistyped = false;          // a short code whose check character does not fit
};

// Closing the station: shown after a long press on its name.
struct LeavePage {
  bool allowed = false;
  std::string staff;             // who is signed in; empty if nobody
  std::vector<std::string> who;  // may do it
};

using DoorPage = std::variant<ReadyPage, PersonsPage, AdmittedPage, RefusedPage, NoticePage,
                              FindPage, LeavePage, StationsPage, StationPage, SecondPersonPage,
                              ReleasePage, FindingsPage, FindingPage>;

// The demo's strip: the next sample card, held before the camera by a tap.
struct SampleStrip {
  int number = 1;  // of the card that is next
  int count = 0;
  std::string name;           // masked
  std::string purpose;        // "again", "another event's" …: what this card shows; may be empty
  std::vector<bool> modules;  // its QR code, row by row; true is dark
  int size = 0;               // modules on a side
};

struct DoorModel {
  HeaderModel header;
  DoorPage page;
  std::optional<SampleStrip> strip;
};

// What was tapped or typed.
struct TapNextGuest {};
struct TapPersons {
  int persons = 1;
};
struct TapUndo {
  RecordName admission;
};
struct TapNextAct {
  NextAct act = NextAct::next_guest;
};
struct TapFind {};
struct TypeFind {
  std::string text;
};
struct TapFound {
  InvitationId invitation;
};
struct TapBack {};
struct TapSampleCard {};
struct TapReadAgain {};  // the camera's picture: what is in view may count again
struct TapOtherCamera {};
struct HoldLeave {};  // the long press that asks to close the station
struct TapLeave {};   // yes, close it
using DoorIntent =
    std::variant<TapNextGuest, TapPersons, TapUndo, TapNextAct, TapFind, TypeFind, TapFound,
                 TapBack, TapSampleCard, TapReadAgain, TapOtherCamera, HoldLeave, TapLeave,
                 TapStations, TapStation, TapDeclareLost, TapStationFound, TapRelease,
                 TapSettleCopy, TapFindings, TapFinding, TapSettleAdmissions, TapSettleSeat>;

}  // namespace yingbin
