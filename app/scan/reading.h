// What was read in a picture.
#pragma once

#include <string>
#include <vector>

#include "scan/code_corners.h"

namespace yingbin {

struct FoundCode {
  std::string text;  // as encoded: may be long (7,089 characters), empty lines, NUL bytes, anything
  PixelBox box;
};

// Each text once, our invitations first, else in the order found. Empty: no code could be read.
struct Reading {
  std::vector<FoundCode> codes;
};

[[nodiscard]] bool is_invitation(const FoundCode& code);
[[nodiscard]] bool has_invitation(const Reading& reading);

// Adds what is not there yet.
void add_codes(Reading& reading, Reading more);

}  // namespace yingbin
