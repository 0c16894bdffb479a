#include "scan/reading.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "scan/invitation_code.h"

namespace yingbin {

bool is_invitation(const FoundCode& code) {
  return std::holds_alternative<InvitationCode>(parse_invitation_code(normalise_code(code.text)));
}

bool has_invitation(const Reading& reading) {
  return std::any_of(reading.codes.begin(), reading.codes.end(), is_invitation);
}

void add_codes(Reading& reading, Reading more) {
  for (FoundCode& code : more.codes) {
    const bool known = std::any_of(reading.codes.begin(), reading.codes.end(),
                                   [&](const FoundCode& held) { return held.text == code.text; });
    if (!known) reading.codes.push_back(std::move(code));
  }
  std::stable_partition(reading.codes.begin(), reading.codes.end(), is_invitation);
}

}  // namespace yingbin
