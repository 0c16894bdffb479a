#include "protocol/answers.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "event/fields.h"
#include "journal/bytes.h"
#include "journal/digest.h"

namespace yingbin {

namespace {

using Json = nlohmann::json;

// These throw what `parsed` catches.
PublicKey key_of(const Json& json) {
  const auto key = parse_public_key(json.get<std::string>());
  if (!key) throw std::invalid_argument("key");
  return *key;
}

// Only a whole number that fits: any other would be cut to one.
template <std::integral Whole>
Whole whole_of(const Json& json) {
  if (json.is_number_unsigned()) {
    const auto number = json.get<std::uint64_t>();
    if (std::in_range<Whole>(number)) return static_cast<Whole>(number);
  } else if (json.is_number_integer()) {
    const auto number = json.get<std::int64_t>();
    if (std::in_range<Whole>(number)) return static_cast<Whole>(number);
  }
  throw std::invalid_argument("whole number");
}

std::uint64_t number_of(const Json& json) {
  const auto number = parse_hex(json.get<std::string>());
  if (!number) throw std::invalid_argument("number");
  return *number;
}

template <class E>
E enumerator_of(const Json& json) {
  E value{};
  if (!parse_name(json.get<std::string>(), value)) throw std::invalid_argument("name");
  return value;
}

RecordId record_of(const Json& json) {
  const auto id = parse_record_id(json.get<std::string>());
  if (!id) throw std::invalid_argument("record");
  return *id;
}

template <class Value, class Read>
std::optional<Value> parsed(std::string_view text, const Read& read) {
  try {
    Value value;
    read(Json::parse(text), value);
    return value;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::optional<PublicKey> parse_public_key(std::string_view digits) {
  PublicKey key{};
  if (digits.size() != 2 * key.size()) return std::nullopt;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto byte = parse_hex(digits.substr(2 * i, 2));
    if (!byte) return std::nullopt;
    key[i] = static_cast<std::uint8_t>(*byte);
  }
  return key;
}

ParkReason park_reason(RejectReason reason) {
  switch (reason) {
    case RejectReason::other_event:
      return ParkReason::other_event;
    case RejectReason::damaged:
      return ParkReason::damaged;
    case RejectReason::unknown:
      return ParkReason::unknown;
    case RejectReason::not_signed:
      return ParkReason::not_signed;
    case RejectReason::forged:
      return ParkReason::forged;
  }
  return ParkReason::damaged;
}

std::string to_json(const PushAnswer& answer) {
  Json heads = Json::array();
  for (const HeldHead& head : answer.heads) {
    heads.push_back({{"record", to_text(head.id)}, {"digest", hex(head.digest)}});
  }
  Json refused = Json::array();
  for (const RefusedRun& run : answer.refused) {
    refused.push_back({{"record", to_text(run.first)},
                       {"reason", std::string(name_of(run.reason))},
                       {"held", run.held}});
  }
  return dumped({{"hub", hex(answer.hub.value)},
                 {"heads", std::move(heads)},
                 {"refused", std::move(refused)}});
}

std::optional<PushAnswer> parse_push_answer(std::string_view json) {
  return parsed<PushAnswer>(json, [](const Json& from, PushAnswer& answer) {
    answer.hub.value = number_of(from.at("hub"));
    for (const Json& head : from.at("heads")) {
      answer.heads.push_back({record_of(head.at("record")), number_of(head.at("digest"))});
    }
    for (const Json& run : from.at("refused")) {
      answer.refused.push_back({record_of(run.at("record")),
                                enumerator_of<ParkReason>(run.at("reason")),
                                whole_of<std::uint64_t>(run.at("held"))});
    }
  });
}

std::string to_json(const EnrolRequest& request) {
  return dumped({{"token", request.token},
                 {"station", request.station},
                 {"key", to_hex(request.key)},
                 {"event", hex(request.event.value, 8)},
                 {"founder", hex(request.founder.value)}});
}

std::optional<EnrolRequest> parse_enrol_request(std::string_view json) {
  return parsed<EnrolRequest>(json, [](const Json& from, EnrolRequest& request) {
    request.token = from.at("token").get<std::string>();
    request.station = from.at("station").get<std::string>();
    request.key = key_of(from.at("key"));
    if (from.contains("event")) request.event.value = number_of(from.at("event"));
    if (from.contains("founder")) request.founder.value = number_of(from.at("founder"));
  });
}

std::string to_json(const EnrolAnswer& answer) {
  return dumped({{"event", hex(answer.event.value, 8)},
                 {"origin", hex(answer.origin.value)},
                 {"role", std::string(name_of(answer.role))},
                 {"credential", answer.credential},
                 {"pepper", answer.pepper},
                 {"founder", hex(answer.founder.value)},
                 {"founder_key", to_hex(answer.founder_key)},
                 {"hub", hex(answer.hub.value)},
                 {"hub_key", to_hex(answer.hub_key)},
                 {"digits", answer.digits}});
}

std::optional<EnrolAnswer> parse_enrol_answer(std::string_view json) {
  return parsed<EnrolAnswer>(json, [](const Json& from, EnrolAnswer& answer) {
    answer.event.value = number_of(from.at("event"));
    answer.origin.value = number_of(from.at("origin"));
    answer.role = enumerator_of<StationRole>(from.at("role"));
    answer.credential = from.at("credential").get<std::string>();
    answer.pepper = from.at("pepper").get<std::string>();
    answer.founder.value = number_of(from.at("founder"));
    answer.founder_key = key_of(from.at("founder_key"));
    answer.hub.value = number_of(from.at("hub"));
    answer.hub_key = key_of(from.at("hub_key"));
    answer.digits = from.at("digits").get<std::string>();
  });
}

std::string six_digits(const PublicKey& station, const PublicKey& hub, const std::string& tls_pin) {
  std::string bytes = "yingbin digits\n";
  put_array(bytes, station);
  put_array(bytes, hub);
  bytes += tls_pin;
  std::string digits = std::to_string(prefix_of(blake2b(bytes)) % 1'000'000);
  return std::string(6 - digits.size(), '0') + digits;
}

std::string to_json(const AllotmentRequest& request) {
  return dumped({{"zone", request.zone}, {"seats", request.seats}, {"together", request.together}});
}

std::optional<AllotmentRequest> parse_allotment_request(std::string_view json) {
  return parsed<AllotmentRequest>(json, [](const Json& from, AllotmentRequest& request) {
    request.zone = whole_of<int>(from.at("zone"));
    request.seats = whole_of<int>(from.at("seats"));
    if (from.contains("together")) request.together = whole_of<int>(from.at("together"));
  });
}

std::string to_json(const AllotmentAnswer& answer) {
  return dumped({{"granted", answer.granted}, {"reason", answer.reason}});
}

std::optional<AllotmentAnswer> parse_allotment_answer(std::string_view json) {
  return parsed<AllotmentAnswer>(json, [](const Json& from, AllotmentAnswer& answer) {
    answer.granted = whole_of<int>(from.at("granted"));
    answer.reason = from.value("reason", "");
  });
}

std::string to_json(const StationsAnswer& answer) {
  Json stations = Json::array();
  for (const StationHeard& one : answer.stations) {
    Json station = {{"origin", hex(one.origin.value)}, {"unsent", one.unsent}};
    if (one.ago_ms) station["ago_ms"] = *one.ago_ms;
    stations.push_back(std::move(station));
  }
  return dumped({{"stations", std::move(stations)}});
}

std::optional<StationsAnswer> parse_stations_answer(std::string_view json) {
  return parsed<StationsAnswer>(json, [](const Json& from, StationsAnswer& answer) {
    for (const Json& one : from.at("stations")) {
      StationHeard heard;
      heard.origin.value = number_of(one.at("origin"));
      heard.unsent = whole_of<std::uint64_t>(one.at("unsent"));
      if (one.contains("ago_ms")) heard.ago_ms = whole_of<std::int64_t>(one.at("ago_ms"));
      answer.stations.push_back(heard);
    }
  });
}

std::string problem_json(int status, std::string_view code, std::string_view title) {
  return dumped({{"status", status}, {"code", std::string(code)}, {"title", std::string(title)}});
}

namespace {

std::string problem_field(std::string_view json, const char* name) {
  struct Text {
    std::string text;
  };
  const auto field = parsed<Text>(
      json, [&](const Json& from, Text& value) { value.text = from.at(name).get<std::string>(); });
  return field ? field->text : "";
}

}  // namespace

std::string problem_code(std::string_view json) { return problem_field(json, "code"); }
std::string problem_title(std::string_view json) { return problem_field(json, "title"); }

}  // namespace yingbin
