// What a station knows of its hub once it is enrolled, kept in <data>/keys/hub.json for its owner
// only: where the hub is, how to know it, and how to prove who asks.
#pragma once

#include <filesystem>

#include "protocol/answers.h"
#include "protocol/message.h"

namespace yingbin {

struct Enrolment {
  std::string url;      // "https://192.168.1.10:8443", without a path
  std::string tls_pin;  // "sha256//" and Base64 of the hub's public key, as libcurl takes it
  std::string station;  // what people call this one
  EnrolAnswer answer;

  [[nodiscard]] Credential credential() const { return {answer.origin, answer.credential}; }
};

Result<void> save_enrolment(const std::filesystem::path& data, const Enrolment& enrolment);
[[nodiscard]] bool is_enrolled(const std::filesystem::path& data);
Result<Enrolment> load_enrolment(const std::filesystem::path& data);

}  // namespace yingbin
