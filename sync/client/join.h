// How a machine joins an event at a hub: what people typed or scanned, and the one question that a
// token answers. Asked by `yingbin enrol` for a station, by `yingbin-hub join` for a hall's hub.
#pragma once

#include <string>
#include <vector>

#include "client/enrolment.h"

namespace yingbin {

// Where to go, by which right, and by what to know the hub; the pin is in a scanned text only.
struct JoinTicket {
  std::string url;
  std::string token;
  std::string pin;
};

// "URL TOKEN", or the whole text of a token's QR code, in any number of words.
Result<JoinTicket> read_ticket(const std::vector<std::string>& words);

// Uses the token up. Keeps nothing; refuses an answer that somebody between the two may have given.
Result<Enrolment> ask_to_join(const JoinTicket& ticket, EnrolRequest request);

}  // namespace yingbin
