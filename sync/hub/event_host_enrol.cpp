// Who joins an event at a hub, and who leaves it.
#include "hub/event_host_parts.h"
#include "text/say.h"

namespace yingbin {

std::string to_text(const Founder& founder) {
  return hex(founder.origin.value) + " " + to_hex(founder.key);
}

std::optional<Founder> parse_founder(const std::string& text) {
  if (text.size() < 17) return std::nullopt;
  const auto origin = parse_hex(std::string_view(text).substr(0, 16));
  const auto key = parse_public_key(std::string_view(text).substr(17));
  if (!origin || !key) return std::nullopt;
  return Founder{OriginId{*origin}, *key};
}

EnrolAnswer EventHost::welcome(const EnrolRequest& request, OriginId origin, StationRole role) {
  EnrolAnswer answer;
  answer.event = event();
  answer.origin = origin;
  answer.role = role;
  answer.hub = station_->journal().origin();
  answer.hub_key = device_.public_key();
  answer.digits = six_digits(request.key, answer.hub_key, options_.tls_pin);
  return answer;
}

// The founder's key is the root of all others: it is remembered before anything is believed.
Response EventHost::enrol_founder(const EnrolRequest& request) {
  auto fresh = Credentials::fresh(request.founder);
  const auto settings = station_->journal().settings();
  if (!settings) return problem(503, "storage", settings.message());
  const std::string told = to_text(Founder{request.founder, request.key});
  const auto known = settings->find(host_setting::kFounder);
  if (known != settings->end() && known->second != told) {
    return problem(409, "founded",
                   say("Another station has founded this event here. Connect that one."));
  }
  fresh.settings[host_setting::kFounder] = told;
  if (!settings->contains(host_setting::kPepper))
    fresh.settings[host_setting::kPepper] = random_secret();
  if (auto put = station_->journal().put_settings(fresh.settings); !put) {
    return problem(503, "storage", put.message());
  }
  credentials_.add(fresh.settings);
  verifier_.know(request.founder, request.key, /*names=*/true);
  EnrolAnswer answer = welcome(request, request.founder, StationRole::control);
  answer.credential = fresh.secret;
  return finish_enrolment(std::move(answer));
}

Response EventHost::finish_enrolment(EnrolAnswer answer) {
  const auto settings = station_->journal().settings();
  if (!settings) return problem(503, "storage", settings.message());
  const auto founder = parse_founder(settings->at(host_setting::kFounder));
  answer.pepper = settings->at(host_setting::kPepper);
  answer.founder = founder->origin;
  answer.founder_key = founder->key;
  return json_answer(to_json(answer));
}

Response EventHost::enrol(const EnrolRequest& request, StationRole role) {
  if (request.founder) return enrol_founder(request);
  const Device* self = state().device(station_->journal().origin());
  if (!self || !self->named) {
    return problem(409, "no_founder",
                   options_.upstream
                       ? say("This hub has not heard from the centre's hub yet. Let it reach that "
                             "one first, then enrol this station.")
                       : say("The station that founded the event has not connected to this hub "
                             "yet. Let it connect first, then enrol this one."));
  }
  const OriginId origin{random_id()};
  auto fresh = Credentials::fresh(origin);
  // The credential first: a station that is named and cannot ask would be a ghost on every list.
  if (auto put = station_->journal().put_settings(fresh.settings); !put) {
    return problem(503, "storage", put.message());
  }
  const Act named = NameOrigin{origin, request.key, request.station, role};
  if (auto written = station_->record({&named, 1}); !written) {
    return problem(503, "storage", written.message());
  }
  credentials_.add(fresh.settings);
  verifier_.know(origin, request.key, role == StationRole::hub);
  EnrolAnswer answer = welcome(request, origin, role);
  answer.credential = fresh.secret;
  return finish_enrolment(std::move(answer));
}

Result<void> EventHost::revoke(OriginId origin, const std::string& reason) {
  const Act act = RevokeOrigin{origin, reason};
  if (auto written = station_->record({&act, 1}); !written) return written;
  credentials_.drop(origin);
  verifier_.revoke(origin);
  return station_->journal().put_settings(Credentials::dropped(origin));
}

}  // namespace yingbin
