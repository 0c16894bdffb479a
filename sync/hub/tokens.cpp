#include "hub/tokens.h"

#include "journal/digest.h"

namespace yingbin {

namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLength = 10;
constexpr std::int64_t kMinute_ms = 60'000;

}  // namespace

std::string normalise_token(std::string_view typed) {
  std::string token;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    token += c;
  }
  return token;
}

std::string Tokens::make(const TokenUse& use, std::int64_t now_ms) {
  std::uint64_t bits = random_id();
  std::string token;
  for (std::size_t i = 0; i < kLength; ++i, bits >>= 5) token += kLetters[bits & 31];
  const std::lock_guard lock(mutex_);
  std::erase_if(live_, [&](const auto& one) { return one.second.until_ms < now_ms; });
  live_[token] = {use, now_ms + kValid_ms, false, {}};
  return token;
}

Tokens::Taken Tokens::take(const std::string& token, std::int64_t now_ms, TokenUse& use) {
  const std::lock_guard lock(mutex_);
  if (now_ms - wrong_since_ms_ >= kMinute_ms) {
    wrong_since_ms_ = now_ms;
    wrong_ = 0;
  }
  if (wrong_ >= kWrong_max) return Taken::too_many_tries;
  const auto at = live_.find(normalise_token(token));
  if (at == live_.end() || at->second.used || at->second.until_ms < now_ms) {
    ++wrong_;
    return Taken::no;
  }
  at->second.used = true;
  use = at->second.use;
  return Taken::yes;
}

void Tokens::tell(const std::string& token, const std::string& news) {
  const std::lock_guard lock(mutex_);
  const auto at = live_.find(normalise_token(token));
  if (at != live_.end()) at->second.news = news;
}

std::optional<std::string> Tokens::news(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto at = live_.find(normalise_token(token));
  if (at == live_.end()) return std::nullopt;
  return at->second.news;
}

}  // namespace yingbin
