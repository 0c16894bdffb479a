#include "station/find_index.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <tuple>

namespace yingbin {
namespace {

constexpr std::uint8_t kFields = 8;
constexpr std::uint8_t kNoScore = static_cast<std::uint8_t>(FindRank::none) * kFields;

constexpr std::uint8_t score_of(FindRank rank, FindField field) {
  if (rank == FindRank::none) return kNoScore;
  return static_cast<std::uint8_t>(static_cast<std::uint8_t>(rank) * kFields +
                                   static_cast<std::uint8_t>(field));
}

// Four bits a digit: the phone ends with the typed digits if their bits are equal at the bottom.
FindRank phone_rank(PackedDigits phone, PackedDigits typed, std::size_t typed_count) {
  constexpr std::size_t kInsideMin = 4;  // three digits somewhere in a number say nothing
  if (phone == typed) return typed_count >= 7 ? FindRank::exact_code : FindRank::phone_end;
  if (typed_count >= 16) return FindRank::none;
  const PackedDigits mask = (PackedDigits{1} << (4 * typed_count)) - 1;
  if ((phone & mask) == typed) return FindRank::phone_end;
  if (typed_count < kInsideMin) return FindRank::none;
  for (phone >>= 4; phone >= typed; phone >>= 4) {
    if ((phone & mask) == typed) return FindRank::phone_inside;
  }
  return FindRank::none;
}

// Every slot is written, and kept by counting: of a branch half the guesses would be wrong.
template <class Condition>
std::vector<std::uint32_t> slots_where(std::size_t slot_count, const Condition& holds) {
  std::vector<std::uint32_t> slots(slot_count);
  std::size_t count = 0;
  for (std::uint32_t slot = 0; slot < slot_count; ++slot) {
    slots[count] = slot;
    count += holds(slot) != 0 ? 1 : 0;
  }
  slots.resize(count);
  return slots;
}

// The first eight bytes as one number, so that most comparisons of spellings are of two numbers.
std::uint64_t head_of(std::string_view spelling) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    head = (head << 8) | (i < spelling.size() ? static_cast<unsigned char>(spelling[i]) : 0u);
  }
  return head;
}

}  // namespace

FindIndex::Slot FindIndex::take_slot(GuestKey key) {
  if (!free_slots_.empty()) {
    const Slot slot = free_slots_.back();
    free_slots_.pop_back();
    keys_[slot] = key;
    return slot;
  }
  const auto slot = static_cast<Slot>(keys_.size());
  keys_.push_back(key);
  signatures_.push_back(0);
  names_.emplace_back();
  spellings_.emplace_back();
  spelling_heads_.push_back(0);
  for (auto& column : phones_) column.push_back(0);
  codes_.push_back(0);
  id_hashes_.push_back(0);
  rep_of_.push_back(0);
  return slot;
}

// A cleared row matches nothing, so queries need not ask whether a slot is in use.
void FindIndex::clear(Slot slot) {
  unused_parts_ += names_[slot].end - names_[slot].begin;
  names_[slot] = {};
  signatures_[slot] = 0;
  spellings_[slot].clear();
  for (auto& column : phones_) column[slot] = 0;
  codes_[slot] = 0;
  id_hashes_[slot] = 0;
  rep_of_[slot] = 0;
}

void FindIndex::add_name(Slot slot, const std::vector<const NamePart*>& name) {
  for (const NamePart* part : name) {
    signatures_[slot] |= signature_of(*part);
    parts_.push_back(writings_.add(*part));
  }
  parts_.push_back(kNameEnd);
  names_[slot].end = static_cast<std::uint32_t>(parts_.size());
}

// Names that changed leave gaps; when they are half of all, everything moves together.
void FindIndex::close_gaps() {
  if (unused_parts_ < 1024 || unused_parts_ * 2 < parts_.size()) return;
  std::vector<PartId> packed;
  packed.reserve(parts_.size() - unused_parts_);
  for (Names& names : names_) {
    const auto begin = static_cast<std::uint32_t>(packed.size());
    packed.insert(packed.end(), parts_.begin() + names.begin, parts_.begin() + names.end);
    names = {begin, static_cast<std::uint32_t>(packed.size())};
  }
  parts_ = std::move(packed);
  unused_parts_ = 0;
}

std::uint32_t FindIndex::rep_number(const std::string& name) {
  if (name.empty()) return 0;
  const auto [place, is_new] =
      rep_numbers_.try_emplace(name, static_cast<std::uint32_t>(reps_.size()));
  if (is_new) {
    std::vector<PartId>& rep = reps_.emplace_back();
    for (const NamePart* part : pinyin_.parts(name)) rep.push_back(writings_.add(*part));
  }
  return place->second;
}

void FindIndex::set_phones(Slot slot, const std::vector<std::string>& phones) {
  const std::size_t count = std::min(phones.size(), kPhonesMax);
  while (phones_.size() < count) phones_.emplace_back(keys_.size());
  for (std::size_t i = 0; i < count; ++i) phones_[i][slot] = packed_phone(phones[i]);
}

void FindIndex::set(GuestKey key, const FindEntry& entry) {
  const auto found = slot_of_.find(key);
  const Slot slot = found != slot_of_.end() ? found->second : take_slot(key);
  if (found == slot_of_.end()) slot_of_.emplace(key, slot);
  clear(slot);
  close_gaps();
  names_[slot].begin = static_cast<std::uint32_t>(parts_.size());
  const std::vector<const NamePart*> name = pinyin_.parts(entry.name);
  add_name(slot, name);
  for (const std::string& companion : entry.companions) add_name(slot, pinyin_.parts(companion));
  spellings_[slot] = pinyin_.spelling(name);
  spelling_heads_[slot] = head_of(spellings_[slot]);
  set_phones(slot, entry.phones);
  codes_[slot] = packed_code(entry.short_code);
  id_hashes_[slot] = hash_of_id(pinyin_.fold(entry.list_id));
  rep_of_[slot] = rep_number(entry.rep_name);
}

void FindIndex::remove(GuestKey key) {
  const auto found = slot_of_.find(key);
  if (found == slot_of_.end()) return;
  clear(found->second);
  free_slots_.push_back(found->second);
  slot_of_.erase(found);
}

std::vector<FindIndex::Slot> FindIndex::plausible(const NameMatch& match) const {
  return slots_where(keys_.size(), [&](Slot slot) { return match.may_fit(signatures_[slot]); });
}

void FindIndex::score_names(const NameMatch& match, std::span<const Slot> among,
                            Scores& scores) const {
  for (Slot slot : among) {
    if (!match.may_fit(signatures_[slot])) continue;
    const std::span names(parts_.data() + names_[slot].begin, parts_.data() + names_[slot].end);
    if (!match.fits_any(names)) continue;
    FindField field = FindField::name;
    for (auto at = names.begin(); at != names.end();) {
      const auto next = std::find(at, names.end(), kNameEnd) + 1;
      scores[slot] = std::min(scores[slot], score_of(match.rank_of(std::span(at, next)), field));
      field = FindField::companion;
      at = next;
    }
  }
}

void FindIndex::score_reps(const NameMatch& match, Scores& scores) const {
  std::vector<std::uint8_t> fits(reps_.size(), 0);
  bool any = false;
  for (std::size_t i = 0; i < reps_.size(); ++i) {
    fits[i] = match.rank_of(reps_[i]) <= FindRank::mixed_start ? 1 : 0;
    any = any || fits[i] != 0;
  }
  if (!any) return;
  constexpr Score kRepScore = score_of(FindRank::rep, FindField::rep);
  for (Slot slot = 0; slot < rep_of_.size(); ++slot) {
    if (fits[rep_of_[slot]] != 0) scores[slot] = std::min(scores[slot], kRepScore);
  }
}

void FindIndex::score_phones(const FindWord& word, Scores& scores) const {
  for (const auto& column : phones_) {
    for (Slot slot = 0; slot < column.size(); ++slot) {
      const FindRank rank = phone_rank(column[slot], word.digits, word.digit_count);
      scores[slot] = std::min(scores[slot], score_of(rank, FindField::phone));
    }
  }
}

void FindIndex::score_codes(const FindWord& word, Scores& scores) const {
  const std::size_t shift = 6 * (kShortCodeLength - word.code_length);
  const FindRank rank = shift == 0 ? FindRank::exact_code : FindRank::code_start;
  const Score score = score_of(rank, FindField::short_code);
  for (Slot slot = 0; slot < codes_.size(); ++slot) {
    if (codes_[slot] >> shift == word.code >> shift) scores[slot] = std::min(scores[slot], score);
  }
}

void FindIndex::score_list_ids(const FindWord& word, Scores& scores) const {
  constexpr Score kIdScore = score_of(FindRank::exact_code, FindField::list_id);
  for (auto at = id_hashes_.begin(); at != id_hashes_.end(); ++at) {
    at = std::find(at, id_hashes_.end(), word.id_hash);
    if (at == id_hashes_.end()) return;
    Score& score = scores[static_cast<std::size_t>(at - id_hashes_.begin())];
    score = std::min(score, kIdScore);
  }
}

// By everything but the guest's own name, which takes longest.
FindIndex::Scores FindIndex::score_besides(const FindWord& word, const NameMatch& match) const {
  Scores scores(keys_.size(), kNoScore);
  score_reps(match, scores);
  if (word.digits != 0) score_phones(word, scores);
  if (word.code != 0) score_codes(word, scores);
  if (word.id_hash != 0) score_list_ids(word, scores);
  return scores;
}

FindIndex::Scores FindIndex::score(const FindWord& word) const {
  const NameMatch match(word, writings_);
  Scores scores = score_besides(word, match);
  score_names(match, plausible(match), scores);
  return scores;
}

// Counting first how many there are of each score spares sorting those beyond the limit.
std::vector<FindHit> FindIndex::best(const Scores& scores, std::size_t limit) const {
  const auto slots =
      slots_where(scores.size(), [&](Slot slot) { return scores[slot] != kNoScore; });
  std::array<std::size_t, kNoScore> count{};
  for (Slot slot : slots) ++count[scores[slot]];
  std::size_t seen = 0;
  Score last = 0;
  while (last < kNoScore && (seen += count[last]) < limit) ++last;

  struct Candidate {
    Score score;
    std::uint64_t head;
    Slot slot;
  };
  std::vector<Candidate> candidates;
  for (Slot slot : slots) {
    if (scores[slot] > last) continue;
    candidates.push_back({scores[slot], spelling_heads_[slot], slot});
  }
  const auto better = [&](const Candidate& a, const Candidate& b) {
    if (std::tie(a.score, a.head) != std::tie(b.score, b.head)) {
      return std::tie(a.score, a.head) < std::tie(b.score, b.head);
    }
    return std::tie(spellings_[a.slot], keys_[a.slot]) <
           std::tie(spellings_[b.slot], keys_[b.slot]);
  };
  const auto shown = static_cast<std::ptrdiff_t>(std::min(limit, candidates.size()));
  std::ranges::partial_sort(candidates, candidates.begin() + shown, better);
  candidates.resize(static_cast<std::size_t>(shown));

  std::vector<FindHit> hits;
  for (const Candidate& candidate : candidates) {
    hits.push_back({keys_[candidate.slot], static_cast<FindRank>(candidate.score / kFields),
                    static_cast<FindField>(candidate.score % kFields)});
  }
  return hits;
}

// Guests whom every word fits, by the word that fits least; `among` becomes those who may be it.
// Names are looked at only where all words may fit, as their signatures tell: a single letter alone
// fits a quarter of all guests.
FindIndex::Scores FindIndex::score_all(const std::vector<FindWord>& words,
                                       std::vector<Slot>& among) const {
  Scores possible(keys_.size(), 1);
  std::vector<NameMatch> matches;
  std::vector<Scores> scores;
  matches.reserve(words.size());
  for (const FindWord& word : words) {
    const NameMatch& match = matches.emplace_back(word, writings_);
    const Scores& besides = scores.emplace_back(score_besides(word, match));
    for (Slot slot = 0; slot < possible.size(); ++slot) {
      // Without a branch, of whose guesses half would be wrong.
      const int fits =
          int{match.may_fit(signatures_[slot])} | static_cast<int>(besides[slot] != kNoScore);
      possible[slot] &= static_cast<Score>(fits);
    }
  }
  among = slots_where(keys_.size(), [&](Slot slot) { return possible[slot]; });
  Scores all(keys_.size(), kNoScore);
  for (Slot slot : among) all[slot] = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    score_names(matches[i], among, scores[i]);
    for (Slot slot : among) all[slot] = std::max(all[slot], scores[i][slot]);
    std::erase_if(among, [&](Slot slot) { return all[slot] == kNoScore; });
  }
  return all;
}

std::vector<FindHit> FindIndex::find(std::string_view text, std::size_t limit) const {
  std::vector<FindWord> words = read_find_text(text, pinyin_);
  if (words.empty() || limit == 0 || keys_.empty()) return {};
  const FindWord whole = std::move(words.front());
  words.erase(words.begin());
  if (words.empty()) return best(score(whole), limit);

  // A name that fits all words in a row also fits each of them, so only those need a second look.
  std::vector<Slot> among;
  Scores scores = score_all(words, among);
  const NameMatch match(whole, writings_);
  Scores in_a_row = score_besides(whole, match);
  score_names(match, among, in_a_row);
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = std::min(scores[i], in_a_row[i]);
  return best(scores, limit);
}

}  // namespace yingbin
