// Joins an event at the centre's hub: from then on the hub of this folder serves it in the hall and
// relays.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace yingbin {

struct JoinOptions {
  std::filesystem::path data;
  std::vector<std::string> words;  // URL TOKEN, or the text of the QR code
  std::string name;                // what people call this hub
};

// 0 when it joined, 1 with a message where it did not, 2 where the words are none.
int join_centre(const JoinOptions& options);

}  // namespace yingbin
