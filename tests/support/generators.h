// RapidCheck generators for acts and records, of every kind and from the whole range of their
// fields; a new act is covered as soon as it is in `Act`.
#pragma once

#include <rapidcheck.h>

#include <cstdint>

#include "event/record.h"

namespace yingbin::support {

// With `ids` above 0 every id is one of 1 to `ids`, every seat one of as many, and texts are short:
// acts that touch each other. With 0 everything is as wild as an act can be that the journal takes.
rc::Gen<Act> any_act(std::uint64_t ids = 0);
rc::Gen<std::string> any_text();  // UTF-8 without NUL: hanzi, control characters, quotes, emoji

}  // namespace yingbin::support

namespace rc {

template <>
struct Arbitrary<yingbin::Act> {
  static Gen<yingbin::Act> arbitrary() { return yingbin::support::any_act(); }
};

}  // namespace rc
