#include "client/pull_loop.h"

#include <algorithm>
#include <utility>

#include "protocol/batch.h"

namespace yingbin {

PullLoop::PullLoop(Enrolment enrolment, Verifier verifier, Cursor cursor, std::uint64_t seed)
    : enrolment_(std::move(enrolment)),
      verifier_(std::move(verifier)),
      cursor_(cursor),
      backoff_(seed) {
  const EnrolAnswer& known = enrolment_.answer;
  verifier_.know(known.founder, known.founder_key, /*names=*/true);
  verifier_.know(known.hub, known.hub_key, /*names=*/true);
}

std::optional<Request> PullLoop::next(std::int64_t now_ms, OriginId own, std::uint64_t mine) {
  if (wake_ms_ && now_ms < *wake_ms_) return std::nullopt;
  wake_ms_.reset();
  if (doubted_ && now_ms >= look_again_ms_) {
    cursor_ = *std::exchange(doubted_, std::nullopt);
    fresh_at_ms_.reset();
  }
  // The hub skips what the asker wrote by the name it knows it under. A hub that asks needs that,
  // too: it named the stations of its hall, and whose name was skipped would not be believed.
  const bool relays = enrolment_.answer.role == StationRole::hub;
  if (whole_ || relays || own != enrolment_.answer.origin) mine = 0;
  Request request;
  request.method = "GET";
  request.target = event_path(enrolment_.answer.event, "records") + "?after=" + to_text(cursor_) +
                   "&wait=" + std::to_string(fresh_at_ms_ ? kWait_s : 0) +
                   "&mine=" + std::to_string(mine);
  request.headers[header::kAuthorization] = to_text(enrolment_.credential());
  return request;
}

std::optional<Arrival> PullLoop::answered(const Response& response, std::int64_t now_ms) {
  if (response.status == 409 && problem_code(response.body) == "cursor_unknown") {
    cursor_ = {};
    restored_ = true;
    fresh_at_ms_.reset();
    return std::nullopt;
  }
  const auto cursor = parse_cursor(response.header_of(header::kCursor));
  const bool batch =
      response.status == 200 && cursor && response.header_of(header::kContentType) == media::kBatch;
  auto records = batch ? unpack_batch(response.body) : Result<std::vector<SealedRecord>>(Failure{});
  if (!records) {
    refusal_ = problem_title(response.body);
    wait(now_ms);
    return std::nullopt;
  }
  refusal_.clear();
  backoff_.reset();
  // A hub that was started anew may have been restored from a backup: what it held before is not
  // known any more, though this download goes on. Nor is it known which start the first pushes met.
  const std::string run = response.header_of(header::kRun);
  if (run != hub_run_) restored_ = true;
  hub_run_ = run;
  if (response.header_of(header::kMore) != "1") {
    fresh_at_ms_ = now_ms;
    whole_ = false;
  }
  if (*cursor == cursor_) return std::nullopt;
  Verdicts verdicts = verifier_.check(*std::move(records));
  doubt(verdicts, now_ms);
  cursor_ = *cursor;
  return Arrival{std::move(verdicts.believed),
                 {{kCursor, to_text(doubted_.value_or(cursor_))}},
                 std::move(verdicts.rejected)};
}

// What is not believed now may be later, when its station was vouched for: it is looked at again,
// less and less often, and nothing else waits for it.
void PullLoop::doubt(const Verdicts& verdicts, std::int64_t now_ms) {
  if (verdicts.rejected.empty() || doubted_) return;
  doubted_ = cursor_;
  look_again_ms_ = now_ms + look_step_ms_;
  look_step_ms_ = std::min(look_step_ms_ * 2, kLookStep_ms_max);
}

void PullLoop::failed(std::int64_t now_ms) { wait(now_ms); }

void PullLoop::wait(std::int64_t now_ms) { wake_ms_ = now_ms + backoff_.next_ms(); }

void PullLoop::start_over() {
  cursor_ = {};
  whole_ = true;
}

void PullLoop::go_back_to(const Cursor& cursor, std::int64_t then_ms) {
  cursor_ = cursor;
  wake_ms_ = then_ms;
  doubted_.reset();
  fresh_at_ms_.reset();
}

}  // namespace yingbin
