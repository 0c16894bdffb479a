#include "client/enrolment.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "text/say.h"

namespace yingbin {

namespace {

std::filesystem::path file_in(const std::filesystem::path& data) {
  return data / "keys" / "hub.json";
}

// Whole or not at all: a file of another name, on disk before it takes the place.
bool write_durably(const std::filesystem::path& file, const std::string& text) {
  const std::filesystem::path fresh = file.string() + ".new";
  const int handle = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (handle < 0) return false;
  const bool written = write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const bool safe = written && fsync(handle) == 0;
  close(handle);
  return safe && rename(fresh.c_str(), file.c_str()) == 0;
}

}  // namespace

Result<void> save_enrolment(const std::filesystem::path& data, const Enrolment& enrolment) {
  nlohmann::ordered_json json = {{"url", enrolment.url},
                                 {"tls_pin", enrolment.tls_pin},
                                 {"station", enrolment.station},
                                 {"hub", nlohmann::json::parse(to_json(enrolment.answer))}};
  std::error_code error;
  std::filesystem::create_directories(data / "keys", error);
  if (write_durably(file_in(data), json.dump(1) + "\n")) return {};
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
