// Names as lists hold them: one person, a couple in one cell, a form of address. Used by the guest
// list reader.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yingbin {

struct PartyNames {
  std::string name;                     // empty: the cell names nobody
  std::vector<std::string> companions;  // further people named in the same cell
  int persons = 0;                      // told in the cell (夫妇, 一家3口, +1); 0 when not
  std::vector<std::string> tags;        // other words in brackets (VIP)
  bool is_full = false;                 // B2's "real name": 王建国, not 王先生 or 王
  std::string doubt;                    // a translated sentence when is_full is false
};

// The name cell of a row, after clean_text.
[[nodiscard]] PartyNames read_party(std::string_view cleaned);

// A companions cell: names, or only how many ("2", "有", "老伴").
struct CompanionNames {
  std::vector<std::string> names;
  int unnamed = 0;
};
[[nodiscard]] CompanionNames read_companions(std::string_view cleaned);

// One person's name in its stored form: hanzi without inner spaces, other scripts with single ones,
// every kind of middle dot as ·, no emoji, no form of address behind a full name. May be empty.
[[nodiscard]] std::string person_name(std::string_view cleaned);

}  // namespace yingbin
