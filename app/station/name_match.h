// How well what was typed fits a name, for one word and all names of an index: hanzi, pinyin in any
// reading, initials and mixtures of them, in one walk over the name's parts (rule D3).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "station/find_text.h"
#include "station/pinyin.h"

namespace yingbin {

// From the best to the least; FindIndex shows hits in this order.
enum class FindRank : std::uint8_t {
  exact_code,  // the whole short code, phone number or list id
  exact_name,  // the whole name, in hanzi or in full pinyin
  name_start,  // its beginning so, the last syllable perhaps half typed
  initials,    // one letter for every character
  initials_start,
  mixed_start,  // a letter, zh ch sh, or the whole syllable for each: zhw, zwei
  name_inside,  // as name_start, not from the beginning: a given name
  loose_inside,
  phone_end,
  phone_inside,
  code_start,
  rep,  // only the rep who invited fits
  none,
};

// A part of a name as an index stores it. kNameEnd follows the last part of every name.
using PartId = std::uint32_t;
inline constexpr PartId kNameEnd = 0;

// Everything that the parts of an index's names can be written as, by first symbol.
class NameWritings {
 public:
  PartId add(const NamePart& part);
  // One more than the greatest id so far.
  [[nodiscard]] std::size_t id_count() const { return known_.size(); }

  struct Writing {
    PartId part;
    std::u32string text;
  };
  [[nodiscard]] std::span<const Writing> starting_with(char32_t symbol) const;

 private:
  std::vector<bool> known_ = {true};  // kNameEnd, which nothing is written as
  std::unordered_map<char32_t, std::vector<Writing>> by_first_;
};

// Which of 64 coarse classes the beginnings of a name's parts fall into.
using NameSignature = std::uint64_t;
[[nodiscard]] NameSignature signature_of(const NamePart& part);

// Prepared once a query, in some 50 µs; then a guest takes some 5 ns.
class NameMatch {
 public:
  NameMatch(const FindWord& word, const NameWritings& writings);
  // False for most names that do not fit, by one look at all their parts' signatures together.
  [[nodiscard]] bool may_fit(NameSignature names) const {
    const int has_first = static_cast<int>((names & needed_) == needed_);
    const int has_last = static_cast<int>((names & last_) != 0);
    return (has_first & has_last) != 0;  // without a branch: asked of every guest
  }
  // True if any of the names, one after the other and each with its end, fits in any way.
  [[nodiscard]] bool fits_any(std::span<const PartId> names) const;
  // Of one name, with or without its end.
  [[nodiscard]] FindRank rank_of(std::span<const PartId> name) const;

 private:
  enum class Way { any, full, initial };
  enum class Start { front, anywhere };
  template <Way way, Start start>
  [[nodiscard]] bool fits(std::span<const PartId> name) const;
  template <Way way>
  [[nodiscard]] bool fits_whole(std::span<const PartId> name) const;
  template <Way way>
  [[nodiscard]] std::uint64_t step(std::uint64_t reached, PartId part) const;

  NameSignature needed_ = 0;  // the first symbol's class and those of all hanzi
  NameSignature last_ = 0;    // classes of all parts that can take the last symbol
  std::size_t length_;
  std::size_t id_count_;
  // [position × part]: bit p is set if the part can stand for the symbols from the position up to
  // p: shortened or in full (any_), or in full only (full_).
  std::vector<std::uint64_t> any_;
  std::vector<std::uint64_t> full_;
};

}  // namespace yingbin
