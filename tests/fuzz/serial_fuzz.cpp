// Any bytes as what a serial hand scanner sends. Pieces, each with its length and the milliseconds
// before it; then the bytes.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "scan/code_lines.h"

namespace {

using namespace yingbin;

void must(bool holds) {
  if (!holds) std::abort();
}

void check(const CodeLines::Codes& codes) {
  for (const std::string& code : codes) {
    must(!code.empty() && code.size() <= CodeLines::kLengthMax);
    must(code.find_first_of(std::string_view("\r\n\t\2\3\0", 6)) == std::string::npos);
  }
}

void append(CodeLines::Codes& all, CodeLines::Codes more) {
  check(more);
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  CodeLines lines, byte_by_byte;
  CodeLines::Codes codes, same_codes;
  KeyTime now{0};
  while (rest.size() >= 2) {
    // A long piece is told short: its byte again and again.
    const auto length = static_cast<std::uint8_t>(rest[0]);
    now += std::chrono::milliseconds(static_cast<std::uint8_t>(rest[1]));
    rest.remove_prefix(2);
    const std::string piece = length == 0xFF && !rest.empty() ? std::string(3000, rest.front())
                                                              : std::string(rest.substr(0, length));
    rest.remove_prefix(std::min<std::size_t>(rest.size(), length == 0xFF ? 1 : length));
    append(codes, lines.take(piece, now));
    for (char byte : piece) append(same_codes, byte_by_byte.take({&byte, 1}, now));
    must(!lines.wake_at() || *lines.wake_at() >= now);
  }
  if (const auto at = lines.wake_at()) append(codes, lines.poll(*at));
  if (const auto at = byte_by_byte.wake_at()) append(same_codes, byte_by_byte.poll(*at));
  must(!lines.wake_at() && !byte_by_byte.wake_at());
  // How the driver cuts what it hands over is of no account.
  must(codes == same_codes);
  return 0;
}
