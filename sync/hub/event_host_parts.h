// What the parts of EventHost share. Only event_host*.cpp include it.
#pragma once

#include <optional>
#include <string>

#include "hub/event_host.h"

namespace yingbin {

namespace host_setting {
inline constexpr const char* kFounder = "founder";  // "origin key", both in hex
inline constexpr const char* kPepper = "pepper";
}  // namespace host_setting

// Who vouches for everybody else.
struct Founder {
  OriginId origin;
  PublicKey key{};
};

std::string to_text(const Founder& founder);
std::optional<Founder> parse_founder(const std::string& text);

inline Response json_answer(std::string body) {
  return {200, {{header::kContentType, media::kJson}}, std::move(body)};
}

}  // namespace yingbin
