#include "scan/stammer.h"

#include <utility>

#include "scan/invitation_code.h"

namespace yingbin {

std::optional<std::string> Stammer::unless_repeated(std::string code, KeyTime start, KeyTime end) {
  const bool repeated = last_end_ && code == last_code_ && start - *last_end_ < kStammer;
  last_end_ = end;
  if (repeated) return std::nullopt;
  last_code_ = code;
  return code;
}

std::string sent_once(std::string code) {
  constexpr std::string_view kOurs = "YB1.";
  const std::size_t half = code.size() / 2;
  const bool twice = half >= kOurs.size() && code.compare(half, half, code, 0, half) == 0;
  if (twice && code.size() % 2 == 0 && normalise_code(code).starts_with(kOurs)) code.resize(half);
  return code;
}

}  // namespace yingbin
