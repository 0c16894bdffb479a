#include "client/enrolment.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "keys/private_file.h"
#include "text/say.h"

namespace yingbin {

namespace {

std::filesystem::path file_in(const std::filesystem::path& data) {
  return data / "keys" / "hub.json";
}

}  // namespace

Result<void> save_enrolment(const std::filesystem::path& data, const Enrolment& enrolment) {
  nlohmann::ordered_json json = {{"url", enrolment.url},
                                 {"tls_pin", enrolment.tls_pin},
                                 {"station", enrolment.station},
                                 {"hub", nlohmann::json::parse(to_json(enrolment.answer))}};
  std::error_code error;
  std::filesystem::create_directories(data / "keys", error);
  if (replace_private_file(file_in(data), json.dump(1) + "\n")) return {};
  return Failure{
      say("What this station knows of its hub cannot be written to {}: make room, or "
          "let its owner write there, then enrol again.",
          file_in(data).string())};
}

bool is_enrolled(const std::filesystem::path& data) {
  std::error_code error;
  return std::filesystem::exists(file_in(data), error);
}

Result<Enrolment> load_enrolment(const std::filesystem::path& data) {
  std::ifstream file(file_in(data));
  std::ostringstream text;
  text << file.rdbuf();
  const auto json = nlohmann::json::parse(text.str(), nullptr, /*allow_exceptions=*/false);
  if (json.is_object() && json.contains("hub")) {
    Enrolment enrolment{
        json.value("url", ""), json.value("tls_pin", ""), json.value("station", ""), {}};
    const auto answer = parse_enrol_answer(json.at("hub").dump());
    if (answer && !enrolment.url.empty()) {
      enrolment.answer = *answer;
      return enrolment;
    }
  }
  return Failure{say("{} cannot be read, so this station does not know its hub. Enrol it again.",
                     file_in(data).string())};
}

}  // namespace yingbin
