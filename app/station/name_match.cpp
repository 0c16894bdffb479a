#include "station/name_match.h"

#include <algorithm>
#include <bit>

namespace yingbin {
namespace {

constexpr std::uint64_t bit(std::size_t position) { return std::uint64_t{1} << position; }

// a–z have a class each, the digits one; everything else shares the 37 others.
NameSignature signature_class(char32_t symbol) {
  if (symbol >= U'a' && symbol <= U'z') return bit(symbol - U'a');
  if (symbol >= U'0' && symbol <= U'9') return bit(26);
  constexpr std::uint64_t kOthers = 37;
  return bit(27 + ((symbol * 0x9E3779B97F4A7C15u) >> 32) % kOthers);
}

// The first joint after `position`, which no syllable may cross.
std::size_t next_joint(std::uint64_t joints, std::size_t position, std::size_t length) {
  const std::uint64_t later = joints & ~(bit(position + 1) - 1);
  return std::min(length, static_cast<std::size_t>(std::countr_zero(later)));
}

// The lengths to which people shorten a syllable or word between others: one letter, or zh, ch, sh.
std::uint64_t shortened(std::u32string_view text, std::size_t taken) {
  const bool retroflex = taken >= 2 && text[1] == U'h';
  return taken == 0 ? 0 : retroflex ? bit(1) | bit(2) : bit(1);
}

}  // namespace

PartId NameWritings::add(const NamePart& part) {
  const PartId id = part.number + 1;
  if (id >= known_.size()) known_.resize(id + 1, false);
  if (known_[id]) return id;
  known_[id] = true;
  const auto add_text = [&](std::u32string text) {
    auto& writings = by_first_[text.front()];
    const bool doubled = std::ranges::any_of(writings, [&](const Writing& writing) {
      return writing.part == id && writing.text == text;
    });
    if (!doubled) writings.push_back({id, std::move(text)});
  };
  const bool is_spelt = is_spelling_letter(part.written.front());
  if (!is_spelt) add_text(part.written);
  for (const std::string& reading : part.readings) {
    add_text(std::u32string(reading.begin(), reading.end()));
  }
  return id;
}

std::span<const NameWritings::Writing> NameWritings::starting_with(char32_t symbol) const {
  const auto found = by_first_.find(symbol);
  if (found == by_first_.end()) return {};
  return found->second;
}

NameSignature signature_of(const NamePart& part) {
  NameSignature signature = 0;
  if (!is_spelling_letter(part.written.front())) signature |= signature_class(part.written.front());
  for (const std::string& reading : part.readings) {
    signature |= signature_class(static_cast<unsigned char>(reading.front()));
  }
  return signature;
}

NameMatch::NameMatch(const FindWord& word, const NameWritings& writings)
    : length_(word.symbols.size()),
      id_count_(writings.id_count()),
      any_(length_ * id_count_),
      full_(length_ * id_count_) {
  needed_ = signature_class(word.symbols.front());
  for (char32_t symbol : word.symbols) {
    if (!is_spelling_letter(symbol)) needed_ |= signature_class(symbol);
  }
  for (std::size_t from = 0; from < length_; ++from) {
    const std::size_t limit = next_joint(word.joints, from, length_) - from;
    const std::u32string_view rest = std::u32string_view(word.symbols).substr(from, limit);
    for (const auto& [part, text] : writings.starting_with(rest.front())) {
      const auto [end, unused] = std::ranges::mismatch(text, rest);
      const auto taken = static_cast<std::size_t>(end - text.begin());
      const std::uint64_t full = taken == text.size() ? bit(taken) : 0;
      const std::uint64_t broken_off = taken == rest.size() ? bit(taken) : 0;
      any_[from * id_count_ + part] |= (shortened(text, taken) | full | broken_off) << from;
      full_[from * id_count_ + part] |= full << from;
      if (from + taken == length_) last_ |= signature_class(rest.front());
    }
  }
}

template <NameMatch::Way way>
std::uint64_t NameMatch::step(std::uint64_t reached, PartId part) const {
  std::uint64_t next = 0;
  for (; reached != 0; reached &= reached - 1) {
    const auto from = static_cast<std::size_t>(std::countr_zero(reached));
    const std::size_t cell = from * id_count_ + part;
    if constexpr (way == Way::any) next |= any_[cell];
    if constexpr (way == Way::full) next |= full_[cell];
    if constexpr (way == Way::initial) next |= any_[cell] & bit(from + 1);
  }
  return next;
}

// True if consecutive parts take all symbols; the last part may be broken off.
template <NameMatch::Way way, NameMatch::Start start>
bool NameMatch::fits(std::span<const PartId> name) const {
  const std::uint64_t done = bit(length_);
  std::uint64_t reached = 1;
  for (PartId part : name) {
    if constexpr (way == Way::full) {
      if ((step<Way::any>(reached, part) & done) != 0) return true;
    }
    reached = step<way>(reached, part);
    if ((reached & done) != 0) return true;
    if constexpr (start == Start::anywhere) reached |= 1;
    if (reached == 0) return false;
  }
  return false;
}

// True if the name's parts take all symbols and none is left over.
template <NameMatch::Way way>
bool NameMatch::fits_whole(std::span<const PartId> name) const {
  if (!name.empty() && name.back() == kNameEnd) name = name.first(name.size() - 1);
  std::uint64_t reached = 1;
  for (PartId part : name) reached = step<way>(reached & (bit(length_) - 1), part);
  return (reached & bit(length_)) != 0;
}

bool NameMatch::fits_any(std::span<const PartId> names) const {
  return fits<Way::any, Start::anywhere>(names);
}

FindRank NameMatch::rank_of(std::span<const PartId> name) const {
  if (!fits<Way::any, Start::front>(name)) {
    if (fits<Way::full, Start::anywhere>(name)) return FindRank::name_inside;
    return fits_any(name) ? FindRank::loose_inside : FindRank::none;
  }
  if (fits_whole<Way::full>(name)) return FindRank::exact_name;
  if (fits<Way::full, Start::front>(name)) return FindRank::name_start;
  if (fits_whole<Way::initial>(name)) return FindRank::initials;
  if (fits<Way::initial, Start::front>(name)) return FindRank::initials_start;
  return FindRank::mixed_start;
}

}  // namespace yingbin
