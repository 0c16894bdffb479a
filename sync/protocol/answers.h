// The bodies that are JSON: what a hub answers and is asked, as values. Reading is strict in what
// is needed and deaf to what is not known, so that a newer end may say more.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event/name_origin.h"
#include "protocol/verifier.h"

namespace yingbin {

// The end of a chain that a hub holds.
struct HeldHead {
  RecordId id;
  std::uint64_t digest = 0;  // its first 8 bytes
  auto operator<=>(const HeldHead&) const = default;
};

enum class ParkReason : std::uint8_t { other_event, damaged, unknown, not_signed, forged, gap };

template <>
struct Names<ParkReason> {
  static constexpr std::pair<ParkReason, std::string_view> list[] = {
      {ParkReason::other_event, "other_event"}, {ParkReason::damaged, "damaged"},
      {ParkReason::unknown, "unknown"},         {ParkReason::not_signed, "not_signed"},
      {ParkReason::forged, "forged"},           {ParkReason::gap, "gap"}};
};
ParkReason park_reason(RejectReason reason);

struct RefusedRun {
  RecordId first;
  ParkReason reason = ParkReason::damaged;
  std::uint64_t held = 0;  // the last number held of that origin
};

// To POST records: all ends of chains the hub holds now, and what it did not take.
struct PushAnswer {
  OriginId hub;  // another one after it was restored from a backup
  std::vector<HeldHead> heads;
  std::vector<RefusedRun> refused;
};
std::string to_json(const PushAnswer& answer);
std::optional<PushAnswer> parse_push_answer(std::string_view json);

// A new station says who it is. The founder's station names the event, too.
struct EnrolRequest {
  std::string token;
  std::string station;  // "1 号门"
  PublicKey key{};
  EventId event;     // 0: the token's
  OriginId founder;  // the founder's own origin; 0 for everybody else
};
std::string to_json(const EnrolRequest& request);
std::optional<EnrolRequest> parse_enrol_request(std::string_view json);

struct EnrolAnswer {
  EventId event;
  OriginId origin;  // the station's, from now on
  StationRole role = StationRole::door;
  std::string credential;  // 64 hex digits: proves who asks
  std::string pepper;      // 64 hex digits: keeps what is hashed at this event from being guessed
  OriginId founder;
  PublicKey founder_key{};
  OriginId hub;
  PublicKey hub_key{};
  std::string digits;  // six, the same at both ends unless somebody stands between
};
std::string to_json(const EnrolAnswer& answer);
std::optional<EnrolAnswer> parse_enrol_answer(std::string_view json);

// 64 lower-case digits, as keys are told.
std::optional<PublicKey> parse_public_key(std::string_view digits);

// What both ends show: the same unless the station spoke to somebody else than the hub.
std::string six_digits(const PublicKey& station, const PublicKey& hub, const std::string& tls_pin);

// Seats asked of the mint.
struct AllotmentRequest {
  int zone = 0;
  int seats = 0;
  int together = 1;  // seats side by side wanted
};
std::string to_json(const AllotmentRequest& request);
std::optional<AllotmentRequest> parse_allotment_request(std::string_view json);

struct AllotmentAnswer {
  int granted = 0;
  std::string reason;  // why fewer, in the language of the hub; empty when all were
};
std::string to_json(const AllotmentAnswer& answer);
std::optional<AllotmentAnswer> parse_allotment_answer(std::string_view json);

// One station as the hub hears it (rule C2).
struct StationHeard {
  OriginId origin;
  std::optional<std::int64_t> ago_ms;  // since it was last heard; none: never
  std::uint64_t unsent = 0;            // records that it said only it holds
};
struct StationsAnswer {
  std::vector<StationHeard> stations;
};
std::string to_json(const StationsAnswer& answer);
std::optional<StationsAnswer> parse_stations_answer(std::string_view json);

// A refusal as RFC 9457 has it: `title` is for people, `code` for programs.
std::string problem_json(int status, std::string_view code, std::string_view title);
std::string problem_code(std::string_view json);   // empty where it is none
std::string problem_title(std::string_view json);  // empty where it is none

}  // namespace yingbin
