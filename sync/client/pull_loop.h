// What a station still has to learn from its hub, one request at a time, from where it stopped.
// Believes nothing that is not signed. No socket, no clock, no thread, as PushLoop.
#pragma once

#include <optional>
#include <vector>

#include "client/backoff.h"
#include "client/enrolment.h"
#include "protocol/verifier.h"

namespace yingbin {

// Verified news, with what to put beside it in the same transaction so that the next start goes on
// from there.
struct Arrival {
  std::vector<SealedRecord> records;
  Settings settings;
  std::vector<Rejected> rejected;
};

class PullLoop {
 public:
  static constexpr int kWait_s = 10;                    // so that a dead line is noticed soon
  static constexpr const char* kCursor = "hub_cursor";  // the setting

  // `verifier` knows the founder and every origin whose name is held already.
  PullLoop(Enrolment enrolment, Verifier verifier, Cursor cursor, std::uint64_t seed);

  // `mine`: the last number of this station's own records, which need not come back.
  std::optional<Request> next(std::int64_t now_ms, OriginId own, std::uint64_t mine);
  // What came; none where nothing did.
  std::optional<Arrival> answered(const Response& response, std::int64_t now_ms);
  void failed(std::int64_t now_ms);
  void start_over();  // a copied disk looks for all that was written under its name
  // What came after it could not be kept: it is asked for again, not before `then_ms`.
  void go_back_to(const Cursor& cursor, std::int64_t then_ms);
  void retry_now() { wake_ms_.reset(); }  // the hub may be elsewhere

  [[nodiscard]] std::optional<std::int64_t> wake_ms() const { return wake_ms_; }
  // Since when all that the hub had is here; none: not in this run.
  [[nodiscard]] std::optional<std::int64_t> fresh_at_ms() const { return fresh_at_ms_; }
  [[nodiscard]] bool hub_was_restored() const { return restored_; }
  void restored_is_known() { restored_ = false; }
  [[nodiscard]] std::string refusal() const { return refusal_; }

 private:
  static constexpr std::int64_t kLookStep_ms_max = 600'000;

  void doubt(const Verdicts& verdicts, std::int64_t now_ms);
  void wait(std::int64_t now_ms);

  Enrolment enrolment_;
  Verifier verifier_;
  Cursor cursor_;
  Backoff backoff_;
  std::optional<Cursor> doubted_;  // before the first records that were not believed
  std::int64_t look_again_ms_ = 0;
  std::int64_t look_step_ms_ = 5'000;
  bool whole_ = false;   // own records are asked for, too
  std::string hub_run_;  // which start of the hub answered last
  bool restored_ = false;
  std::optional<std::int64_t> wake_ms_;
  std::optional<std::int64_t> fresh_at_ms_;
  std::string refusal_;
};

}  // namespace yingbin
