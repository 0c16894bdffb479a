#include "client/join.h"

#include <sstream>

#include "client/http.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr int kAnswer_s = 20;

Failure explained(const Response& response, const std::string& url) {
  const std::string title = problem_title(response.body);
  return is_from_hub(response) && !title.empty() ? Failure{title} : not_a_hub(url);
}

// Asks whether a hub is there at all before the token goes out; learns its key where none is known.
Result<void> find_hub(HubConnection& hub, const std::string& url) {
  const auto health = hub.perform({"GET", "/healthz", {}, {}}, kAnswer_s);
  if (!health) return health.failure();
  if (health->status != 200 || !health->body.starts_with("ok\n") || hub.tls_pin().empty()) {
    return not_a_hub(url);
  }
  return {};
}

}  // namespace

Result<JoinTicket> read_ticket(const std::vector<std::string>& words) {
  std::istringstream text;
  std::string joined;
  for (const std::string& word : words) joined += word + " ";
  text.str(joined);
  std::vector<std::string> parts;
  for (std::string part; text >> part;) parts.push_back(part);
  const bool scanned = !parts.empty() && parts.front() == "YBH1";
  if (scanned) parts.erase(parts.begin());
  if (parts.size() != (scanned ? 3U : 2U)) {
    return Failure{
        say("Give the hub's address and the token that `yingbin-hub token` printed, or "
            "the whole text of its QR code.")};
  }
  auto url = hub_url(parts[0]);
  if (!url) return url.failure();
  return JoinTicket{*std::move(url), parts[1], scanned ? parts[2] : ""};
}

Result<Enrolment> ask_to_join(const JoinTicket& ticket, EnrolRequest request) {
  HubConnection hub(ticket.url, ticket.pin);
  if (auto found = find_hub(hub, ticket.url); !found) return found.failure();
  request.token = ticket.token;
  const auto response = hub.perform(
      {"POST", "/v1/enrol", {{header::kContentType, media::kJson}}, to_json(request)}, kAnswer_s);
  if (!response) return response.failure();
  if (response->status != 200) return explained(*response, ticket.url);
  const auto answer = parse_enrol_answer(response->body);
  if (!answer) return not_a_hub(ticket.url);
  if (six_digits(request.key, answer->hub_key, hub.tls_pin()) != answer->digits) {
    return Failure{
        say("STOP: somebody stands between this station and the hub at {}. Nothing was "
            "kept. Revoke the station at the hub, and use another network.",
            ticket.url)};
  }
  if (request.event && answer->event != request.event) {
    return Failure{say("The hub answered for another event. Nothing was kept; make a new token.")};
  }
  return Enrolment{ticket.url, hub.tls_pin(), request.station, *answer};
}

}  // namespace yingbin
