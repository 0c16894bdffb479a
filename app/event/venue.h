// The event as it was planned: hall, times, rules switched on, targets, run sheet (rules B5, B6,
// B8, S1 to S3). Written once, by open_event; read by everybody.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "event/fields.h"
#include "event/identity.h"

namespace yingbin {

enum class SeatingMode : std::uint8_t { assigned, rep, in_order, open };         // rule S1
enum class FallbackStep : std::uint8_t { rep_seats, zone, overflow, standing };  // rule S3
enum class ZoneShape : std::uint8_t { square, triangle, circle, diamond, hexagon, star };
enum class AskRule : std::uint8_t { allow, ask, refuse };  // rules D4, D10

template <>
struct Names<SeatingMode> {
  static constexpr std::pair<SeatingMode, std::string_view> list[] = {
      {SeatingMode::assigned, "assigned"},
      {SeatingMode::rep, "rep"},
      {SeatingMode::in_order, "in_order"},
      {SeatingMode::open, "open"}};
};

template <>
struct Names<FallbackStep> {
  static constexpr std::pair<FallbackStep, std::string_view> list[] = {
      {FallbackStep::rep_seats, "rep_seats"},
      {FallbackStep::zone, "zone"},
      {FallbackStep::overflow, "overflow"},
      {FallbackStep::standing, "standing"}};
};

template <>
struct Names<ZoneShape> {
  static constexpr std::pair<ZoneShape, std::string_view> list[] = {
      {ZoneShape::square, "square"},   {ZoneShape::triangle, "triangle"},
      {ZoneShape::circle, "circle"},   {ZoneShape::diamond, "diamond"},
      {ZoneShape::hexagon, "hexagon"}, {ZoneShape::star, "star"}};
};

template <>
struct Names<AskRule> {
  static constexpr std::pair<AskRule, std::string_view> list[] = {
      {AskRule::allow, "allow"}, {AskRule::ask, "ask"}, {AskRule::refuse, "refuse"}};
};

// Seats first to last of one row that belong to a rep.
struct RepSeats {
  int first = 0;
  int last = 0;
  StaffId rep;

  bool operator==(const RepSeats&) const = default;
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("first", s.first);
    v("last", s.last);
    v("rep", s.rep);
  }
};

// One row or one table; its seats are numbered 1 to `seats`, 1 and `seats` at its ends.
struct Row {
  std::string label;  // as the hall calls it: "3", "A", "贵宾 1"
  int seats = 0;
  std::vector<int> aisle;       // seat numbers beside an aisle
  std::vector<int> front;       // near the front
  std::vector<int> wheelchair;  // take a wheelchair
  std::vector<RepSeats> reps;

  bool operator==(const Row&) const = default;
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("label", s.label);
    v("seats", s.seats);
    v("aisle", s.aisle);
    v("front", s.front);
    v("wheelchair", s.wheelchair);
    v("reps", s.reps);
  }
};

struct Zone {
  std::string name;    // "红区"
  std::string mark;    // one character for signs and maps: "红"
  std::string colour;  // "#A3241F"
  ZoneShape shape = ZoneShape::square;
  SeatingMode mode = SeatingMode::in_order;
  bool tables = false;  // rows are tables
  int capacity = 0;     // people; for zones with rows the number of their seats
  StaffId keeper;
  std::string way;  // how to get there, as told to the guest
  std::vector<FallbackStep> fallback;
  std::vector<int> overflow;  // zones to try, numbered from 1
  std::vector<Row> rows;      // none in an open zone

  bool operator==(const Zone&) const = default;
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("name", s.name);
    v("mark", s.mark);
    v("colour", s.colour);
    v("shape", s.shape);
    v("mode", s.mode);
    v("tables", s.tables);
    v("capacity", s.capacity);
    v("keeper", s.keeper);
    v("way", s.way);
    v("fallback", s.fallback);
    v("overflow", s.overflow);
    v("rows", s.rows);
  }
};

// What the organiser wants to reach; 0 means no target (rule B6).
struct Targets {
  int guests = 0;
  int new_files = 0;
  int orders = 0;
  std::int64_t money_fen = 0;

  bool operator==(const Targets&) const = default;
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("guests", s.guests);
    v("new_files", s.new_files);
    v("orders", s.orders);
    v("money_fen", s.money_fen);
  }
};

// One line of the run sheet (rule B8).
struct Segment {
  std::string name;
  std::int64_t starts_at = 0;  // ms since 1970 UTC
  int minutes = 0;
  std::string lead;
  std::string support;
  std::string coordinator;

  bool operator==(const Segment&) const = default;
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("name", s.name);
    v("starts_at", s.starts_at);
    v("minutes", s.minutes);
    v("lead", s.lead);
    v("support", s.support);
    v("coordinator", s.coordinator);
  }
};

struct Venue {
  std::string name;                // of the event: "秋季健康联谊会"
  std::string place;               // hall and address
  std::int64_t doors_open_at = 0;  // ms since 1970 UTC
  std::int64_t starts_at = 0;
  std::int64_t ends_at = 0;
  int utc_offset_minutes = 0;             // of the hall's clock
  AskRule walk_in = AskRule::ask;         // rule D4
  AskRule someone_else = AskRule::allow;  // rule D10
  AskRule more_people = AskRule::ask;     // rule D10
  int paper_reserve_percent = 15;  // seats of each zone kept for paper cards, never given by a door
  Targets targets;
  std::vector<Zone> zones;
  std::vector<Segment> run_sheet;

  bool operator==(const Venue&) const = default;
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("name", s.name);
    v("place", s.place);
    v("doors_open_at", s.doors_open_at);
    v("starts_at", s.starts_at);
    v("ends_at", s.ends_at);
    v("utc_offset_minutes", s.utc_offset_minutes);
    v("walk_in", s.walk_in);
    v("someone_else", s.someone_else);
    v("more_people", s.more_people);
    v("paper_reserve_percent", s.paper_reserve_percent);
    v("targets", s.targets);
    v("zones", s.zones);
    v("run_sheet", s.run_sheet);
  }
};

}  // namespace yingbin
