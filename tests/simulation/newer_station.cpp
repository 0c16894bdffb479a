#include "simulation/newer_station.h"

#include "journal/digest.h"
#include "protocol/batch.h"
#include "protocol/signed_head.h"

namespace yingbin {

StoredRecord follow_up(EventId event, OriginId origin, const StoredRecord* previous,
                       const std::string& kind, const std::string& subjects,
                       const std::string& body, std::int64_t ms) {
  StoredRecord record;
  record.id = {origin, previous ? previous->id.seq + 1 : 1};
  record.event = event;
  record.kind = kind;
  record.subjects = subjects;
  record.height = previous ? previous->height + 1 : 1;
  record.clock = static_cast<std::uint64_t>(ms) << 16;
  record.clock_state = ClockState::trusted;
  if (previous) record.previous = previous->digest;
  record.body.emplace();
  fill_random(record.body->salt.data(), record.body->salt.size());
  record.body->bytes = body;
  record.body_digest = digest_of(*record.body);
  record.digest = digest_of_header(record);
  return record;
}

void NewerStation::join() {
  EnrolRequest request;
  request.station = "新版本";
  request.key = key_.public_key();
  request.event = scene_.hub.event;
  const Response response = scene_.hub.host->enrol(request, StationRole::door);
  const auto answer = parse_enrol_answer(response.body);
  if (!answer) throw Violation(response.body);
  enrolled_ = *answer;
  scene_.look_at_hub();
}

void NewerStation::write(const Subject& subject) {
  const StoredRecord* last = chain_.empty() ? nullptr : &chain_.back().record;
  StoredRecord record = follow_up(scene_.hub.event, enrolled_.origin, last, "serve_tea",
                                  to_text(subject), R"({"cups":2})", scene_.now_ms());
  scene_.counts.add(Branch::newer_kind);
  scene_.truth.wrote(kNewerMachine, record);
  chain_.push_back({std::move(record), std::nullopt, true});
  send_all();
}

void NewerStation::send_all() {
  if (!scene_.hub.host || chain_.empty()) return;
  auto records = chain_;
  sign_own(key_, records);
  Request request{"POST", event_path(scene_.hub.event, "records"), {}, pack_batch(records)};
  request.headers[header::kAuthorization] =
      to_text(Credential{enrolled_.origin, enrolled_.credential});
  request.headers[header::kContentType] = media::kBatch;
  request.headers[header::kTold] =
      hex(scene_.hub.host->station().journal().origin().value);  // nothing else is held
  static_cast<void>(scene_.hub.host->handle(request, 0));
  scene_.look_at_hub();
}

}  // namespace yingbin
