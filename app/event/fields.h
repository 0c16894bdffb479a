// How an act tells its facts: `visit(visitor, self)` calls `visitor("name", self.member)` for every
// field, in a fixed order. The journal's encoder and decoder are such visitors; the order and the
// names are the record format, so a field is never renamed, and a changed act is a new kind.
#pragma once

#include <string_view>
#include <utility>

namespace yingbin {

// The closed list of an enum's values and their names in records. Specialised beside each enum as
// `static constexpr std::pair<E, std::string_view> list[]`.
template <class E>
struct Names;

template <class E>
constexpr std::string_view name_of(E value) {
  for (const auto& [known, name] : Names<E>::list) {
    if (known == value) return name;
  }
  return {};
}

template <class E>
constexpr bool parse_name(std::string_view name, E& value) {
  for (const auto& [known, text] : Names<E>::list) {
    if (text != name) continue;
    value = known;
    return true;
  }
  return false;
}

}  // namespace yingbin
