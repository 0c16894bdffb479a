// Finds a guest who has no code (rule D3) among 100,000 within milliseconds: by name in hanzi,
// pinyin, initials or a mixture, companion, phone digits, short code, list id, or inviting rep. The
// thread that owns the event keeps it in step with the guests and asks it. set() takes some 2 µs a
// guest, so nothing of it is kept on disk.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "station/find_text.h"
#include "station/name_match.h"
#include "station/pinyin.h"

namespace yingbin {

using GuestKey = std::uint64_t;

struct FindEntry {
  std::string name;
  std::vector<std::string> companions;  // names
  std::vector<std::string> phones;      // any notation; the first kPhonesMax count
  std::string short_code;               // of the invitation, or empty
  std::string rep_name;
  std::string list_id;  // of the guest list, or empty
};

enum class FindField : std::uint8_t { name, companion, short_code, list_id, phone, rep };

struct FindHit {
  GuestKey key = 0;
  FindRank rank = FindRank::none;
  FindField field = FindField::name;  // what matched; with several words, what matched least well

  bool operator==(const FindHit&) const = default;
};

class FindIndex {
 public:
  static constexpr std::size_t kPhonesMax = 6;

  explicit FindIndex(const Pinyin& pinyin) : pinyin_(pinyin) {}  // `pinyin` outlives the index

  void set(GuestKey key, const FindEntry& entry);  // a guest is new, or anything of it changed
  void remove(GuestKey key);
  [[nodiscard]] std::size_t size() const { return slot_of_.size(); }

  // Best first, at most `limit`; equal ones by pinyin, then by key. Several words must all match.
  // Takes any bytes; nothing searchable typed, nothing found.
  [[nodiscard]] std::vector<FindHit> find(std::string_view text, std::size_t limit) const;

 private:
  using Slot = std::uint32_t;
  using Score = std::uint8_t;  // FindRank and FindField in one, so that smaller is better
  using Scores = std::vector<Score>;
  struct Names {
    std::uint32_t begin = 0;  // in parts_
    std::uint32_t end = 0;
  };

  Slot take_slot(GuestKey key);
  void clear(Slot slot);
  void add_name(Slot slot, const std::vector<const NamePart*>& name);
  void close_gaps();
  std::uint32_t rep_number(const std::string& name);
  void set_phones(Slot slot, const std::vector<std::string>& phones);

  [[nodiscard]] Scores score(const FindWord& word) const;
  [[nodiscard]] std::vector<Slot> plausible(const NameMatch& match) const;
  [[nodiscard]] Scores score_besides(const FindWord& word, const NameMatch& match) const;
  [[nodiscard]] Scores score_all(const std::vector<FindWord>& words,
                                 std::vector<Slot>& among) const;
  void score_names(const NameMatch& match, std::span<const Slot> among, Scores& scores) const;
  void score_phones(const FindWord& word, Scores& scores) const;
  void score_codes(const FindWord& word, Scores& scores) const;
  void score_reps(const NameMatch& match, Scores& scores) const;
  void score_list_ids(const FindWord& word, Scores& scores) const;
  [[nodiscard]] std::vector<FindHit> best(const Scores& scores, std::size_t limit) const;

  const Pinyin& pinyin_;
  NameWritings writings_;
  std::unordered_map<GuestKey, Slot> slot_of_;
  std::vector<Slot> free_slots_;

  // One row a slot, one column a field, because a query reads one field of every guest.
  std::vector<GuestKey> keys_;
  std::vector<NameSignature> signatures_;
  std::vector<Names> names_;
  std::vector<std::string> spellings_;
  std::vector<std::uint64_t> spelling_heads_;      // first eight bytes, ordered like them
  std::vector<std::vector<PackedDigits>> phones_;  // [n-th phone][slot], as many as any guest has
  std::vector<PackedCode> codes_;
  std::vector<std::uint64_t> id_hashes_;
  std::vector<std::uint32_t> rep_of_;

  std::vector<PartId> parts_;
  std::size_t unused_parts_ = 0;
  std::vector<std::vector<PartId>> reps_ = {{}};  // [0] stands for no rep
  std::unordered_map<std::string, std::uint32_t> rep_numbers_;
};

}  // namespace yingbin
