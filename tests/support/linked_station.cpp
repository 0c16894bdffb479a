#include "support/linked_station.h"

#include <stdexcept>

#include "client/resume.h"
#include "keys/key_files.h"

namespace yingbin {

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.message());
  return *std::move(result);
}

void must(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.message());
}

}  // namespace

LinkedStation::LinkedStation(std::filesystem::path folder, std::string door)
    : self_(std::move(folder), door), door_(std::move(door)) {}

void LinkedStation::enrol(EventHost& hub, StationRole role, OriginId founder) {
  EnrolRequest request;
  request.station = door_;
  request.key = device_->public_key();
  request.event = hub.event();
  request.founder = founder;
  const Response response = hub.enrol(request, role);
  const auto answer = parse_enrol_answer(response.body);
  if (response.status != 200 || !answer) throw std::runtime_error(response.body);
  enrolment_ = {"", "", door_, *answer};
}

void LinkedStation::found(const PlannedEvent& plan, const std::function<EventHost&(EventId)>& hub) {
  self_.found(plan);
  device_.emplace(must(load_device_key(self_.folder())));
  enrol(hub(station().journal().event()), StationRole::door, own_origin());
  link();
  must(link_->greet());
}

void LinkedStation::join(EventHost& hub, StationRole role) {
  std::filesystem::create_directories(self_.folder());
  device_.emplace(must(create_device_key(self_.folder())));
  enrol(hub, role, {});
  self_.join(enrolment_.answer.event, enrolment_.answer.origin);
  link();
}

void LinkedStation::take_over(const LinkedStation& other) {
  self_.time = other.self_.time;
  enrolment_ = other.enrolment_;
  device_.emplace(must(load_device_key(self_.folder())));
}

void LinkedStation::link() {
  const auto settings = must(station().journal().settings());
  const auto at = settings.find(PullLoop::kCursor);
  const Cursor cursor = at == settings.end() ? Cursor{} : parse_cursor(at->second).value();
  const std::uint64_t seed = own_origin().value;
  link_ = std::make_unique<HubLink>(station(), enrolment_);
  push_ = std::make_unique<PushLoop>(enrolment_, *device_, *this, seed);
  pull_ = std::make_unique<PullLoop>(enrolment_, verifier_of(state(), enrolment_.answer.event),
                                     cursor, seed);
}

std::optional<Request> LinkedStation::next_pull() {
  std::uint64_t mine = 0;
  for (const Head& head : heads()) {
    if (head.id.origin == own_origin()) mine = std::max(mine, head.id.seq);
  }
  auto request = pull_->next(now_ms(), own_origin(), mine);
  if (request) push_->report(*request);
  return request;
}

void LinkedStation::pulled(const Response& response) {
  auto arrival = pull_->answered(response, now_ms());
  if (pull_->hub_was_restored()) {
    push_->forget_hub();
    pull_->restored_is_known();
  }
  if (arrival) must(link_->take(*arrival));
}

void LinkedStation::pushed(const Response& response) {
  push_->answered(response, now_ms());
  if (push_->own_origin_elsewhere()) pull_->start_over();
}

std::size_t LinkedStation::exchange(EventHost& hub) {
  constexpr Ticket kTicket = 1;
  std::size_t requests = 0;
  for (bool more = true; more;) {
    more = false;
    if (auto push = push_->next(now_ms())) {
      pushed(hub.handle(*push, kTicket).value());
      ++requests;
      more = true;
    }
    const std::uint64_t before = station().journal().count();
    if (auto pull = next_pull()) {
      const auto response = hub.handle(*pull, kTicket);
      if (!response) {
        hub.forget(kTicket);
      } else {
        pulled(*response);
        more = more || response->header_of(header::kMore) == "1";
      }
      ++requests;
    }
    if (auto wish = link_->wish(now_ms())) {
      Request ask{"POST", event_path(hub.event(), "allotments"), {}, to_json(*wish)};
      ask.headers[header::kAuthorization] = to_text(enrolment_.credential());
      hub.handle(ask, kTicket);
      more = true;
    }
    more = more || station().journal().count() != before;
    if (requests > 10'000) throw std::runtime_error("the exchange does not end");
  }
  return requests;
}

}  // namespace yingbin
