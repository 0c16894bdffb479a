// Any bytes as a code: whatever a camera, a scanner or a person hands the door.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "scan/hand_scanner.h"
#include "scan/invitation_code.h"
#include "scan/short_code.h"

namespace {

using namespace yingbin;

void must(bool holds) {
  if (!holds) std::abort();
}

void check_code(std::string_view text) {
  const std::string once = normalise_code(text);
  must(normalise_code(once) == once);
  must(code_digest(text) == code_digest(once));
  const auto parsed = parse_invitation_code(once);
  if (const InvitationCode* code = std::get_if<InvitationCode>(&parsed)) {
    must(once.size() == kInvitationCodeLength && code->fields.persons >= 1);
    // No input can hold a signature of a key whose secret half exists nowhere in this program.
    constexpr PublicKey kStranger = {0x03, 0xa1, 0x07, 0xbf, 0xf3, 0xce, 0x10, 0xbe,
                                     0x1d, 0x70, 0xdd, 0x18, 0xe7, 0x4b, 0xc0, 0x99,
                                     0x67, 0xe4, 0xd6, 0x30, 0x9b, 0xa5, 0x0d, 0x5f,
                                     0x1d, 0xdc, 0x86, 0x64, 0x12, 0x55, 0x31, 0xb8};
    must(!signature_holds(*code, kStranger));
  }
  (void)parse_invitation_code(text);
}

void check_short_code(std::string_view text) {
  const auto code = parse_short_code(text);
  if (!code) return;
  must(parse_short_code(*code) == code);
  must(parse_short_code(grouped_short_code(*code)) == code);
}

// Pairs of bytes: a character and the milliseconds before it. Nothing is lost, unless a code
// repeats.
void check_scanner(std::string_view keys) {
  HandScanner scanner;
  KeyTime now{0};
  for (std::size_t i = 0; i + 1 < keys.size(); i += 2) {
    const auto character = static_cast<std::uint8_t>(keys[i]);
    now += std::chrono::milliseconds(static_cast<std::uint8_t>(keys[i + 1]));
    const HandScan scan = scanner.type(character >= 0x80 ? 0x4E00u + character : character, now);
    must(!scan.code || !scan.code->empty());
    must(!scanner.wake_at() || *scanner.wake_at() > now);
  }
  (void)scanner.poll(now + std::chrono::seconds(1));
  must(!scanner.wake_at());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_code(text);
  check_short_code(text);
  check_scanner(text);
  return 0;
}
