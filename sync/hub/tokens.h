// Tokens that admit one new station each, for ten minutes of the monotonic clock. They live in
// memory only: a hub that restarts has given none. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "event/name_origin.h"

namespace yingbin {

struct TokenUse {
  EventId event;  // 0: whoever founds an event
  StationRole role = StationRole::door;
};

class Tokens {
 public:
  static constexpr std::int64_t kValid_ms = 10 * 60 * 1000;
  static constexpr int kWrong_max = 20;  // in a minute; then nobody may try for the rest of it

  // Ten characters that can be typed (Crockford's Base32, 50 random bits).
  std::string make(const TokenUse& use, std::int64_t now_ms);

  enum class Taken : std::uint8_t { yes, no, too_many_tries };
  // Uses a token up.
  Taken take(const std::string& token, std::int64_t now_ms, TokenUse& use);

  // What came of a token that was used: the six digits and the station, for who made it.
  void tell(const std::string& token, const std::string& news);
  [[nodiscard]] std::optional<std::string> news(const std::string& token);

 private:
  struct Live {
    TokenUse use;
    std::int64_t until_ms = 0;
    bool used = false;
    std::string news;
  };

  std::mutex mutex_;
  std::map<std::string, Live> live_;
  int wrong_ = 0;
  std::int64_t wrong_since_ms_ = 0;
};

// As typed: upper case, without spaces and dashes, O as 0, I and L as 1.
std::string normalise_token(std::string_view typed);

}  // namespace yingbin
